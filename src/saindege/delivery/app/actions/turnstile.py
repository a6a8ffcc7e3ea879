"""The check-in by the code on the screen: a class comes in one minute, and whoever comes together is let in together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app import rows
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.sign_ins import accounts_of
from saindege.base.app.together import Together
from saindege.delivery import attendance, check_in_code
from saindege.delivery.app import access, wrong_codes
from saindege.delivery.app.models import CheckIn
from saindege.delivery.app.queries import turnstile as crowd
from saindege.people.app.models import Person
from saindege.programme.app.models import Session


@dataclass(frozen=True, slots=True, eq=False)
class Knock:
    """A code sent to the door of a session by whoever is signed in under a key; who that is, nobody has asked yet.

    Attributes
    ----------
    sign_in : key of the sign-in
    door : code in the address of the session, however its letters are written
    typed : digits
    device : a random word that the browser made for itself; it opens nothing and tells who shares a phone
    """

    sign_in: str
    door: str
    typed: str
    arrived_at: datetime
    device: str


@dataclass(frozen=True, slots=True, eq=False)
class _AtTheDoor:
    """Somebody with a code, past the gate."""

    by: int
    person: UUID
    session: UUID
    typed: str
    arrived_at: datetime
    device: str


Outcome = CheckIn | attendance.NotAdmitted | None


def check_in(
    by: Account, person: Person, session: Session, *, typed: str, arrived_at: datetime, device: str = ""
) -> CheckIn:
    """Let a participant in by the code on the screen; whoever is in already stays in since the first arrival.

    Parameters
    ----------
    device : a random word that the browser made for itself; it opens nothing and tells who shares a phone

    Raises
    ------
    attendance.NotAdmitted : the rule says no, or the code is not the one on the screen
    """
    require(access.may_check_in(by, person))
    outcome = _TURNSTILE.ask(_AtTheDoor(by.pk, person.pk, session.pk, typed, arrived_at, device))
    if isinstance(outcome, attendance.NotAdmitted):
        raise outcome
    assert outcome is not None
    return outcome


def knock(sent: Knock) -> CheckIn | None:
    """Let somebody in as ``check_in`` does, with who it is read together with all who come in the same moment.

    None where anything is not plain, for the common page to look closer and say why: nobody is refused here.
    """
    require(access.may_knock(sent.sign_in))
    outcome = _TURNSTILE.ask(sent)
    return None if isinstance(outcome, attendance.NotAdmitted) else outcome


def _answer(waiting: Sequence[_AtTheDoor | Knock]) -> list[Outcome]:
    with transaction.atomic():
        known = _past_the_gate([one for one in waiting if isinstance(one, Knock)])
        at_the_door = [known.get(one) if isinstance(one, Knock) else one for one in waiting]
        outcomes = iter(_let_in([one for one in at_the_door if one is not None]))
        return [None if one is None else next(outcomes) for one in at_the_door]


def _past_the_gate(knocks: Sequence[Knock]) -> dict[Knock, _AtTheDoor]:
    """Return who of those that knock may check in, and where; not whoever typed a wrong code lately."""
    if not knocks:
        return {}
    accounts = accounts_of({one.sign_in for one in knocks}, max(one.arrived_at for one in knocks))
    people = crowd.people_of({one.pk for one in accounts.values()})
    sessions = crowd.sessions_of({one.door.upper() for one in knocks})
    found = {}
    for one in knocks:
        by, session = accounts.get(one.sign_in), sessions.get(one.door.upper())
        person = people.get(by.pk) if by else None
        if by is None or person is None or session is None or not access.may_check_in(by, person):
            continue
        if not wrong_codes.counted(person.pk, session):
            found[one] = _AtTheDoor(by.pk, person.pk, session, one.typed, one.arrived_at, one.device)
    return found


def _let_in(waiting: Sequence[_AtTheDoor]) -> list[CheckIn | attendance.NotAdmitted]:
    """Ask the rule for each, in the order in which they came; store and record whoever it admits."""
    people: dict[UUID, list[UUID]] = defaultdict(list)
    for one in waiting:
        people[one.session].append(one.person)
    outcomes: list[CheckIn | attendance.NotAdmitted] = []
    fresh: list[CheckIn] = []
    notes: list[base_actions.Note] = []
    # Locked, so that the last seat is given once; in one order, so that nobody waits for each other.
    sessions = crowd.locked_sessions(people)
    standing = {key: crowd.standing_at(session, people[key]) for key, session in sessions.items()}
    for one in waiting:
        session, known = sessions[one.session], standing[one.session]
        outcome = known.here.get(one.person) or _refusal(one, session, known)
        if outcome is None:
            outcome = known.here[one.person] = _arrival(one, session)
            known.room = replace(known.room, present=known.room.present + 1)
            fresh.append(outcome)
            notes.append(_note(one, session))
        outcomes.append(outcome)
    if fresh:
        _store(fresh)
        base_actions.record_all(notes)
    return outcomes


def _refusal(one: _AtTheDoor, session: Session, known: crowd.Standing) -> attendance.NotAdmitted | None:
    is_called, arrived_at = one.person in known.called, timezone.localtime(one.arrived_at)
    try:
        attendance.require_admitted(known.room, is_called=is_called, arrived_at=arrived_at)
    except attendance.NotAdmitted as refusal:
        return refusal
    is_right = check_in_code.is_current(session.check_in_secret, one.typed, one.arrived_at)
    return None if is_right else attendance.WrongCode()


def _arrival(one: _AtTheDoor, session: Session) -> CheckIn:
    return CheckIn(
        session_id=session.pk,
        person_id=one.person,
        arrived_at=one.arrived_at,
        way="code",
        device=one.device,
        is_example=session.is_example,
    )


def _store(arrivals: Sequence[CheckIn]) -> None:
    columns = ("session_id", "person_id", "arrived_at", "way", "device", "reason", "is_example")
    added = [
        (
            rows.kept_key(one.session_id),
            rows.kept_key(one.person_id),
            rows.kept_moment(one.arrived_at),
            one.way,
            one.device,
            one.reason,
            one.is_example,
        )
        for one in arrivals
    ]
    for one, number in zip(arrivals, rows.add_rows("saindege_checkin", columns, added), strict=True):
        one.pk = number
        one._state.adding = False


def _note(one: _AtTheDoor, session: Session) -> base_actions.Note:
    detail = {"person": str(one.person), "way": "code"}
    return base_actions.Note(one.by, "delivery.checked_in", session, one.arrived_at, detail)


_TURNSTILE: Together[_AtTheDoor | Knock, Outcome] = Together(_answer)
