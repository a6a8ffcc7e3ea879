"""The civil servant's number (NIP, or NI PPPK): 18 digits that carry birth, appointment and sex.

There is no check digit, so a number can be read and found impossible, but never proved genuine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from saindege.base.errors import Problem, Sentence

Kind = Literal["PNS", "PPPK"]
Sex = Literal["male", "female"]

LENGTH: Final = 18
YOUNGEST_APPOINTMENT_YEARS: Final = 15

# Spaces of every kind, dots, and the apostrophe with which a spreadsheet marks a number as text.
_IGNORED: Final = re.compile(r"[\s.\u200b\u200e\u200f\u2060\ufeff]|^\s*['’‘`]+")
_SEX: Final[dict[str, Sex]] = {"1": "male", "2": "female"}


@dataclass(frozen=True, slots=True)
class Nip:
    """One number, read in its parts.

    Attributes
    ----------
    number : the number without spaces and dots, as far as it could be cleaned
    kind : PNS when digits 13-14 are a month, PPPK when they are a contract count 21-29
    birth_date : digits 1-8
    appointed : ``YYYY-MM`` of the appointment for PNS, ``YYYY`` for PPPK
    sex : digit 15
    serial : digits 16-18, 0 to 999
    problems : everything that is wrong with it; a part that cannot be read is None
    """

    number: str
    kind: Kind | None
    birth_date: date | None
    appointed: str | None
    sex: Sex | None
    serial: int | None
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with the number."""
        return not self.problems


def clean(text: str) -> str:
    """Drop what people write between and before the digits: spaces, dots, a leading apostrophe."""
    return _IGNORED.sub("", text.strip())


def grouped(number: str) -> str:
    """Write a number in its customary groups of 8, 6, 1 and 3 digits; anything else stays as it is."""
    if len(number) != LENGTH:
        return number
    return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"


def parse(text: str, *, as_of: date) -> Nip:
    """Read a number in its parts and name everything that is wrong with it.

    Parameters
    ----------
    text : the number as written; spaces, dots and a leading apostrophe are ignored
    as_of : the day on which it is judged; an appointment after it is refused

    Source
    ------
    BKN regulation 22/2007 (PNS); the layout of NI PPPK is the same but for digits 9-14.

    Assumes
    -------
    Digits 13-14 from 21 to 29 mean PPPK: the first digit the kind, the second the contract.
    """
    number = clean(text)
    faults = _shape_faults(number)
    if len(number) != LENGTH:
        # A digit is missing or too many, nobody knows where: no part stands on firm ground.
        return Nip(number, None, None, None, None, None, tuple(faults))
    birth, birth_faults = _birth_date(number[:8], as_of)
    kind, appointed, appointment_faults = _appointment(number[8:14], birth, as_of)
    sex = _SEX.get(number[14])
    serial = int(number[15:]) if _is_digits(number[15:]) else None
    faults += birth_faults + appointment_faults
    if sex is None and _is_digits(number[14]):
        faults.append(_SEX_FAULT)
    if serial == 0:
        faults.append(_SERIAL_FAULT)
    return Nip(number, kind, birth, appointed, sex, serial, tuple(faults))


def _is_digits(text: str) -> bool:
    # str.isdigit also accepts digits of other scripts, which no register holds.
    return text.isascii() and text.isdigit()


def _fault(code: str, indonesian: str, english: str) -> Problem:
    return Problem(code, Sentence(id=indonesian, en=english), column="nip")


_SEX_FAULT: Final = _fault(
    "nip_sex",
    "Angka ke-15 harus 1 (laki-laki) atau 2 (perempuan). Periksa SK pengangkatan.",
    "Digit 15 must be 1 (male) or 2 (female). Check the letter of appointment.",
)
_SERIAL_FAULT: Final = _fault(
    "nip_serial",
    "Tiga angka terakhir mulai dari 001, bukan 000. Salin ulang NIP dari SK; "
    "Excel sering mengubah angka akhir.",
    "The last three digits start at 001, not 000. Copy the number again from the letter of appointment; "
    "spreadsheets often change the last digits.",
)


def _shape_faults(number: str) -> list[Problem]:
    faults = []
    if not number:
        return [
            _fault("nip_length", "NIP kosong. Isi 18 angka.", "The number is missing. Fill in its 18 digits.")
        ]
    if len(number) != LENGTH:
        few = len(number) < LENGTH
        faults.append(
            _fault(
                "nip_length",
                f"{'Baru ' if few else 'Ada '}{len(number)} angka; NIP punya 18. "
                "Salin ulang; Excel sering memotong angka panjang.",
                f"It has {len(number)} digits; a number has 18. Copy it again; "
                "spreadsheets often cut long numbers.",
            )
        )
    if not _is_digits(number):
        faults.append(
            _fault(
                "nip_not_digits",
                "Ada tanda selain angka. Tulis 18 angka; spasi dan titik boleh.",
                "It holds something that is not a digit. Write 18 digits; spaces and dots are allowed.",
            )
        )
    return faults


def _birth_date(digits: str, as_of: date) -> tuple[date | None, list[Problem]]:
    if not _is_digits(digits):
        return None, []
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None, [
            _fault(
                "nip_birth_date",
                f"Delapan angka pertama ({digits}) bukan tanggal. Cocokkan dengan tanggal lahir di SK.",
                f"The first eight digits ({digits}) are no date. Compare them with the date of birth.",
            )
        ]
    if birth > as_of:
        return birth, [
            _fault(
                "nip_birth_date",
                f"Tanggal lahir {birth:%d-%m-%Y} belum tiba. Cocokkan dengan tanggal lahir di SK.",
                f"The date of birth {birth:%Y-%m-%d} has not come yet. Compare it with the date of birth.",
            )
        ]
    return birth, []


def _appointment(
    digits: str, birth: date | None, as_of: date
) -> tuple[Kind | None, str | None, list[Problem]]:
    if not _is_digits(digits):
        return None, None, []
    year, code = int(digits[:4]), int(digits[4:])
    if 1 <= code <= 12:
        kind: Kind = "PNS"
        appointed = f"{digits[:4]}-{digits[4:]}"
        # A number tells the month, not the day: within one month the appointment may be the earlier.
        too_young = birth and (year, code) < (birth.year + YOUNGEST_APPOINTMENT_YEARS, birth.month)
        ahead = (year, code) > (as_of.year, as_of.month)
    elif 21 <= code <= 29:
        kind = "PPPK"
        appointed = digits[:4]
        too_young = birth and year < birth.year + YOUNGEST_APPOINTMENT_YEARS
        ahead = year > as_of.year
    else:
        return None, None, [_unknown_appointment(digits[4:])]
    faults = []
    if too_young:
        faults.append(
            _fault(
                "nip_appointment",
                f"Pengangkatan {appointed} jatuh sebelum umur {YOUNGEST_APPOINTMENT_YEARS} tahun. "
                "Periksa angka ke-1 sampai 14.",
                f"The appointment {appointed} comes before the age of {YOUNGEST_APPOINTMENT_YEARS}. "
                "Check digits 1 to 14.",
            )
        )
    elif ahead:
        faults.append(
            _fault(
                "nip_appointment",
                f"Pengangkatan {appointed} belum tiba. Periksa angka ke-9 sampai 14 di SK.",
                f"The appointment {appointed} has not come yet. Check digits 9 to 14.",
            )
        )
    return kind, appointed, faults


def _unknown_appointment(code: str) -> Problem:
    return _fault(
        "nip_appointment",
        f"Angka ke-13 dan 14 ({code}) harus bulan 01 sampai 12 (PNS) atau 21 sampai 29 (PPPK). Periksa SK.",
        f"Digits 13 and 14 ({code}) must be a month 01 to 12 (PNS) or 21 to 29 (PPPK). Check the letter.",
    )
