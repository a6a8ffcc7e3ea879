"""One day of a service, read from its kept events: the only page that looks at the events themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from saindege.service import event_pick, event_store
from saindege.service.app.models import Service
from saindege.service.app.queries.logs import event_paths
from saindege.service.one_day import DayOfCases, bounds_of, replay_day

#: Days before the end of a log among which the fullest one is offered first.
_DAYS_OFFERED = 14


def day_of(service: Service, day: date, steps: Sequence[str], timezone: str) -> DayOfCases | None:
    """Return how the cases of a service moved on a day; None where nothing was done on it."""
    zone = ZoneInfo(timezone)
    begin, end = bounds_of(day, zone)
    only = event_pick.Only(begin=begin, end=end)
    parts = [found for path in event_paths(service) if len(found := event_store.read_events(path, only))]
    if not parts:
        return None
    kept, _overlapping = event_store.merge_events(parts)
    log = event_store.as_event_log(kept, file=service.name, timezone=timezone)
    return replay_day(log, day, steps)


def fullest_day(service: Service, until: date, timezone: str) -> date:
    """Return the day with most events among the last ones of the log."""
    zone = ZoneInfo(timezone)
    days = [until - timedelta(days=back) for back in range(_DAYS_OFFERED)]
    counts = dict.fromkeys(days, 0)
    edges = {day: bounds_of(day, zone) for day in days}
    for path in event_paths(service):
        at = event_pick.read_moments(path, edges[days[-1]][0], edges[days[0]][1])
        for day, (begin, end) in edges.items():
            counts[day] += int(((at >= begin) & (at < end)).sum())
    return max(days, key=lambda day: (counts[day], day))
