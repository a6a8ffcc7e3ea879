"""Participants and their check-ins in the demonstration city."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from saindege.base.app.models import Account
from saindege.delivery.app import actions, queries
from saindege.delivery.app.models import Certificate, CheckIn, Participant
from saindege.demo.city import City
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Session

# Batches that ended lately keep their certificates waiting, so that the officer has something to do.
_LEFT_WAITING = timedelta(days=14)
_DAYS_TO_ISSUE = timedelta(days=2)


def write_certificates(officer: Account, now: datetime) -> None:
    """Issue the certificates of batches that ended a while ago, in order of time; done once."""
    if Certificate.objects.exists():
        return
    with transaction.atomic():
        for batch, _ in reversed(queries.certificates_waiting(now - _LEFT_WAITING)):
            ended_at = batch.sessions.latest("ends_at").ends_at
            actions.issue_certificates(officer, batch, at=ended_at + _DAYS_TO_ISSUE)


def write_rolls(
    made: City, people: list[Person], batches: list[Batch], sessions: list[list[Session]], officer: Account
) -> None:
    """Store who was called to each batch and who came."""
    participants, check_ins = [], []
    for roll, batch, meetings in zip(made.rolls, batches, sessions, strict=True):
        participants += [
            Participant(batch=batch, person=people[number], called_at=roll.called_at, is_example=True)
            for number in roll.participants
        ]
        check_ins += [
            CheckIn(
                session=meetings[one.session],
                person=people[one.person],
                arrived_at=one.arrived_at,
                way=one.way,
                reason=one.reason,
                recorded_by=officer if one.way == "manual" else None,
                is_example=True,
            )
            for one in roll.check_ins
        ]
    Participant.objects.bulk_create(participants, batch_size=2000)
    CheckIn.objects.bulk_create(check_ins, batch_size=2000)
