"""From a template and plain data to pictures, for documents that cannot hold drawings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from saindege.base.app.paper.compiling import FONTS, PaperFailed
from saindege.base.errors import Sentence


def compile_pictures(template: Path, data: Mapping[str, object], *, dots: int = 200) -> list[bytes]:
    """Set a paper as PNG pictures, one a page; data and fonts as in ``compile_pdf``.

    Parameters
    ----------
    dots : an inch

    Raises
    ------
    PaperFailed : the template cannot be set
    """
    # Imported where it is used: it is large, and most processes never print.
    import typst

    try:
        found = typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True)},
            format="png",
            ppi=dots,
        )
    except typst.TypstError as error:
        raise PaperFailed(
            Sentence(
                id=f"Gambar {template.stem} tidak dapat dibuat. Laporkan ini kepada pengelola sistem.",
                en=f"The pictures of {template.stem} could not be made. Report this to the system administrator.",
            )
        ) from error
    return [found] if isinstance(found, bytes) else list(found)
