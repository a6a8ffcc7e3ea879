"""How far the offices may have drifted apart before an effect is no longer told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saindege.impact.effect import inference
from saindege.impact.effect.numbers import Numbers
from saindege.impact.panel import Floats

STEPS = (0.0, 0.5, 1.0, 1.5, 2.0)
MOST = 10.0


@dataclass(frozen=True, slots=True)
class Bound:
    """What is left of an effect if the drift after the training was up to `strength` times the largest seen before.

    Attributes
    ----------
    strength : 0 for no drift; 1 for one as large, from period to period, as the largest before the training
    low, high : range of effects that the data then allow, without chance
    ci_low, ci_high : 95 % interval of that range
    """

    strength: float
    low: float
    high: float
    ci_low: float
    ci_high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval lies wholly on one side of zero."""
        return self.ci_low > 0 or self.ci_high < 0


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Bounds of one effect.

    Attributes
    ----------
    bounds : by strength, ascending
    breakdown : largest strength at which the interval still leaves out zero, at most 10; None where it never does
    largest_before : largest movement apart from one period to the next before the training
    periods_before : number of such movements
    """

    bounds: tuple[Bound, ...]
    breakdown: float | None
    largest_before: float
    periods_before: int


@dataclass(frozen=True, slots=True)
class Question:
    """An effect and the movements before it, with what they have in common by chance.

    Attributes
    ----------
    effect : estimate
    reach : by how much the effect is off if the offices drift apart by 1 from each period to the next
    movements : from period to period before the training, shape (m,)
    covariance : of effect and movements, shape (1 + m, 1 + m)
    clusters : number of independent units
    """

    effect: float
    reach: float
    movements: Floats
    covariance: Floats
    clusters: int


def bound_effect(question: Question, strengths: Sequence[float] = STEPS) -> Sensitivity:
    """Bound an effect under drift of a strength relative to the largest movement before the training.

    Source: Rambachan and Roth, A more credible approach to parallel trends, Review of Economic Studies 90 (2023),
    2555-2591, restriction of relative magnitudes. The interval is the union over the movements before and their
    signs, each an ordinary t interval: it holds at least its 95 % and is wider than the paper's own.
    Assumes that drift after the training is no stranger than before it.
    """
    bounds = tuple(_bound(question, strength) for strength in sorted(strengths))
    largest = float(np.abs(question.movements).max())
    return Sensitivity(bounds, _breakdown(question), largest, len(question.movements))


def _bound(question: Question, strength: float) -> Bound:
    factor = strength * question.reach
    slack = factor * float(np.abs(question.movements).max())
    quantile = inference.t_quantile(0.975, question.clusters - 1) * inference.widening(question.clusters)
    lows, highs = [], []
    for place in range(len(question.movements)):
        for sign in (-1.0, 1.0):
            row = np.zeros(len(question.covariance))
            row[0], row[1 + place] = 1.0, sign * factor
            end = question.effect + sign * factor * float(question.movements[place])
            error = quantile * float(np.sqrt(max(0.0, float(row @ question.covariance @ row))))
            lows.append(end - error)
            highs.append(end + error)
    return Bound(strength, question.effect - slack, question.effect + slack, min(lows), max(highs))


def _breakdown(question: Question) -> float | None:
    if not _bound(question, 0.0).excludes_zero:
        return None
    low, high = 0.0, MOST
    if _bound(question, high).excludes_zero:
        return high
    for _ in range(40):
        middle = (low + high) / 2
        if _bound(question, middle).excludes_zero:
            low = middle
        else:
            high = middle
    return low


def question_of(numbers: Numbers, *, anticipation: float = 0) -> Question | None:
    """Ask about the overall effect; None without an error, or without two periods before the training.

    Before the training the base period varies, so that each effect there is itself the movement from one period to
    the next. A drift of 1 a period moves the effect at event time e by e + 1.
    """
    if numbers.joint is None or numbers.simple.att is None:
        return None
    joint = numbers.joint
    early = np.flatnonzero(joint.labels < -anticipation)
    variances = np.diag(joint.covariance)
    early = early[variances[early] > 0]
    late = np.flatnonzero(joint.labels >= 0)
    if not len(early) or variances[-1] <= 0:
        return None
    places = np.concatenate([[len(joint.labels)], early])
    return Question(
        effect=numbers.simple.att,
        reach=float(joint.shares[late] @ (joint.labels[late] + 1 + anticipation)),
        movements=joint.effects[early],
        covariance=joint.covariance[np.ix_(places, places)],
        clusters=numbers.clusters,
    )
