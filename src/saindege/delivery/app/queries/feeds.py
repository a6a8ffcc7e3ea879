"""Reads of calendar addresses: what they show, to whom they belong, what can have one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from saindege.base.app.models import Account
from saindege.delivery import calendar_feed
from saindege.delivery.app import access
from saindege.delivery.app.models import CalendarFeed
from saindege.programme import link
from saindege.programme.app import queries as programme
from saindege.programme.app.models import Course, Room, Session, Speaker

# A calendar shows what was lately and all that is to come.
PAST = timedelta(days=120)
MOST_EVENTS = 2000


@dataclass(frozen=True, slots=True)
class FeedRow:
    """An address as its page shows it."""

    feed: CalendarFeed
    name: str
    token: str


def feed_by_token(token: str) -> CalendarFeed | None:
    """Return the feed of an address; None for an address that is unknown, changed or withdrawn."""
    key = link.key_in(token)
    try:
        found = CalendarFeed.objects.select_related("made_by").get(pk=UUID(key or ""))
    except (ValueError, CalendarFeed.DoesNotExist):
        return None
    return found if access.may_use_feed(found, token) else None


def feeds_of(account: Account) -> list[FeedRow]:
    """Return the living addresses that an account made, the latest first."""
    found = CalendarFeed.objects.filter(made_by=account).exclude(link_word="")
    return [FeedRow(one, name_of(one), _token(one)) for one in found]


def feed_of(key: UUID) -> QuerySet[CalendarFeed]:
    """Return a feed by its key."""
    return CalendarFeed.objects.filter(pk=key).exclude(link_word="")


def subjects() -> dict[str, list[tuple[str, str]]]:
    """Return what can have an address beside oneself, by kind: key and name."""
    return {
        "room": [(str(one.pk), one.name) for one in programme.rooms()],
        "speaker": [(str(one.pk), one.name) for one in Speaker.objects.order_by("name")],
        "course": [(str(one.pk), one.title) for one in Course.objects.order_by("title")],
    }


def text_of(feed: CalendarFeed, now: datetime) -> str:
    """Return the calendar of a feed: course, session, place and time."""
    sessions = _sessions(feed).filter(ends_at__gte=now - PAST).select_related("batch__course")
    events = [
        calendar_feed.Event(
            uid=f"{one.pk}@saindege",
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            title=_title(one),
            place=one.place,
            version=one.version,
        )
        for one in sessions.order_by("starts_at", "id")[:MOST_EVENTS]
    ]
    return calendar_feed.write_feed(name_of(feed), events, as_of=now)


def name_of(feed: CalendarFeed) -> str:
    """Return what a calendar is called; a personal one names nobody."""
    tables = {"room": Room, "speaker": Speaker, "course": Course}
    if feed.kind not in tables:
        return "Jadwal pelatihan saya"
    found = tables[feed.kind].objects.filter(pk=feed.subject).first()
    return str(found) if found is not None else "Jadwal pelatihan"


def _sessions(feed: CalendarFeed) -> QuerySet[Session]:
    if feed.kind == "person":
        mine = Q(batch__participants__person__account=feed.subject) | Q(speaker__account=feed.subject)
        return Session.objects.filter(mine).distinct()
    if feed.kind == "room":
        return Session.objects.filter(place__in=Room.objects.filter(pk=feed.subject).values("name"))
    if feed.kind == "speaker":
        return Session.objects.filter(speaker=feed.subject)
    return Session.objects.filter(batch__course=feed.subject)


def _token(feed: CalendarFeed) -> str:
    return link.token_for(access.FEED_LINK, str(feed.pk), feed.link_word, settings.SECRET_KEY)


def _title(session: Session) -> str:
    """Course and session; the session alone where it says the course itself."""
    course = session.batch.course.title
    return session.title if session.title.startswith(course) else f"{course}: {session.title}"
