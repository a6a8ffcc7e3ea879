"""Reads of enrolment: seats and line of a batch, requests and who decides them, who never came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery.app import access
from saindege.delivery.app.models import (
    AbsenceFollowUp,
    Certificate,
    CheckIn,
    Enrolment,
    EnrolmentState,
    OfficeQuota,
    Participant,
)
from saindege.delivery.app.queries.calling import seats_of
from saindege.delivery.enrolment import Place, Roll, fill
from saindege.people.app.models import Office, Person
from saindege.programme.app import queries as programme
from saindege.programme.app.models import Batch, Course, Session

OPEN = (EnrolmentState.ASKED, EnrolmentState.WAITING, EnrolmentState.SEATED)
MOST_COVERS = 60


def roll_of_batch(batch: Batch) -> Roll:
    """Return seats and line of a batch as the rules need them; a batch without a session has no seat."""
    quotas = {str(one.office_id): one.seats for one in batch.quotas.all()}
    parents = dict(Office.objects.values_list("pk", "parent_id")) if quotas else {}
    seated = batch.participants.order_by("called_at", "pk").values_list("person_id", "person__office_id")
    line = batch.enrolments.filter(state=EnrolmentState.WAITING).order_by("line_number")
    waiting = list(line.values_list("person_id", "person__office_id"))
    unready = _not_ready(batch.course, [key for key, _ in waiting])
    return Roll(
        capacity=seats_of(batch).capacity or 0,
        quotas=quotas,
        seated=tuple(Place(str(key), _bound_by(office, quotas, parents)) for key, office in seated),
        waiting=tuple(
            Place(str(key), _bound_by(office, quotas, parents), is_ready=key not in unready)
            for key, office in waiting
        ),
    )


def _not_ready(course: Course, people: list[UUID]) -> set[UUID]:
    """Of some people, those for whom a course that comes first is not finished, or not any more."""
    first = list(course.prerequisites.all()) if people else []
    if not first:
        return set()
    held = Certificate.objects.filter(
        person__in=people, batch__course__in=first, revoked_at=None, is_current=True
    )
    done: dict[UUID, set[int]] = {}
    for person, known in held.values_list("person_id", "batch__course_id"):
        done.setdefault(person, set()).add(known)
    return {key for key in people if len(done.get(key, ())) < len(first)}


def place_for(batch: Batch, person: Person) -> Place:
    """Return a person as the rules of seats see them."""
    quotas = {str(one.office_id): one.seats for one in batch.quotas.all()}
    parents = dict(Office.objects.values_list("pk", "parent_id")) if quotas else {}
    return Place(str(person.pk), _bound_by(person.office_id, quotas, parents))


def _bound_by(office: int, quotas: dict[str, int], parents: dict[int, int | None]) -> str:
    """The nearest office upwards that has a quota."""
    at: int | None = office
    while at is not None and str(at) not in quotas:
        at = parents.get(at)
    return "" if at is None else str(at)


def batches_with_line(now: datetime) -> QuerySet[Batch]:
    """Return the batches for which somebody waits and that have not begun."""
    waits = Enrolment.objects.filter(batch=OuterRef("pk"), state=EnrolmentState.WAITING)
    begun = Session.objects.filter(batch=OuterRef("pk"), starts_at__lte=now)
    return Batch.objects.filter(Exists(waits), ~Exists(begun))


def first_start(batch: Batch) -> datetime | None:
    """Return when a batch begins; None without a session."""
    return batch.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()


def missing_prerequisites(course: Course, person: Person) -> list[Course]:
    """Return the courses that a person must have finished first and has not."""
    done = Certificate.objects.filter(
        person=person, batch__course=OuterRef("pk"), revoked_at=None, is_current=True
    )
    return list(course.prerequisites.filter(~Exists(done)))


def open_enrolment(batch: Batch, person: Person) -> Enrolment | None:
    """Return the request of a person that is not over."""
    return batch.enrolments.filter(person=person, state__in=OPEN).first()


def enrolments() -> QuerySet[Enrolment]:
    """Return requests with what a page shows of them."""
    return Enrolment.objects.select_related(
        "batch__course", "person__office", "person__superior", "cover", "replaced_by"
    )


def requests_to_decide(account: Account) -> QuerySet[Enrolment]:
    """Return the requests that wait for this account: of its people, and for organisers of all."""
    found = enrolments().filter(state=EnrolmentState.ASKED).exclude(person__account=account)
    if access.may_organise(account):
        return found
    return found.filter(person__superior__account=account)


def requests_of_my_people(account: Account) -> QuerySet[Enrolment]:
    """Return decided requests of the people of a superior, the latest first."""
    return (
        enrolments()
        .filter(person__superior__account=account)
        .exclude(state=EnrolmentState.ASKED)
        .order_by("-decided_at", "id")
    )


def my_enrolments(account: Account) -> QuerySet[Enrolment]:
    """Return the requests of whoever looks, the latest first."""
    return enrolments().filter(person__account=account).order_by("-asked_at", "id")


@dataclass(frozen=True, slots=True)
class Counter:
    """What a superior should know before agreeing.

    Attributes
    ----------
    people : on the staff list of the office
    away : of them in the same batch already
    peaks : busy days of the office that the sessions touch, in words
    covers : colleagues who stay and could keep the counter
    """

    people: int
    away: int
    peaks: tuple[str, ...]
    covers: tuple[Person, ...]


def counter_of(asked: Enrolment) -> Counter:
    """Return how the office stands on the days of a batch."""
    person, batch = asked.person, asked.batch
    here = Person.objects.filter(office=person.office_id, missing_since=None)
    gone = Participant.objects.filter(batch=batch, person=OuterRef("pk"))
    wants = Enrolment.objects.filter(batch=batch, person=OuterRef("pk"), state__in=OPEN)
    staying = here.exclude(pk=person.pk).filter(~Exists(gone), ~Exists(wants)).order_by("name", "id")
    days = [timezone.localdate(each) for each in batch.sessions.values_list("starts_at", flat=True)]
    peaks = programme.peaks_between(min(days), max(days), office=person.office) if days else []
    hit = [one.reason for one in peaks if any(one.falls_on(day) for day in days)]
    return Counter(
        people=here.count(),
        away=here.filter(Exists(gone)).count(),
        peaks=tuple(hit),
        covers=tuple(staying[:MOST_COVERS]),
    )


def quotas_of(batch: Batch) -> list[tuple[OfficeQuota, int]]:
    """Return the quotas of a batch with the seats taken of each."""
    roll = roll_of_batch(batch)
    return [
        (one, sum(place.office == str(one.office_id) for place in roll.seated))
        for one in batch.quotas.select_related("office")
    ]


def offices_for_quota() -> QuerySet[Office]:
    """Return the offices that a quota can be written for."""
    return Office.objects.filter(closed_on=None).order_by("name")


def line_of(batch: Batch) -> QuerySet[Enrolment]:
    """Return who waits, first come first."""
    return enrolments().filter(batch=batch, state=EnrolmentState.WAITING).order_by("line_number")


def no_shows(batch: Batch) -> list[tuple[Participant, AbsenceFollowUp | None]]:
    """Return who had a seat and came to no session, once every session of the batch is closed."""
    sessions = Session.objects.filter(batch=batch)
    if not sessions.exists() or sessions.filter(closed_at=None).exists():
        return []
    came = CheckIn.objects.filter(session__batch=batch, person=OuterRef("person"))
    follow_ups = {one.person_id: one for one in batch.absences.all()}
    rows = batch.participants.filter(~Exists(came)).select_related("person__office", "person__superior")
    return [(one, follow_ups.get(one.person_id)) for one in rows.order_by("person__name", "pk")]


def absences_to_call_again(course: Course) -> QuerySet[AbsenceFollowUp]:
    """Return who is to be called again in the next batch of a course, and sits in none since."""
    later = Participant.objects.filter(
        batch__course=course, person=OuterRef("person"), called_at__gt=OuterRef("recorded_at")
    )
    return (
        AbsenceFollowUp.objects.filter(~Exists(later), batch__course=course, step="again")
        .select_related("person__office", "batch")
        .order_by("person__name", "pk")
    )


def substitutes_for(batch: Batch, person: Person, text: str = "") -> list[Person]:
    """Return colleagues who could take somebody's seat: of the same office, or found by words."""
    taken = Participant.objects.filter(batch=batch, person=OuterRef("pk"))
    found = Person.objects.filter(~Exists(taken), missing_since=None).select_related("office")
    if not text:
        found = found.filter(office=person.office_id)
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(nip__startswith=word))
    return list(found.order_by("name", "id")[:MOST_COVERS])


def people_by_key(keys: Iterable[str]) -> dict[str, Person]:
    """Return people by their key as text."""
    return {str(one.pk): one for one in Person.objects.filter(pk__in=list(keys)).select_related("office")}


def next_in_line(roll: Roll) -> tuple[Place, ...]:
    """Return who could sit now and does not yet, as after seats were added to a session."""
    return fill(roll).moved_up


def askable(batch: Batch, people: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of some people for whom a seat can be asked: neither called nor asked for."""
    called = Participant.objects.filter(batch=batch, person=OuterRef("pk"))
    asked = Enrolment.objects.filter(batch=batch, person=OuterRef("pk"), state__in=OPEN)
    return people.filter(~Exists(called), ~Exists(asked)).order_by("name", "id")
