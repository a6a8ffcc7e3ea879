"""Writes of a committee: put somebody on it, change role or fee, take somebody off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Sentence
from saindege.delivery import committee
from saindege.delivery.app import access
from saindege.delivery.app.models import CommitteeMember, CommitteeRole
from saindege.delivery.app.queries import committee as queries
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@dataclass(frozen=True, slots=True)
class Place:
    """Who is to sit where; without a person of the staff list, by name and post."""

    role: str
    person: Person | None = None
    name: str = ""
    post: str = ""
    fee_rupiah: int | None = None


class PlaceIncomplete(BadInput):
    """A place needs a role that exists, and somebody."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Pilih kedudukan dan orangnya: dari daftar pegawai, atau tulis namanya.",
                en="Choose a role and somebody for it: from the staff list, or by name.",
            ),
            code="missing",
        )


def add_member(by: Account, batch: Batch, place: Place, *, at: datetime) -> CommitteeMember:
    """Put somebody on a committee.

    Raises
    ------
    PlaceIncomplete : no such role, or nobody named
    committee.OnCommitteeAlready, committee.RoleTaken
    """
    require(access.may_organise(by))
    name = place.person.name if place.person else place.name.strip()
    if place.role not in CommitteeRole.values or not name:
        raise PlaceIncomplete
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        new = committee.Seat(name, str(place.person.pk) if place.person else "", place.role)
        committee.require_fit(queries.seats_of_committee(locked), new)
        made = CommitteeMember.objects.create(
            batch=locked,
            person=place.person,
            name="" if place.person else name[:150],
            post="" if place.person else place.post.strip()[:150],
            role=place.role,
            fee_rupiah=place.fee_rupiah,
            added_at=at,
            added_by=by,
            is_example=locked.is_example or (place.person is not None and place.person.is_example),
        )
        _record(by, "committee_joined", made, at)
    return made


def change_member(
    by: Account, member: CommitteeMember, *, role: str, fee_rupiah: int | None, at: datetime
) -> None:
    """Change role and fee of somebody on a committee.

    Raises
    ------
    PlaceIncomplete, committee.RoleTaken
    """
    require(access.may_organise(by))
    if role not in CommitteeRole.values:
        raise PlaceIncomplete
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=member.batch_id)
        kept = CommitteeMember.objects.select_related("person", "batch").get(pk=member.pk)
        seat = committee.Seat(kept.shown_name, str(kept.person_id or ""), role, str(kept.pk))
        committee.require_fit(queries.seats_of_committee(kept.batch), seat)
        kept.role, kept.fee_rupiah = role, fee_rupiah
        kept.save(update_fields=["role", "fee_rupiah"])
        _record(by, "committee_changed", kept, at)


def remove_member(by: Account, member: CommitteeMember, *, at: datetime) -> None:
    """Take somebody off a committee; gone already is no fault."""
    require(access.may_organise(by))
    with transaction.atomic():
        kept = CommitteeMember.objects.filter(pk=member.pk).first()
        if kept is not None:
            _record(by, "committee_left", kept, at)
            kept.delete()


def _record(by: Account, act: str, member: CommitteeMember, at: datetime) -> None:
    detail = {"batch": str(member.batch_id), "role": member.role}
    base_actions.record(by=by, action=f"delivery.{act}", subject=member, at=at, detail=detail)
