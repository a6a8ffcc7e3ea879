"""My next session with its button, my hours of the year, my courses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _

from saindege.base.app.models import Account
from saindege.delivery.app import queries as delivery
from saindege.impact.app import queries as impact
from saindege.people.app import queries as people
from saindege.people.app.models import Person
from saindege.programme.app.models import Session
from saindege.service.app import queries as service

COURSES_SHOWN = 4
GAPS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One course of mine this year.

    Attributes
    ----------
    attended, meetings : sessions
    tone, state : how it stands, in words
    certificate : its number in addresses; empty while there is none
    """

    title: str
    batch: str
    last_on: date | None
    attended: int
    meetings: int
    tone: str
    state: str
    certificate: str


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the participant's first page."""
    person = delivery.person_of(account)
    if person is None:
        return {"person": None}
    today = timezone.localdate(now)
    year = today.year
    return {
        "person": person,
        "lacking": [row for row in people.levels_of(person, today) if row.lacking][:GAPS_SHOWN],
        "next": next_session(person, now),
        "year": year,
        "hours": delivery.hours_of(person, year),
        "questions": impact.duties_of(account, now).waiting,
        "tasks": service.audit_tasks(account, today),
        "has_counter": service.serves_at_counter(account),
        "courses": [course_line(each) for each in delivery.courses_of(person, year)[:COURSES_SHOWN]],
    }


def course_line(row: delivery.CourseHours) -> CourseLine:
    """Return how one course of mine stands."""
    seat, certificate = row.part.seat, row.part.certificate
    if seat.is_revoked:
        tone, state = "bad", _("Sertifikat dicabut")
    elif seat.is_done:
        tone, state = "good", f"{floatformat(row.hours)} JP"
    elif seat.standing.lack == "session_open":
        tone, state = "wait", _("Berjalan")
    else:
        tone, state = "plain", row.lack_words
    return CourseLine(
        title=row.part.batch.course.title,
        batch=row.part.batch.name,
        last_on=seat.last_on,
        attended=seat.attended,
        meetings=len(seat.meetings),
        tone=tone,
        state=state,
        certificate=certificate.number if certificate and not seat.is_revoked else "",
    )


def next_session(person: Person, now: datetime) -> dict[str, object] | None:
    """Return the session that comes next and how its door stands: here, open, early or late."""
    session: Session | None = delivery.next_session_of(person, now)
    if session is None:
        return None
    door = delivery.door_of(session)
    if delivery.check_in_of(session, person):
        state = "here"
    elif door.opens_at <= now <= door.closes_at:
        state = "open"
    else:
        state = "early" if now < door.opens_at else "late"
    return {"session": session, "state": state, "opens_at": door.opens_at}
