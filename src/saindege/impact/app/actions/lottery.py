"""The lottery of waves: drawn once by the house, sealed in the plan, written into the record."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.impact import lottery, prospect, study
from saindege.impact.app import access
from saindege.impact.app.models import OfficeTraining, Study
from saindege.impact.app.queries import design as queries
from saindege.impact.app.queries.records import drawn_lottery, records_of
from saindege.impact.effect.power import PlanDoesNotFit
from saindege.impact.panel import NothingToEstimate


@dataclass(frozen=True, slots=True)
class WavePlan:
    """Waves to draw.

    Attributes
    ----------
    months : first day of the month of each wave
    sizes : offices of each wave
    by_kind : whether each kind of office is spread over the waves alike
    follow_up : months to be observed from the last wave on
    """

    months: tuple[date, ...]
    sizes: tuple[int, ...]
    by_kind: bool
    follow_up: int


class AlreadyDrawn(SaindegeError):
    """The lot has fallen; drawing until one likes the result is no lottery."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Undian kajian ini sudah dilakukan dan disegel. Undian tidak diulang; kajian lain perlu rancangan baru.",
                en="The lottery of this study has been drawn and sealed. It is not repeated; another study needs a new plan.",
            )
        )


class NotByLottery(SaindegeError):
    """The plan says that offices are chosen, or some have been trained already."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Kajian ini tidak dapat diundi: urutannya dirancang tanpa undian, atau sudah ada kantor yang dilatih. "
                "Buat rancangan baru.",
                en="No lots can be drawn for this study: its plan names no lottery, or offices are already trained. "
                "Make a new plan.",
            )
        )


def draw_lottery(by: Account, key: uuid.UUID, plan: WavePlan, *, seed: int, at: datetime) -> Study:
    """Draw the waves of a study, seal them with the plan and record seed and order.

    Raises
    ------
    AlreadyDrawn : it has been drawn before
    NotByLottery : the plan names no lottery, or an office is trained already
    LotteryRefused : no such waves can be made of these offices
    """
    require(access.may_arrange_studies(by))
    with transaction.atomic():
        current = Study.objects.select_for_update().select_related("service").get(pk=key)
        if drawn_lottery(current) is not None:
            raise AlreadyDrawn
        trained = OfficeTraining.objects.filter(study=current, trained_on__isnull=False)
        if current.options.get("assignment") != "lottery" or trained.exists():
            raise NotByLottery
        found = lottery.draw_waves(
            queries.kinds_of(current, by_kind=plan.by_kind), plan.months, plan.sizes, seed=seed
        )
        sealed = {
            **lottery.as_json(found),
            "by_kind": plan.by_kind,
            "follow_up": plan.follow_up,
            "drawn_at": at.isoformat(),
            "question_hash": current.plan_hash,
            "earlier_draws": queries.earlier_draws(current),
            "detectable": _detectable(current, found, plan.follow_up),
        }
        current.options = {**current.options, "plan": {**current.options["plan"], "lottery": sealed}}
        current.plan_hash = study.plan_hash(current.options["plan"])
        current.version += 1
        current.save(update_fields=["options", "plan_hash", "version"])
        base_actions.record(
            by=by,
            action="impact.lottery_drawn",
            subject=current,
            at=at,
            detail={
                "seed": seed,
                "order": list(found.order),
                "waves": [len(wave.offices) for wave in found.waves],
                "question": sealed["question_hash"],
                "plan": current.plan_hash,
                "earlier_draws": sealed["earlier_draws"],
            },
        )
    return current


def _detectable(asked: Study, found: lottery.Draw, follow_up: int) -> float | None:
    """The smallest effect that these waves would show, None where the past cannot tell."""
    try:
        seen = prospect.what_could_be_seen(records_of(asked), found.planned, follow_up=follow_up)
    except (NothingToEstimate, PlanDoesNotFit):
        return None
    return seen.minimum_detectable_effect
