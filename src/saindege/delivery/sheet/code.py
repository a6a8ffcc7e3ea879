"""What the codes of a sheet say: which session and page, signed by the house; and whose row it is."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.sheet.layout import CELL_COLUMNS, CELL_ROWS, ROWS_PER_PAGE

KIND = "SD1"
TAG_BITS = CELL_COLUMNS * CELL_ROWS - 2
NO_TAG = 0
# Lines without a name at the end of a sheet, for whoever was called on the day itself.
SPARE_LINES = 3
_PAYLOAD = re.compile(r"SD1\.([A-Z0-9]{1,12})\.(\d{1,2})\.(\d{1,2})\.([ABCD])\.([A-Z2-7]{10})")


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code at a corner says.

    Attributes
    ----------
    session : code of the session
    page, pages : this page of so many
    corner : a letter of ``layout.CORNERS``
    """

    session: str
    page: int
    pages: int
    corner: str


class ForgedCode(SaindegeError):
    """A code of our kind that this house did not print."""

    code = "forged"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Kode pada lembar ini tidak dibuat oleh Saindege ini, atau sudah diubah. "
                "Tidak ada yang dibaca. Cetak lembar baru dari halaman sesi.",
                en="The code on this sheet was not made by this house, or was changed. Nothing was read. "
                "Print a new sheet from the page of the session.",
            )
        )


def page_payload(code: PageCode, key: bytes) -> str:
    """Return the text of a corner's code; its signs fit the dense alphabet of QR codes."""
    return f"{KIND}.{code.session}.{code.page}.{code.pages}.{code.corner}.{_seal(code, key)}"


def read_payload(text: str, key: bytes) -> PageCode | None:
    """Return what a code says; None where it is no code of a sheet.

    Raises
    ------
    ForgedCode : it looks like one of ours and its seal is wrong
    """
    match = _PAYLOAD.fullmatch(text.strip())
    if match is None:
        if text.startswith(f"{KIND}."):
            raise ForgedCode
        return None
    code = PageCode(match[1], int(match[2]), int(match[3]), match[4])
    if not hmac.compare_digest(match[5].encode(), _seal(code, key).encode()):
        raise ForgedCode
    return code


def row_tag(session: str, person: str, key: bytes) -> int:
    """Return the number that the cells of a person's row show; another session gives another number."""
    digest = hmac.digest(key, f"row|{session}|{person}".encode(), hashlib.sha256)
    most: int = 2**TAG_BITS - 1
    return int.from_bytes(digest[:4], "big") % most + 1


def people_by_tag(session: str, people: Iterable[str], key: bytes) -> dict[int, str]:
    """Return who stands behind each number; a number that two people share is nobody's."""
    found: dict[int, str] = {}
    shared: set[int] = set()
    for person in people:
        tag = row_tag(session, person, key)
        if tag in found:
            shared.add(tag)
        found[tag] = person
    return {tag: person for tag, person in found.items() if tag not in shared}


def cells_of(tag: int) -> tuple[bool, ...]:
    """Return which cells of a row's code are black: the first always is and the last never, to measure by."""
    bits = (bool(tag >> place & 1) for place in reversed(range(TAG_BITS)))
    return (True, *bits, False)


def tag_of(cells: Sequence[bool]) -> int | None:
    """Return the number that cells show; None where the two that never change are wrong."""
    if len(cells) != TAG_BITS + 2 or not cells[0] or cells[-1]:
        return None
    return sum(1 << place for place, is_black in enumerate(reversed(cells[1:-1])) if is_black)


def pages_for(people: int) -> int:
    """Return how many pages a sheet needs for so many people and the spare lines."""
    return max(1, -(-(people + SPARE_LINES) // ROWS_PER_PAGE))


def _seal(code: PageCode, key: bytes) -> str:
    words = f"page|{code.session}|{code.page}|{code.pages}|{code.corner}"
    return base64.b32encode(hmac.digest(key, words.encode(), hashlib.sha256))[:10].decode()
