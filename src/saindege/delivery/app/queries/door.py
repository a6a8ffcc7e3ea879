"""Reads of the door beside the roll: late scans, what is odd, the random recall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac

from saindege.base.app.models import Account
from saindege.delivery import attendance, oddities
from saindege.delivery.app.models import CheckIn, OfflineScan, Participant, Recall
from saindege.delivery.app.queries.meeting import door_of
from saindege.delivery.app.queries.sheet_photos import absent_on_paper
from saindege.delivery.journal import Scan, Window
from saindege.delivery.late_scans import LateScan, Settled, settle
from saindege.people.app.models import Person
from saindege.programme.app.models import Session

# What was admitted at the door and lost its seat to an earlier scan is kept under this name of a device.
AT_THE_DOOR = "web:"
DEVICE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class OddRow:
    """One odd thing with the people it concerns."""

    kind: str
    people: tuple[Person, ...]
    at: datetime


def device_in(text: str) -> str:
    """Return the random word of a browser as it is kept; empty where it is none."""
    return text if DEVICE.fullmatch(text) else ""


def phone_owner(account: Account) -> str:
    """Return a word by which a phone knows whose scans it keeps; it says nothing to anybody else."""
    return salted_hmac("saindege.delivery.phone", str(account.pk)).hexdigest()[:24]


def settled(session: Session) -> Settled:
    """Settle the late scans of a session together with those admitted at the door."""
    door, rules = door_of(session), attendance.load_rules()
    arrivals = [
        # A sheet knows no minutes: it proves that somebody came, and any scan of the same person tells when.
        Scan(
            door.closes_at if one.way == "paper" else one.arrived_at,
            f"{AT_THE_DOOR}{session.pk}"[:40],
            one.pk,
            str(one.person_id),
            "sesi",
        )
        for one in session.check_ins.exclude(way="offline")
    ]
    late = []
    for one in session.offline_scans.all():
        scan = Scan(one.scanned_at, one.device, one.seq, str(one.person_id), "sesi")
        if one.device.startswith(AT_THE_DOOR):
            arrivals.append(scan)
        else:
            late.append(LateScan(scan, one.received_at, one.is_code_right))
    called = Participant.objects.filter(batch=session.batch_id).values_list("person_id", flat=True)
    return settle(
        Window(door.opens_at, door.closes_at, session.capacity),
        arrivals,
        late,
        called={str(key) for key in called},
        closed_at=session.closed_at,
        offline_hours=rules.offline_hours,
    )


def late_scans_of(session: Session) -> Sequence[OfflineScan]:
    """Return the scans that came later and do not count, the earliest first."""
    return list(
        session.offline_scans.exclude(verdict__in=("counted", "duplicate")).select_related("person__office")
    )


def wrong_codes_of(session: Session, person: Person) -> int:
    """Return how many late scans with a wrong code a person sent."""
    return session.offline_scans.filter(person=person, is_code_right=False).count()


def recalls_of(session: Session) -> Sequence[Recall]:
    """Return the names that were drawn, in order."""
    return list(session.recalls.select_related("person__office"))


def recallable(session: Session) -> list[Person]:
    """Return who is recorded present and was not called out yet, by name."""
    drawn = Recall.objects.filter(session=session).values("person")
    here = CheckIn.objects.filter(session=session).exclude(person__in=drawn).values("person")
    return list(Person.objects.filter(pk__in=here).order_by("name", "id"))


def oddities_of(session: Session) -> list[OddRow]:
    """Return what is odd in the arrivals of a session."""
    people = {one.person_id: one.person for one in session.check_ins.select_related("person")}
    received = {
        (one.person_id, one.scanned_at): one.received_at
        for one in session.offline_scans.filter(verdict="counted")
    }
    arrivals = [
        oddities.Arrival(
            str(one.person_id), one.arrived_at, one.device, received.get((one.person_id, one.arrived_at))
        )
        for one in session.check_ins.exclude(way__in=("manual", "paper"))
    ]
    gone = session.recalls.filter(is_here=False)
    by_phone = {one.person for one in arrivals}
    crossed_out = [(str(key), at) for key, at in absent_on_paper(session) if str(key) in by_phone]
    found = oddities.find_oddities(
        arrivals,
        rules=attendance.load_rules(),
        not_answered=[(str(one.person_id), one.drawn_at) for one in gone if one.person_id in people],
        absent_on_paper=crossed_out,
    )
    named = {str(key): person for key, person in people.items()}
    return [
        OddRow(one.kind, tuple(named[key] for key in one.people), timezone.localtime(one.at)) for one in found
    ]
