"""Somebody says which officer of a log they are, lets the coach in or not, and takes it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people.app.models import Person
from saindege.service import event_store
from saindege.service.app import access, queries
from saindege.service.app.actions.measuring import _pseudonym_key
from saindege.service.app.models import LogName, Service
from saindege.service.app.queries import curves

_WORDS = re.compile(r"[^\W\d_]+")


class NotSaid(BadInput):
    """What was said cannot be meant so; the problem names its field."""


@dataclass(frozen=True, slots=True)
class SaidName:
    """What somebody says.

    Attributes
    ----------
    name : as the log writes the officer; empty for one's own notes at a counter
    course, learned_on : what was learned, and the day from which it was used
    is_open_to_coach : the coach may see the curve
    """

    service: Service
    name: str
    course: str
    learned_on: date
    is_open_to_coach: bool


def say_log_name(by: Account, person: Person, said: SaidName, *, at: datetime) -> LogName:
    """Keep under which pseudonym somebody stands in a log; a code that is not their name waits for the coach.

    Raises
    ------
    NotSaid : the log knows no such officer, somebody else said so before, or the day lies ahead
    """
    require(access.may_say_log_name(by, person))
    if said.learned_on > at.date():
        raise _fault("learned_on", "Hari ini belum tiba.", "This day has not come yet.")
    name = said.name.strip()
    key = int(event_store.pseudonyms([name or str(by.pk)], _pseudonym_key())[0])
    if not curves.log_knows(said.service, key):
        raise _fault(
            "name",
            "Log layanan ini tidak mengenal nama itu. Tulis persis seperti di aplikasinya, misalnya P00123."
            if name
            else "Belum ada catatan loket Anda untuk layanan ini.",
            "The log of this service does not know that name. Write it just as the application does, like P00123."
            if name
            else "There are no notes of yours at a counter for this service yet.",
        )
    is_own = not name or _same_name(name, person.name)
    try:
        with transaction.atomic():
            made = LogName.objects.create(
                person=person,
                service=said.service,
                resource_key=key,
                state="confirmed" if is_own else "waiting",
                course=said.course,
                learned_on=said.learned_on,
                is_open_to_coach=said.is_open_to_coach,
                said_at=at,
                confirmed_by=by if is_own else None,
                is_example=queries.in_demonstration(),
            )
            base_actions.record(
                by=by,
                action="service.log_name_said",
                subject=made,
                at=at,
                detail={"service": said.service.pk},
            )
    except IntegrityError as taken:
        raise _fault(
            "name",
            "Nama ini sudah diakui. Bila bukan oleh Anda, bicarakan dengan atasan.",
            "This name has been claimed. If not by you, speak with your superior.",
        ) from taken
    return made


def confirm_log_name(by: Account, log_name: LogName, *, at: datetime) -> None:
    """Say as the coach that the officer of the log is this person."""
    require(access.may_coach(by, log_name.person))
    with transaction.atomic():
        changed = LogName.objects.filter(pk=log_name.pk, state="waiting").update(
            state="confirmed", confirmed_by=by
        )
        if changed:
            base_actions.record(by=by, action="service.log_name_confirmed", subject=log_name, at=at)


def refuse_log_name(by: Account, log_name: LogName, *, at: datetime) -> None:
    """Say as the coach that the officer of the log is somebody else; what was said is forgotten."""
    require(access.may_coach(by, log_name.person))
    _forget(by, log_name, "service.log_name_refused", at, state="waiting")


def open_curve(by: Account, log_name: LogName, is_open: bool, *, at: datetime) -> None:
    """Let the coach see the curve, or not any more."""
    require(access.may_say_log_name(by, log_name.person))
    with transaction.atomic():
        changed = LogName.objects.filter(pk=log_name.pk).exclude(is_open_to_coach=is_open)
        if changed.update(is_open_to_coach=is_open):
            action = "service.curve_opened" if is_open else "service.curve_closed"
            base_actions.record(by=by, action=action, subject=log_name, at=at)


def withdraw_log_name(by: Account, log_name: LogName, *, at: datetime) -> None:
    """Take back what one said; nothing of it is kept but the entry in the record."""
    require(access.may_say_log_name(by, log_name.person))
    _forget(by, log_name, "service.log_name_withdrawn", at)


def _forget(by: Account, log_name: LogName, action: str, at: datetime, **state: str) -> None:
    with transaction.atomic():
        gone, _ = LogName.objects.filter(pk=log_name.pk, **state).delete()
        if gone:
            base_actions.record(by=by, action=action, subject=log_name, at=at)


def _same_name(name: str, own: str) -> bool:
    """Say whether a name is somebody's own, titles after a comma left out; one word alone is too little."""
    told, known = (set(_WORDS.findall(text.partition(",")[0].casefold())) for text in (name, own))
    return len(told) > 1 and told == known


def _fault(column: str, indonesian: str, english: str) -> NotSaid:
    sentence = Sentence(id=indonesian, en=english)
    return NotSaid(
        sentence, code="unknown_value", problems=[Problem("unknown_value", sentence, column=column)]
    )
