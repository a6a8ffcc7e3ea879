"""QR pictures, as SVG that stands in a page or on paper."""

from __future__ import annotations

import functools
from html import escape

import segno


@functools.lru_cache(maxsize=64)
def qr_svg(text: str, *, label: str) -> str:
    """Return a QR picture of a text, sharp at any size.

    Parameters
    ----------
    text : what a phone reads, usually an address
    label : what the picture is, for whoever cannot see it
    """
    picture = segno.make(text, error="m", micro=False)
    svg = picture.svg_inline(border=2, svgclass="qr", lineclass=None, omitsize=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(label, quote=True)}" ', 1)
