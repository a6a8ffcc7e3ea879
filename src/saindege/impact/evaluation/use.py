"""Whether a skill is in use after a course: tasks countersigned in logbooks, and its step in the log of a service."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saindege.base.interval import mean_interval
from saindege.impact.evaluation.behaviour import Share, share_of
from saindege.impact.evaluation.rulebook import EvaluationRules

Integers = NDArray[np.int64]
DAY = 86_400_000_000
# A step that nearly every case had before the course cannot show what the course brought.
NEARLY_ALL = 0.95


@dataclass(frozen=True, slots=True)
class StepEvents:
    """Events of a service, all of one length.

    Attributes
    ----------
    case : key of each event's case
    at : microseconds since 1970
    is_step : whether it is the step that shows the skill
    office : key of the case's office
    officer : pseudonym, 0 where unknown
    """

    case: Integers
    at: Integers
    is_step: NDArray[np.bool_]
    office: Integers
    officer: Integers


@dataclass(frozen=True, slots=True)
class DayUse:
    """Use of the step so many days after a course, by the offices that sent people to it.

    Attributes
    ----------
    officers : who took the step, among those at work in that time; None where the log names none
    are_trained : the officers are those who attended; False where the log knows only those of their offices
    offices : with enough cases before and after
    before, after : mean share of cases with the step, as many days before the course and since it
    change_ci95 : of the difference, offices being the unit; None with fewer than two
    is_hidden : too few people came to speak of them
    """

    day: int
    officers: Share | None
    are_trained: bool
    offices: int
    before: float | None
    after: float | None
    change_ci95: tuple[float, float] | None
    is_hidden: bool

    @property
    def was_usual(self) -> bool:
        """Whether nearly every case had the step before the course already."""
        return self.before is not None and self.before >= NEARLY_ALL


def logbook_share(
    tasks: Mapping[Any, Sequence[date]], people: int, last_on: date, day: int, rules: EvaluationRules
) -> Share:
    """Return how many of those who came have enough countersigned tasks within so many days after the course.

    Parameters
    ----------
    tasks : days of countersigned tasks by person; who keeps no logbook is missing and counts as not doing it
    people : who came to the course
    """
    until = last_on + timedelta(days=day)
    counts = (sum(last_on < done_on <= until for done_on in days) for days in tasks.values())
    return share_of(sum(count >= rules.fewest_tasks for count in counts), people, rules)


def count_use(
    events: StepEvents,
    ended_at: int,
    days: Sequence[int],
    *,
    offices: Collection[int],
    trained: Collection[int],
) -> dict[str, dict[str, Any]]:
    """Count the step around a course; sums only, so that they may be kept without telling of a person.

    Parameters
    ----------
    ended_at : end of the course in microseconds since 1970
    offices : that sent people; trained : pseudonyms of those people

    Returns
    -------
    Day to ``officers`` and ``trained`` (at work, of them taking the step) and ``offices`` (rows of cases and cases
    with the step before, then since); a day that the log does not reach is missing.
    """
    wanted = np.isin(events.office, np.fromiter(offices, np.int64, len(offices)))
    case, at, is_step = events.case[wanted], events.at[wanted], events.is_step[wanted]
    office, officer = events.office[wanted], events.officer[wanted]
    if not len(at):
        return {}
    cases, first, code = np.unique(case, return_index=True, return_inverse=True)
    begun = np.full(len(cases), np.iinfo(np.int64).max)
    np.minimum.at(begun, code, at)
    used = np.zeros(len(cases), dtype=np.bool_)
    used[code[is_step]] = True
    found = {}
    for day in days:
        since, until = ended_at - day * DAY, ended_at + day * DAY
        if at.max() < until:
            continue
        earlier, later = (begun >= since) & (begun < ended_at), (begun >= ended_at) & (begun < until)
        rows = []
        for key in sorted(offices):
            own = office[first] == key
            rows.append(
                [int(chosen.sum()) for side in (earlier, later) for chosen in (own & side, own & side & used)]
            )
        within = (at >= ended_at) & (at < until) & (officer != 0)
        at_work, taking = np.unique(officer[within]), np.unique(officer[within & is_step])
        people = np.fromiter(trained, np.int64, len(trained))
        found[str(day)] = {
            "officers": [len(at_work), len(taking)],
            "trained": [int(np.isin(at_work, people).sum()), int(np.isin(taking, people).sum())],
            "offices": rows,
        }
    return found


def day_use(day: int, counts: Mapping[str, Any], people: int, rules: EvaluationRules) -> DayUse:
    """Read what ``count_use`` counted for one day, `people` having come to the course."""
    if people < rules.smallest_behaviour:
        return DayUse(day, None, False, 0, None, None, None, True)
    rows = [row for row in counts["offices"] if min(row[0], row[2]) >= rules.fewest_cases]
    before = [row[1] / row[0] for row in rows]
    after = [row[3] / row[2] for row in rows]
    change = [later - earlier for later, earlier in zip(after, before, strict=True)]
    ends = mean_interval(change) if len(change) > 1 else None
    are_trained = counts["trained"][0] >= rules.smallest_behaviour
    at_work, taking = counts["trained" if are_trained else "officers"]
    return DayUse(
        day=day,
        officers=share_of(taking, at_work, rules) if at_work else None,
        are_trained=are_trained,
        offices=len(rows),
        before=sum(before) / len(rows) if rows else None,
        after=sum(after) / len(rows) if rows else None,
        change_ci95=None if ends is None else (max(-1.0, ends.low), min(1.0, ends.high)),
        is_hidden=False,
    )
