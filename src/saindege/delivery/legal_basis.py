"""The regulations that official papers cite, from the dated list."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Literal

PaperKind = Literal["assignment", "committee"]


@functools.cache
def legal_basis(paper: PaperKind) -> tuple[str, ...]:
    """Return what a kind of paper rests on, in the order in which it is cited, each closed by a semicolon.

    Source: ``rules/legal_basis.toml``, with version and confidence.
    """
    text = resources.files("saindege.delivery").joinpath("rules/legal_basis.toml").read_text(encoding="utf-8")
    return tuple(f"{row['name']};" for row in tomllib.loads(text)["basis"] if paper in row["papers"])
