"""The rules of the satisfaction survey: elements, weights, letters, sample; dated data, read from ``rules/``."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib import resources
from typing import Any

from saindege.base.errors import Sentence


@dataclass(frozen=True, slots=True)
class Element:
    """One of the nine things that citizens are asked about.

    Attributes
    ----------
    code : never changes, e.g. ``SARANA``
    number : place in the questionnaire, 1 to 9
    name, asks : what it is, what the question is about
    options : Indonesian words of the answers 1 to 4
    also : further headers that mean it
    """

    code: str
    number: int
    name: Sentence
    asks: Sentence
    options: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def column(self) -> str:
        """The column of a questionnaire, ``U1`` to ``U9``."""
        return f"U{self.number}"


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter and the lowest rounded index that earns it."""

    letter: str
    least: Fraction
    name: Sentence


@dataclass(frozen=True, slots=True)
class SampleRule:
    """Figures of the sample formula: chi-square for one degree of freedom, assumed share, usual error."""

    chi_square: float
    share: float
    default_error: float
    source: str


@dataclass(frozen=True, slots=True)
class SatisfactionRules:
    """One version of the rules.

    Attributes
    ----------
    version, in_force_from, source, confidence : printed with each result
    elements : by number
    answers : allowed answers, ascending
    factor : what turns the weighted mean into the index
    decimals : to which the index is rounded, half up, before it gets its letter
    default_weight, weights : as agencies write them
    grades : best first
    sample : how many citizens to ask
    """

    version: str
    in_force_from: date
    source: str
    confidence: str
    elements: tuple[Element, ...]
    answers: tuple[int, ...]
    factor: int
    decimals: int
    default_weight: str
    weights: tuple[str, ...]
    grades: tuple[Grade, ...]
    sample: SampleRule

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the elements by number."""
        return tuple(element.code for element in self.elements)


@functools.cache
def load_rules() -> SatisfactionRules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/satisfaction.toml").read_text("utf-8")
    return read_rules(tomllib.loads(text))


def read_rules(table: Mapping[str, Any]) -> SatisfactionRules:
    """Read a table of the same shape as ``rules/satisfaction.toml``."""
    index, sample = table["index"], table["sample"]
    return SatisfactionRules(
        version=table["version"],
        in_force_from=table["in_force_from"],
        source=table["source"],
        confidence=table["confidence"],
        elements=tuple(_element(row) for row in sorted(table["element"], key=lambda row: row["number"])),
        answers=tuple(index["answers"]),
        factor=index["factor"],
        decimals=index["decimals"],
        default_weight=index["default_weight"],
        weights=tuple(row["written"] for row in table["weight"]),
        grades=tuple(
            Grade(row["letter"], Fraction(row["from"]), Sentence(row["name"], row["english"]))
            for row in table["grade"]
        ),
        sample=SampleRule(sample["chi_square"], sample["share"], sample["default_error"], sample["source"]),
    )


def _element(row: Mapping[str, Any]) -> Element:
    return Element(
        code=row["code"],
        number=row["number"],
        name=Sentence(row["name"], row["english"]),
        asks=Sentence(row["asks"], row["asks_english"]),
        options=tuple(row["options"]),
        also=tuple(row["also"]),
    )
