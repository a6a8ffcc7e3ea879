"""The points of the index: dated data, read from ``rules/``."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Literal, get_args

from saindege.base.errors import BadInput, Language, Sentence

Variant = Literal["A", "B"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
COMPETENCE_PARTS = ("post_training", "technical", "seminar")


@dataclass(frozen=True, slots=True)
class Step:
    """One predicate of performance or one level of discipline.

    Attributes
    ----------
    value : the word that the rule uses
    names : plain names by which it is found
    points : what it is worth
    above : a number belongs to the first step whose bound it exceeds; None for discipline
    """

    value: str
    names: frozenset[str]
    points: float
    above: float | None = None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The whole table of one version.

    Attributes
    ----------
    version, in_force_from, source, confidence : printed with every index
    confidence_of : how sure each part is
    most : part to its highest points
    decimals : of the means
    qualification : education to points
    technical_hours : learning hours from which technical training counts
    competence : kind of post to part to points
    performance : steps, best first
    discipline : steps, best first
    default_variant : how decimals at the borders of categories are read where nobody says
    categories, english : names, best first
    borders : variant to the lower borders of the categories, best first, and whether a border itself belongs
    """

    version: str
    in_force_from: date
    source: str
    confidence: str
    confidence_of: Mapping[str, str]
    most: Mapping[str, float]
    decimals: int
    qualification: Mapping[str, float]
    technical_hours: float
    competence: Mapping[str, Mapping[str, float]]
    performance: tuple[Step, ...]
    discipline: tuple[Step, ...]
    default_variant: Variant
    categories: tuple[str, ...]
    english: tuple[str, ...]
    borders: Mapping[Variant, tuple[tuple[float, ...], bool]]

    @property
    def educations(self) -> tuple[str, ...]:
        """Education levels, highest first as in the table."""
        return tuple(self.qualification)

    @property
    def post_types(self) -> tuple[str, ...]:
        """Kinds of post."""
        return tuple(self.competence)

    def predicate_of(self, number: float) -> Step:
        """Return the step that an older number of performance, 0 to 100, belongs to."""
        return next(step for step in self.performance if step.above is not None and number > step.above)

    def category_name(self, position: int, language: Language) -> str:
        """Return the name of a category."""
        return (self.english if language == "en" else self.categories)[position]

    def choose(self, variant: str | None) -> Variant:
        """Return the variant asked for, or the default.

        Raises
        ------
        UnknownVariant : there is no such variant
        """
        if variant is None:
            return self.default_variant
        for known in VARIANTS:
            if variant.strip().upper() == known:
                return known
        raise UnknownVariant(variant)


class UnknownVariant(BadInput):
    """The borders of the categories are read in two ways only."""

    code = "unknown_value"

    def __init__(self, variant: str) -> None:
        super().__init__(
            Sentence(
                id=f"Varian kategori “{variant}” tidak dikenal. Pakai A (sampai dengan 60, 70, 80, 90) atau B (di bawah 61, 71, 81, 91).",
                en=f"The category variant “{variant}” is not known. Use A (up to 60, 70, 80, 90) or B (below 61, 71, 81, 91).",
            )
        )


@functools.cache
def load() -> Rulebook:
    """Read the table that ships with the product."""
    text = resources.files("saindege.impact").joinpath("rules/professionalism_index.toml").read_text("utf-8")
    return read(tomllib.loads(text))


def read(table: Mapping[str, Any]) -> Rulebook:
    """Read a table of the same shape as ``rules/professionalism_index.toml``."""
    competence = dict(table["competence"])
    hours = float(competence.pop("technical_hours"))
    categories = table["categories"]
    return Rulebook(
        version=str(table["version"]),
        in_force_from=table["in_force_from"],
        source=table["source"],
        confidence=table["confidence"],
        confidence_of=table["confidence_of"],
        most=table["most"],
        decimals=table["decimals"],
        qualification=table["qualification"],
        technical_hours=hours,
        competence=competence,
        performance=tuple(_step(row, "predicate") for row in table["performance"]),
        discipline=tuple(_step(row, "level") for row in table["discipline"]),
        default_variant=categories["default"],
        categories=tuple(categories["names"]),
        english=tuple(categories["english"]),
        borders={
            "A": (tuple(categories["A"]["above"]), False),
            "B": (tuple(categories["B"]["from"]), True),
        },
    )


@functools.lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Letters and digits only, lower case."""
    return re.sub(r"[\W_]", "", text.casefold())


def _step(row: Mapping[str, Any], key: str) -> Step:
    names = frozenset(plain(name) for name in (row[key], *row["names"]))
    return Step(row[key], names, row["points"], row.get("above"))
