"""From a template and plain data to the bytes of a PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path

from saindege.base.errors import SaindegeError, Sentence

FONTS = Path(__file__).resolve().parent / "fonts"
# A day that means nothing: without it the moment of printing would make each copy a different file.
NO_MOMENT = datetime(2000, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - typst wants this very type on 3.11


class PaperFailed(SaindegeError):
    """A template could not be set; that is our fault, not the reader's."""

    code = "failed"


def compile_pdf(template: Path, data: Mapping[str, object], *, made_at: datetime | None = None) -> bytes:
    """Set a paper: the same template and data give the same bytes, on every machine.

    The data reach the template as JSON in ``sys.inputs.data`` and are never pasted into its markup, so a name with
    a hash or a bracket is a name. Only our own fonts are used.

    Parameters
    ----------
    template : a Typst file; it may read files beside it
    data : values that JSON can hold
    made_at : the moment written into the file; by default none that means anything

    Raises
    ------
    PaperFailed : the template cannot be set
    """
    # Imported where it is used: it is large, and most processes never print.
    import typst

    try:
        return typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True)},
            timestamp=(made_at or NO_MOMENT).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise PaperFailed(
            Sentence(
                id=f"Berkas cetak {template.stem} tidak dapat dibuat. Laporkan ini kepada pengelola sistem.",
                en=f"The paper {template.stem} could not be made. Report this to the system administrator.",
            )
        ) from error
