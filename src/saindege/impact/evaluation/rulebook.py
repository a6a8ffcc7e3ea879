"""Statements, days and bounds of an evaluation: dated data, read from ``rules/``."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from saindege.base.errors import Sentence


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    """One version of the instrument.

    Attributes
    ----------
    version, in_force_from, source, confidence : printed with every figure
    statements : key to words of the questionnaire, in order
    reaction_range : lowest and highest mark
    reaction_good, reaction_bad : mean from which reaction is good, below which it is bad
    smallest_reaction, smallest_comments : fewest answers, fewest comments that are shown
    smallest_learning : fewest pairs of tests that are shown
    days : after the last meeting
    opens_before, closes_after : days around each of them in which an answer is taken
    steps : mark to words, rising
    done_from : mark from which the behaviour counts as done
    good_share : share of people doing it from which behaviour is good
    fewest_tasks : countersigned tasks in the logbook from which the skill counts as in use
    fewest_cases : of an office, before and since the course, from which its log tells of use
    smallest_behaviour, fewest_peers, most_peers : fewest people, fewest and most peers of one person
    """

    version: str
    in_force_from: date
    source: Sentence
    confidence: str
    statements: Mapping[str, Sentence]
    reaction_range: tuple[int, int]
    reaction_good: float
    reaction_bad: float
    smallest_reaction: int
    smallest_comments: int
    smallest_learning: int
    days: tuple[int, ...]
    opens_before: int
    closes_after: int
    steps: Mapping[int, Sentence]
    done_from: int
    good_share: float
    fewest_tasks: int
    fewest_cases: int
    smallest_behaviour: int
    fewest_peers: int
    most_peers: int


@functools.cache
def load() -> EvaluationRules:
    """Read the instrument that ships with the product."""
    text = resources.files("saindege.impact").joinpath("rules/training_evaluation.toml").read_text("utf-8")
    return read(tomllib.loads(text))


def read(table: Mapping[str, Any]) -> EvaluationRules:
    """Read a table of the same shape as ``rules/training_evaluation.toml``."""
    reaction, behaviour = table["reaction"], table["behaviour"]
    return EvaluationRules(
        version=table["version"],
        in_force_from=table["in_force_from"],
        source=Sentence(id=table["sumber"], en=table["source"]),
        confidence=table["confidence"],
        statements={row["key"]: Sentence(id=row["id"], en=row["en"]) for row in reaction["statement"]},
        reaction_range=(reaction["lowest"], reaction["highest"]),
        reaction_good=reaction["good_from"],
        reaction_bad=reaction["bad_below"],
        smallest_reaction=reaction["smallest_group"],
        smallest_comments=reaction["smallest_comments"],
        smallest_learning=table["learning"]["smallest_group"],
        days=tuple(behaviour["days"]),
        opens_before=behaviour["opens_before"],
        closes_after=behaviour["closes_after"],
        steps={row["mark"]: Sentence(id=row["id"], en=row["en"]) for row in behaviour["step"]},
        done_from=behaviour["done_from"],
        good_share=behaviour["good_share"],
        fewest_tasks=behaviour["logbook"]["fewest_tasks"],
        fewest_cases=behaviour["log"]["fewest_cases"],
        smallest_behaviour=behaviour["smallest_group"],
        fewest_peers=behaviour["fewest_peers"],
        most_peers=behaviour["most_peers"],
    )
