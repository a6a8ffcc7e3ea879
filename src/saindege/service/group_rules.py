"""From how many people, cases and tasks on something is told; dated data, read from ``rules/groups.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, fields
from importlib import resources


@dataclass(frozen=True, slots=True)
class GroupRules:
    """Least numbers; the file explains each."""

    version: str
    least_people: int
    least_cases: int
    least_tasks: int


@functools.cache
def load_group_rules() -> GroupRules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/groups.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return GroupRules(**{field.name: table[field.name] for field in fields(GroupRules)})
