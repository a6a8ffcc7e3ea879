"""Who a person's direct superior is: said by somebody, never guessed."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Sentence
from saindege.people.app import access
from saindege.people.app.models import Person, PersonChange, StaffImport
from saindege.people.app.queries import imports

# A chain of superiors longer than any office has is a ring.
LONGEST_CHAIN = 50


class NotASuperior(BadInput):
    """This person cannot be the superior of that one."""

    code = "conflict"

    def __init__(self, person: Person, superior: Person) -> None:
        super().__init__(
            Sentence(
                id=f"{superior.name} tidak dapat menjadi atasan {person.name}: ia sendiri atau bawahannya. Pilih orang lain.",
                en=f"{superior.name} cannot be the superior of {person.name}: the same person or a subordinate. "
                "Choose somebody else.",
            )
        )


def set_superior(
    by: Account, key: uuid.UUID, superior_key: uuid.UUID | None, *, also_without: bool, at: datetime
) -> int:
    """Store a person's direct superior; returns how many people got it.

    Parameters
    ----------
    superior_key : None for nobody
    also_without : everybody else of the same office who has no superior gets the same one

    Raises
    ------
    NotASuperior : the person, or somebody below
    """
    require(access.may_change_people(by))
    with transaction.atomic():
        # As when a list is applied: changes of the register follow one another.
        list(StaffImport.objects.select_for_update().filter(state__in=imports.OPEN).order_by("pk"))
        person = Person.objects.select_related("superior").get(pk=key)
        superior = Person.objects.get(pk=superior_key) if superior_key else None
        people = [person] if person.superior != superior else []
        if superior is not None and also_without:
            others = Person.objects.filter(office=person.office_id, superior=None, missing_since=None)
            people += others.exclude(pk__in=[person.pk, superior.pk])
        if superior is not None:
            chain = _chain_above(superior)
            if person.pk in chain:
                raise NotASuperior(person, superior)
            people = [each for each in people if each.pk not in chain]
        changes = [
            PersonChange(
                person=each,
                field="superior",
                before=each.superior.name if each.superior else "",
                after=superior.name if superior else "",
                at=at,
            )
            for each in people
        ]
        Person.objects.filter(pk__in=[each.pk for each in people]).update(superior=superior)
        PersonChange.objects.bulk_create(changes)
        if people:
            base_actions.record(
                by=by, action="people.superior_set", subject=person, at=at, detail={"people": len(people)}
            )
    return len(people)


def _chain_above(superior: Person) -> set[uuid.UUID]:
    """Return a person and everybody above."""
    above = dict(Person.objects.exclude(superior=None).values_list("pk", "superior_id"))
    chain, at = {superior.pk}, above.get(superior.pk)
    while at is not None and at not in chain and len(chain) < LONGEST_CHAIN:
        chain.add(at)
        at = above.get(at)
    return chain
