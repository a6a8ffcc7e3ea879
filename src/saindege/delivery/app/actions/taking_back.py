"""Writes of an agreement that is taken back: the counter needs its people after all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.delivery import attendance
from saindege.delivery.app import access
from saindege.delivery.app.actions.enrolling import AlreadyDecided, EnrolmentClosed
from saindege.delivery.app.actions.seating import serve_waiting, tell
from saindege.delivery.app.models import Enrolment, EnrolmentState
from saindege.delivery.app.queries import enrolling as queries
from saindege.programme.app.models import Batch

AGREED = (EnrolmentState.WAITING, EnrolmentState.SEATED)


def take_agreement_back(by: Account, asked: Enrolment, *, reason: str, at: datetime) -> Enrolment:
    """Take back that somebody goes, before the batch begins: seat or place is given up and the line moves up.

    Raises
    ------
    attendance.ReasonMissing : nothing is said about why
    EnrolmentClosed : the first session has begun
    AlreadyDecided : the person has neither seat nor place by this request any more
    """
    require(access.may_agree(by, asked.person))
    attendance.require_reason(reason, attendance.load_rules())
    with transaction.atomic():
        locked = Batch.objects.select_for_update().select_related("course").get(pk=asked.batch_id)
        start = queries.first_start(locked)
        if start is None or start <= at:
            raise EnrolmentClosed
        found = Enrolment.objects.select_for_update(of=("self",)).select_related("person")
        current = found.get(pk=asked.pk)
        if current.state not in AGREED:
            raise AlreadyDecided
        locked.participants.filter(person=current.person).delete()
        current.state, current.reason = EnrolmentState.REFUSED, reason.strip()
        current.decided_at, current.decided_by = at, by
        current.save()
        base_actions.record(
            by=by,
            action="delivery.agreement_taken_back",
            subject=current,
            at=at,
            detail={"batch": str(locked.pk), "person": str(current.person_id)},
        )
        tell(by, locked, current.person, "refused", at=at)
        serve_waiting(by, locked, at=at)
    return current
