"""Everything that the page of a service shows, computed once from its log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from saindege.base import period
from saindege.service.event_log import EventLog
from saindege.service.hand_overs import HandOvers, group_hand_overs
from saindege.service.lifecycle import Flags, find_instances
from saindege.service.log_files.columns import BLANK
from saindege.service.measure import Standard
from saindege.service.portrait.cases import DAY, Cases, gather_cases, last_day, restrict
from saindege.service.portrait.estimates import Estimate, estimate_median, estimate_share
from saindege.service.portrait.flow import Flow, describe_flow
from saindege.service.portrait.reasons import Reasons, find_reasons
from saindege.service.portrait.rules import Rules, load_rules
from saindege.service.portrait.steps import HOUR, Step, measure_steps, usual_order
from saindege.service.portrait.weeks import Month, Week, list_months, list_weeks
from saindege.service.portrait.year_before import compare_year_before
from saindege.service.process_map import ProcessMap, draw_map


@dataclass(frozen=True, slots=True)
class Recent:
    """Big figures over the last weeks.

    Attributes
    ----------
    first_on, last_on : days, both included
    hours : median of the cases finished in them
    on_time, first_time_right : shares of the same cases
    """

    first_on: date
    last_on: date
    hours: Estimate
    on_time: Estimate
    first_time_right: Estimate


@dataclass(frozen=True, slots=True)
class OpenCases:
    """Cases that did not reach the end.

    Attributes
    ----------
    n : how many; None where no end is named
    past_promise : of these, open for longer than promised on the last day of the log; None without a promise
    """

    n: int | None
    past_promise: int | None


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """One office over the window; estimates are empty below the least number of cases.

    Attributes
    ----------
    office : name of the log's group
    hidden : too few cases to be shown
    """

    office: str
    cases: int
    finished: int
    hidden: bool
    hours: Estimate
    on_time: Estimate
    first_time_right: Estimate

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "office": self.office,
            "cases": self.cases,
            "finished": self.finished,
            "hidden": self.hidden,
            "hours": self.hours.as_json(),
            "on_time": self.on_time.as_json(),
            "first_time_right": self.first_time_right.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Portrait:
    """A service as one page sees it.

    Attributes
    ----------
    until : last day of the log
    in_working_hours : whether hours are open time; by the clock on the wall otherwise
    window_from : first day of what map, steps and offices rest on, by the day of finishing
    window_cases : finished cases in it
    window_hours : their median
    worked_share : share of the window's time that is worked, 0 to 1; None where the log tells no starts
    is_late : the whole interval of the late share lies above what is allowed
    flow : open cases counted in, the applicant's time apart, a usual week
    hand_overs : between groups of officers, over the window; None where too few officers are known
    reasons : what changed between the last weeks and those before
    """

    until: date
    in_working_hours: bool
    recent: Recent
    open_cases: OpenCases
    weeks: tuple[Week, ...]
    months: tuple[Month, ...]
    window_from: date
    window_cases: int
    window_hours: Estimate
    steps: tuple[Step, ...]
    worked_share: float | None
    map: ProcessMap
    offices: tuple[OfficeFigures, ...]
    is_late: bool
    rules_version: str
    flow: Flow
    hand_overs: HandOvers | None
    reasons: Reasons


def portray(
    log: EventLog, standard: Standard, rules: Rules | None = None, wrong: Flags | None = None
) -> Portrait:
    """Draw the portrait of a service from a log that holds at least one event.

    Parameters
    ----------
    wrong : cases that were not right the first time, shape (n_cases,); those with a step done twice unless told

    Raises
    ------
    BadInput : unknown_value, an end that is no activity of the log
    """
    rules = rules or load_rules()
    instances = find_instances(log)
    cases, clock = gather_cases(log, standard, instances)
    until = last_day(log)
    right = ~cases.reworked if wrong is None else ~wrong
    recent = _recent(cases, right, until, rules)
    window_from = until - timedelta(days=rules.window_days - 1)
    window = cases.finished_since(window_from)
    inside = restrict(log, window)
    inside_instances = find_instances(inside)
    order = usual_order(inside, inside_instances)
    steps, worked = measure_steps(inside, inside_instances, clock, order)
    late_low = None if recent.on_time.high is None else 1 - recent.on_time.high
    return Portrait(
        until=until,
        in_working_hours=clock is not None,
        recent=recent,
        open_cases=_open_cases(cases, standard, clock, int(log.at.max())),
        weeks=list_weeks(cases, until, standard.calendar, rules),
        months=list_months(cases),
        window_from=window_from,
        window_cases=int(np.count_nonzero(window)),
        window_hours=estimate_median(cases.hours[window]),
        steps=steps,
        worked_share=worked,
        map=draw_map(inside, inside_instances),
        offices=_offices(log, cases, right, window, rules),
        is_late=late_low is not None and late_low > rules.late_share_allowed,
        rules_version=rules.version,
        flow=replace(
            describe_flow(
                log, instances, cases, window, standard=standard, clock=clock, first_on=window_from
            ),
            year_before=compare_year_before(
                cases, recent.first_on, recent.last_on, standard.calendar, least=rules.least_group
            ),
        ),
        hand_overs=group_hand_overs(
            inside_instances,
            inside.activity_names,
            order,
            cases.finished_on[window].astype("datetime64[D]").astype("datetime64[M]"),
            np.ones(inside.n_cases, dtype=bool),
        ),
        reasons=find_reasons(log, instances, cases, until, rules),
    )


def _recent(cases: Cases, right: Flags, until: date, rules: Rules) -> Recent:
    first = until - timedelta(days=7 * rules.recent_weeks - 1)
    chosen = cases.finished_since(first)
    return Recent(
        first_on=first,
        last_on=until,
        hours=estimate_median(cases.hours[chosen]),
        on_time=estimate_share(None if cases.on_time is None else cases.on_time[chosen]),
        first_time_right=estimate_share(right[chosen]),
    )


def _open_cases(cases: Cases, standard: Standard, clock: period.WorkClock | None, now: int) -> OpenCases:
    if not standard.end:
        return OpenCases(None, None)
    begun = cases.first_at[~cases.finished]
    if standard.promise is None:
        return OpenCases(len(begun), None)
    promise = standard.promise
    closed_at = np.full(len(begun), now)
    if promise.unit == "working_days" and clock is not None:
        past = clock.working_days(closed_at) - clock.working_days(begun) > promise.quantity
    elif promise.unit == "working_hours" and clock is not None:
        open_time = clock.working_microseconds(closed_at) - clock.working_microseconds(begun)
        past = open_time > promise.quantity * HOUR
    else:
        past = closed_at - begun > promise.quantity * (DAY if promise.unit.endswith("days") else HOUR)
    return OpenCases(len(begun), int(np.count_nonzero(past)))


def _offices(
    log: EventLog, cases: Cases, right: Flags, window: Flags, rules: Rules
) -> tuple[OfficeFigures, ...]:
    if log.group is None:
        return ()
    found = []
    for code in np.unique(cases.office[cases.office != BLANK]).tolist():
        here = cases.office == code
        chosen = here & window
        finished = int(np.count_nonzero(chosen))
        hidden = finished < rules.least_group
        shown = np.zeros_like(chosen) if hidden else chosen
        found.append(
            OfficeFigures(
                office=log.group_names[code],
                cases=int(np.count_nonzero(here)),
                finished=finished,
                hidden=hidden,
                hours=estimate_median(cases.hours[shown]),
                on_time=estimate_share(None if cases.on_time is None else cases.on_time[shown]),
                first_time_right=estimate_share(right[shown]),
            )
        )
    return tuple(sorted(found, key=lambda one: one.office))
