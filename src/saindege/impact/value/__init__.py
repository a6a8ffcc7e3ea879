"""What training costs in full, and what it is worth: hours, rupiah, break-even, sensitivity."""

from saindege.impact.value.cost import CostInputs, FullCost, full_cost
from saindege.impact.value.effect import EffectPerCase, effect_per_case
from saindege.impact.value.rulebook import Assumptions, Range, load
from saindege.impact.value.worth import Flow, Spread, Stream, Swing, Worth, weigh

__all__ = [
    "Assumptions",
    "CostInputs",
    "EffectPerCase",
    "Flow",
    "FullCost",
    "Range",
    "Spread",
    "Stream",
    "Swing",
    "Worth",
    "effect_per_case",
    "full_cost",
    "load",
    "weigh",
]
