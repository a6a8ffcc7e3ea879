"""How many answers a service still needs in a period, and how that is reached."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from saindege.service import sampling, survey_rules

Advice = Literal["unknown", "enough", "ask_all", "ask_some"]


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """Answers that a service needs.

    Attributes
    ----------
    served : citizens served in a period of this length; None where no log tells it
    needed : answers by the table of Krejcie and Morgan; the least that may be shown where ``served`` is unknown
    had : answers so far
    missing : still to come, 0 or more
    a_week : of them in each week that is left; None where no week is left
    one_in : ask every so many-th citizen; None where that is not known
    advice : what to do
    """

    served: int | None
    needed: int
    had: int
    missing: int
    a_week: int | None
    one_in: int | None
    advice: Advice


def plan_sample(served: int | None, had: int, *, first_on: date, last_on: date, today: date) -> SamplePlan:
    """Return how many answers are still needed.

    Parameters
    ----------
    served : citizens that the service will have served in the whole period, by its log; None where unknown
    had : answers in the period so far
    first_on, last_on : of the period; ``today`` may lie before or after it

    Assumes
    -------
    About half of those who get a code answer, so every second code more is handed out; whoever answers resembles
    whoever does not, which no sample size can mend.
    """
    least = survey_rules.load_rules().least_group
    if served is None:
        return SamplePlan(None, least, had, max(0, least - had), None, None, "unknown")
    needed = sampling.sample_size(served) if served else 0
    missing = max(0, needed - had)
    start = max(first_on, today)
    days_left = (last_on - start).days + 1
    weeks_left = days_left / 7
    a_week = math.ceil(missing / max(weeks_left, 1)) if days_left > 0 else None
    if not missing:
        return SamplePlan(served, needed, had, 0, 0, None, "enough")
    to_come = served * max(days_left, 0) / ((last_on - first_on).days + 1)
    one_in = max(1, int(to_come / (2 * missing))) if days_left > 0 else None
    return SamplePlan(
        served, needed, had, missing, a_week, one_in, "ask_all" if one_in in (None, 1) else "ask_some"
    )
