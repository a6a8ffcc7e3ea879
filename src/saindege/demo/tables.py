"""The tables in ``data/`` that the city is made from; each names its source."""

from __future__ import annotations

import csv
import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def read_toml(name: str) -> dict[str, Any]:
    """Return one TOML file of this package, e.g. ``data/offices.toml``; not to be changed by the caller."""
    return tomllib.loads(_text(name))


@functools.cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one CSV file of this package; lines that begin with ``#`` are comments."""
    lines = [line for line in _text(name).splitlines() if not line.startswith("#")]
    return tuple(csv.DictReader(lines))


def _text(name: str) -> str:
    return resources.files("saindege.demo").joinpath(name).read_text("utf-8")
