"""Service logs of the demonstration city, handed to the same action that takes logs from other programs."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from saindege.base.app.models import Account
from saindege.demo.city import City
from saindege.demo.hand_outs import officer_code
from saindege.demo.logs import ServiceLog
from saindege.demo.slips import tell_slips
from saindege.service.app import actions
from saindege.service.app.models import Service
from saindege.service.event_log import EventLog


def write_logs(made: City, unit: Account, now: datetime) -> int:
    """Store and measure the logs that stand in the city from the start; returns the number of events.

    Asked again, the logs are those that are already there.
    """
    for log in made.loaded_logs:
        service = Service.objects.get(code=log.service.code)
        events = tell_slips(as_event_log(log, made.calendar.timezone), log, made.seed)
        actions.store_events(unit, service, events, file_name=events.file, at=now, is_example=True)
    return sum(log.n_events for log in made.loaded_logs)


def as_event_log(log: ServiceLog, timezone: str) -> EventLog:
    """Return a generated log as the library reads logs; its groups are the codes of the offices."""
    officers, officer = np.unique(log.officer, return_inverse=True)
    # The number -1 stands for nobody; it sorts first, so its code becomes -1 by a shift of one.
    shift = 1 if len(officers) and officers[0] < 0 else 0
    return EventLog(
        file=f"log-{log.service.code.lower()}.csv",
        timezone=timezone,
        case=log.case.astype(np.int32),
        activity=log.activity.astype(np.int32),
        at=log.at,
        case_names=log.case_numbers,
        activity_names=log.activity_names,
        started_at=log.started_at,
        resource=(officer - shift).astype(np.int32),
        resource_names=[officer_code(int(number)) for number in officers[shift:]],
        group=log.case_office[log.case].astype(np.int32),
        group_names=log.service.offices,
    )
