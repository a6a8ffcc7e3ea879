"""From a template and plain data to the bytes of a PDF."""

from __future__ import annotations

import functools
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saindege.base.errors import SaindegeError, Sentence

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).resolve().parent / "fonts"
# With the widths of those that offices write with; for documents that come from an office.
OFFICE_FONTS = FONTS.parent / "office_fonts"
# A day that means nothing: without it the moment of printing would make each copy a different file.
NO_MOMENT = datetime(2000, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - typst wants this very type on 3.11
# What a press takes from the folder of its template.
PARTS = {".typ", ".svg", ".pdf"}
DATA = "data.json"
# Dots an inch of a picture that goes into a document.
PICTURE_DOTS = 220


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

    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=_fonts())
    try:
        return compiler.compile(sys_inputs={"data": _json(data)}, timestamp=_moment(made_at))
    except typst.TypstError as error:
        raise _failed(template) from error


def compile_pictures(template: Path, data: Mapping[str, object]) -> list[bytes]:
    """Set each page of a template as a PNG picture, sharp enough for print.

    Parameters
    ----------
    template, data : as for ``compile_pdf``

    Raises
    ------
    PaperFailed : the template cannot be set
    """
    import typst

    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=_fonts())
    try:
        pages = compiler.compile(
            format="png", ppi=PICTURE_DOTS, sys_inputs={"data": _json(data)}, timestamp=_moment(None)
        )
    except typst.TypstError as error:
        raise _failed(template) from error
    return pages if isinstance(pages, list) else [pages]


class Press:
    """One template kept open, for papers by the thousand: half the time, and the same bytes as ``compile_pdf``.

    The compiler, fonts and pictures are read once, and the data reach the template as the file ``data.json``: for
    new system inputs the compiler would build its library anew, paper by paper. A template for a press begins with
    ``#let data = if "data" in sys.inputs { json(bytes(sys.inputs.data)) } else { json("data.json") }``.
    One thread at a time uses a press.

    Parameters
    ----------
    template : a Typst file; it may read the pictures and templates beside it
    office : whether the fonts of offices are at hand too

    Attributes
    ----------
    folder : its own, with a copy of the template and what lies beside it
    """

    def __init__(self, template: Path, *, office: bool = False) -> None:
        import typst

        self._template = template
        self._own = tempfile.TemporaryDirectory(prefix="saindege-press-")
        self.folder = Path(self._own.name)
        for part in template.parent.iterdir():
            if part.suffix in PARTS:
                shutil.copyfile(part, self.folder / part.name)
        self._compiler = typst.Compiler(
            str(self.folder / template.name), root=str(self.folder), font_paths=_fonts(office=office)
        )

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_error: object) -> None:
        self._own.cleanup()

    def print(self, data: Mapping[str, object], *, made_at: datetime | None = None) -> bytes:
        """Set one paper.

        Raises
        ------
        PaperFailed : the template cannot be set
        """
        return bytes(self._set(data, made_at))

    def pictures(self, data: Mapping[str, object], *, dots: int) -> list[bytes]:
        """Set one paper as PNG pictures, one a page; ``dots`` an inch.

        Raises
        ------
        PaperFailed : the template cannot be set
        """
        found = self._set(data, None, format="png", ppi=dots)
        return found if isinstance(found, list) else [found]

    def keep(self, name: str, content: bytes) -> None:
        """Put a file beside the template, under a plain name of our own."""
        if not (self.folder / name).exists():
            (self.folder / name).write_bytes(content)

    def _set(self, data: Mapping[str, object], made_at: datetime | None, **how: Any) -> Any:
        import typst

        here = self.folder / DATA
        here.write_text(_json(data), "utf-8")
        try:
            return self._compiler.compile(timestamp=_moment(made_at), **how)
        except typst.TypstError as error:
            raise _failed(self._template) from error
        finally:
            # Names and numbers of people do not outlast their paper, not even where this process is killed.
            here.unlink(missing_ok=True)


@functools.cache
def _fonts(*, office: bool = False) -> typst.Fonts:
    import typst

    folders = [FONTS, OFFICE_FONTS] if office else [FONTS]
    return typst.Fonts(include_system_fonts=False, font_paths=[str(one) for one in folders])


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, default=_told)


def _told(value: Any) -> dict[str, object]:
    """Tell a small value of a library as its parts and what it is."""
    return {
        "kind": type(value).__name__.lower(),
        **{one.name: getattr(value, one.name) for one in fields(value)},
    }


def _moment(made_at: datetime | None) -> datetime:
    return (made_at or NO_MOMENT).replace(microsecond=0)


def _failed(template: Path) -> PaperFailed:
    return PaperFailed(
        Sentence(
            id=f"Berkas cetak {template.stem} tidak dapat dibuat. Laporkan ini kepada pengelola sistem.",
            en=f"The paper {template.stem} could not be made. Report this to the system administrator.",
        )
    )
