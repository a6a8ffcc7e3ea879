"""Writes of who is called to a batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions.roster import BatchOver, ListStands
from saindege.delivery.app.actions.seating import seat, serve_waiting, tell
from saindege.delivery.app.models import Certificate, CheckIn, Enrolment, EnrolmentState, Participant
from saindege.delivery.app.queries import roster
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


class BatchFull(SaindegeError):
    """More people than seats; nobody of them was called."""

    code = "full"

    def __init__(self, free: int, wanted: int) -> None:
        super().__init__(
            Sentence(
                id=f"Tersisa {free} kursi untuk {wanted} orang. Kurangi pilihan, atau tambah kursi sesinya. "
                "Belum ada yang dipanggil.",
                en=f"{free} seats are left for {wanted} people. Choose fewer, or add seats to the sessions. "
                "Nobody was called yet.",
            )
        )


class AlreadyCame(SaindegeError):
    """Whoever came to a session or holds a certificate stays on the list."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Peserta ini sudah hadir di sesi, jadi tetap di daftar. Batalkan dulu catatan hadirnya bila keliru.",
                en="This participant came to a session and stays on the list. Withdraw the arrival first if it is wrong.",
            )
        )


def call_people(by: Account, batch: Batch, people: Sequence[Person], *, at: datetime) -> int:
    """Call people to a batch, all or none; whoever is called already stays called. Returns how many are new.

    The line is served first: a seat that somebody waits for is not given past them.

    Raises
    ------
    BatchOver : every session is closed
    BatchFull : not enough seats in the smallest session
    """
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        if roster.is_over(locked):
            raise BatchOver
        serve_waiting(by, locked, at=at)
        called = set(locked.participants.values_list("person_id", flat=True))
        fresh = list({person.pk: person for person in people if person.pk not in called}.values())
        free = queries.seats_of(locked).free
        if free is not None and len(fresh) > free:
            raise BatchFull(free, len(fresh))
        for person in fresh:
            seat(by, locked, person, at=at)
            tell(by, locked, person, "called", at=at)
        if fresh:
            base_actions.record(
                by=by, action="delivery.people_called", subject=locked, at=at, detail={"people": len(fresh)}
            )
    return len(fresh)


def release_participant(by: Account, batch: Batch, person: Person, *, at: datetime) -> None:
    """Take somebody off the list of a batch, and let the line move up; somebody who is not on it is no fault.

    Raises
    ------
    AlreadyCame : the person was at a session or holds the certificate
    ListStands : a session is closed, and the person was on its list
    """
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        came = CheckIn.objects.filter(session__batch=locked, person=person).exists()
        if came or Certificate.objects.filter(batch=locked, person=person).exists():
            raise AlreadyCame
        if roster.has_closed_session(locked) and locked.participants.filter(person=person).exists():
            raise ListStands
        gone, _ = Participant.objects.filter(batch=locked, person=person).delete()
        if gone:
            base_actions.record(
                by=by,
                action="delivery.participant_released",
                subject=locked,
                at=at,
                detail={"person": str(person.pk)},
            )
            Enrolment.objects.filter(batch=locked, person=person, state=EnrolmentState.SEATED).update(
                state=EnrolmentState.WITHDRAWN, decided_at=at, decided_by=by
            )
            tell(by, locked, person, "released", at=at)
            serve_waiting(by, locked, at=at)
