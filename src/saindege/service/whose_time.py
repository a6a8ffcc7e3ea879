"""Whose time was it: what lies with the applicant, who was asked for papers, apart from what lies with the office."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from saindege.base import period
from saindege.base.table import normalise
from saindege.service.lifecycle import Flags, Instances

HOUR = 3_600_000_000

Hours = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ApplicantRules:
    """Words in the names of steps, and the version that they come from."""

    version: str
    hands_back: tuple[str, ...]
    by_applicant: tuple[str, ...]


@functools.cache
def load_applicant_rules() -> ApplicantRules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/applicant_steps.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return ApplicantRules(table["version"], tuple(table["hands_back"]), tuple(table["by_applicant"]))


@dataclass(frozen=True, slots=True)
class ApplicantTime:
    """The time of cases, parted.

    Attributes
    ----------
    office_hours, applicant_hours : per case, first to last completed step, shape (n_cases,); 0 for a case with one
    touched : the case lay with the applicant at least once, shape (n_cases,)
    hands_back, by_applicant : names of the steps that were recognised, in the order of the log's names
    rules_version : of the words
    """

    office_hours: Hours
    applicant_hours: Hours
    touched: Flags
    hands_back: tuple[str, ...]
    by_applicant: tuple[str, ...]
    rules_version: str


def part_time(
    instances: Instances,
    names: Sequence[str],
    n_cases: int,
    clock: period.WorkClock | None,
    rules: ApplicantRules | None = None,
) -> ApplicantTime:
    """Give each gap between neighbouring steps of a case to the applicant or to the office.

    A gap is the applicant's after a step that hands the case back, or before a step that the applicant does. Time is
    open time where a clock is given, else by the clock on the wall: it is compared with the office's own.

    Parameters
    ----------
    names : of the activities, by code
    """
    rules = rules or load_applicant_rules()
    back = steps_named(names, rules.hands_back)
    own = steps_named(names, rules.by_applicant)
    at = instances.at if clock is None else clock.working_microseconds(instances.at)
    same = instances.case[1:] == instances.case[:-1]
    gap = np.where(same, np.diff(at) / HOUR, 0.0)
    theirs = same & (np.isin(instances.activity[:-1], back) | np.isin(instances.activity[1:], own))
    case = instances.case[1:]

    def by_case(hours: Hours) -> Hours:
        return np.bincount(case, weights=hours, minlength=n_cases).astype(np.float64)

    return ApplicantTime(
        office_hours=by_case(np.where(theirs, 0.0, gap)),
        applicant_hours=by_case(np.where(theirs, gap, 0.0)),
        touched=np.bincount(case[theirs], minlength=n_cases) > 0,
        hands_back=tuple(names[code] for code in back),
        by_applicant=tuple(names[code] for code in own),
        rules_version=rules.version,
    )


def steps_named(names: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the activities whose name holds one of some words, by code."""
    wanted = [normalise(word) for word in words]
    return [code for code, name in enumerate(names) if any(word in normalise(name) for word in wanted)]
