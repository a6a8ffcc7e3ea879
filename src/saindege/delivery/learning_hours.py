"""Learning hours (JP): what each piece of training is worth by its legal form, and what a person has in a year."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import cast

from saindege.programme.method import LearningForm, LearningForms, Level


@dataclass(frozen=True, slots=True)
class Training:
    """One piece of training of one person.

    Attributes
    ----------
    person : whose
    form : legal form
    on : day to which it counts; a monthly cap looks at its month
    quantity : units of the form: days, sessions, events, semesters
    hours : hours of the programme itself, JP; None where they were not written down
    level : national or international
    """

    person: str
    form: LearningForm
    on: date
    quantity: float
    hours: float | None = None
    level: Level = "national"


@dataclass(frozen=True, slots=True)
class Credit:
    """What one piece of training counts.

    Attributes
    ----------
    hours : JP; 0 where the cap of the month was used up
    rule : the sum in words, e.g. ``2 day x 5``
    """

    hours: float
    rule: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law asks of one status.

    Attributes
    ----------
    target : JP owed a year; None where none is
    ceiling : most JP a year that count; None without one
    source, confidence : where it comes from and how sure it is
    """

    target: float | None
    ceiling: float | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties of one version, by status."""

    version: str
    in_force_from: date
    by_status: Mapping[str, Duty]

    def of(self, status: str) -> Duty:
        """Return what is asked of a status; nothing of one that the table does not know."""
        return self.by_status.get(status, Duty(None, None, "", ""))


@dataclass(frozen=True, slots=True)
class YearHours:
    """The hours of one person in one year.

    Attributes
    ----------
    done : JP of training that is finished, as the ceiling lets them count
    over_ceiling : JP beyond the ceiling, shown and not counted
    booked : JP of training that goes on or is to come
    target : JP owed; None where none is
    """

    done: float
    over_ceiling: float
    booked: float
    target: float | None

    @property
    def missing(self) -> float:
        """JP still to be learned, without what is booked; 0 where nothing is owed."""
        return max(0.0, (self.target or 0.0) - self.done)

    @property
    def is_met(self) -> bool:
        """Whether the duty is done; also where nothing is owed."""
        return self.missing == 0


def credit(trainings: Sequence[Training]) -> list[Credit]:
    """Return what each piece of training counts, in the order given.

    A cap is per person, form and calendar month, and is used up in order of day; pieces of the same day keep
    the order given. An additional 20 % is not rounded.

    Source: the table of legal forms, ``saindege.programme.method``.
    """
    credits: dict[int, Credit] = {}
    used: dict[tuple[str, str, int, int], float] = {}
    for place in sorted(range(len(trainings)), key=lambda each: trainings[each].on):
        one = trainings[place]
        month = (one.person, one.form.key, one.on.year, one.on.month)
        credits[place], counted = _credit(one, used.get(month, 0.0))
        used[month] = used.get(month, 0.0) + counted
    return [credits[place] for place in range(len(trainings))]


def _credit(one: Training, used: float) -> tuple[Credit, float]:
    """Return the credit, and how many units of the month's cap it takes."""
    worth = one.form.hours_per_unit(one.level)
    if one.form.unit == "hour":
        programme = one.quantity if one.hours is None else one.hours
        return Credit(programme * worth, f"{programme:g} hour x {worth:g}"), 0.0
    if one.form.cap_per_month is None:
        return Credit(one.quantity * worth, f"{one.quantity:g} {one.form.unit} x {worth:g}"), 0.0
    counted = min(one.quantity, max(0.0, one.form.cap_per_month - used))
    rule = f"{counted:g} {one.form.unit} x {worth:g}"
    if counted < one.quantity:
        rule += f", at most {one.form.cap_per_month} a month"
    return Credit(counted * worth, rule), counted


def total_by_person(trainings: Sequence[Training]) -> dict[str, float]:
    """Sum the hours of each person, in the order in which people first occur."""
    sums: dict[str, float] = {}
    for one, counted in zip(trainings, credit(trainings), strict=True):
        sums[one.person] = sums.get(one.person, 0.0) + counted.hours
    return sums


def year_hours(done: float, booked: float, duty: Duty) -> YearHours:
    """Return how a year stands against the duty: hours above a ceiling are kept apart, never lost."""
    counted = done if duty.ceiling is None else min(done, duty.ceiling)
    return YearHours(counted, done - counted, booked, duty.target)


@functools.cache
def load_duties() -> Duties:
    """Read the table of duties that ships with the product."""
    text = resources.files("saindege.delivery").joinpath("rules/learning_duty.toml").read_text("utf-8")
    return read_duties(tomllib.loads(text))


def read_duties(table: Mapping[str, object]) -> Duties:
    """Read a table of the same shape as ``rules/learning_duty.toml``."""
    rows = cast(Iterable[Mapping[str, object]], table["duty"])
    return Duties(
        version=str(table["version"]),
        in_force_from=cast(date, table["in_force_from"]),
        by_status={
            str(row["status"]): Duty(
                target=cast("float | None", row.get("target")),
                ceiling=cast("float | None", row.get("ceiling")),
                source=str(row["source"]),
                confidence=str(row["confidence"]),
            )
            for row in rows
        },
    )


def rule_version(forms: LearningForms, duties: Duties) -> str:
    """Return the versions that a printed figure rests on."""
    return f"{forms.version} / {duties.version}"
