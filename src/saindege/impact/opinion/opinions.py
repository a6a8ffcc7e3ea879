"""All second opinions on one panel's effect, beside the estimate that decides."""

from __future__ import annotations

from dataclasses import dataclass

from saindege.impact.effect.design import Options
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.numbers import Numbers
from saindege.impact.opinion.imputation import Imputed, impute_effect
from saindege.impact.opinion.sensitivity import Sensitivity, bound_effect, question_of
from saindege.impact.opinion.two_way import fit_two_way
from saindege.impact.panel import Panel


@dataclass(frozen=True, slots=True)
class Opinions:
    """What others would say.

    Attributes
    ----------
    imputed : by imputation; None where it has no answer
    two_way : two-way fixed effects, shown only to say why it is not used; None with covariates or weights
    sensitivity : bounds of the overall effect; None without a movement before the training
    agrees : whether the imputed effect points the same way; None without one
    """

    imputed: Imputed | None
    two_way: Figure | None
    sensitivity: Sensitivity | None
    agrees: bool | None


def ask_others(panel: Panel, numbers: Numbers, options: Options) -> Opinions:
    """Ask for all second opinions; those that would answer another question stay silent."""
    is_plain = panel.weight is None and not options.covariates
    imputed = impute_effect(panel, anticipation=options.anticipation) if is_plain else None
    asked = question_of(numbers, anticipation=options.anticipation)
    mine, other = numbers.simple.att, None if imputed is None else imputed.simple.att
    return Opinions(
        imputed=imputed,
        two_way=fit_two_way(panel) if is_plain else None,
        sensitivity=None if asked is None else bound_effect(asked),
        agrees=None if mine is None or other is None else mine * other > 0,
    )
