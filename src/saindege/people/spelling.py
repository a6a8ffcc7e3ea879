"""Spellings that mean the same: of offices when lists are matched, of people when one searches."""

from __future__ import annotations

import difflib
import functools
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final, cast

_WORDS: Final = re.compile(r"[a-z0-9]+")
# Numerals in a name, Roman or in words, mean a figure: Wek V, Wek Lima, Wek 5.
_NUMERALS: Final = {
    name: str(value)
    for names in (
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
        ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
    )
    for value, name in enumerate(names, start=1)
}
# A long name has many letters that changed; more spellings than these help nobody.
MOST_VARIANTS: Final = 12
ALIKE_ENOUGH: Final = 0.72


@dataclass(frozen=True, slots=True)
class OfficeMatch:
    """What a name in a list means in the tree of offices.

    Attributes
    ----------
    key : the office, when exactly one is written so
    suggestions : keys of the offices written most alike, best first; empty when the match is sure
    """

    key: str | None
    suggestions: tuple[str, ...]


def match_offices(names: Iterable[str], offices: Mapping[str, str]) -> dict[str, OfficeMatch]:
    """Match names of a list to the tree: abbreviations, spellings and numerals are understood.

    Parameters
    ----------
    names : names of offices as the list writes them
    offices : key of each office to its name
    """
    by_plain: dict[str, list[str]] = {}
    for key, name in offices.items():
        by_plain.setdefault(plain_office(name), []).append(key)
    return {name: _match_office(name, by_plain, offices) for name in dict.fromkeys(names)}


def plain_office(name: str) -> str:
    """Return the name of an office without abbreviations, the city's name, case and punctuation."""
    rules = _rules()
    words = _WORDS.findall(unicodedata.normalize("NFKD", name).casefold())
    text = f" {' '.join(_NUMERALS.get(word, word) for word in words)} "
    for short, full in rules.office_short:
        text = text.replace(f" {short} ", f" {full} ")
    for word in rules.office_left_out:
        text = text.replace(f" {word} ", " ")
    # The whole name may be the city's own ("Pemerintah Kota ..."): then nothing may be left out.
    return " ".join(text.split()) or " ".join(words)


def search_words(query: str) -> tuple[tuple[str, ...], ...]:
    """Return for each word of a search the spellings that should be found, the typed one first."""
    rules = _rules()
    return tuple(_variants(word, rules) for word in query.casefold().split())


@dataclass(frozen=True, slots=True)
class _Rules:
    office_left_out: tuple[str, ...]
    office_short: tuple[tuple[str, str], ...]
    alike: Mapping[str, tuple[str, ...]]
    letters: tuple[tuple[str, str], ...]


@functools.cache
def _rules() -> _Rules:
    text = resources.files("saindege.people").joinpath("rules/spelling.toml").read_text("utf-8")
    table = tomllib.loads(text)
    offices = cast(Mapping[str, object], table["offices"])
    names = cast(Mapping[str, object], table["names"])
    groups = cast(list[list[str]], names["alike"])
    return _Rules(
        # Longest first, so that no short form eats a part of a longer one.
        office_left_out=tuple(sorted(cast(list[str], offices["left_out"]), key=len, reverse=True)),
        office_short=tuple(
            sorted(cast(Mapping[str, str], offices["short"]).items(), key=lambda each: (-len(each[0]), each))
        ),
        alike={word: tuple(group) for group in groups for word in group},
        letters=tuple((new, old) for new, old in cast(list[list[str]], names["letters"])),
    )


def _match_office(
    name: str, by_plain: Mapping[str, Sequence[str]], offices: Mapping[str, str]
) -> OfficeMatch:
    exact = by_plain.get(plain_office(name), [])
    if len(exact) == 1:
        return OfficeMatch(exact[0], ())
    if exact:
        # Two villages share a name: only a person can tell which is meant.
        return OfficeMatch(None, tuple(sorted(exact, key=lambda key: (offices[key] != name, key))))
    near = difflib.get_close_matches(plain_office(name), sorted(by_plain), n=3, cutoff=ALIKE_ENOUGH)
    return OfficeMatch(None, tuple(key for plain in near for key in by_plain[plain]))


def _variants(word: str, rules: _Rules) -> tuple[str, ...]:
    if word in rules.alike:
        return (word, *(other for other in rules.alike[word] if other != word))
    pairs = [*rules.letters, *((old, new) for new, old in rules.letters)]
    found = [word]
    for count in (1, 2):
        for chosen in itertools.permutations(pairs, count):
            changed = word
            for ours, theirs in chosen:
                changed = changed.replace(ours, theirs)
            if changed not in found:
                found.append(changed)
    return tuple(found[:MOST_VARIANTS])
