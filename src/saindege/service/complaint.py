"""Complaints of citizens: their clocks in working days, and how far each is; rules in ``rules/complaint.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Literal

from saindege.base import period
from saindege.base.errors import BadInput, Problem, Sentence

State = Literal["received", "forwarded", "answered", "closed"]


@dataclass(frozen=True, slots=True)
class Word:
    """A code with its name."""

    code: str
    name: Sentence


@dataclass(frozen=True, slots=True)
class Clock:
    """How long the answer to one kind of complaint may take, in working days."""

    code: str
    name: Sentence
    days: int


@dataclass(frozen=True, slots=True)
class ComplaintRules:
    """One version of the clocks.

    Attributes
    ----------
    pass_on_days : until it lies with the office that is meant
    close_days : until an answered complaint that nobody disputes is closed
    most_text : letters of a complaint or an answer
    clocks, grounds, channels : as they may be chosen
    """

    version: str
    in_force_from: date
    source: str
    pass_on_days: int
    close_days: int
    most_text: int
    clocks: tuple[Clock, ...]
    grounds: tuple[Word, ...]
    channels: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """When something happened to a complaint; None where it has not happened."""

    received_on: date
    forwarded_on: date | None = None
    answered_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a complaint is.

    Attributes
    ----------
    state : the last step
    due_on : last day of the next step; None when it is closed
    answer_due_on : last day for an answer
    days_left : working days until ``due_on``, negative when it is past; None when it is closed
    is_overdue : the next step is late today
    answered_late : the answer came after its last day, or has not come although that day is past
    """

    state: State
    due_on: date | None
    answer_due_on: date
    days_left: int | None
    is_overdue: bool
    answered_late: bool


class StepRefused(BadInput):
    """A step of a complaint that cannot be at that time."""

    code = "out_of_range"


@functools.cache
def load_rules() -> ComplaintRules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/complaint.toml").read_text("utf-8")
    table = tomllib.loads(text)

    def words(name: str) -> tuple[Word, ...]:
        return tuple(Word(row["code"], Sentence(row["name"], row["english"])) for row in table[name])

    return ComplaintRules(
        version=table["version"],
        in_force_from=table["in_force_from"],
        source=table["source"],
        pass_on_days=table["pass_on_days"],
        close_days=table["close_days"],
        most_text=table["most_text"],
        clocks=tuple(
            Clock(row["code"], Sentence(row["name"], row["english"]), row["days"]) for row in table["clock"]
        ),
        grounds=words("ground"),
        channels=words("channel"),
    )


def standing_of(
    steps: Steps,
    clock: str,
    *,
    calendar: period.WorkCalendar,
    today: date,
    rules: ComplaintRules | None = None,
) -> Standing:
    """Return how far a complaint is and until when its next step is due.

    Parameters
    ----------
    clock : code of the kind of complaint
    calendar : working days of the offices, from the day of receipt to well after today

    Raises
    ------
    KeyError : an unknown clock
    """
    rules = rules or load_rules()
    days = {one.code: one.days for one in rules.clocks}[clock]
    answer_due = period.add_working_days(calendar, steps.received_on, days)
    state: State
    due: date | None
    if steps.closed_on is not None:
        state, due = "closed", None
    elif steps.answered_on is not None:
        state, due = "answered", period.add_working_days(calendar, steps.answered_on, rules.close_days)
    elif steps.forwarded_on is not None:
        state, due = "forwarded", answer_due
    else:
        # A light complaint has to be answered before it would have to be passed on.
        pass_on = period.add_working_days(calendar, steps.received_on, rules.pass_on_days)
        state, due = "received", min(pass_on, answer_due)
    return Standing(
        state=state,
        due_on=due,
        answer_due_on=answer_due,
        days_left=None if due is None else period.working_days_between(calendar, today, due),
        is_overdue=due is not None and today > due,
        answered_late=(steps.answered_on or today) > answer_due,
    )


def require_in_order(steps: Steps, *, today: date) -> None:
    """Check that the steps follow each other and none lies in the future.

    Raises
    ------
    StepRefused : out_of_range, with the step that is wrong as its column
    """
    named = (
        ("received_on", steps.received_on),
        ("forwarded_on", steps.forwarded_on),
        ("answered_on", steps.answered_on),
        ("closed_on", steps.closed_on),
    )
    before = None
    for column, day in named:
        if day is None:
            continue
        if day > today:
            raise _refused(column, "Tanggal ini belum tiba.", "This date has not come yet.")
        if before is not None and day < before:
            raise _refused(
                column,
                "Tanggal ini mendahului langkah sebelumnya. Perbaiki urutannya.",
                "This date lies before the step before it. Mend the order.",
            )
        before = day


def _refused(column: str, indonesian: str, english: str) -> StepRefused:
    sentence = Sentence(id=indonesian, en=english)
    return StepRefused(sentence, problems=[Problem("out_of_range", sentence, column=column)])
