"""Reads of what people do with a course at work: plans, entries, what waits for a superior, counts of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery.app import access
from saindege.delivery.app.models import FollowUpPlan, LogEntry, Participant
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@dataclass(frozen=True, slots=True)
class Transfer:
    """What became of a batch at work.

    Attributes
    ----------
    participants : people with a seat
    plans, agreed : plans written, and of them agreed with the superior
    tasks : countersigned tasks done with the new skill
    lessons, taught : countersigned teach-backs, and the colleagues in them
    """

    participants: int
    plans: int
    agreed: int
    tasks: int
    lessons: int
    taught: int


def plans() -> QuerySet[FollowUpPlan]:
    """Return plans with what a page shows of them."""
    return FollowUpPlan.objects.select_related(
        "batch__course", "person__office", "person__superior", "agreed_by"
    )


def plans_visible_to(account: Account) -> QuerySet[FollowUpPlan]:
    """Return the plans that an account may see: its own, its people's, for organisers all."""
    if access.may_organise(account):
        return plans()
    return plans().filter(person__account=account) | plans().filter(person__superior__account=account)


def own_plans(account: Account) -> QuerySet[FollowUpPlan]:
    """Return one's own plans."""
    return plans().filter(person__account=account)


def batches_without_plan(person: Person) -> QuerySet[Batch]:
    """Return the batches that somebody sits in and wrote no plan for, the latest first."""
    written = FollowUpPlan.objects.filter(batch=OuterRef("pk"), person=person)
    found = Batch.objects.filter(participants__person=person).select_related("course")
    found = found.annotate(starts=Min("sessions__starts_at")).filter(~Exists(written))
    return found.exclude(starts=None).order_by("-starts")


def plans_to_agree(account: Account) -> QuerySet[FollowUpPlan]:
    """Return the plans of one's people that wait for an answer."""
    return plans().filter(person__superior__account=account, agreed_at=None, returned_at=None)


def entries_to_sign(account: Account) -> QuerySet[LogEntry]:
    """Return the entries of one's people that wait for the countersign, the oldest first."""
    found = LogEntry.objects.filter(plan__person__superior__account=account, signed_at=None, returned_at=None)
    return found.select_related("plan__person", "plan__batch__course").order_by("done_on", "written_at")


def first_day(batch: Batch) -> date | None:
    """Return the day on which a batch begins."""
    start = batch.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    return timezone.localdate(start) if start else None


def transfer_of(batch: Batch) -> Transfer:
    """Return what became of a batch at work; only what the superior countersigned is counted."""
    signed = list(
        LogEntry.objects.filter(plan__batch=batch).exclude(signed_at=None).values_list("kind", "taught")
    )
    written = FollowUpPlan.objects.filter(batch=batch)
    return Transfer(
        participants=Participant.objects.filter(batch=batch).count(),
        plans=written.count(),
        agreed=written.exclude(agreed_at=None).count(),
        tasks=sum(kind == "task" for kind, _ in signed),
        lessons=sum(kind == "teach" for kind, _ in signed),
        taught=sum(taught for kind, taught in signed if kind == "teach"),
    )
