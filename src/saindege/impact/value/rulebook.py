"""Ranges that turn turnaround into people's hours: dated assumptions, read from ``rules/``."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from typing import Any

from saindege.base.errors import BadInput, Sentence

RANGES = ("office_share", "citizen_share", "office_hour", "citizen_hour", "months")


class RangeRefused(BadInput):
    """A range does not rise from low over likely to high, or begins below 0."""

    code = "out_of_range"

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence(
                id=f"Rentang {name} tidak urut. Isi terendah, paling mungkin, tertinggi; tidak di bawah nol.",
                en=f"The range {name} does not rise. Give lowest, likeliest, highest; none below zero.",
            )
        )


@dataclass(frozen=True, slots=True)
class Range:
    """A triangular guess: lowest, likeliest, highest."""

    low: float
    likely: float
    high: float

    @property
    def mean(self) -> float:
        """Mean of the triangle."""
        return (self.low + self.likely + self.high) / 3


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything that is not measured.

    Attributes
    ----------
    office_share, citizen_share : of a saved working hour of turnaround, 0 to 1
    office_hour, citizen_hour : rupiah an hour
    months : how long the change lasts
    version, source, confidence : of the defaults
    draws, seed : of the simulation
    """

    office_share: Range
    citizen_share: Range
    office_hour: Range
    citizen_hour: Range
    months: Range
    version: str
    source: Sentence
    confidence: str
    in_force_from: date
    draws: int
    seed: int

    def with_range(self, name: str, guess: Range) -> Assumptions:
        """Return the same with one range replaced."""
        change: dict[str, Any] = {name: guess}
        return replace(self, **change)


@functools.cache
def load() -> Assumptions:
    """Read the assumptions that ship with the product."""
    text = resources.files("saindege.impact").joinpath("rules/training_value.toml").read_text("utf-8")
    return read(tomllib.loads(text))


def read(table: Mapping[str, Any]) -> Assumptions:
    """Read a table of the same shape as ``rules/training_value.toml``.

    Raises
    ------
    RangeRefused : a range does not rise, or is below 0
    """
    ranges = {name: read_range(name, table[name]) for name in RANGES}
    if ranges["office_share"].high > 1 or ranges["citizen_share"].high > 1:
        raise RangeRefused("office_share, citizen_share")
    return Assumptions(
        **ranges,
        version=table["version"],
        source=Sentence(id=table["sumber"], en=table["source"]),
        confidence=table["confidence"],
        in_force_from=table["in_force_from"],
        draws=table["simulation"]["draws"],
        seed=table["simulation"]["seed"],
    )


def read_range(name: str, row: Mapping[str, Any]) -> Range:
    """Read one range.

    Raises
    ------
    RangeRefused : it does not rise, or is below 0
    """
    found = Range(float(row["low"]), float(row["likely"]), float(row["high"]))
    if not 0 <= found.low <= found.likely <= found.high:
        raise RangeRefused(name)
    return found
