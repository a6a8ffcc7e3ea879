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
    statements : key to mean; statement_ci95 : key to its interval
    """

    n: int
    is_hidden: bool
    mean: float | None
    ci95: tuple[float, float] | None
    statements: Mapping[str, float]
    statement_ci95: Mapping[str, tuple[float, float]]


def sum_up(answers: Sequence[Mapping[str, int]], rules: EvaluationRules) -> Reaction:
    """Sum up answers; each maps the keys of the statements to marks, all of them answered."""
    n = len(answers)
    if n < rules.smallest_reaction:
        return Reaction(n, True, None, None, {}, {})
    means = [sum(one[key] for key in rules.statements) / len(rules.statements) for one in answers]
    marks = {key: [float(one[key]) for one in answers] for key in rules.statements}
    return Reaction(
        n=n,
        is_hidden=False,
        mean=sum(means) / n,
        ci95=_ends(means, rules),
        statements={key: sum(each) / n for key, each in marks.items()},
        statement_ci95={key: _ends(each, rules) for key, each in marks.items()},
    )


def _ends(values: Sequence[float], rules: EvaluationRules) -> tuple[float, float]:
    """Marks end at both sides of the scale, and so does their mean."""
    interval, (lowest, highest) = mean_interval(values), rules.reaction_range
    return max(float(lowest), interval.low), min(float(highest), interval.high)
