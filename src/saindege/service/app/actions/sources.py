"""Sources of events: opened and closed by a person, filled by a counter's buttons or by an application."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.urls import reverse

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job, JobState
from saindege.people.app.models import Office
from saindege.service import event_store
from saindege.service.app import access, queries
from saindege.service.app.actions import measuring
from saindege.service.app.models import ArrivedEvent, EventLog, EventSource, Measurement, Service
from saindege.service.app.queries import sources as source_queries
from saindege.service.app.queries.keeping import match_offices
from saindege.service.pushed import PushedEvent, hash_token
from saindege.service.reasons import OTHER, kind_of

Tell = measuring.Tell


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch; ``known`` were here before, ``unknown_offices`` are named by events of no known office."""

    new: int
    known: int
    unknown_offices: tuple[str, ...] = ()


def open_source(
    by: Account, service: Service, *, name: str, office: Office | None, at: datetime
) -> tuple[EventSource, str]:
    """Let an application push events of a service; returns its token, which nobody can read again later."""
    require(access.may_bring_logs(by))
    # Long and random, with a beginning by which a leaked one can be searched for.
    token = "sdg_" + secrets.token_urlsafe(32)
    with transaction.atomic():
        made = EventSource.objects.create(
            service=service,
            kind="api",
            name=name,
            office=office,
            token_hash=hash_token(token),
            token_hint=token[:10],
            made_by=by,
            made_at=at,
            is_example=queries.in_demonstration(),
        )
        base_actions.record(
            by=by, action="service.source_opened", subject=made, at=at, detail={"service": service.pk}
        )
    return made, token


def close_source(by: Account, source: EventSource, *, at: datetime) -> None:
    """Take nothing more from a source; what it sent stays."""
    require(access.may_bring_logs(by))
    with transaction.atomic():
        if EventSource.objects.filter(pk=source.pk, closed_at=None).update(closed_at=at):
            base_actions.record(by=by, action="service.source_closed", subject=source, at=at)


def push_events(source: EventSource, events: Sequence[PushedEvent], *, at: datetime) -> Taken:
    """Keep what an application pushed, and ask for its service to be measured; the same key again changes nothing."""
    require(access.may_push(source))
    return _keep(source, events, at)


def record_at_counter(
    by: Account, service: Service, office: Office, events: Sequence[PushedEvent], *, at: datetime
) -> Taken:
    """Keep what an officer noted at a counter without any system; sent twice it counts once."""
    require(access.may_record_at_counter(by, service, office))
    with transaction.atomic():
        source, made = EventSource.objects.get_or_create(
            service=service,
            kind="counter",
            office=office,
            defaults={
                "name": office.name[:100],
                "made_by": by,
                "made_at": at,
                "is_example": queries.in_demonstration(),
            },
        )
        if made:
            base_actions.record(
                by=by, action="service.counter_opened", subject=source, at=at, detail={"service": service.pk}
            )
    return _keep(source, events, at)


def _keep(source: EventSource, events: Sequence[PushedEvent], at: datetime) -> Taken:
    if not events:
        return Taken(0, 0)
    secret = measuring._pseudonym_key()
    cases = event_store.pseudonyms([one.case for one in events], secret).tolist()
    people = event_store.pseudonyms([one.resource for one in events], secret).tolist()
    office_of = match_offices({one.office for one in events if one.office})
    tells = any(one.reason for one in events)
    known = {name.id for name in source_queries.reasons_at(source.service)} if tells else set()
    rows = {
        one.key: ArrivedEvent(
            source=source,
            key=one.key,
            case_key=case,
            activity=one.activity,
            done_at=one.at.astimezone(UTC),
            started_at=None if one.started_at is None else one.started_at.astimezone(UTC),
            resource_key=person if one.resource else 0,
            # An office that is not known is not the source's own.
            office_id=office_of.get(one.office) if one.office else source.office_id,
            reason=_kept_reason(one.reason, known),
            arrived_at=at,
        )
        for one, case, person in zip(events, cases, people, strict=True)
    }
    with transaction.atomic():
        EventSource.objects.select_for_update().get(pk=source.pk)
        here = set(source.events.filter(key__in=rows).values_list("key", flat=True))
        ArrivedEvent.objects.bulk_create([row for key, row in rows.items() if key not in here])
        new = len(rows) - len(here)
        if new:
            _ask(source, at)
    unknown = {one.office for one in events if one.office and one.office not in office_of}
    return Taken(new, len(events) - new, tuple(sorted(unknown)))


def _kept_reason(told: str, known: set[str]) -> str:
    """Return what is kept of a reason: words of one event may hold a name, so only what is known by now."""
    if not told or told in known:
        return told
    return kind_of(told) or OTHER.id


def _ask(source: EventSource, at: datetime) -> None:
    """Ask for one measuring at a time: one that waits will find these events too."""
    waiting = Job.objects.filter(
        kind="service.gather_events", arguments__service=source.service_id, state=JobState.WAITING
    )
    if not waiting.exists():
        base_actions.enqueue(
            kind="service.gather_events",
            key=f"service.gather_events:{source.service_id}:{at.timestamp():.6f}",
            title=f"Mengukur {source.service.name}: kejadian baru"[:200],
            by=source.made_by,
            arguments={"service": source.service_id},
            result_url=reverse("service:service", args=[source.service_id]),
        )


def gather_events(
    by: Account, service: Service, *, at: datetime, tell: Tell = measuring._silent
) -> Measurement | None:
    """Write the events of all sources of a service as one log, and measure the service; None without any."""
    require(access.may_bring_logs(by) or access.may_serve_somewhere(by, service))
    tell(0, 3, "Mengumpulkan kejadian")
    checksum = source_queries.checksum_of_sources(service)
    row = EventLog.objects.filter(checksum=checksum).first()
    kept, settled = source_queries.arrived_events(service, at, *_written(row))
    if kept is None:
        return None
    if row is None:
        row = EventLog(
            pk=uuid.uuid4(),
            service=service,
            file_name="Kejadian dari loket dan aplikasi",
            checksum=checksum,
            mapping={"kind": "events", "timezone": "Asia/Jakarta", "attempt": 0},
            uploaded_by=by,
            uploaded_at=at,
            is_example=service.is_example,
        )
        row.save(force_insert=True)
    row.mapping["attempt"] += 1
    EventLog.objects.filter(pk=row.pk).update(mapping=row.mapping)
    # Stored with the file that it tells of, when that one is measured.
    row.mapping["settled"] = [settled.last, settled.rows]
    tell(1, 3, "Menghitung angka layanan")
    found = measuring.keep_gathered(row, kept, by=by, at=at)
    tell(3, 3, "Selesai")
    return found


def _written(row: EventLog | None) -> tuple[event_store.KeptEvents | None, source_queries.Settled]:
    """Return what was written last time, and how much of it for good."""
    nothing = None, source_queries.Settled(0, 0)
    if row is None or not row.events_file or "settled" not in row.mapping:
        return nothing
    path = queries.folder_of(row.pk) / row.events_file
    settled = source_queries.Settled(*row.mapping["settled"])
    if not path.is_file() or not settled.rows:
        return nothing
    return event_store.read_events(path), settled
