"""Scores of speakers from few answers: shown from a least number, and drawn towards the mean of all."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of one speaker.

    Attributes
    ----------
    count : answers, or people measured
    mean : of them, in the unit of the scale
    variance : of one answer around that mean; 0 or more
    """

    count: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Score:
    """What is shown of one speaker.

    Attributes
    ----------
    value : shrunk mean, in the unit of the scale; None below the least number of answers
    count : answers
    weight : share of the speaker's own mean in the value, 0 to 1
    """

    value: float | None
    count: int
    weight: float


@functools.cache
def least_answers() -> int:
    """Return how many answers a shown score rests on at least."""
    text = resources.files("saindege.programme").joinpath("rules/speaker_score.toml").read_text("utf-8")
    return int(tomllib.loads(text)["least_answers"])


def scores(speakers: Sequence[Answers], *, least: int | None = None) -> list[Score]:
    """Return the score of each speaker, in the same order.

    Each mean is drawn towards the mean of all by ``weight = between / (between + within / count)``: many answers keep
    their own mean, few borrow from the others. The variance between speakers is estimated by the method of moments
    (DerSimonian and Laird 1986) and never below zero.

    Parameters
    ----------
    least : answers below which nothing is shown; the rule's own by default

    Source
    ------
    Efron and Morris (1975), JASA 70(350); DerSimonian and Laird (1986), Controlled Clinical Trials 7(3).

    Assumes
    -------
    That speakers get comparable classes. A difference between speakers is no proof of better teaching.
    """
    shown_from = least_answers() if least is None else least
    known = [each for each in speakers if each.count > 0]
    if not known:
        return [Score(None, each.count, 0.0) for each in speakers]
    total = sum(each.count for each in known)
    within = sum(each.variance * each.count for each in known) / total
    between, centre = _between(known, within)
    return [_score(each, within, between, centre, shown_from) for each in speakers]


def _between(known: Sequence[Answers], within: float) -> tuple[float, float]:
    """Return the variance between speakers and the mean that all are drawn towards."""
    counts = [float(each.count) for each in known]
    total = sum(counts)
    centre = sum(each.mean * each.count for each in known) / total
    spread = sum(count * (each.mean - centre) ** 2 for count, each in zip(counts, known, strict=True))
    scale = total - sum(count**2 for count in counts) / total
    between = max(0.0, (spread - (len(known) - 1) * within) / scale) if scale > 0 else 0.0
    if between == 0.0:
        return 0.0, centre
    weights = [1.0 / (between + within / count) for count in counts]
    mean = sum(weight * each.mean for weight, each in zip(weights, known, strict=True)) / sum(weights)
    return between, mean


def _score(each: Answers, within: float, between: float, centre: float, least: int) -> Score:
    if each.count < least:
        return Score(None, each.count, 0.0)
    noise = within / each.count
    # Nothing varies at all: then the own mean is the mean of all.
    weight = between / (between + noise) if between + noise > 0 else 1.0
    return Score(weight * each.mean + (1.0 - weight) * centre, each.count, weight)
