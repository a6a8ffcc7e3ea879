"""Windows, least numbers and limits of a portrait; dated data, read from ``rules/signals.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, fields
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rules:
    """What a portrait is drawn by; the file explains each.

    Attributes
    ----------
    version : printed with the figures
    late_share_allowed : 0 to 1
    """

    version: str
    recent_weeks: int
    shown_weeks: int
    baseline_weeks: int
    least_baseline: int
    least_week: int
    window_days: int
    least_group: int
    late_share_allowed: float
    variants_kept: int
    trend_weeks: int


@functools.cache
def load_rules() -> Rules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/signals.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Rules(**{field.name: table[field.name] for field in fields(Rules)})
