"""What participants say right after a course, without names and never of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saindege.base.interval import mean_interval
from saindege.impact.evaluation.rulebook import EvaluationRules


@dataclass(frozen=True, slots=True)
class Reaction:
    """The answers of one group.

    Attributes
    ----------
    n : answers; is_hidden : too few to be shown, everything below is then empty
    mean, ci95 : of the answers' means over the statements, on the scale of the questionnaire
    statements : key to mean
    """

    n: int
    is_hidden: bool
    mean: float | None
    ci95: tuple[float, float] | None
    statements: Mapping[str, float]


def sum_up(answers: Sequence[Mapping[str, int]], rules: EvaluationRules) -> Reaction:
    """Sum up answers; each maps the keys of the statements to marks, all of them answered."""
    n = len(answers)
    if n < rules.smallest_reaction:
        return Reaction(n, True, None, None, {})
    means = [sum(one[key] for key in rules.statements) / len(rules.statements) for one in answers]
    interval = mean_interval(means)
    lowest, highest = rules.reaction_range
    return Reaction(
        n=n,
        is_hidden=False,
        mean=sum(means) / n,
        # Marks end at both sides of the scale, and so does their mean.
        ci95=(max(lowest, interval.low), min(highest, interval.high)),
        statements={key: sum(one[key] for one in answers) / n for key in rules.statements},
    )
