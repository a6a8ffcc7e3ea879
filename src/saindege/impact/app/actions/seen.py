"""The record of who looked at somebody's discipline: once a day for each who looks, a page of a person or a list of an office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.impact.app import access
from saindege.impact.app.queries import seen as queries
from saindege.people.app.models import Office, Person


def note_person_seen(by: Account, person: Person, *, at: datetime) -> None:
    """Write down that somebody looked at the points of a person; oneself is not noted."""
    require(access.may_see_index_of(by, person))
    if person.account_id == by.pk:
        return
    with transaction.atomic():
        if not queries.noted_today(by, [person], timezone.localdate(at)):
            base_actions.record(by=by, action=queries.PERSON_SEEN, subject=person, at=at)


def note_lists_seen(by: Account, offices: Iterable[Office], *, at: datetime) -> None:
    """Write down that somebody looked at lists with the names and points of these offices."""
    require(access.may_see_index_of_people(by))
    found = list(offices)
    with transaction.atomic():
        noted = queries.noted_today(by, found, timezone.localdate(at))
        notes = [
            base_actions.Note(by.pk, queries.LIST_SEEN, office, at, {})
            for office in found
            if str(office.pk) not in noted
        ]
        if notes:
            base_actions.record_all(notes)
