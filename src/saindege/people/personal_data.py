"""What is held about one person, table by table, and what becomes of it when the person is erased: dated data."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final, Literal

from saindege.base.errors import Sentence

Erase = Literal["delete", "blank", "stay", "keep"]
# A name of fewer words is too often a word of a sentence to be looked for inside texts.
_LEAST_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Treatment:
    """One table that holds something about a person.

    Attributes
    ----------
    of : path to the person, or to the account of the person where ``by_account`` is set
    texts : columns emptied on erasing; files : columns that name a kept file
    why : of a table that is kept by law
    """

    table: str
    of: str
    by_account: bool
    erase: Erase
    texts: tuple[str, ...]
    files: tuple[str, ...]
    why: Sentence | None


@dataclass(frozen=True, slots=True)
class Rules:
    """All tables, what is never searched, whose names are never touched, and what is never handed out."""

    version: str
    source: str
    treatments: tuple[Treatment, ...]
    kept_texts: frozenset[str]
    identities: Mapping[str, frozenset[str]]
    secrets: frozenset[str]


@functools.cache
def load() -> Rules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.people").joinpath("rules/personal_data.toml").read_text("utf-8")
    read = tomllib.loads(text)
    return Rules(
        version=read["version"],
        source=read["source"],
        treatments=tuple(_treatment(row) for row in read["table"]),
        kept_texts=frozenset(read["kept_texts"]["tables"]),
        identities={table: frozenset(columns) for table, columns in read["identities"].items()},
        secrets=frozenset(read["secrets"]["columns"]),
    )


def _treatment(row: Mapping[str, Any]) -> Treatment:
    return Treatment(
        table=row["name"],
        of=row.get("of") or row["of_account"],
        by_account="of_account" in row,
        erase=row["erase"],
        texts=tuple(row.get("texts", ())),
        files=tuple(row.get("files", ())),
        why=Sentence(id=row["id"], en=row["en"]) if "id" in row else None,
    )


@dataclass(frozen=True, slots=True)
class Scrubber:
    """Puts another word wherever a person is named.

    Attributes
    ----------
    numbers : replaced wherever they stand
    names : replaced inside texts where they have two words or more, and where they are the whole text
    instead : what stands there afterwards
    """

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    instead: str

    @property
    def needles(self) -> list[str]:
        """What to look for in a database, the longest first."""
        return sorted({*self.numbers, *self.names}, key=len, reverse=True)

    def scrub(self, text: str) -> str:
        """Return a text that does not name the person."""
        if text.strip().casefold() in {name.casefold() for name in self.names}:
            return self.instead
        for word in self.needles:
            if word in self.numbers or len(word.split()) >= _LEAST_WORDS:
                text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", self.instead, text, flags=re.IGNORECASE)
        return text

    def scrub_value(self, value: Any) -> Any:
        """Return a JSON value that does not name the person; keys of mappings are texts too."""
        if isinstance(value, str):
            return self.scrub(value)
        if isinstance(value, Mapping):
            return {self.scrub(str(key)): self.scrub_value(each) for key, each in value.items()}
        if isinstance(value, Sequence):
            return [self.scrub_value(each) for each in value]
        return value
