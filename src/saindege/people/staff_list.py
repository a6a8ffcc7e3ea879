"""A staff list as people really have it: every row read, every fault named, nothing guessed in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Final

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import nip, vocabulary

REQUIRED: Final = ("nip", "name")
_FLOAT_TEXT: Final = re.compile(r"^\d+(?:[.,]\d+)?e\+?\d+$|^\d{15,}[.,]0+$", re.IGNORECASE)
# Spreadsheets keep whole numbers only up to this one; beyond it digits are already lost.
_EXACT_IN_A_SPREADSHEET: Final = 2**53
_SPREADSHEETS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_STATUS_OF_KIND: Final = {"PNS": "pns", "PPPK": "pppk"}


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One accepted row.

    Attributes
    ----------
    row : as a spreadsheet shows it
    nip : 18 digits; None for somebody who is no civil servant and has no number
    name : with titles, where the list has them in columns of their own
    status : from the list, or from the number where the list does not say
    office, post : as written
    sex, post_type, rank, education : one of the known values, or '' where absent or not recognised
    active : False when the list says retired, dismissed or the like
    """

    row: int
    nip: str | None
    name: str
    birth_date: date | None
    sex: str
    status: str
    office: str
    post: str
    post_type: str
    rank: str
    education: str
    active: bool


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A number that stands in several rows.

    Attributes
    ----------
    nip : the number
    rows : all its rows, the first one being accepted unless it has a fault of its own
    alike : whether the rows say the same about the person
    """

    nip: str
    rows: tuple[int, ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class StaffList:
    """What a staff list holds.

    Attributes
    ----------
    file : its name
    rows : rows below the header, empty ones left out
    accepted : rows without a problem, in the order of the file
    problems : what keeps a row out, all of them, by row
    warnings : what to look at in an accepted row
    duplicates : numbers in several rows
    numbers_left_out : valid numbers that stand only in rows with a problem
    columns : our column to the header it was found under
    rule_version : version of the vocabulary
    """

    file: str
    rows: int
    accepted: tuple[StaffRow, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    duplicates: tuple[Duplicate, ...]
    numbers_left_out: frozenset[str]
    columns: Mapping[str, str]
    rule_version: str


def recognise_columns(
    columns: Sequence[str], *, chosen: Mapping[str, str] | None = None, required: Sequence[str] = REQUIRED
) -> dict[str, int]:
    """Return our columns with their positions, recognised by header or chosen.

    Parameters
    ----------
    columns : headers of the file
    chosen : header of the file to our column; beats what the header says
    required : our columns that must be there

    Raises
    ------
    BadInput : a required column is missing, a chosen one is unknown, or two headers mean the same
    """
    words = vocabulary.load()
    found = table.match_columns(columns, words.columns, chosen=chosen)
    otherwise = {name: headers for name, headers in words.columns_otherwise.items() if name not in found}
    taken = set(found.values())
    for name, position in table.match_columns(columns, otherwise).items():
        if position not in taken:
            found[name] = position
    missing = {name: words.columns[name] for name in required if name not in found}
    if missing:
        # Asked again only for its sentence, which names the headers that would do.
        table.match_columns(columns, words.columns, chosen=chosen, required=required)
    return found
