"""Answers in a test: a whole class sends them at the same moments, and whoever sends together is stored together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.together import Together
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app import access, queries
from saindege.delivery.app.models import ExamAnswer, Sitting
from saindege.delivery.exam import question as rule

# An answer given in the last second may need this long on a weak signal.
GRACE = timedelta(seconds=15)


class CannotSit(SaindegeError):
    """The test cannot be taken now."""

    code = "conflict"


@dataclass(frozen=True, slots=True)
class _Given:
    """What somebody answered, past the gate; by the number of the question."""

    sitting: int
    answers: Mapping[int, object]
    at: datetime


def keep_answers(by: Account, sitting: Sitting, answers: Mapping[int, object], *, at: datetime) -> int:
    """Keep answers, the last one stands; answers of a shape that no question has are left out. Returns how many.

    Raises
    ------
    CannotSit : time is up, or it was handed in
    """
    require(access.may_sit(by, sitting.person))
    kept = _KEEPING.ask(_Given(sitting.pk, answers, at))
    if kept is None:
        raise CannotSit(
            Sentence(
                id="Waktu tes ini sudah habis. Jawaban sebelumnya tersimpan.",
                en="The time of this test is up. Earlier answers are kept.",
            )
        )
    return kept


def _keep(given: Sequence[_Given]) -> list[int | None]:
    """Store what each has given, in the order in which it came; None where the time of a sitting is up."""
    kept: list[int | None] = []
    changed: dict[tuple[int, int], ExamAnswer] = {}
    with transaction.atomic():
        locked = Sitting.objects.select_for_update()
        sittings = {
            one.pk: one for one in locked.filter(pk__in={one.sitting for one in given}).order_by("pk")
        }
        stored = ExamAnswer.objects.filter(sitting__in=sittings).values_list(
            "sitting_id", "question_id", "value"
        )
        known = {(sitting, question): value for sitting, question, value in stored}
        for one in given:
            sitting = sittings[one.sitting]
            if sitting.handed_in_at is not None or one.at > sitting.ends_at + GRACE:
                kept.append(None)
                continue
            asked = queries.rules_of(sitting.exam_id)
            fitting = [
                key for key, value in one.answers.items() if key in asked and rule.fits(asked[key], value)
            ]
            for key in fitting:
                place, value = (sitting.pk, key), one.answers[key]
                # A phone sends its whole form each time; what stands already was answered when it was answered.
                if place not in known or known[place] != value:
                    known[place] = value
                    changed[place] = ExamAnswer(
                        sitting=sitting, question_id=key, value=value, answered_at=one.at
                    )
            kept.append(len(fitting))
        if changed:
            ExamAnswer.objects.bulk_create(
                changed.values(),
                update_conflicts=True,
                unique_fields=["sitting", "question"],
                update_fields=["value", "answered_at"],
            )
    return kept


_KEEPING: Together[_Given, int | None] = Together(_keep)
