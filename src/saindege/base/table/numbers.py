"""Numbers as people write them: decimal comma or point, thousands points or commas, Rp, per cent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

Mark = Literal[".", ","]

#: Written where a number is not known; in a column of numbers they are blanks.
NOT_KNOWN: Final = frozenset({"-", "–", "—", "na", "n/a", "#n/a", "nan", "null"})

_SPACES: Final = re.compile(r"[\s\u00a0\u202f'’]+")
_DECORATED: Final = re.compile(
    r"^(?P<sign>[-+−]?)(?:(?:rp\.?|idr)(?P<sign2>[-−]?))?(?P<core>\d[\d.,]*|[.,]\d+)(?:,-|\.-)?"
    r"(?P<power>e[-+−]?\d{1,3})?(?P<percent>%?)$",
    re.IGNORECASE | re.ASCII,
)
_GROUPS: Final = {
    ",": re.compile(r"^\d{1,3}(?:\.\d{3})+$"),
    ".": re.compile(r"^\d{1,3}(?:,\d{3})+$"),
}
_OTHER: Final[dict[Mark, Mark]] = {".": ",", ",": "."}


def looks_like_number(text: str) -> bool:
    """Say whether a text is a number in one notation or another."""
    return read_number(text, ".") is not None or read_number(text, ",") is not None


def marks_of(text: str) -> tuple[Mark, ...]:
    """Return the decimal marks with which a text is a number: one when it is sure, two when it may be either.

    A number without any mark gives none: it tells nothing about its column.
    """
    parts = _DECORATED.match(_SPACES.sub("", text))
    if parts is None:
        return ()
    core = parts["core"]
    if "." not in core and "," not in core:
        return ()
    found: list[Mark] = [mark for mark in (".", ",") if _value(core, mark) is not None]
    if parts["power"] and len(found) == 2:
        # 1.234E+5 is written by machines, which never group thousands.
        found = [mark for mark in found if mark in core]
    return tuple(found)


def agree_on_mark(texts: Iterable[str]) -> tuple[set[Mark], str | None]:
    """Return the decimal marks that are sure in a column, and its first number that could be read either way."""
    sure: set[Mark] = set()
    unsure: str | None = None
    for text in texts:
        marks = marks_of(text)
        if len(marks) == 1:
            sure.add(marks[0])
        elif len(marks) == 2 and unsure is None:
            unsure = text
    return sure, unsure


def read_number(text: str, mark: Mark) -> float | None:
    """Return the number that a text means with this decimal mark, or None."""
    parts = _DECORATED.match(_SPACES.sub("", text))
    if parts is None:
        return None
    core = _value(parts["core"], mark)
    if core is None:
        return None
    value = float(core + (parts["power"] or "").replace("−", "-"))
    if parts["percent"]:
        value /= 100
    if value in (float("inf"), float("-inf")):
        return None
    negative = {parts["sign"], parts["sign2"]} & {"-", "−"}
    return -value if negative else value


def _value(core: str, mark: Mark) -> str | None:
    """Return the digits with a decimal point, or None where they are not written so."""
    whole, found, fraction = core.partition(mark)
    if found and (not fraction.isdigit() or not fraction.isascii()):
        return None
    if whole.isdigit() or not whole:
        # 0.500 as thousands would be nought and a half thousand: nobody writes that.
        return f"{whole or '0'}.{fraction or '0'}"
    if whole.startswith("0") or not _GROUPS[mark].match(whole):
        return None
    return f"{whole.replace(_OTHER[mark], '')}.{fraction or '0'}"
