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
from saindege.delivery.certificate import Meeting, Standing
from saindege.delivery.learning_hours import Training
from saindege.people.app.models import Person
from saindege.programme import method
from saindege.programme.app.models import Batch, Course, Session

PLAIN_FORM = "other_classical"


@dataclass(frozen=True, slots=True)
class Part:
    """One participant in one batch.

    Attributes
    ----------
    meetings : sessions of the batch in order of time
    standing : towards the certificate
    certificate : None until it is issued
    """

    participant: Participant
    meetings: tuple[Meeting, ...]
    standing: Standing
    certificate: Certificate | None

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.participant.person

    @property
    def batch(self) -> Batch:
        """Which batch."""
        return self.participant.batch

    @property
    def is_waiting(self) -> bool:
        """Whether a certificate is due and not issued."""
        return self.standing.lack is None and self.certificate is None

    @property
    def is_done(self) -> bool:
        """Whether the hours count: attended enough, and the certificate not revoked."""
        revoked = self.certificate is not None and self.certificate.revoked_at is not None
        return self.standing.lack is None and not revoked

    @property
    def attended(self) -> int:
        """Sessions attended."""
        return sum(one.attended for one in self.meetings)

    @property
    def last_on(self) -> date | None:
        """Day of the last session; hours count in its year."""
        return self.meetings[-1].on if self.meetings else None


def parts_of(participants: QuerySet[Participant]) -> list[Part]:
    """Return how participants stand, in the order of the query; four questions to the database however many."""
    rows = list(participants.select_related("person__office", "batch__course"))
    batches = {row.batch_id for row in rows}
    sessions: dict[object, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(batch__in=batches).order_by("starts_at", "id"):
        sessions[session.batch_id].append(session)
    here = CheckIn.objects.filter(session__batch__in=batches)
    issued = Certificate.objects.filter(batch__in=batches)
    if len({row.person_id for row in rows}) == 1:
        here, issued = here.filter(person=rows[0].person_id), issued.filter(person=rows[0].person_id)
    present = set(here.values_list("session_id", "person_id"))
    certificates = {(one.batch_id, one.person_id): one for one in issued}
    return [
        _part(
            row,
            sessions[row.batch_id],
            present,
            certificates.get((row.batch_id, row.person_id)),
        )
        for row in rows
    ]


def _part(
    row: Participant,
    sessions: Sequence[Session],
    present: set[tuple[object, object]],
    issued: Certificate | None,
) -> Part:
    meetings = tuple(
        Meeting(
            on=timezone.localtime(one.starts_at).date(),
            learning_hours=float(one.learning_hours),
            is_closed=one.closed_at is not None,
            attended=(one.pk, row.person_id) in present,
        )
        for one in sessions
    )
    needed = float(row.batch.course.pass_attendance_share)
    return Part(row, meetings, certificate.standing(meetings, needed_share=needed), issued)


def form_of(course: Course) -> method.LearningForm:
    """Return the legal form of a course; one that the table lost counts hour for hour."""
    forms = method.load()
    try:
        return forms.by_key(course.method)
    except method.UnknownForm:
        return forms.by_key(PLAIN_FORM)


def training_of(part: Part, *, as_if_present: bool = False) -> Training | None:
    """Return what the batch is as a piece of training; None for a batch without sessions.

    Parameters
    ----------
    as_if_present : count the sessions that are not closed yet as attended, to say what is booked
    """
    if part.last_on is None:
        return None
    meetings = part.meetings
    if as_if_present:
        meetings = tuple(replace(one, attended=one.attended or not one.is_closed) for one in meetings)
    form = form_of(part.batch.course)
    return Training(
        person=str(part.person.pk),
        form=form,
        on=part.last_on,
        quantity=certificate.training_quantity(meetings, form.unit),
        hours=sum(one.learning_hours for one in meetings),
    )


def hours_done(parts: Iterable[Part]) -> dict[str, float]:
    """Sum the learning hours of finished batches by person."""
    found = [training_of(part) for part in parts if part.is_done]
    return learning_hours.total_by_person([one for one in found if one is not None])


def hours_booked(parts: Iterable[Part]) -> dict[str, float]:
    """Sum the learning hours of batches that go on or are to come by person."""
    found = [training_of(part, as_if_present=True) for part in parts if part.standing.lack == "session_open"]
    return learning_hours.total_by_person([one for one in found if one is not None])
