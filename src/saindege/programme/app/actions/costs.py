"""Writes of the city's own ceilings of standard costs."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import Problem, Sentence
from saindege.programme import standard_cost
from saindege.programme.app import access
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import StandardCost


def set_standard_cost(
    by: Account, *, item: str, ceiling_rupiah: int, in_force_from: date, source: str, at: datetime
) -> StandardCost:
    """Write down a ceiling of the city's decree; the same day of the same item is replaced.

    Raises
    ------
    NotSaved : the item is unknown, or there is no source
    """
    require(access.may_set_standard_costs(by))
    standard_cost.load().by_key(item)
    if not source.strip():
        problem = Problem(
            "empty",
            Sentence(
                id="Tulis peraturannya, misalnya Perwal 7/2026.", en="Name the decree, e.g. Perwal 7/2026."
            ),
            column="source",
        )
        raise NotSaved(problem.sentence, code="empty", problems=[problem])
    with transaction.atomic():
        row, _is_new = StandardCost.objects.update_or_create(
            item=item,
            in_force_from=in_force_from,
            defaults={
                "ceiling_rupiah": ceiling_rupiah,
                "source": source.strip(),
                "is_example": by.is_example,
            },
        )
        base_actions.record(
            by=by, action="programme.standard_cost_set", subject=row, at=at, detail={"item": item}
        )
    return row


def drop_standard_cost(by: Account, row: StandardCost, *, at: datetime) -> None:
    """Take a ceiling away that was written by mistake."""
    require(access.may_set_standard_costs(by))
    with transaction.atomic():
        base_actions.record(
            by=by, action="programme.standard_cost_dropped", subject=row, at=at, detail={"item": row.item}
        )
        row.delete()
