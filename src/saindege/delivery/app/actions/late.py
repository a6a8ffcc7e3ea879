"""Writes of what came late to the door: scans sent when the signal came back, and a random recall."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.delivery import attendance, check_in_code
from saindege.delivery.app import access, queries
from saindege.delivery.app.models import CheckIn, OfflineScan, Recall
from saindege.delivery.journal import Scan
from saindege.people.app.models import Person
from saindege.programme.app.models import Session

# Guessing digits by sending scans is as limited as guessing them at the door.
MOST_WRONG = 10


@dataclass(frozen=True, slots=True)
class SentScan:
    """One scan as a phone sent it.

    Attributes
    ----------
    seq : its number on that phone
    code : of the session
    typed : digits
    scanned_at : on the phone's clock, put right by the last answer of the house
    """

    seq: int
    code: str
    typed: str
    scanned_at: datetime


def receive_scans(
    by: Account, person: Person, device: str, scans: Sequence[SentScan], *, received_at: datetime
) -> dict[int, str]:
    """Keep scans that a phone made without signal, and settle their sessions; returns each verdict by number.

    A scan that was sent before is not kept twice and gets the verdict that it has now.
    """
    require(access.may_check_in(by, person))
    verdicts: dict[int, str] = {}
    for code, group in groupby(
        sorted(scans, key=lambda one: (one.code.upper(), one.seq)), lambda one: one.code.upper()
    ):
        mine = list(group)
        try:
            session = queries.session_by_code(code)
        except Session.DoesNotExist:
            verdicts |= {one.seq: "unknown_session" for one in mine}
            continue
        with transaction.atomic():
            locked = Session.objects.select_for_update().get(pk=session.pk)
            fresh = [one for one in mine if _keep(locked, person, device, one, received_at)]
            if fresh:
                _settle(locked)
                base_actions.record(
                    by=by,
                    action="delivery.scans_received",
                    subject=locked,
                    at=received_at,
                    detail={"person": str(person.pk), "scans": len(fresh)},
                )
        kept = OfflineScan.objects.filter(device=device, person=person, seq__in=[one.seq for one in mine])
        known = dict(kept.values_list("seq", "verdict"))
        # A number that somebody else's scan holds on this very phone: kept for nobody, told as unknown.
        verdicts |= {one.seq: known.get(one.seq, "unknown_session") for one in mine}
    return verdicts


def draw_recall(by: Account, session: Session, *, at: datetime, chance: random.Random) -> list[Recall]:
    """Draw names to be called out in the room among those recorded present and not called out yet."""
    require(access.may_run_session(by, session))
    with transaction.atomic():
        locked = Session.objects.select_for_update().get(pk=session.pk)
        people = queries.recallable(locked)
        drawn = chance.sample(people, min(attendance.load_rules().recall_people, len(people)))
        recalls = [
            Recall.objects.create(session=locked, person=person, drawn_at=at, drawn_by=by) for person in drawn
        ]
        if recalls:
            base_actions.record(
                by=by, action="delivery.recall_drawn", subject=locked, at=at, detail={"people": len(recalls)}
            )
    return recalls


def answer_recall(by: Account, session: Session, person: UUID, *, is_here: bool, at: datetime) -> None:
    """Write down whether somebody who was called out is in the room; until the session closes it can be put right.

    Raises
    ------
    attendance.SessionClosed : what happened in a closed session stands
    """
    require(access.may_run_session(by, session))
    with transaction.atomic():
        locked = Session.objects.select_for_update().get(pk=session.pk)
        if locked.closed_at is not None:
            raise attendance.SessionClosed
        changed = Recall.objects.filter(session=locked, person=person).update(is_here=is_here, answered_at=at)
        if changed:
            base_actions.record(
                by=by,
                action="delivery.recall_answered",
                subject=locked,
                at=at,
                detail={"person": str(person), "is_here": is_here},
            )


def _keep(session: Session, person: Person, device: str, sent: SentScan, received_at: datetime) -> bool:
    """Keep a scan; False where this phone's number is known already."""
    if OfflineScan.objects.filter(device=device, seq=sent.seq).exists():
        return False
    right = check_in_code.was_shown(session.check_in_secret, sent.typed, sent.scanned_at)
    right = right and queries.wrong_codes_of(session, person) < MOST_WRONG
    try:
        with transaction.atomic():
            OfflineScan.objects.create(
                session=session,
                person=person,
                device=device,
                seq=sent.seq,
                # A phone whose clock runs ahead was not there after the house heard of it.
                scanned_at=min(sent.scanned_at, received_at),
                received_at=received_at,
                is_code_right=right,
                verdict="late",
                is_example=session.is_example,
            )
    except IntegrityError:
        return False
    return True


def _settle(session: Session) -> None:
    """Write the verdict of every late scan and the roll that follows from them all."""
    found = queries.settled(session)
    for scan in session.offline_scans.all():
        verdict = found.verdicts.get((scan.device, scan.seq), scan.verdict)
        if verdict != scan.verdict:
            OfflineScan.objects.filter(pk=scan.pk).update(verdict=verdict)
    if session.closed_at is not None:
        return
    arrivals = {str(one.person_id): one for one in session.check_ins.all()}
    for key, counts in found.present.items():
        before = arrivals.pop(key, None)
        if before is not None and _stands(before, counts):
            continue
        CheckIn.objects.update_or_create(
            session=session,
            person_id=UUID(key),
            defaults={
                "arrived_at": counts.scanned_at,
                "way": "offline",
                "reason": "",
                "device": counts.device,
                "is_example": session.is_example,
            },
        )
    for lost in arrivals.values():
        _make_room(session, lost)


def _stands(before: CheckIn, counts: Scan) -> bool:
    """Say whether an arrival on the roll is the one that counts. One by paper has no time: any scan tells it better."""
    if before.way == "paper":
        return counts.device.startswith(queries.AT_THE_DOOR)
    return before.arrived_at <= counts.scanned_at


def _make_room(session: Session, lost: CheckIn) -> None:
    """Take an arrival off the roll whose seat an earlier scan holds; what was scanned is kept."""
    if lost.way != "offline":
        OfflineScan.objects.get_or_create(
            device=f"{queries.AT_THE_DOOR}{session.pk}"[:40],
            seq=lost.pk,
            defaults={
                "session": session,
                "person_id": lost.person_id,
                "scanned_at": session.ends_at if lost.way == "paper" else lost.arrived_at,
                "received_at": session.ends_at if lost.way == "paper" else lost.arrived_at,
                "is_code_right": True,
                "verdict": "over_capacity",
                "is_example": lost.is_example,
            },
        )
    lost.delete()
