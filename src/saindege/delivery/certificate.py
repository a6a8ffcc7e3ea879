"""A certificate: when it is due, what number it bears, and what it says for ever."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Literal

# Neither O and 0 nor I, L and 1; a prime number of signs, so that the last sign finds every single slip.
CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
RANDOM_SIGNS = 7

Lack = Literal[
    "no_session",
    "session_open",
    "attendance",
    "post_missing",
    "post_low",
    "practice_missing",
    "practice_low",
]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of a batch as one participant went through it.

    Attributes
    ----------
    on : day
    learning_hours : JP of the session
    is_closed : whether its attendance is settled
    attended : whether the participant was there
    """

    on: date
    learning_hours: float
    is_closed: bool
    attended: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """What a participant reached, or what a course asks at least.

    Attributes
    ----------
    post : mark of the post-test, 0 to 100; None where there is none, or none is asked
    practice : mean of the observers' marks, 0 to 100 per cent of the way up the levels; None likewise
    """

    post: float | None = None
    practice: float | None = None


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a participant is from the certificate.

    Attributes
    ----------
    attended_share : of the learning hours of all sessions, 0 to 1
    lack : what is missing first; None when the certificate is due
    also : what is missing besides
    """

    attended_share: float
    lack: Lack | None
    also: tuple[Lack, ...] = ()

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """All that is missing."""
        return () if self.lack is None else (self.lack, *self.also)


@dataclass(frozen=True, slots=True)
class NumberRules:
    """How numbers are made, from ``rules/certificate.toml``."""

    version: str
    register_format: str
    classification: str
    office: str
    code_prefix: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a certificate says; frozen on the day of issue, whatever changes later.

    Attributes
    ----------
    name, nip, office : of the person; ``nip`` is empty where there is none
    course, method : title and legal form
    first_on, last_on : first and last day of the batch
    learning_hours : JP credited
    attended_share : of the learning hours, 0 to 1
    register_number : of the office's book
    organisation, government, place : who issues it, and where
    signatory, signatory_title : who signs
    issued_on : day of issue
    rule_version : of the tables that the hours rest on
    role : ``participant`` who finished, or ``speaker`` who taught
    """

    name: str
    nip: str
    office: str
    course: str
    method: str
    first_on: date
    last_on: date
    learning_hours: float
    attended_share: float
    register_number: str
    organisation: str
    government: str
    place: str
    signatory: str
    signatory_title: str
    issued_on: date
    rule_version: str
    role: str = "participant"

    def as_json(self) -> dict[str, object]:
        """Return plain values to be kept; days as ISO 8601."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in ((name, getattr(self, name)) for name in self.__slots__)
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> Content:
        """Read what was kept."""
        values = dict(kept)
        for name in ("first_on", "last_on", "issued_on"):
            values[name] = date.fromisoformat(str(values[name]))
        return cls(**values)  # type: ignore[arg-type] # names and types were written by as_json


@functools.cache
def load_rules() -> NumberRules:
    """Read the table that ships with the product."""
    text = resources.files("saindege.delivery").joinpath("rules/certificate.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return NumberRules(
        version=str(table["version"]),
        register_format=str(table["register_format"]),
        classification=str(table["classification"]),
        office=str(table["office"]),
        code_prefix=str(table["code_prefix"]),
    )


def standing(
    meetings: Sequence[Meeting], *, needed_share: float, marks: Marks = NO_MARKS, least: Marks = NO_MARKS
) -> Standing:
    """Say how a participant stands.

    The share is of learning hours, not of meetings: missing a short opening weighs less than missing a day. Nothing
    but an open session is told while one is open.

    Parameters
    ----------
    needed_share : share of learning hours that must be attended, 0 to 1
    marks, least : what was reached, and what the course asks; a mark that is not asked never counts
    """
    total = sum(one.learning_hours for one in meetings)
    if total <= 0:
        return Standing(0.0, "no_session")
    share = sum(one.learning_hours for one in meetings if one.attended) / total
    if not all(one.is_closed for one in meetings):
        return Standing(share, "session_open")
    lacks: list[Lack] = []
    # A share of exactly 0.85 must pass although 17 / 20 is a hair below it in binary.
    if share < needed_share - 1e-9:
        lacks.append("attendance")
    if least.post is not None and (marks.post is None or marks.post < least.post - 1e-9):
        lacks.append("post_missing" if marks.post is None else "post_low")
    if least.practice is not None and (marks.practice is None or marks.practice < least.practice - 1e-9):
        lacks.append("practice_missing" if marks.practice is None else "practice_low")
    return Standing(share, lacks[0] if lacks else None, tuple(lacks[1:]))


def is_due(
    meetings: Sequence[Meeting], *, needed_share: float, marks: Marks = NO_MARKS, least: Marks = NO_MARKS
) -> bool:
    """Say whether a certificate is due: every session closed, enough hours attended, the marks asked for reached."""
    return standing(meetings, needed_share=needed_share, marks=marks, least=least).lack is None


def register_number(rules: NumberRules, *, serial: int, year: int) -> str:
    """Return the number in the office's book, e.g. ``800.2/0481/BKPSDM/2026``."""
    return rules.register_format.format(
        classification=rules.classification, serial=serial, office=rules.office, year=year
    )


def check_code(prefix: str, signs: Iterable[int]) -> str:
    """Return the code under the QR picture, e.g. ``PSP-7K4M-2Q9D``.

    It stands in the public address instead of the register number, which anybody could count through to read
    who learned what.

    Parameters
    ----------
    signs : seven whole numbers from 0 to 30, by chance
    """
    drawn = list(signs)
    word = "".join(CODE_SIGNS[each] for each in [*drawn, _check_sign(drawn)])
    return f"{prefix}-{word[:4]}-{word[4:]}"


def read_code(typed: str, prefix: str) -> str | None:
    """Return the code as we write it, however it was typed; None where no code can look so.

    Single wrong letters and neighbours that changed places are found by the last sign.
    """
    plain = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    if len(plain) == RANDOM_SIGNS + 1 + len(prefix):
        plain = plain.removeprefix(prefix)
    if len(plain) != RANDOM_SIGNS + 1 or any(sign not in CODE_SIGNS for sign in plain):
        return None
    signs = [CODE_SIGNS.index(sign) for sign in plain]
    if _check_sign(signs[:-1]) != signs[-1]:
        return None
    return check_code(prefix, signs[:-1])


def _check_sign(signs: Sequence[int]) -> int:
    """Weighted sum modulo 31: as with an ISBN, it finds one wrong sign and two that changed places."""
    return sum(weight * sign for weight, sign in enumerate(signs, start=2)) % len(CODE_SIGNS)


def training_quantity(meetings: Sequence[Meeting], unit: str) -> float:
    """Return how many units of a legal form a participant went through: days, sessions, or one event."""
    attended = [one for one in meetings if one.attended]
    if unit == "day":
        return float(len({one.on for one in attended}))
    if unit == "session":
        return float(len(attended))
    if unit == "hour":
        return float(sum(one.learning_hours for one in meetings))
    return 1.0 if attended else 0.0
