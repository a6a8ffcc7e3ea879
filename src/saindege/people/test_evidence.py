"""What the test at the end of a course says of a competency that the course raises."""

from __future__ import annotations

import functools
import tomllib
import uuid
from dataclasses import dataclass
from datetime import date
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rules:
    """The dated rule.

    Attributes
    ----------
    pass_mark : from which a test counts, 0 to 100, where the course sets none
    most_level : that a written test alone shows
    """

    version: str
    source: str
    pass_mark: float
    most_level: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What one test says of one person and competency; both by their keys."""

    person: uuid.UUID
    competency: int
    level: int
    on: date
    evidence: str


@functools.cache
def load() -> Rules:
    """Read the rule that ships with the product."""
    text = resources.files("saindege.people").joinpath("rules/test_evidence.toml").read_text("utf-8")
    read = tomllib.loads(text)
    return Rules(read["version"], read["source"], float(read["pass_mark"]), int(read["most_level"]))


def level_shown(mark: float, *, raised_to: int, pass_mark: float | None = None) -> int | None:
    """Return the level that a mark shows; None below the pass mark, which says nothing about the level held.

    Parameters
    ----------
    mark : 0 to 100
    raised_to : level to which the course leads, 1 to 5
    pass_mark : of the course; the rule's own by default
    """
    rules = load()
    if mark < (rules.pass_mark if pass_mark is None else pass_mark):
        return None
    return min(raised_to, rules.most_level)
