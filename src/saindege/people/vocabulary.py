"""How the columns and values of a staff list are recognised: dated data, read from ``rules/``."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final, cast

VALUE_COLUMNS: Final = ("sex", "status", "standing", "post_type", "echelon", "education")

_WORDS: Final = re.compile(r"[a-z0-9]+")
_GRADE: Final = re.compile(r"^(?:golongan|gol)?[ ./-]*(iv|iii|ii|i|[1-4])[ ./-]*([a-e])$")
_GRADE_WITHIN: Final = re.compile(r"(?<![a-z])(iv|iii|ii|i)\s?[/.-]\s?([a-e])(?![a-z])")
_ROMAN: Final = ("", "I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class ValueNames:
    """The values of one column, and all that they may be called.

    Attributes
    ----------
    values : the allowed values, in the order of the table
    names : plain name to value
    leading : whether a longer text that begins with a name means its value too
    """

    values: tuple[str, ...]
    names: Mapping[str, str]
    leading: bool

    def find(self, text: str) -> str | None:
        """Return the value that a text means, or None when nothing is called so."""
        words = _words(text)
        ends = range(len(words), 0, -1) if self.leading else [len(words)]
        for end in ends:
            value = self.names.get("".join(words[:end]))
            if value is not None:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything by which a staff list is understood.

    Attributes
    ----------
    version, source, confidence : printed with each check
    columns : our column to the headers that mean it
    columns_otherwise : headers used only where no other was found
    values : column to the names of its values
    grades : plain grade, rank name or code to the grade as it is written, e.g. ``iiib`` to ``III/b``
    pppk_grades : the grades of PPPK, I to XVII
    """

    version: str
    source: str
    confidence: str
    columns: Mapping[str, tuple[str, ...]]
    columns_otherwise: Mapping[str, tuple[str, ...]]
    values: Mapping[str, ValueNames]
    grades: Mapping[str, str]
    pppk_grades: tuple[str, ...]

    def find_rank(self, text: str, *, pppk: bool) -> str | None:
        """Return the grade that a text means: III/b, 3b, Penata Muda Tk. I, 32; for PPPK also IX or 9."""
        plain = " ".join(text.casefold().split())
        short = _GRADE.match(plain) or _GRADE_WITHIN.search(plain)
        if short:
            number = _ROMAN[int(short[1])] if short[1].isdigit() else short[1].upper()
            return self.grades.get(f"{number}{short[2]}".casefold())
        words = ["tingkat" if word == "tk" else word for word in _words(plain)]
        bare = "".join(word for word in words if word not in ("golongan", "gol"))
        if pppk and bare.isdigit() and 1 <= int(bare) <= len(self.pppk_grades):
            return self.pppk_grades[int(bare) - 1]
        if bare.upper() in self.pppk_grades:
            return bare.upper()
        return self.grades.get(bare)


@functools.cache
def load() -> Vocabulary:
    """Read the vocabulary that ships with the product."""
    text = resources.files("saindege.people").joinpath("rules/staff_list.toml").read_text("utf-8")
    return read(tomllib.loads(text))


def read(table: Mapping[str, object]) -> Vocabulary:
    """Read a vocabulary of the same shape as ``rules/staff_list.toml``."""
    grades: dict[str, str] = {}
    for rank in cast(list[dict[str, object]], table["rank"]):
        grade = str(rank["grade"])
        for name in (grade, str(rank["name"]), str(rank["code"])):
            grades["".join(_words(name))] = grade
    return Vocabulary(
        version=str(table["version"]),
        source=str(table["source"]),
        confidence=str(table["confidence"]),
        columns=_headers(table["columns"]),
        columns_otherwise=_headers(table["columns_otherwise"]),
        values={column: _value_names(table[column]) for column in VALUE_COLUMNS},
        grades=grades,
        pppk_grades=tuple(cast(Mapping[str, list[str]], table["pppk"])["grades"]),
    )


def _headers(section: object) -> dict[str, tuple[str, ...]]:
    return {column: tuple(names) for column, names in cast(Mapping[str, list[str]], section).items()}


def _value_names(section: object) -> ValueNames:
    lists = {
        value: names
        for value, names in cast(Mapping[str, object], section).items()
        if isinstance(names, list)
    }
    names = {"".join(_words(name)): value for value, spoken in lists.items() for name in [value, *spoken]}
    leading = bool(cast(Mapping[str, object], section).get("leading", False))
    return ValueNames(tuple(lists), names, leading)


def _words(text: str) -> list[str]:
    """Words of letters and digits, lower case, without accents."""
    return _WORDS.findall(unicodedata.normalize("NFKD", text).casefold())
