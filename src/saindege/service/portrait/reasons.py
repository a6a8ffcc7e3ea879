"""What changed between the last weeks and those before, for the service and for each office, in parts that add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, Instances
from saindege.service.log_files.columns import BLANK
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.rules import Rules
from saindege.service.what_changed import (
    MOST_KINDS,
    Change,
    explain_change,
    find_kinds,
    open_on_arrival,
    queue_slope,
    season_ratio,
)
from saindege.service.what_changed import Cases as PeriodCases

_EPOCH = date(1970, 1, 1)
# 52 weeks: the same weekdays stand in both spans.
_YEAR = 364


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """The change at one office; None where either period holds too few of its cases."""

    office: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Two periods of equal length, one after the other.

    Attributes
    ----------
    now_from, now_to, before_from, before_to : days, both included
    whole : all offices together, whose shares belong to the mix; None where there are too few cases
    offices : in the order of their keys
    slope : hours that one more open case adds; None where that is not clear
    knows_season : the log holds the same weeks of a year before
    """

    now_from: date
    now_to: date
    before_from: date
    before_to: date
    whole: Change | None
    offices: tuple[OfficeChange, ...]
    slope: float | None
    knows_season: bool

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "now_from": self.now_from.isoformat(),
            "now_to": self.now_to.isoformat(),
            "before_from": self.before_from.isoformat(),
            "before_to": self.before_to.isoformat(),
            "whole": self.whole.as_json() if self.whole else None,
            "offices": [
                {"office": one.office, "change": one.change.as_json() if one.change else None}
                for one in self.offices
            ],
            "slope": self.slope,
            "knows_season": self.knows_season,
        }


def find_reasons(log: EventLog, instances: Instances, cases: Cases, until: date, rules: Rules) -> Reasons:
    """Part the change of the mean between the last weeks of a log and as many before them."""
    length = 7 * rules.recent_weeks
    office = cases.office.astype(np.int64)
    starts = [until - timedelta(days=length * back - 1) for back in (1, 2)]
    now, before = (_finished_in(cases, start, length) for start in starts)
    year_now, year_before = (_finished_in(cases, start - timedelta(days=_YEAR), length) for start in starts)
    everything = PeriodCases(
        kind=find_kinds(instances, log.n_cases),
        hours=cases.hours,
        queue=open_on_arrival(cases.first_at, cases.last_at, cases.finished, office),
    )
    base = _finished_in(cases, starts[0] - timedelta(days=_YEAR), _YEAR)
    slope = queue_slope(everything.of(base), office[base]) if base.any() else None
    enough = min(np.count_nonzero(year_now), np.count_nonzero(year_before)) >= rules.least_group
    season = None
    if enough:
        told = everything.of(year_before), everything.of(year_now)
        # A change of a year before that may be chance is no season.
        if explain_change(*told, season=None, slope=None).is_clear:
            season = season_ratio(*told)

    def change(where: Flags, told: PeriodCases) -> Change | None:
        chosen = before & where, now & where
        if min(np.count_nonzero(one) for one in chosen) < rules.least_group:
            return None
        return explain_change(told.of(chosen[0]), told.of(chosen[1]), season=season, slope=slope)

    # Of the service as a whole, which office a case went to is part of the mix.
    by_office = PeriodCases(
        everything.kind + (MOST_KINDS + 1) * (office + 1),
        everything.hours,
        everything.queue,
    )
    offices = [] if log.group is None else np.unique(office[office != BLANK]).tolist()
    found = [OfficeChange(log.group_names[code], change(office == code, everything)) for code in offices]
    return Reasons(
        now_from=starts[0],
        now_to=until,
        before_from=starts[1],
        before_to=starts[0] - timedelta(days=1),
        whole=change(np.ones(log.n_cases, dtype=bool), by_office),
        offices=tuple(sorted(found, key=lambda one: one.office)),
        slope=slope,
        knows_season=bool(enough),
    )


def _finished_in(cases: Cases, first: date, days: int) -> Flags:
    begin = (first - _EPOCH).days
    return cases.finished & (cases.finished_on >= begin) & (cases.finished_on < begin + days)
