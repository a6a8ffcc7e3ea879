"""Writes of cost and benefit: what a batch costs in full, what a course's value takes for granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.impact.app import access
from saindege.impact.app.actions.question import ChangedMeanwhile
from saindege.impact.app.models import BatchCost, CityAssumptions, ValueAssumptions
from saindege.impact.value import Range
from saindege.programme.app.models import Batch, Course


def keep_cost(
    by: Account, batch: Batch, figures: Mapping[str, float | str], *, version: int, at: datetime
) -> BatchCost:
    """Write down the full cost of a batch.

    Raises
    ------
    ChangedMeanwhile : somebody else did since ``version`` was opened; 0 means that there was none
    """
    require(access.may_keep_evaluation(by))
    with transaction.atomic():
        current = BatchCost.objects.select_for_update().filter(batch=batch).first()
        if (current.version if current else 0) != version:
            raise ChangedMeanwhile
        kept, _is_new = BatchCost.objects.update_or_create(
            batch=batch,
            defaults={
                **figures, "version": version + 1, "by": by, "at": at, "is_example": batch.is_example,
            },
        )  # fmt: skip
        base_actions.record(
            by=by, action="impact.cost_kept", subject=batch, at=at, detail={"version": kept.version}
        )
    return kept


def assume(
    by: Account, course: Course, ranges: Mapping[str, Range], source: str, *, version: int, at: datetime
) -> ValueAssumptions:
    """Write down what the value of a course takes for granted, and on what it rests.

    Raises
    ------
    ChangedMeanwhile : somebody else did since ``version`` was opened
    """
    require(access.may_assume(by))
    with transaction.atomic():
        current = ValueAssumptions.objects.select_for_update().filter(course=course).first()
        if (current.version if current else 0) != version:
            raise ChangedMeanwhile
        words = {name: asdict(guess) for name, guess in ranges.items()}
        kept, _is_new = ValueAssumptions.objects.update_or_create(
            course=course,
            defaults={"ranges": words, "source": source, "version": version + 1, "by": by, "at": at},
        )
        base_actions.record(
            by=by, action="impact.value_assumed", subject=course, at=at, detail={"version": kept.version}
        )
    return kept


def assume_for_city(
    by: Account, ranges: Mapping[str, Range], source: str, in_force_from: date, *, at: datetime
) -> CityAssumptions:
    """Write down what every course takes for granted from a day on; earlier entries stay as they were."""
    require(access.may_assume(by))
    words = {name: asdict(guess) for name, guess in ranges.items()}
    with transaction.atomic():
        latest = CityAssumptions.objects.first()
        if latest and (latest.in_force_from, latest.ranges, latest.source) == (in_force_from, words, source):
            return latest
        kept = CityAssumptions.objects.create(
            in_force_from=in_force_from, ranges=words, source=source, by=by, at=at
        )
        base_actions.record(
            by=by,
            action="impact.city_assumed",
            subject=kept,
            at=at,
            detail={"in_force_from": in_force_from.isoformat()},
        )
    return kept
