"""Whether the behaviour agreed before a course is seen after it: when to ask, and what the answers say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base.interval import share_interval
from saindege.impact.evaluation.rulebook import EvaluationRules


@dataclass(frozen=True, slots=True)
class Window:
    """When one answer is taken: first day, the day itself, last day."""

    day: int
    opens_on: date
    due_on: date
    closes_on: date

    def is_open(self, today: date) -> bool:
        """Whether an answer is taken on this day."""
        return self.opens_on <= today <= self.closes_on


@dataclass(frozen=True, slots=True)
class Share:
    """People who do it, among those with a mark.

    Attributes
    ----------
    n, done : people with a mark; of them at "often" and above
    is_hidden : too few to be shown; share and ci95 are then None
    """

    n: int
    done: int
    is_hidden: bool
    share: float | None
    ci95: tuple[float, float] | None


def window_of(last_on: date, day: int, rules: EvaluationRules) -> Window:
    """Return when the answer of so many days after the last meeting is taken."""
    due = last_on + timedelta(days=day)
    return Window(
        day,
        due - timedelta(days=rules.opens_before),
        due,
        due + timedelta(days=rules.closes_after),
    )


def day_due(last_on: date, today: date, rules: EvaluationRules) -> Window | None:
    """Return the window that is open today, the latest where two are; None where none is."""
    windows = [window_of(last_on, day, rules) for day in rules.days]
    return next((window for window in reversed(windows) if window.is_open(today)), None)


def share_done(marks: Sequence[int], rules: EvaluationRules) -> Share:
    """Return how many of these people do it, one mark a person."""
    return share_of(sum(mark >= rules.done_from for mark in marks), len(marks), rules)


def share_of(done: int, n: int, rules: EvaluationRules) -> Share:
    """Return a share of people, hidden where they are too few."""
    if n < rules.smallest_behaviour:
        return Share(n, done, True, None, None)
    interval = share_interval(done, n)
    return Share(n, done, False, done / n, (interval.low, interval.high))
