"""The papers of an expense report (SPJ): which there must be, which are there, which are still missing."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from importlib import resources

from saindege.base.errors import Language


@dataclass(frozen=True, slots=True)
class Item:
    """One paper that the report needs.

    Attributes
    ----------
    is_seen : whether the program finds it itself; else somebody marks it by hand
    """

    key: str
    name: str
    english: str
    is_seen: bool

    def name_in(self, language: Language) -> str:
        """Return what it is called."""
        return self.english if language == "en" else self.name


@dataclass(frozen=True, slots=True)
class Checklist:
    """The list of one version, with where it comes from."""

    version: str
    source: str
    items: tuple[Item, ...]

    def missing(self, lacks: Mapping[str, str], marked: Set[str]) -> tuple[Item, ...]:
        """Return what is missing still, in the order of the list.

        Parameters
        ----------
        lacks : for each paper that the program looks for: what it lacks, empty where it is whole. One that nobody
            looked for counts as missing
        marked : keys of those that people marked
        """
        return tuple(
            item
            for item in self.items
            if (lacks.get(item.key, "?") != "" if item.is_seen else item.key not in marked)
        )

    def has(self, key: str) -> bool:
        """Whether this is a paper that people mark by hand."""
        return any(item.key == key and not item.is_seen for item in self.items)


@functools.cache
def load() -> Checklist:
    """Return the list that ships with the product."""
    text = resources.files("saindege.delivery").joinpath("rules/spj.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    items = (Item(row["key"], row["name"], row["english"], row["seen"]) for row in raw["item"])
    return Checklist(raw["version"], raw["source"], tuple(items))
