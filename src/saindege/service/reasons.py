"""Why papers came back or were corrected: free words put under kinds at the door, so that no name is kept with them."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from saindege.base.errors import Sentence
from saindege.base.table import normalise
from saindege.service.log_files.columns import BLANK, Coded, Codes

#: What is kept of a reason that falls under no kind and was written too seldom.
OTHER = Sentence(id="Alasan lain", en="Another reason")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ReasonKind:
    """One kind of reason and the beginnings of words that mean it."""

    name: Sentence
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonRules:
    """One version of the words.

    Attributes
    ----------
    least_own_words : times that a log must hold a reason under no kind for its words to be kept
    corrections : words in the name of a step that corrects what was finished
    """

    version: str
    least_own_words: int
    corrections: tuple[str, ...]
    kinds: tuple[ReasonKind, ...]


@functools.cache
def load_reason_rules() -> ReasonRules:
    """Read the words that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/reasons.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return ReasonRules(
        version=table["version"],
        least_own_words=table["least_own_words"],
        corrections=tuple(table["corrections"]),
        kinds=tuple(
            ReasonKind(Sentence(row["name"], row["english"]), tuple(row["words"])) for row in table["kind"]
        ),
    )


def kind_of(reason: str, rules: ReasonRules | None = None) -> str | None:
    """Return the Indonesian name of the kind that a reason falls under; None under none."""
    line = " " + " ".join(re.findall(r"\w+", reason.casefold()))
    for kind in (rules or load_reason_rules()).kinds:
        # Short words must stand alone, or "nik" would find "nikah".
        if any((f" {word} " in f"{line} " if len(word) < 4 else f" {word}" in line) for word in kind.words):
            return kind.name.id
    return None


def fold_reasons(codes: Codes, names: Sequence[str], rules: ReasonRules | None = None) -> Coded:
    """Return a column of reasons as kinds; what falls under none stays in its words where it is written often.

    Parameters
    ----------
    codes : reason of each row, -1 where blank, shape (n,)
    names : the reasons as written
    """
    rules = rules or load_reason_rules()
    times = np.bincount(codes[codes != BLANK], minlength=len(names))
    known = [kind_of(name, rules) for name in names]
    alike: Counter[str] = Counter()
    for name, count, kind in zip(names, times.tolist(), known, strict=True):
        if kind is None:
            alike[normalise(name)] += count
    spelled: dict[str, str] = {}
    kept: dict[str, int] = {}
    place = []
    for name, kind in zip(names, known, strict=True):
        if kind is None:
            seldom = alike[normalise(name)] < rules.least_own_words
            plain = " ".join(name.split())[:_LONGEST]
            kind = OTHER.id if seldom else spelled.setdefault(normalise(name), plain)
        place.append(kept.setdefault(kind, len(kept)))
    return Coded(np.array([*place, BLANK], dtype=np.int32)[codes], tuple(kept))


def say_reason(name: str, rules: ReasonRules | None = None) -> Sentence:
    """Return a kept reason in both languages; one in its own words is the same in both."""
    for kind in (rules or load_reason_rules()).kinds:
        if kind.name.id == name:
            return kind.name
    return OTHER if name == OTHER.id else Sentence(id=name, en=name)
