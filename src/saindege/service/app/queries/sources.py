"""Reads of sources of events and of what they sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Count, Max, QuerySet

from saindege.base.app.models import Account
from saindege.base.errors import Sentence
from saindege.people.app.models import Office
from saindege.service import event_store
from saindege.service.app import access
from saindege.service.app.models import ArrivedEvent, EventSource, Measurement, Service
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Coded, code_texts
from saindege.service.log_files.moments import to_microseconds
from saindege.service.pushed import hash_token
from saindege.service.reasons import OTHER, load_reason_rules, say_reason

#: Reasons in a service's own words that the counter's list holds beside the kinds.
MOST_OWN_REASONS = 4
# A batch is written within a request; after this time no row with a smaller number can still turn up.
_SETTLES_AFTER = timedelta(minutes=10)


def source_of_token(token: str) -> EventSource | None:
    """Return the open source whose token this is."""
    return (
        EventSource.objects.select_related("service", "made_by", "office")
        .filter(token_hash=hash_token(token), closed_at=None)
        .first()
    )


def sources_of(service: Service) -> QuerySet[EventSource]:
    """Return the sources of a service with how much they sent, and when last."""
    return (
        service.sources.select_related("office", "made_by")
        .annotate(sent=Count("events"), last_at=Max("events__arrived_at"))
        .order_by("closed_at", "name")
    )


def taken_in_a_minute(source: EventSource, at: datetime) -> int:
    """Return how many events of a source arrived in the minute before."""
    return source.events.filter(arrived_at__gt=at - timedelta(minutes=1)).count()


def offices_at_counter(account: Account, service: Service) -> list[Office]:
    """Return the offices for which an account may note cases of a service, by name."""
    offices = Office.objects.filter(services=service).order_by("name")
    if not access.may_bring_logs(account):
        offices = offices.filter(people__account=account)
    return list(offices.distinct())


def reasons_at(service: Service) -> list[Sentence]:
    """Return the reasons for which papers of a service come back, the most frequent first, then the other kinds.

    What is no kind stands in the list where the service's logs hold it often enough to be kept in its own words.
    """
    told = Measurement.objects.filter(service=service).values_list("figures__mistakes__reasons", flat=True)
    seen = [one["reason"] for one in told.first() or []]
    kinds = [kind.name.id for kind in load_reason_rules().kinds]
    own = [reason for reason in seen if reason and reason not in (*kinds, OTHER.id)][:MOST_OWN_REASONS]
    frequent = [reason for reason in seen if reason in kinds or reason in own]
    return [say_reason(reason) for reason in (*frequent, *(one for one in kinds if one not in frequent))]


def checksum_of_sources(service: Service) -> str:
    """Return what stands for the checksum of the log into which the sources of a service are written."""
    return hashlib.sha256(f"sources:{service.pk}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Settled:
    """How far the events of a service's sources are written for good.

    Attributes
    ----------
    last : key of the last event that is; rows : how many they are, the first ones of the file
    """

    last: int
    rows: int


def arrived_events(
    service: Service,
    until: datetime,
    before: event_store.KeptEvents | None = None,
    done: Settled = Settled(0, 0),
) -> tuple[event_store.KeptEvents | None, Settled]:
    """Return all events that sources of a service sent, in the order in which they arrived; None without one.

    Only what is not written for good is read from the table, so that a source that sends for years costs what it sent
    lately. Rows get their numbers before they are seen: what arrived in the last minutes is read again next time.

    Parameters
    ----------
    until : now
    before : events as they were written last time, with the first ``done.rows`` of them settled
    """
    events = ArrivedEvent.objects.filter(source__service=service, pk__gt=done.last).order_by("pk")
    rows = list(events.values_list(*_COLUMNS).iterator(chunk_size=20_000))
    parts = [] if before is None else [event_store.first_events(before, done.rows)]
    if rows:
        parts.append(_as_kept(rows))
    if not parts:
        return None, done
    last = events.filter(arrived_at__lt=until - _SETTLES_AFTER).aggregate(last=Max("pk"))["last"]
    if last is not None:
        done = Settled(last, done.rows + sum(row[0] <= last for row in rows))
    return event_store.join_events(parts), done


_COLUMNS = (
    "pk",
    "case_key",
    "activity",
    "done_at",
    "started_at",
    "resource_key",
    "office_id",
    "reason",
)


def _as_kept(rows: list[tuple[Any, ...]]) -> event_store.KeptEvents:
    _pk, case, activity, done, started, person, office, reason = zip(*rows, strict=True)
    return event_store.KeptEvents(
        case=np.array(case, dtype=np.int64),
        activity=code_texts(activity),
        at=np.array([to_microseconds(at, at.tzinfo) for at in done], dtype=np.int64),
        started_at=np.array(
            [NO_MOMENT if at is None else to_microseconds(at, at.tzinfo) for at in started], dtype=np.int64
        ),
        resource=np.array(person, dtype=np.int64),
        lifecycle=Coded(np.full(len(rows), BLANK, dtype=np.int32), ()),
        office=np.array([event_store.NO_OFFICE if key is None else key for key in office], dtype=np.int64),
        reason=code_texts(word or None for word in reason) if any(reason) else None,
    )
