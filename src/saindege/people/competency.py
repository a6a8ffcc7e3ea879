"""Competencies: which there are, what a kind of post usually requires, and the level that several assessments make."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Final

SOURCES: Final = ("test", "superior", "practice")


@dataclass(frozen=True, slots=True)
class Known:
    """A competency that every post asks for.

    Attributes
    ----------
    kind : ``managerial`` or ``sociocultural``
    """

    code: str
    kind: str
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The dated rules by which levels are required, joined and called lacking.

    Attributes
    ----------
    version, source : printed with each figure
    common : the competencies that every post asks for
    usual : kind of post to its usual level
    usual_functional : grade of a functional post to its usual level, longest names first
    weights : source of an assessment to its weight
    valid_months : older assessments do not count
    counts_from : a gap smaller than this is no lack, in levels
    smallest_group : fewer assessed people than this are not shown as a group
    words, up_to : what a mean gap is called, and up to where
    """

    version: str
    source: str
    common: tuple[Known, ...]
    usual: Mapping[str, int]
    usual_functional: Mapping[str, int]
    usual_source: str
    level_names: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, int]
    valid_months: int
    counts_from: float
    smallest_group: int
    words: tuple[str, ...]
    up_to: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment of one competency of one person."""

    source: str
    level: int
    on: date


@dataclass(frozen=True, slots=True)
class Held:
    """The level that a person holds.

    Attributes
    ----------
    level : weighted mean over the sources, 0 to 5
    sources : those that counted, in the order of SOURCES
    newest : day of the newest assessment that counted
    """

    level: float
    sources: tuple[str, ...]
    newest: date


@functools.cache
def load() -> Rules:
    """Return the rules in force."""
    text = resources.files("saindege.people").joinpath("rules/competencies.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    lacking, joining, usual = table["lacking"], table["joining"], table["usual"]
    return Rules(
        version=table["version"],
        source=table["source"],
        common=tuple(Known(**each) for each in table["competency"]),
        usual=usual["levels"],
        usual_functional=dict(sorted(usual["functional"].items(), key=lambda each: -len(each[0]))),
        usual_source=usual["source"],
        level_names={language: tuple(table["level_names"][language]) for language in ("id", "en")},
        weights={source: joining[source] for source in SOURCES},
        valid_months=joining["valid_months"],
        counts_from=lacking["counts_from"],
        smallest_group=lacking["smallest_group"],
        words=tuple(lacking["words"]),
        up_to=tuple(lacking["up_to"]),
    )


def usual_level(post: str, post_type: str) -> int | None:
    """Return the level that a post of this kind usually requires; None where the rules have none."""
    rules = load()
    if post_type == "fungsional":
        plain = plain_post(post)
        return next((level for grade, level in rules.usual_functional.items() if plain.endswith(grade)), None)
    return rules.usual.get(post_type)


def valid_from(as_of: date) -> date:
    """Return the first day on which an assessment may have been made to count on a day."""
    months = as_of.year * 12 + as_of.month - 1 - load().valid_months
    # Day 28 at most: every month has it, and a few days decide nothing.
    return date(months // 12, months % 12 + 1, min(as_of.day, 28))


def held_level(assessments: Iterable[Assessed], *, as_of: date) -> Held | None:
    """Join the assessments of one competency of one person; None where none counts any more.

    Of each source the newest counts, if it is not older than the rules allow; sources are joined by their weights.
    """
    first, weights = valid_from(as_of), load().weights
    newest: dict[str, Assessed] = {}
    for each in assessments:
        if not first <= each.on <= as_of:
            continue
        other = newest.get(each.source)
        # Two of one day: the lower level, so that the order in which they came in changes nothing.
        if other is None or (each.on, -each.level) > (other.on, -other.level):
            newest[each.source] = each
    if not newest:
        return None
    weight = sum(weights[source] for source in newest)
    level = sum(weights[source] * each.level for source, each in newest.items()) / weight
    used = tuple(source for source in SOURCES if source in newest)
    return Held(level, used, max(each.on for each in newest.values()))


def is_lacking(required: float, held: float) -> bool:
    """Say whether a gap is large enough to count."""
    return required - held >= load().counts_from


def gap_word(mean_gap: float) -> str:
    """Return the word for the mean gap of a group: ``cukup``, ``sedikit``, ``kurang`` or ``berat``."""
    rules = load()
    place = sum(mean_gap > end for end in rules.up_to)
    return rules.words[place]


def plain_post(post: str) -> str:
    """Return the name of a post as standards are found by it: without case and spare spaces."""
    return " ".join(post.casefold().split())
