"""One row of a staff list: each cell read, each fault named with its column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from saindege.base.errors import Problem, Sentence
from saindege.people import nip
from saindege.people.vocabulary import ValueNames, Vocabulary

# 1.98609E+17 and 198609262015051000.0: a number that a spreadsheet has rounded, written out as text.
_ROUNDED_TEXT: Final = re.compile(r"^\d+(?:[.,]\d+)?e\+?\d+$|^\d{15,}[.,]0+$", re.IGNORECASE)
_LABEL: Final = re.compile(r"^(?:nip|ni\s?pppk|nipppk)[\s.:]*(?=\d)", re.IGNORECASE)
# Spreadsheets keep whole numbers only up to this one; beyond it digits are already lost.
_EXACT_IN_A_SPREADSHEET: Final = 2**53
_STATUS_OF_KIND: Final = {"PNS": "pns", "PPPK": "pppk"}
_SHOWN: Final = 40
_LONGEST_CODE: Final = 64


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One accepted row.

    Attributes
    ----------
    row : as a spreadsheet shows it
    nip : 18 digits; None for somebody who is no civil servant and has no number
    name : with titles, where the list has them in columns of their own
    birth_date : from the list, or from the number where the list does not say
    status : from the list, or from the number where the list does not say
    office, post : as written
    post_code : key of the post in the national system (SIASN), as written
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
    post_code: str = ""


@dataclass(slots=True)
class Line:
    """A row as the file has it, and what is wrong with it so far.

    Attributes
    ----------
    row : as a spreadsheet shows it
    number : the cell of the number, as the file holds it
    texts : our column to its text; blanks are left out
    birth_date : the date of birth, where it could be read
    """

    row: int
    number: object
    texts: Mapping[str, str]
    birth_date: date | None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def warn(self, code: str, column: str, indonesian: str, english: str) -> None:
        """Add a warning about one cell."""
        self.warnings.append(Problem(code, Sentence(id=indonesian, en=english), row=self.row, column=column))

    def refuse(self, problem: Problem) -> None:
        """Add what keeps the row out."""
        self.problems.append(Problem(problem.code, problem.sentence, None, self.row, problem.column))


def read_line(line: Line, words: Vocabulary, *, as_of: date) -> StaffRow:
    """Read a row; faults are added to the line, which is accepted when it has no problem."""
    status, standing = _status(line, words)
    number = _number(line, status, as_of)
    name = _full_name(line.texts)
    if not name:
        line.refuse(_MISSING_NAME)
    kind = None if number is None else number.kind
    sex = _value(line, "sex", words.values["sex"])
    post_type = _post_type(line, words)
    pppk = status.startswith("pppk") or (not status and kind == "PPPK")
    rank = _rank(line, words, pppk=pppk)
    education = _value(line, "education", words.values["education"])
    if number is not None and number.valid:
        _compare(line, number, sex)
    born = line.birth_date or (number.birth_date if number else None)
    return StaffRow(
        row=line.row,
        nip=number.number if number else None,
        name=name,
        birth_date=born,
        sex=sex or (number.sex if number and number.sex else ""),
        status=status or _STATUS_OF_KIND.get(kind or "", ""),
        office=line.texts.get("office", ""),
        post=line.texts.get("post", ""),
        post_type=post_type,
        rank=rank,
        education=education,
        active=standing != "inactive",
        post_code=line.texts.get("post_code", "")[:_LONGEST_CODE],
    )


def is_rounded(cell: object) -> bool:
    """Say whether a spreadsheet has turned a number of 18 digits into one of which the last digits are lost."""
    if isinstance(cell, float):
        return abs(cell) > _EXACT_IN_A_SPREADSHEET
    return isinstance(cell, str) and bool(_ROUNDED_TEXT.match(cell.strip()))


def _number(line: Line, status: str, as_of: date) -> nip.Nip | None:
    cell = line.number
    if cell is None and status == "non_asn":
        return None
    if is_rounded(cell):
        line.refuse(_ROUNDED)
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "")
    read = nip.parse(_LABEL.sub("", text.strip()), as_of=as_of)
    for problem in read.problems:
        line.refuse(problem)
    return read


def _status(line: Line, words: Vocabulary) -> tuple[str, str]:
    """Return the status and the legal standing; a standing such as ``PNS Aktif`` tells both."""
    standing = _value(line, "standing", words.values["standing"])
    status = _value(line, "status", words.values["status"])
    if not status and "status" not in line.texts and "standing" in line.texts:
        status = words.values["status"].find(line.texts["standing"]) or ""
        # A code of the standing, such as 01 or P, is no name of a status.
        status = status if len(line.texts["standing"]) > 2 else ""
    return status, standing


def _full_name(texts: Mapping[str, str]) -> str:
    name = texts.get("name", "")
    if not name:
        return ""
    front, back = texts.get("front_title", "").strip(" ,-"), texts.get("back_title", "").strip(" ,-")
    return f"{front} {name}".strip() + (f", {back}" if back else "")


def _value(line: Line, column: str, names: ValueNames) -> str:
    text = line.texts.get(column)
    if text is None:
        return ""
    found = names.find(text)
    if found is None:
        _warn_unknown(line, column, text, names.values)
    return found or ""


def _post_type(line: Line, words: Vocabulary) -> str:
    """Return the kind of post; a structural post is told apart by its echelon."""
    text, echelon = line.texts.get("post_type"), line.texts.get("echelon")
    found = words.values["post_type"].find(text) if text else None
    by_echelon = words.values["echelon"].find(echelon) if echelon else None
    if found is None and by_echelon in words.values["post_type"].values:
        return by_echelon
    if text and found is None:
        _warn_unknown(line, "post_type", text, words.values["post_type"].values)
    if echelon and by_echelon is None:
        _warn_unknown(line, "echelon", echelon, words.values["echelon"].values)
    return found or ""


def _rank(line: Line, words: Vocabulary, *, pppk: bool) -> str:
    text = line.texts.get("rank")
    if text is None:
        return ""
    found = words.find_rank(text, pppk=pppk)
    if found is None:
        grades = tuple(dict.fromkeys(words.grades.values()))
        allowed = words.pppk_grades if pppk else grades
        _warn_unknown(line, "rank", text, (allowed[0], "…", allowed[-1]))
    return found or ""


def _compare(line: Line, number: nip.Nip, sex: str) -> None:
    if line.birth_date and number.birth_date and line.birth_date != number.birth_date:
        listed, within = line.birth_date, number.birth_date
        line.warn(
            "nip_birth_mismatch",
            "birth_date",
            f"Tanggal lahir {listed:%d-%m-%Y} tidak sama dengan yang ada di NIP ({within:%d-%m-%Y}). Periksa SK.",
            f"The date of birth {listed.isoformat()} is not the one in the number ({within.isoformat()}). "
            "Check the letter of appointment.",
        )
    if sex and number.sex and sex != number.sex:
        line.warn(
            "nip_sex_mismatch",
            "sex",
            f"Jenis kelamin {_SEX[sex]} tidak sama dengan yang ada di NIP ({_SEX[number.sex]}). Periksa SK.",
            f"The sex {sex} is not the one in the number ({number.sex}). Check the letter of appointment.",
        )


def _warn_unknown(line: Line, column: str, text: str, allowed: Sequence[str]) -> None:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    listed = ", ".join(allowed)
    line.warn(
        "unknown_value",
        column,
        f"“{shown}” tidak dikenal dan dibiarkan kosong. Yang dikenal: {listed}.",
        f"“{shown}” is not known and left blank. Known: {listed}.",
    )


_SEX: Final = {"male": "laki-laki", "female": "perempuan"}
_MISSING_NAME: Final = Problem(
    "missing_name",
    Sentence(id="Nama kosong. Isi nama pegawai.", en="The name is missing. Fill it in."),
    column="name",
)
ROUNDED: Final = Sentence(
    id="NIP tersimpan sebagai angka, sehingga Excel sudah membulatkan angka-angka terakhirnya. Ubah format kolom "
    "menjadi Teks, lalu tempel ulang NIP dari SK atau SIASN.",
    en="The number is stored as a numeric cell, so that the spreadsheet has rounded its last digits. Format the "
    "column as text, then paste the numbers again from their source.",
)
_ROUNDED: Final = Problem("nip_serial", ROUNDED, column="nip")
