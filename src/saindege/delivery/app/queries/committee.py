"""Reads of a committee: its places, what to look at, who could be put on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from saindege.base.errors import Sentence
from saindege.delivery import committee
from saindege.delivery.app.models import CommitteeMember
from saindege.delivery.app.queries.course_papers import committee_of
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Speaker

MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Place:
    """One place on a committee, with what should be looked at."""

    member: CommitteeMember
    warnings: tuple[Sentence, ...]


def members_of(batch: Batch) -> list[Place]:
    """Return the committee by role and name."""
    speakers, participants = _speakers(batch), _participants(batch)
    return [
        Place(one, committee.warnings_of(seat_of(one), speakers=speakers, participants=participants))
        for one in committee_of(batch)
    ]


def seats_of_committee(batch: Batch) -> list[committee.Seat]:
    """Return the committee as the rules need it."""
    return [seat_of(one) for one in batch.committee.select_related("person")]


def seat_of(one: CommitteeMember) -> committee.Seat:
    """Return one place as the rules need it."""
    return committee.Seat(one.shown_name, str(one.person_id or ""), one.role, str(one.pk))


def people_for_committee(batch: Batch, text: str) -> list[Person]:
    """Return people whose name or NIP holds each word and who are not on the committee yet."""
    if not text.strip():
        return []
    found = (
        Person.objects.filter(missing_since=None).exclude(committees__batch=batch).select_related("office")
    )
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(nip__startswith=word))
    return list(found.order_by("name", "id")[:MOST_FOUND])


def _speakers(batch: Batch) -> list[committee.Seat]:
    speakers = list(Speaker.objects.filter(sessions__batch=batch).distinct())
    people = dict(
        Person.objects.filter(account__in={one.account_id for one in speakers if one.account_id}).values_list(
            "account_id", "pk"
        )
    )
    return [committee.Seat(one.name, str(people.get(one.account_id, ""))) for one in speakers]


def _participants(batch: Batch) -> list[committee.Seat]:
    found = batch.participants.values_list("person__name", "person_id")
    return [committee.Seat(name, str(key)) for name, key in found]
