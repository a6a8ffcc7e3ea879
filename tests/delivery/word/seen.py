"""What a page shows, and where."""

from __future__ import annotations

import pypdfium2


def words_on(*pages: pypdfium2.PdfPage) -> list[str]:
    """Return the words of pages."""
    return " ".join(page.get_textpage().get_text_bounded() for page in pages).split()


def where(page: pypdfium2.PdfPage, text: str) -> tuple[float, float]:
    """Return where words begin: points from the left edge of the sheet, and from its top to the foot of the letters."""
    found, place = _found(page, text)
    left, bottom, _, _ = found.get_charbox(place[0], loose=True)
    return left, page.get_height() - bottom


def ends(page: pypdfium2.PdfPage, text: str) -> float:
    """Return where words end: points from the left edge of the sheet."""
    found, place = _found(page, text)
    return float(found.get_charbox(place[0] + place[1] - 1, loose=True)[2])


def _found(page: pypdfium2.PdfPage, text: str) -> tuple[pypdfium2.PdfTextPage, tuple[int, int]]:
    found = page.get_textpage()
    place = found.search(text, match_case=True).get_next()
    assert place is not None, text
    return found, place
