"""What the page tells beside the big figures: open cases counted in, whose time it was, when cases come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from saindege.base import period
from saindege.service.arrivals import Arrivals, count_arrivals
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, Instances
from saindege.service.log_files.columns import NO_MOMENT, Moments
from saindege.service.measure import Standard
from saindege.service.portrait.cases import DAY, Cases, local_days
from saindege.service.portrait.estimates import Estimate, estimate_median, estimate_share
from saindege.service.portrait.year_before import YearBefore
from saindege.service.survival import Survival, estimate_survival
from saindege.service.turnaround import Hours
from saindege.service.whose_time import ApplicantTime, part_time

HOUR = 3_600_000_000
_EPOCH = date(1970, 1, 1)
_SHARES = (0.5, 0.75, 0.9)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Cases that came in during the window, finished or not.

    Attributes
    ----------
    first_on : first day
    times : None where no case came in
    promised_hours : the promise where it is told in the hours of ``times``
    """

    first_on: date
    times: Survival | None
    promised_hours: float | None

    def as_json(self) -> dict[str, object] | None:
        """Return plain values."""
        if self.times is None:
            return None
        kept = None
        if self.promised_hours is not None:
            value, low, high = self.times.finished_by(self.promised_hours)
            kept = {"value": value, "low": low, "high": high}
        return {
            "from": self.first_on.isoformat(),
            "n": self.times.n,
            "open": self.times.n_open,
            "quantiles": [self.times.quantile(share).as_json() for share in _SHARES],
            "by_promise": kept,
        }


@dataclass(frozen=True, slots=True)
class Flow:
    """The second part of a portrait.

    Attributes
    ----------
    cohort : time with open cases counted in
    total, office_only : median over the window's finished cases, with the applicant's time and without it
    touched : share of them that lay with the applicant
    applicant_share : share of all time that lay there, 0 to 1; None where nothing is timed
    applicant_steps : names of the steps that were recognised; empty where the log tells of none
    words_version : of the words by which they were recognised
    arrivals : a usual week
    year_before : the recent weeks beside the same ones a year before; None where the log is too short
    """

    cohort: Cohort
    total: Estimate
    office_only: Estimate
    touched: Estimate
    applicant_share: float | None
    applicant_steps: tuple[str, ...]
    words_version: str
    arrivals: Arrivals | None
    year_before: YearBefore | None = None

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "cohort": self.cohort.as_json(),
            "applicant": {
                "total": self.total.as_json(),
                "office": self.office_only.as_json(),
                "touched": self.touched.as_json(),
                "share": self.applicant_share,
                "steps": list(self.applicant_steps),
                "words_version": self.words_version,
            },
            "arrivals": self.arrivals.as_json() if self.arrivals else None,
            "year_before": self.year_before.as_json() if self.year_before else None,
        }


def describe_flow(
    log: EventLog,
    instances: Instances,
    cases: Cases,
    window: Flags,
    *,
    standard: Standard,
    clock: period.WorkClock | None,
    first_on: date,
) -> Flow:
    """Describe how cases flow; ``window`` are those finished since ``first_on``, shape (n_cases,)."""
    parted = part_time(instances, log.activity_names, log.n_cases, clock)
    office = parted.office_hours[window]
    applicant = parted.applicant_hours[window]
    whole = float(office.sum() + applicant.sum())
    return Flow(
        cohort=_cohort(log, cases, standard, clock, first_on),
        total=estimate_median(office + applicant),
        office_only=estimate_median(office),
        touched=estimate_share(parted.touched[window]),
        applicant_share=float(applicant.sum()) / whole if whole else None,
        applicant_steps=_steps(parted),
        words_version=parted.rules_version,
        arrivals=count_arrivals(log, cases.first_at, cases.last_at, cases.finished),
    )


def _steps(parted: ApplicantTime) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*parted.hands_back, *parted.by_applicant]))


def _cohort(
    log: EventLog, cases: Cases, standard: Standard, clock: period.WorkClock | None, first_on: date
) -> Cohort:
    came_on = local_days(cases.first_at, log)
    chosen = (cases.first_at != NO_MOMENT) & (came_on >= (first_on - _EPOCH).days)
    promise = standard.promise
    unit = "hours" if clock is None else "working_hours"
    promised = promise.quantity if promise is not None and promise.unit == unit else None
    if not chosen.any():
        return Cohort(first_on, None, promised)
    hours = cases.hours[chosen].copy()
    finished = cases.finished[chosen]
    # The clock spans the timed events only; rows of other transitions may lie far behind them.
    now = min(int(log.at.max()), int(cases.last_at.max()) + DAY)
    hours[~finished] = _so_far(cases.first_at[chosen][~finished], now, clock)
    return Cohort(first_on, estimate_survival(hours, finished), promised)


def _so_far(begun: Moments, now: int, clock: period.WorkClock | None) -> Hours:
    if clock is None:
        return np.asarray((now - begun) / HOUR, dtype=np.float64)
    spent = clock.working_microseconds(np.full(len(begun), now)) - clock.working_microseconds(begun)
    return np.asarray(spent / HOUR, dtype=np.float64)
