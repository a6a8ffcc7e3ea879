"""From how many answers on a figure about a speaker may be shown."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources


@functools.cache
def least_answers() -> int:
    """Return how many answers a shown figure about a speaker rests on at least."""
    text = resources.files("saindege.programme").joinpath("rules/speaker_score.toml").read_text("utf-8")
    return int(tomllib.loads(text)["least_answers"])
