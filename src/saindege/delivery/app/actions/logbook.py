"""Writes of what people do with a course at work: a plan, its agreement, entries, the superior's countersign."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.delivery import enrolment
from saindege.delivery.app import access
from saindege.delivery.app.models import FollowUpPlan, LogEntry
from saindege.delivery.app.queries import logbook as queries
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

MOST_TAUGHT = 999


class SignedAlready(SaindegeError):
    """What was agreed or countersigned stays as it is."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sudah disepakati atau diparaf atasan, jadi tidak diubah lagi. Tulis catatan baru.",
                en="Agreed or countersigned by the superior already, and so not changed. Write a new entry.",
            )
        )


class DayOutOfRange(BadInput):
    """A day before the course began, or one that is to come."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tanggal harus antara hari pertama kursus dan hari ini. Periksa tanggalnya.",
                en="The day must lie between the first day of the course and today. Check the day.",
            ),
            code="out_of_range",
        )


class DueDayPast(BadInput):
    """A plan whose last day is over before it is sent."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tanggal paling lambat sudah lewat. Pilih hari ini atau sesudahnya.",
                en="The last day is over already. Choose today or a later day.",
            ),
            code="out_of_range",
        )


class NobodyTaught(BadInput):
    """Colleagues were taught, and none is counted."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tulis berapa rekan yang diajari, paling sedikit satu.",
                en="Write how many colleagues were taught, at least one.",
            ),
            code="out_of_range",
        )


class NoteMissing(BadInput):
    """Something is sent back without a word about what to put right."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tulis apa yang perlu diperbaiki, supaya orangnya tahu.",
                en="Write what should be put right, so that the person knows.",
            ),
            code="missing_reason",
        )


def write_plan(
    by: Account, batch: Batch, person: Person, *, goal: str, steps: str, due_on: date, at: datetime
) -> FollowUpPlan:
    """Write one's plan for a batch, or write it anew until the superior has agreed.

    Raises
    ------
    DueDayPast : the last day is over
    enrolment.NotEnrolled : no seat in the batch
    SignedAlready : the superior has agreed
    """
    require(access.may_write_logbook(by, person))
    if due_on < timezone.localdate(at):
        raise DueDayPast
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        if not locked.participants.filter(person=person).exists():
            raise enrolment.NotEnrolled
        if FollowUpPlan.objects.filter(batch=locked, person=person).exclude(agreed_at=None).exists():
            raise SignedAlready
        values = {"goal": goal.strip(), "steps": steps.strip(), "due_on": due_on, "written_at": at}
        # Written anew, it waits for the superior again.
        values |= {"returned_at": None, "return_note": ""}
        plan, _ = FollowUpPlan.objects.update_or_create(
            batch=locked,
            person=person,
            defaults={**values, "is_example": locked.is_example or person.is_example},
        )
        base_actions.record(by=by, action="delivery.plan_written", subject=plan, at=at)
    return plan


def agree_plan(by: Account, plan: FollowUpPlan, *, at: datetime) -> None:
    """Agree to the plan of one of one's people.

    Raises
    ------
    SignedAlready : agreed before
    """
    require(access.may_countersign(by, plan.person))
    with transaction.atomic():
        agreed = {"agreed_at": at, "agreed_by": by, "returned_at": None, "return_note": ""}
        if not FollowUpPlan.objects.filter(pk=plan.pk, agreed_at=None).update(**agreed):
            raise SignedAlready
        base_actions.record(by=by, action="delivery.plan_agreed", subject=plan, at=at)


def return_plan(by: Account, plan: FollowUpPlan, *, note: str, at: datetime) -> None:
    """Send a plan back to whoever wrote it, saying what to put right.

    Raises
    ------
    NoteMissing : nothing is said
    SignedAlready : agreed before
    """
    require(access.may_countersign(by, plan.person))
    values = {"returned_at": at, "return_note": _note(note)}
    with transaction.atomic():
        if not FollowUpPlan.objects.filter(pk=plan.pk, agreed_at=None).update(**values):
            raise SignedAlready
        base_actions.record(by=by, action="delivery.plan_returned", subject=plan, at=at)


def write_entry(
    by: Account, plan: FollowUpPlan, *, kind: str, done_on: date, task: str, taught: int, at: datetime
) -> LogEntry:
    """Write down a task done with the new skill, or colleagues taught.

    Raises
    ------
    DayOutOfRange : before the course began, or to come
    NobodyTaught : a lesson without anybody
    """
    require(access.may_write_logbook(by, plan.person))
    _require_fit(plan, kind, done_on, taught, at)
    with transaction.atomic():
        entry = LogEntry.objects.create(
            plan=plan,
            kind=kind,
            done_on=done_on,
            task=task.strip(),
            taught=taught if kind == "teach" else 0,
            written_at=at,
            is_example=plan.is_example,
        )
        base_actions.record(by=by, action="delivery.entry_written", subject=entry, at=at)
    return entry


def countersign(by: Account, entry: LogEntry, *, at: datetime) -> None:
    """Countersign an entry of one of one's people.

    Raises
    ------
    SignedAlready : countersigned before
    """
    require(access.may_countersign(by, entry.plan.person))
    with transaction.atomic():
        signed = {"signed_at": at, "signed_by": by, "returned_at": None, "return_note": ""}
        if not LogEntry.objects.filter(pk=entry.pk, signed_at=None).update(**signed):
            raise SignedAlready
        base_actions.record(by=by, action="delivery.entry_signed", subject=entry, at=at)


def return_entry(by: Account, entry: LogEntry, *, note: str, at: datetime) -> None:
    """Send an entry back instead of countersigning it, saying what to put right.

    Raises
    ------
    NoteMissing : nothing is said
    SignedAlready : countersigned before
    """
    require(access.may_countersign(by, entry.plan.person))
    values = {"returned_at": at, "return_note": _note(note)}
    with transaction.atomic():
        if not LogEntry.objects.filter(pk=entry.pk, signed_at=None).update(**values):
            raise SignedAlready
        base_actions.record(by=by, action="delivery.entry_returned", subject=entry, at=at)


def rewrite_entry(
    by: Account, entry: LogEntry, *, kind: str, done_on: date, task: str, taught: int, at: datetime
) -> None:
    """Write one's entry anew; until it is countersigned it can be put right, and then it waits again.

    Raises
    ------
    DayOutOfRange : before the course began, or to come
    NobodyTaught : a lesson without anybody
    SignedAlready : countersigned before
    """
    require(access.may_write_logbook(by, entry.plan.person))
    _require_fit(entry.plan, kind, done_on, taught, at)
    values = {
        "kind": kind,
        "done_on": done_on,
        "task": task.strip(),
        "taught": taught if kind == "teach" else 0,
        "written_at": at,
        "returned_at": None,
        "return_note": "",
    }
    with transaction.atomic():
        if not LogEntry.objects.filter(pk=entry.pk, signed_at=None).update(**values):
            raise SignedAlready
        base_actions.record(by=by, action="delivery.entry_rewritten", subject=entry, at=at)


def remove_entry(by: Account, entry: LogEntry, *, at: datetime) -> None:
    """Take back one's entry that nobody countersigned.

    Raises
    ------
    SignedAlready : countersigned before
    """
    require(access.may_write_logbook(by, entry.plan.person))
    with transaction.atomic():
        gone, _ = LogEntry.objects.filter(pk=entry.pk, signed_at=None).delete()
        if not gone:
            raise SignedAlready
        base_actions.record(by=by, action="delivery.entry_removed", subject=entry.plan, at=at)


def _require_fit(plan: FollowUpPlan, kind: str, done_on: date, taught: int, at: datetime) -> None:
    first = queries.first_day(plan.batch)
    if first is None or not first <= done_on <= timezone.localdate(at) or not 0 <= taught <= MOST_TAUGHT:
        raise DayOutOfRange
    if kind == "teach" and not taught:
        raise NobodyTaught


def _note(note: str) -> str:
    if not note.strip():
        raise NoteMissing
    return note.strip()[:200]
