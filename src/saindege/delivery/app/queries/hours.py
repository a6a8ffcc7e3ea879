"""Learning hours of a year: of one person, of everybody an account may see, of the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from saindege.base.app.models import Account, AuditEntry
from saindege.delivery import learning_hours
from saindege.delivery.app import access
from saindege.delivery.app.models import Certificate, CheckIn, OutsideCourse, Participant
from saindege.delivery.app.queries.outside import approved_of_year, trainings_of
from saindege.delivery.app.queries.passing import lack_in_words
from saindege.delivery.app.queries.standing import (
    Part,
    hours_booked,
    hours_done,
    parts_of,
    seats_of,
    training_of,
)
from saindege.delivery.learning_hours import Duty, YearHours
from saindege.people.app.models import Person
from saindege.programme import method
from saindege.programme.app.models import Batch

# Below this, asking for their batches alone is quicker than reading everybody's.
FEW_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class CourseHours:
    """What one batch gives one person.

    Attributes
    ----------
    hours : JP, done or booked
    rule : the sum in words
    """

    part: Part
    hours: float
    rule: str

    @property
    def lack_words(self) -> str:
        """What is missing towards the certificate, in two or three words."""
        return lack_in_words(self.part.seat.standing.lack)


@dataclass(frozen=True, slots=True)
class ElsewhereHours:
    """What one course taken elsewhere gives its person, JP."""

    course: OutsideCourse
    hours: float


@dataclass(frozen=True, slots=True)
class PersonHours:
    """One person in the recap of a year."""

    person_key: str
    year: YearHours


@dataclass(frozen=True, slots=True)
class YearRecap:
    """What a year of training reached.

    Attributes
    ----------
    people : different people who came to at least one session
    learning_hours : JP credited, summed over people
    certificates : issued for batches of the year and not revoked
    with_duty : people on the list who owe hours
    duty_met : those among them who have enough
    rule_version : of the tables that the hours rest on
    """

    year: int
    people: int
    learning_hours: float
    certificates: int
    with_duty: int
    duty_met: int
    rule_version: str


def rule_version() -> str:
    """Return the versions of the tables behind every hour shown."""
    return learning_hours.rule_version(method.load(), learning_hours.load_duties())


def duty_of(person: Person) -> Duty:
    """Return what the law asks of a person."""
    return learning_hours.load_duties().of(person.status)


def hours_of(person: Person, year: int) -> YearHours:
    """Return the learning hours of a person in a year: done, booked, owed."""
    seats = seats_of(_participants_of(year).filter(person=person))
    elsewhere = trainings_of(year, [person.pk])
    done, booked = sum(hours_done(seats, elsewhere).values()), sum(hours_booked(seats).values())
    return learning_hours.year_hours(done, booked, duty_of(person))


def courses_of(person: Person, year: int) -> list[CourseHours]:
    """Return the batches of a person in a year, the latest first, each with its hours.

    A monthly cap is applied over the batches together, so the hours of the list add up to the year.
    """
    parts = parts_of(_participants_of(year).filter(person=person))
    counted, _ = _credits_of(person, year, parts)
    nothing = learning_hours.Credit(0.0, "")
    rows = []
    for part in parts:
        one = counted.get(part.participant.pk, nothing)
        rows.append(CourseHours(part, one.hours, one.rule))
    return sorted(rows, key=lambda row: row.part.seat.last_on or date.min, reverse=True)


def elsewhere_of(person: Person, year: int) -> list[ElsewhereHours]:
    """Return the recognised courses of a person in a year taken elsewhere, the latest first, each with its hours."""
    _, credits = _credits_of(person, year, parts_of(_participants_of(year).filter(person=person)))
    claims = approved_of_year(year).filter(person=person)
    rows = [ElsewhereHours(claim, one.hours) for claim, one in zip(claims, credits, strict=True)]
    return rows[::-1]


def _credits_of(
    person: Person, year: int, parts: Sequence[Part]
) -> tuple[dict[int, learning_hours.Credit], list[learning_hours.Credit]]:
    """Return what the batches count, by participant, and what the courses taken elsewhere count, in order of day."""
    counting = [part for part in parts if part.seat.is_done or part.seat.standing.lack == "session_open"]
    pieces = [(part, training_of(part.seat, as_if_present=not part.seat.is_done)) for part in counting]
    ours = [(part, piece) for part, piece in pieces if piece is not None]
    # Courses taken elsewhere use up the same monthly caps, so they are counted along.
    credits = learning_hours.credit([*(piece for _, piece in ours), *trainings_of(year, [person.pk])])
    counted = {part.participant.pk: one for (part, _), one in zip(ours, credits, strict=False)}
    return counted, credits[len(ours) :]


def people_visible_to(account: Account) -> QuerySet[Person]:
    """Return the people whose hours an account may see."""
    if access.may_organise(account):
        return Person.objects.all()
    if access.may_see_recap(account):
        return Person.objects.filter(Q(superior__account=account) | Q(account=account))
    return Person.objects.filter(account=account)


def recap_rows(people: QuerySet[Person], year: int) -> list[PersonHours]:
    """Return the hours of people in a year, in the order of the query; everybody is listed, also with nothing."""
    keys = list(people.annotate(key=Cast("id", TextField())).values_list("key", "status"))
    participants = _participants_of(year)
    if len(keys) < FEW_PEOPLE:
        participants = participants.filter(person__in=[key for key, _ in keys])
    seats, elsewhere = seats_of(participants), trainings_of(year)
    done, booked = hours_done(seats, elsewhere), hours_booked(seats)
    duties = learning_hours.load_duties()
    return [
        PersonHours(
            key, learning_hours.year_hours(done.get(key, 0.0), booked.get(key, 0.0), duties.of(status))
        )
        for key, status in keys
    ]


def with_people(rows: Sequence[PersonHours]) -> list[tuple[Person, YearHours]]:
    """Return the people of some rows of the recap beside their hours."""
    people = Person.objects.select_related("office").in_bulk([UUID(row.person_key) for row in rows])
    return [(people[UUID(row.person_key)], row.year) for row in rows]


def year_recap(year: int) -> YearRecap:
    """Return what the training of a year reached, for the whole city; worked out again once anything was done."""
    seen = (
        AuditEntry.objects.aggregate(last=Max("id"))["last"],
        *CheckIn.objects.aggregate(last=Max("id"), n=Count("id")).values(),
        *Participant.objects.aggregate(last=Max("id"), n=Count("id")).values(),
        Person.objects.filter(missing_since=None).count(),
    )
    kept = cache.get(f"delivery.recap.{year}")
    if kept is None or kept[0] != seen:
        kept = (seen, _recap(year))
        cache.set(f"delivery.recap.{year}", kept, timeout=None)
    return kept[1]


def _recap(year: int) -> YearRecap:
    rows = recap_rows(Person.objects.filter(missing_since=None).order_by(), year)
    owing = [row for row in rows if row.year.target is not None]
    begin, end = _bounds(year)
    came = CheckIn.objects.filter(session__starts_at__gte=begin, session__starts_at__lt=end)
    return YearRecap(
        year=year,
        people=came.order_by().values("person").distinct().count(),
        learning_hours=sum(row.year.done + row.year.over_ceiling for row in rows),
        certificates=Certificate.objects.filter(batch__in=_batches_of(year), revoked_at=None).count(),
        with_duty=len(owing),
        duty_met=sum(row.year.is_met for row in owing),
        rule_version=rule_version(),
    )


def years_with_sessions(now: datetime) -> list[int]:
    """Return the years to choose from, the latest first; this year is always among them."""
    years = {
        moment.year
        for moment in Batch.objects.exclude(sessions=None).datetimes("sessions__starts_at", "year")
    }
    return sorted(years | {timezone.localtime(now).year}, reverse=True)


def _participants_of(year: int) -> QuerySet[Participant]:
    return Participant.objects.filter(batch__in=_batches_of(year)).order_by("id")


def _batches_of(year: int) -> QuerySet[Batch]:
    """Batches whose last session starts in the year: hours count where a batch ends."""
    begin, end = _bounds(year)
    found = Batch.objects.annotate(last_at=Max("sessions__starts_at"))
    return found.filter(last_at__gte=begin, last_at__lt=end).order_by().values("pk")


def _bounds(year: int) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
