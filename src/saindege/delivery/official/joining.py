"""Several filled documents of one template as one: each begins on a page of its own."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Sequence

# A day that means nothing: the same papers give the same file.
NO_DAY = (2000, 1, 1, 0, 0, 0)


def joined(documents: Sequence[bytes], *, stamp: str = "") -> bytes:
    """Join documents that were filled from one template; their styles, headers and pictures are those of the first.

    Parameters
    ----------
    stamp : words that must stand in the document; written above it where the template left them out
    """
    import docx

    whole = docx.Document(io.BytesIO(documents[0]))
    last = whole.element.body.sectPr
    for content in documents[1:]:
        other = docx.Document(io.BytesIO(content))
        parts = [part for part in other.element.body if part is not other.element.body.sectPr]
        breaking = whole.add_paragraph()
        breaking.paragraph_format.page_break_before = True
        breaking.paragraph_format.space_after = 0
        for part in parts:
            last.addprevious(copy.deepcopy(part))
    if stamp and not _says(whole, stamp):
        first = whole.element.body[0]
        line = whole.add_paragraph(stamp)
        first.addprevious(line._p)
    written = io.BytesIO()
    whole.save(written)
    return settled(written.getvalue())


def settled(content: bytes) -> bytes:
    """Write an archive anew without the moment of writing."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as anew,
    ):
        for one in archive.infolist():
            entry = zipfile.ZipInfo(one.filename, NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            anew.writestr(entry, archive.read(one))
    return written.getvalue()


def _says(document: object, words: str) -> bool:
    """Whether a document or its header or footer holds these words."""
    sections = document.sections  # type: ignore[attr-defined]
    places = [document, *(part for one in sections for part in (one.header, one.footer))]
    return any(words in "".join(part._element.itertext()) for part in places)
