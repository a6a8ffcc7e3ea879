"""Which column probably plays which role, told by its header; a person confirms it by looking at the cells."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from saindege.base.table import normalise
from saindege.service.log_files import register
from saindege.service.log_files.roles import known_headers

#: Roles that a person may give, in the order in which they are asked.
ROLES = ("case", "activity", "time", "start", "resource", "office", "lifecycle", "reason")
#: Roles of a letter register, one row a case.
REGISTER_ROLES = register.ROLES

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class RoleGuess:
    """What the headers of a file say.

    Attributes
    ----------
    known : role to the header that surely plays it
    likely : role to the header that may play it
    unclear : role to the headers of which each might play it; nobody but a person can tell
    """

    known: Mapping[str, str]
    likely: Mapping[str, str]
    unclear: Mapping[str, tuple[str, ...]]


def guess_roles(headers: Sequence[str]) -> RoleGuess:
    """Guess roles from headers; each header plays one role at most."""
    exact = {**known_headers(), **_words()["exact"]}
    as_register = _guess_register(headers, exact["office"])
    if as_register is not None:
        return as_register
    known: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for role in ROLES:
        meant = {normalise(word) for word in exact.get(role, ())}
        found = tuple(header for header in headers if normalise(header) in meant and header not in taken)
        if len(found) == 1:
            known[role] = found[0]
        elif found:
            unclear[role] = found
        taken.update(found)
    likely: dict[str, str] = {}
    for role, words in _words()["holds"].items():
        if role in known or role in unclear:
            continue
        found = tuple(
            header for header in headers if header not in taken and set(words) & set(_spoken(header))
        )
        if len(found) == 1:
            likely[role] = found[0]
        elif found:
            unclear[role] = found
        taken.update(found)
    return RoleGuess(known, likely, unclear)


def _guess_register(headers: Sequence[str], offices: Sequence[str]) -> RoleGuess | None:
    """Guess a register where no header means a step."""
    steps = {normalise(word) for word in known_headers()["activity"]}
    found = register.match_register(headers)
    if found is None or steps & {normalise(header) for header in headers}:
        return None
    meant = {normalise(word) for word in offices}
    office = [header for header in headers if normalise(header) in meant and header not in found.values()]
    return RoleGuess({**found, **({"office": office[0]} if len(office) == 1 else {})}, {}, {})


def _spoken(header: str) -> list[str]:
    return _WORD.findall(header.casefold())


@functools.cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = resources.files("saindege.service").joinpath("rules/log_words.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return {"exact": table["exact"], "holds": table["holds"]}
