"""The service standard: fourteen components, and which promise was in force on the day a case came in."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from zoneinfo import ZoneInfo

import numpy as np

from saindege.base import period
from saindege.base.errors import Problem, Sentence
from saindege.service.lifecycle import Flags
from saindege.service.local_time import local_microseconds
from saindege.service.turnaround import CaseTimes, find_on_time

_DAY = 86_400_000_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Component:
    """One of the fourteen; ``part`` is ``delivery`` (must be shown at the counter) or ``making``."""

    code: str
    part: str
    name: Sentence
    asks: Sentence


@dataclass(frozen=True, slots=True)
class StandardRules:
    """What a standard must say, and since when."""

    version: str
    source: str
    most_text: int
    components: tuple[Component, ...]

    def component(self, code: str) -> Component:
        """Return a component by its code."""
        return next(one for one in self.components if one.code == code)


@functools.cache
def load_standard_rules() -> StandardRules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/standard.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return StandardRules(
        table["version"],
        table["source"],
        table["most_text"],
        tuple(
            Component(
                row["code"],
                row["part"],
                Sentence(id=row["name"], en=row["english"]),
                Sentence(id=row["asks"], en=row["asks_english"]),
            )
            for row in table["component"]
        ),
    )


def missing_components(said: Mapping[str, str]) -> list[Component]:
    """Return the components of which a standard says nothing, in the order of the law."""
    return [one for one in load_standard_rules().components if not said.get(one.code, "").strip()]


def check_standard(
    said: Mapping[str, str], promise: str, in_force_on: date, earlier: Sequence[date]
) -> list[Problem]:
    """Return what keeps a standard from being published; gaps in the components do not, they are listed.

    Parameters
    ----------
    earlier : days on which other versions came into force; two versions of one day leave open which one held
    """
    rules = load_standard_rules()
    problems = []
    try:
        period.parse_promise(promise)
    except period.PromiseRefused as refused:
        problems.append(Problem(refused.code, refused.sentence, column="promise"))
    if in_force_on in earlier:
        problems.append(
            Problem(
                "duplicate",
                Sentence(
                    id="Sudah ada versi yang berlaku mulai hari itu. Pilih hari lain.",
                    en="A version is in force from that day already. Choose another day.",
                ),
                column="in_force_on",
            )
        )
    problems += [
        Problem(
            "out_of_range",
            Sentence(id=f"Paling banyak {rules.most_text} huruf.", en=f"At most {rules.most_text} letters."),
            column=code,
        )
        for code, text in said.items()
        if len(text) > rules.most_text
    ]
    return problems


@dataclass(frozen=True, slots=True)
class DatedPromise:
    """A promise and the first day on which it held."""

    in_force_on: date
    promise: period.Promise


def keep_promises(
    times: CaseTimes, promises: Sequence[DatedPromise], clock: period.WorkClock | None, zone: ZoneInfo
) -> Flags:
    """Say for each finished case whether it kept the promise in force on the day it came in, shape (n_finished,).

    A case that came in before the first promise is held to the first: a service is not late against nothing.

    Parameters
    ----------
    promises : at least one, in any order
    """
    ordered = sorted(promises, key=lambda one: one.in_force_on)
    kept = find_on_time(times, ordered[0].promise, clock)
    if len(ordered) == 1 or not len(kept):
        return kept
    came_on = local_microseconds(times.first_at[times.finished], zone) // _DAY
    for one in ordered[1:]:
        since = came_on >= (one.in_force_on - _EPOCH).days
        kept = np.where(since, find_on_time(times, one.promise, clock), kept)
    return kept
