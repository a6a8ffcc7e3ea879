"""Reads of sessions: by time and speaker, what they need, what to think about before one is saved."""

from __future__ import annotations

import functools
import uuid
from datetime import datetime, timedelta
from typing import Protocol

from django.db.models import QuerySet
from django.utils import timezone

from saindege.base import period
from saindege.base.app.models import Account
from saindege.base.errors import Sentence
from saindege.programme import method, peak, session
from saindege.programme.app.models import Batch, Session, Speaker
from saindege.programme.app.queries.places import peaks_between
from saindege.programme.app.queries.speakers import speaker_advice

MOST_SUGGESTIONS = 200


def sessions_between(start: datetime, end: datetime) -> QuerySet[Session]:
    """Return sessions that start in [start, end), earliest first, with course, batch and speaker."""
    return (
        Session.objects.filter(starts_at__gte=start, starts_at__lt=end)
        .select_related("batch__course", "speaker")
        .order_by("starts_at", "id")
    )


def sessions_this_week(now: datetime) -> QuerySet[Session]:
    """Return the sessions of the calendar week (Monday to Sunday) of ``now`` on the office's clock."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    return sessions_between(monday, monday + timedelta(days=7))


def sessions_to_close(now: datetime) -> QuerySet[Session]:
    """Return sessions that ended and were not closed, oldest first."""
    return (
        Session.objects.filter(ends_at__lte=now, closed_at=None)
        .select_related("batch__course", "speaker")
        .order_by("starts_at", "id")
    )


def sessions_of_speaker(account: Account, *, since: datetime | None = None) -> QuerySet[Session]:
    """Return the sessions that this account teaches, earliest first; none for whoever is no speaker."""
    sessions = Session.objects.filter(speaker__account=account).select_related("batch__course", "speaker")
    if since is not None:
        sessions = sessions.filter(ends_at__gte=since)
    return sessions.order_by("starts_at", "id")


def slot_of(each: Session) -> session.Slot:
    """Return what a session needs, on the office's clock."""
    return session.Slot(
        key=str(each.pk),
        title=each.title,
        place=each.place,
        speaker=each.speaker.name if each.speaker else "",
        batch=str(each.batch_id),
        starts_at=timezone.localtime(each.starts_at),
        ends_at=timezone.localtime(each.ends_at),
    )


def slots_at_the_time_of(slot: session.Slot) -> list[session.Slot]:
    """Return what the sessions need that overlap with this one in time."""
    overlapping = Session.objects.filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
    return [slot_of(each) for each in overlapping.select_related("speaker")]


def speaker_names() -> list[str]:
    """Return names of known speakers, to be offered in a form."""
    return list(Speaker.objects.order_by("name").values_list("name", flat=True)[:MOST_SUGGESTIONS])


def place_names() -> list[str]:
    """Return places used before, to be offered in a form."""
    places = Session.objects.order_by("place").values_list("place", flat=True).distinct()
    return list(places[:MOST_SUGGESTIONS])


class PlannedSession(Protocol):
    """What a session form says; moments carry an offset."""

    title: str
    place: str
    speaker: str
    starts_at: datetime
    ends_at: datetime
    learning_hours: object


def warnings_of(planned: PlannedSession, batch: Batch, key: uuid.UUID) -> list[Sentence]:
    """Return what to think about before a session is saved: clashes, the calendar, its hours."""
    slot = session.Slot(
        key=str(key),
        title=planned.title,
        place=planned.place,
        speaker=planned.speaker,
        batch=str(batch.pk),
        starts_at=timezone.localtime(planned.starts_at),
        ends_at=timezone.localtime(planned.ends_at),
    )
    if slot.ends_at <= slot.starts_at:
        return []
    found = [clash.sentence for clash in session.clashes(slot, slots_at_the_time_of(slot))]
    day = slot.starts_at.date()
    found += [
        session.calendar_advice(slot, calendar_of(slot.starts_at.year)),
        _hours_advice(slot, planned, batch),
        peak.advice(day, slot.ends_at.date(), peaks_between(day, slot.ends_at.date())),
        *speaker_advice(slot.speaker, slot.starts_at, slot.ends_at),
    ]
    return [sentence for sentence in found if sentence is not None]


def _hours_advice(slot: session.Slot, planned: PlannedSession, batch: Batch) -> Sentence | None:
    forms = method.load()
    try:
        counted_by_the_hour = forms.by_key(batch.course.method).unit == "hour"
    except method.UnknownForm:
        counted_by_the_hour = True
    if not counted_by_the_hour:
        return None
    return session.hours_advice(
        slot, learning_hours=float(str(planned.learning_hours)), hour_minutes=forms.hour_minutes
    )


def calendar_of(first_year: int, last_year: int | None = None) -> period.WorkCalendar:
    """Return the office calendar of these years and the one that follows."""
    last = max(first_year, last_year or first_year)
    return _calendar_of(min(first_year, last), last + 1)


@functools.lru_cache(maxsize=16)
def _calendar_of(first_year: int, last_year: int) -> period.WorkCalendar:
    return period.office_calendar(
        first_year=first_year, last_year=last_year, timezone=timezone.get_current_timezone_name()
    )
