"""Courses, partners, speakers, batches and sessions of the demonstration city."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from saindege.base import chance
from saindege.base.app.models import Account
from saindege.demo import courses, schedule
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.demo.schedule import ZONE
from saindege.programme.app.models import Batch, Course, Partner, Session, Speaker

# Letters and digits that nobody mixes up when they are read aloud.
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 6
# A session of yesterday waits to be closed, so that the officer has something to do.
_LEFT_OPEN = timedelta(days=2)
# Nobody teaches at night, but whoever looks at the demonstration then should find a class to check in to.
_CLASS_HOURS = (8, 15)
_CLASS_LENGTH = timedelta(hours=3)


def write_catalogue(made: City, logins: dict[str, Account]) -> tuple[dict[str, Course], dict[str, Speaker]]:
    """Store partners, speakers and courses; returns courses by code and speakers by name."""
    Partner.objects.bulk_create(
        [Partner(name=one.name, sector=one.sector, is_example=True) for one in courses.read_partners()]
    )
    partners = {partner.name: partner for partner in Partner.objects.all()}
    owners = {one.speaker: logins[one.username] for one in made.accounts if one.speaker is not None}
    Speaker.objects.bulk_create(
        [
            Speaker(
                name=speaker.name,
                partner=partners[speaker.partner] if speaker.partner else None,
                expertise=speaker.expertise,
                account=owners.get(place),
                is_example=True,
            )
            for place, speaker in enumerate(made.speakers)
        ]
    )
    Course.objects.bulk_create(
        [
            Course(
                code=course.code,
                title=course.title,
                method=course.method,
                summary=course.summary,
                learning_hours=Decimal(course.hours),
                cost_rupiah=course.cost,
                is_example=True,
            )
            for course in courses.read_courses()
        ]
    )
    return (
        {course.code: course for course in Course.objects.all()},
        {speaker.name: speaker for speaker in Speaker.objects.all()},
    )


def write_batches(
    made: City,
    catalogue: dict[str, Course],
    speakers: dict[str, Speaker],
    officer: Account,
    now: datetime,
) -> tuple[list[Batch], list[list[Session]]]:
    """Store batches and their sessions, in the order of the city's schedule.

    Sessions that ended are closed, but for yesterday's; today's class runs around ``now`` where that is no hour
    at which an office teaches.
    """
    batches, sessions = [], []
    for number, planned in enumerate(made.batches):
        course = catalogue[planned.course]
        batch = Batch(
            id=identity.key(made.seed, "batch", number),
            course=course,
            name=planned.name,
            cost_rupiah=course.cost_rupiah,
            is_example=True,
        )
        batches.append(batch)
        sessions.append(
            [
                _session(batch, (place, planned), speakers, officer, now)
                for place in range(len(planned.sessions))
            ]
        )
    for row, code in zip((row for rows in sessions for row in rows), _codes(made.seed), strict=False):
        row.code = code
    Batch.objects.bulk_create(batches)
    Session.objects.bulk_create([row for rows in sessions for row in rows])
    return batches, sessions


def _session(
    batch: Batch,
    meant: tuple[int, schedule.Batch],
    speakers: dict[str, Speaker],
    officer: Account,
    now: datetime,
) -> Session:
    place, planned = meant
    meeting = planned.sessions[place]
    begin, end = meeting.starts_at, meeting.ends_at
    if planned.is_todays and place == 0:
        begin, end = class_hours(begin, end, now)
    over = end < now - _LEFT_OPEN
    return Session(
        id=uuid.uuid5(batch.pk, str(place)),
        batch=batch,
        title=meeting.title,
        place=meeting.place,
        speaker=speakers[meeting.speaker],
        starts_at=begin,
        ends_at=end,
        capacity=meeting.capacity,
        learning_hours=Decimal(str(meeting.hours)),
        check_in_secret=secrets.token_hex(32),
        closed_at=end + timedelta(hours=1) if over else None,
        closed_by=officer if over else None,
        is_example=True,
    )


def class_hours(begin: datetime, end: datetime, now: datetime) -> tuple[datetime, datetime]:
    """Return when today's class runs: as planned, or around ``now`` where an office teaches at no such hour."""
    local = now.astimezone(ZONE)
    first, last = _CLASS_HOURS
    if local.date() != begin.date() or first <= local.hour < last:
        return begin, end
    started = local.replace(minute=local.minute // 30 * 30, second=0, microsecond=0)
    latest = started.replace(hour=23, minute=59)
    return started, max(min(started + _CLASS_LENGTH, latest), started + timedelta(minutes=15))


def _codes(seed: int) -> Iterator[str]:
    """Yield short words for check-in addresses, each once."""
    rng = chance.stream(seed, "demo.session_codes")
    used: set[str] = set()
    while True:
        letters = rng.integers(len(_CODE_LETTERS), size=_CODE_LENGTH).tolist()
        code = "".join(_CODE_LETTERS[i] for i in letters)
        if code not in used:
            used.add(code)
            yield code
