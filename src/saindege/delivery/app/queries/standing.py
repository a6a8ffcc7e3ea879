"""How each participant of a batch stands: meetings, attendance, certificate, hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from saindege.delivery import certificate, learning_hours
from saindege.delivery.app.models import Certificate, CheckIn, Participant
from saindege.delivery.app.queries.marks import key_of, least_of, marks_asked_of
from saindege.delivery.certificate import NO_MARKS, Marks, Meeting, Standing
from saindege.delivery.learning_hours import Training
from saindege.people.app.models import Person
from saindege.programme import method
from saindege.programme.app.models import Batch, Course, Session

PLAIN_FORM = "other_classical"


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant in one batch, as far as hours and certificates need it.

    Attributes
    ----------
    person_key, batch_key : as this database writes them; ``UUID(key)`` is the same everywhere
    meetings : sessions of the batch in order of time
    standing : towards the certificate
    marks : of post-test and practice, as far as the course asks for them
    is_issued, is_revoked : of the certificate
    """

    person_key: str
    batch_key: str
    course: Course
    meetings: tuple[Meeting, ...]
    standing: Standing
    is_issued: bool
    is_revoked: bool
    marks: Marks = NO_MARKS

    @property
    def is_waiting(self) -> bool:
        """Whether a certificate is due and not issued."""
        return self.standing.lack is None and not self.is_issued

    @property
    def is_done(self) -> bool:
        """Whether the hours count: finished by the rule, and the certificate not revoked.

        A certificate that was issued stands: a course that asks for more afterwards takes no hours back.
        """
        return (self.is_issued or self.standing.lack is None) and not self.is_revoked

    @property
    def attended(self) -> int:
        """Sessions attended."""
        return sum(one.attended for one in self.meetings)

    @property
    def last_on(self) -> date | None:
        """Day of the last session; hours count in its year."""
        return self.meetings[-1].on if self.meetings else None


@dataclass(frozen=True, slots=True)
class Part:
    """A seat with the rows that a page shows."""

    seat: Seat
    participant: Participant
    certificate: Certificate | None

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.participant.person

    @property
    def batch(self) -> Batch:
        """Which batch."""
        return self.participant.batch


def seats_of(participants: QuerySet[Participant]) -> list[Seat]:
    """Return how participants stand, in the order of the query; few questions and no rows, however many they are."""
    keys = list(participants.annotate(b=key_of("batch_id"), p=key_of("person_id")).values_list("b", "p"))
    batches = {batch for batch, _ in keys}
    found = Batch.objects.filter(pk__in=batches).select_related("course").annotate(key=key_of("id"))
    courses = {one.key: one.course for one in found}
    meetings: dict[str, list[tuple[str, Meeting, Meeting]]] = defaultdict(list)
    sessions = Session.objects.filter(batch__in=batches).annotate(key=key_of("id"), b=key_of("batch_id"))
    for session in sessions.order_by("starts_at", "id"):
        meetings[session.b].append((session.key, *_both(session)))
    here = CheckIn.objects.filter(session__batch__in=batches).order_by()
    issued = Certificate.objects.filter(batch__in=batches, is_current=True).order_by()
    if len({person for _, person in keys}) == 1:
        here, issued = here.filter(person=keys[0][1]), issued.filter(person=keys[0][1])
    present = set(here.annotate(s=key_of("session_id"), p=key_of("person_id")).values_list("s", "p"))
    certificates = issued.annotate(b=key_of("batch_id"), p=key_of("person_id")).values_list(
        "b", "p", "revoked_at"
    )
    revoked = {(batch, person): moment is not None for batch, person, moment in certificates}
    marks = marks_asked_of(courses)
    return [
        _seat(
            key,
            courses[key[0]],
            meetings[key[0]],
            present,
            revoked=revoked.get(key),
            marks=marks.get(key, NO_MARKS),
        )
        for key in keys
    ]


def _both(session: Session) -> tuple[Meeting, Meeting]:
    """A meeting as those went through it who were there, and those who were not."""
    there = Meeting(
        on=timezone.localtime(session.starts_at).date(),
        learning_hours=float(session.learning_hours),
        is_closed=session.closed_at is not None,
        attended=True,
    )
    return there, replace(there, attended=False)


def _seat(
    key: tuple[str, str],
    course: Course,
    meetings: Sequence[tuple[str, Meeting, Meeting]],
    present: set[tuple[str, str]],
    *,
    revoked: bool | None,
    marks: Marks,
) -> Seat:
    batch, person = key
    gone_through = tuple(there if (one, person) in present else away for one, there, away in meetings)
    standing = certificate.standing(
        gone_through,
        needed_share=float(course.pass_attendance_share),
        marks=marks,
        least=least_of(course),
    )
    return Seat(person, batch, course, gone_through, standing, revoked is not None, bool(revoked), marks)


def parts_of(participants: QuerySet[Participant]) -> list[Part]:
    """Return how participants stand, with person, batch and certificate, in the order of the query."""
    rows = list(participants.select_related("person__office", "batch__course"))
    issued = Certificate.objects.filter(batch__in={row.batch_id for row in rows}, is_current=True)
    if len({row.person_id for row in rows}) == 1:
        issued = issued.filter(person=rows[0].person_id)
    certificates = {(one.batch_id, one.person_id): one for one in issued}
    return [
        Part(seat, row, certificates.get((row.batch_id, row.person_id)))
        for seat, row in zip(seats_of(participants), rows, strict=True)
    ]


def form_of(course: Course) -> method.LearningForm:
    """Return the legal form of a course; one that the table lost counts hour for hour."""
    forms = method.load()
    try:
        return forms.by_key(course.method)
    except method.UnknownForm:
        return forms.by_key(PLAIN_FORM)


def training_of(seat: Seat, *, as_if_present: bool = False) -> Training | None:
    """Return what the batch is as a piece of training; None for a batch without sessions.

    Parameters
    ----------
    as_if_present : count the sessions that are not closed yet as attended, to say what is booked
    """
    if seat.last_on is None:
        return None
    meetings = seat.meetings
    if as_if_present:
        meetings = tuple(replace(one, attended=one.attended or not one.is_closed) for one in meetings)
    form = form_of(seat.course)
    return Training(
        person=seat.person_key,
        form=form,
        on=seat.last_on,
        quantity=certificate.training_quantity(meetings, form.unit),
        hours=sum(one.learning_hours for one in meetings),
    )


def hours_done(seats: Iterable[Seat], elsewhere: Sequence[Training] = ()) -> dict[str, float]:
    """Sum the learning hours of finished batches and of courses taken elsewhere by the person's key."""
    found = [training_of(seat) for seat in seats if seat.is_done]
    return learning_hours.total_by_person([*(one for one in found if one is not None), *elsewhere])


def hours_booked(seats: Iterable[Seat]) -> dict[str, float]:
    """Sum the learning hours of batches that go on or are to come by the person's key."""
    found = [training_of(seat, as_if_present=True) for seat in seats if seat.standing.lack == "session_open"]
    return learning_hours.total_by_person([one for one in found if one is not None])
