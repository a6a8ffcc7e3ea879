"""All figures of one log: time, accuracy, hands, ways; for the whole and for each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from saindege.base import period
from saindege.base.errors import BadInput, Language, Sentence
from saindege.service import accuracy, handover, turnaround, variants
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, find_instances
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Codes
from saindege.service.log_files.moments import from_microseconds
from saindege.service.refusals import Refused
from saindege.service.standard import DatedPromise, keep_promises
from saindege.service.turnaround import Hours, Turnaround


class PromiseNeedsCalendar(BadInput):
    """A promise counts working time, and nobody said when the office is open."""

    code = "bad_use"


@dataclass(frozen=True, slots=True)
class Standard:
    """What a log is measured against.

    Raises
    ------
    PromiseNeedsCalendar : the promise counts working time and there is no calendar

    Attributes
    ----------
    calendar : when the office is open; without it working hours are not known
    promise : the promised time, if any
    end : activities that finish a case; without them every case counts as finished
    dated : promises with the day from which each held, where the standard changed; ``promise`` is then the last
    """

    calendar: period.WorkCalendar | None = None
    promise: period.Promise | None = None
    end: tuple[str, ...] = ()
    dated: tuple[DatedPromise, ...] = ()

    def __post_init__(self) -> None:
        promises = [one.promise for one in self.dated] + ([self.promise] if self.promise else [])
        if self.calendar is None and any(one.counts_working_time for one in promises):
            raise PromiseNeedsCalendar(
                Sentence(
                    id="Janji dalam hari atau jam kerja memerlukan kalender kerja. Tambahkan --calendar BERKAS.",
                    en="A promise in working days or hours needs a working calendar. Add --calendar FILE.",
                )
            )

    def judge(
        self, times: turnaround.CaseTimes, clock: period.WorkClock | None, zone: ZoneInfo
    ) -> Flags | None:
        """Say for each finished case whether its promise was kept, shape (n_finished,); None without a promise."""
        if self.dated:
            return keep_promises(times, self.dated, clock, zone)
        return turnaround.find_on_time(times, self.promise, clock) if self.promise else None


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures of the cases of one group.

    Attributes
    ----------
    group : the value that they share, None for cases without one
    cases : how many
    turnaround : over its finished cases
    rework_share, on_time_share : 0 to 1, None where not known
    """

    group: str | None
    cases: int
    turnaround: Turnaround
    rework_share: float | None
    on_time_share: float | None

    def as_json(self) -> dict[str, object]:
        """Return the promised JSON."""
        return {
            "group": self.group,
            "cases": self.cases,
            "turnaround": self.turnaround.as_json(),
            "rework_share": self.rework_share,
            "on_time_share": self.on_time_share,
        }


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """Figures of one log; None means not known, never zero.

    Attributes
    ----------
    events : rows read and not refused; cases : cases with at least one of them
    activities : names of activities done; resources : known people or desks, over all rows
    first_event, last_event : in the log's time zone
    turnaround : first to last event of the finished cases
    accuracy : over all cases
    handovers_per_case : None in a log without resources
    on_time_share : share of finished cases that kept the promise, 0 to 1
    unfinished_cases : cases that did not reach the named end
    variant_count : different orders of activities
    ignored_events : rows of other transitions than start and complete
    left_out : events that belong to no case by the user's own choice
    groups : by their name, cases without one last
    refused : rows that are no events
    standard : what the log was measured against
    """

    events: int
    cases: int
    activities: int
    resources: int
    first_event: datetime
    last_event: datetime
    turnaround: Turnaround
    accuracy: accuracy.Accuracy
    handovers_per_case: float | None
    on_time_share: float | None
    unfinished_cases: int | None
    variant_count: int
    ignored_events: int
    left_out: int
    groups: tuple[GroupFigures, ...] | None
    refused: tuple[Refused, ...]
    standard: Standard

    def as_json(self, language: Language = "id") -> dict[str, object]:
        """Return the promised JSON; ``on_time_share``, ``unfinished_cases`` and ``groups`` only where asked for."""
        document: dict[str, object] = {
            "events": self.events,
            "cases": self.cases,
            "activities": self.activities,
            "resources": self.resources,
            "first_event": self.first_event.isoformat(),
            "last_event": self.last_event.isoformat(),
            "turnaround": self.turnaround.as_json(),
            "rework_share": self.accuracy.rework_share,
            "first_time_right_share": self.accuracy.first_time_right_share,
            "handovers_per_case": self.handovers_per_case,
            "variant_count": self.variant_count,
            "ignored_events": self.ignored_events,
            "left_out": self.left_out,
            "refused": [
                {
                    "row": one.row,
                    "column": one.column,
                    "code": one.code,
                    **({"file": one.file} if one.file else {}),
                    "message": one.sentence.in_language(language),
                }
                for one in self.refused
            ],
        }
        if self.standard.promise is not None:
            document["on_time_share"] = self.on_time_share
        if self.unfinished_cases is not None:
            document["unfinished_cases"] = self.unfinished_cases
        if self.groups is not None:
            document["groups"] = [group.as_json() for group in self.groups]
        return document


def measure_log(log: EventLog, standard: Standard | None = None) -> ServiceFigures:
    """Measure a log that holds at least one event.

    Raises
    ------
    BadInput : unknown_value, an end that is no activity of the log
    """
    standard = standard or Standard()
    instances = find_instances(log)
    times = turnaround.time_cases(log, standard.end, instances)
    clock = None
    if standard.calendar is not None:
        clock = turnaround.clock_for(times, standard.calendar)
    hours = times.hours
    working = turnaround.working_hours(times, clock) if clock is not None else None
    on_time = standard.judge(times, clock, log.zone)
    reworked = accuracy.find_rework(instances, log.n_cases)
    handovers = handover.count_handovers(instances)
    by_case = _CaseFigures(times.finished, hours, working, on_time, reworked)
    first = int(log.at.min())
    if log.started_at is not None:
        first = min(first, int(np.where(log.started_at == NO_MOMENT, log.at, log.started_at).min()))
    return ServiceFigures(
        events=log.n_events,
        cases=log.n_cases,
        activities=len(np.unique(instances.activity)),
        resources=0 if log.resource is None else len(np.unique(log.resource[log.resource != BLANK])),
        first_event=from_microseconds(first, log.zone),
        last_event=from_microseconds(int(log.at.max()), log.zone),
        turnaround=turnaround.summarise(hours, working),
        accuracy=accuracy.measure_accuracy(reworked, accuracy.find_told_wrong(log, instances)),
        handovers_per_case=None if handovers is None else handovers / log.n_cases,
        on_time_share=_share(on_time),
        unfinished_cases=times.unfinished,
        variant_count=len(variants.group_cases(instances).count),
        ignored_events=instances.ignored,
        left_out=log.left_out,
        groups=None if log.group is None else tuple(_measure_groups(log, by_case)),
        refused=log.refused,
        standard=standard,
    )


@dataclass(frozen=True, slots=True)
class _CaseFigures:
    """Per case ``finished`` and ``reworked``, shape (n_cases,); per finished case the rest."""

    finished: Flags
    hours: Hours
    working: Hours | None
    on_time: Flags | None
    reworked: Flags

    def of(self, chosen: Flags, group: str | None) -> GroupFigures:
        """Sum up the chosen cases, shape (n_cases,)."""
        measured = chosen[self.finished]
        return GroupFigures(
            group=group,
            cases=int(np.count_nonzero(chosen)),
            turnaround=turnaround.summarise(
                self.hours[measured], None if self.working is None else self.working[measured]
            ),
            rework_share=accuracy.measure_accuracy(self.reworked[chosen]).rework_share,
            on_time_share=_share(None if self.on_time is None else self.on_time[measured]),
        )


def group_of_cases(log: EventLog) -> Codes:
    """Return for each case the code of the first group that its events name, -1 for none, shape (n_cases,)."""
    group = np.full(log.n_cases, BLANK, dtype=np.int32)
    if log.group is not None:
        named = np.flatnonzero(log.group != BLANK)[::-1]
        # Written backwards, the first event of a case that names a group is the one that stays.
        group[log.case[named]] = log.group[named]
    return group


def _measure_groups(log: EventLog, by_case: _CaseFigures) -> Sequence[GroupFigures]:
    group = group_of_cases(log)
    found = sorted((log.group_names[code], code) for code in np.unique(group).tolist() if code != BLANK)
    figures = [by_case.of(group == code, name) for name, code in found]
    if np.any(group == BLANK):
        figures.append(by_case.of(group == BLANK, None))
    return figures


def _share(flags: Flags | None) -> float | None:
    if flags is None or not len(flags):
        return None
    return float(np.count_nonzero(flags) / len(flags))
