"""QR pictures, as SVG that stands in a page or on paper."""

from __future__ import annotations

import functools
import re
from html import escape

from saindege.base.app.paper.masking import qr_rows

BORDER = 2


@functools.lru_cache(maxsize=64)
def qr_svg(text: str, *, label: str) -> str:
    """Return a QR picture of a text, sharp at any size.

    Parameters
    ----------
    text : what a phone reads, usually an address
    label : what the picture is, for whoever cannot see it
    """
    rows = qr_rows(text)
    side = len(rows) + 2 * BORDER
    strokes = "".join(_strokes(row, number + BORDER) for number, row in enumerate(rows))
    return (
        f'<svg role="img" aria-label="{escape(label, quote=True)}" viewBox="0 0 {side} {side}" class="qr">'
        f'<path stroke="#000" d="{strokes}"/></svg>'
    )


def _strokes(row: str, height: int) -> str:
    """One stroke for each run of dark modules, along the middle of the row."""
    words, here = [], None
    for run in re.finditer("1+", row):
        begin, end = run.span()
        words.append(f"M{begin + BORDER} {height}.5" if here is None else f"m{begin - here} 0")
        words.append(f"h{end - begin}")
        here = end
    return "".join(words)
