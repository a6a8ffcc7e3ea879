"""Values of XML attributes as they stand in a file: entities and numbers of characters become what they stand for."""

from __future__ import annotations

import re

from saindege.service.log_files.cells import MARGIN, Letters
from saindege.service.log_files.pieces import NotEven

_ENTITIES = {b"&amp;": "&", b"&lt;": "<", b"&gt;": ">", b"&quot;": '"', b"&apos;": "'"}
_NUMBER = re.compile(rb"&#(?:([0-9]{1,8})|x([0-9a-fA-F]{1,8}));")
_REFERENCE = re.compile(r"&[^;]*;")
# A line end in an attribute is read as a space.
_SPACES = re.compile(r"\r\n|[\t\r\n]")


def check_references(piece: bytes) -> None:
    """Make sure that each ampersand begins one of the five entities or the number of a character.

    Raises
    ------
    NotEven : one does not
    """
    left = piece.count(b"&")
    for entity in _ENTITIES:
        if not left:
            return
        left -= piece.count(entity)
    numbers = [found.group() for found in _NUMBER.finditer(piece)] if left else []
    if left != len(numbers):
        raise NotEven
    for number in set(numbers):
        _character(number)


def check_letters(piece: bytes, letters: Letters) -> None:
    """Make sure that a piece, ``letters`` with their margin, holds UTF-8 and no sign that XML forbids.

    Raises
    ------
    NotEven, UnicodeError : it does not
    """
    inside = letters[MARGIN:-MARGIN]
    low = inside[inside < ord(" ")]
    if not ((low == ord("\n")) | (low == ord("\t")) | (low == ord("\r"))).all():
        raise NotEven
    if not piece.isascii():
        piece.decode()
        if b"\xef\xbf\xbe" in piece or b"\xef\xbf\xbf" in piece:
            raise NotEven


def plain_value(written: str) -> str:
    """Return the value of an attribute whose references were checked."""
    if _SPACES.search(written):
        written = _SPACES.sub(" ", written)
    if "&" not in written:
        return written
    return _REFERENCE.sub(lambda found: _stands_for(found.group().encode()), written)


def _stands_for(reference: bytes) -> str:
    return _ENTITIES.get(reference) or _character(reference)


def _character(number: bytes) -> str:
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise NotEven
    code = int(found[1]) if found[1] else int(found[2], 16)
    is_allowed = (
        code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )
    if not is_allowed:
        raise NotEven
    return chr(code)
