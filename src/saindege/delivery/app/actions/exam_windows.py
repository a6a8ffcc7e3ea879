"""Writes of the times of a batch's tests: moved as the class is moved, whoever has begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.delivery.app import access
from saindege.delivery.app.models import Exam
from saindege.programme.app.models import Batch


def move_exams(
    by: Account, batch: Batch, windows: Mapping[str, tuple[datetime, datetime]], *, at: datetime
) -> list[Exam]:
    """Open and close the tests of a batch at other moments; returns those that were moved.

    The questions stand. Whoever has begun keeps the time that was given then.

    Parameters
    ----------
    windows : opening and closing by phase
    """
    require(access.may_organise(by))
    with transaction.atomic():
        moved = []
        for exam in Exam.objects.select_for_update().filter(batch=batch).order_by("pk"):
            opens, closes = windows[exam.phase]
            if (exam.opens_at, exam.closes_at) != (opens, closes):
                exam.opens_at, exam.closes_at = opens, closes
                exam.save(update_fields=["opens_at", "closes_at"])
                moved.append(exam)
        if moved:
            detail = {
                f"{exam.phase}_{end}": getattr(exam, f"{end}_at").isoformat()
                for exam in moved
                for end in ("opens", "closes")
            }
            base_actions.record(by=by, action="delivery.exams_moved", subject=batch, at=at, detail=detail)
    return moved
