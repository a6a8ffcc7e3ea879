"""Who hands over to whom, as groups: officers are known by the step that they mostly do, never one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.service.group_rules import GroupRules, load_group_rules
from saindege.service.lifecycle import Flags, Instances

HOUR = 3_600_000_000

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Officers who mostly do the same step; ``step`` is empty for those of several small groups together."""

    step: str
    people: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """From one group to another, or between two people of one.

    Attributes
    ----------
    giver, taker : places in the list of groups
    count : how often
    median_hours : from the end of the one's step to the end of the other's
    """

    giver: int
    taker: int
    count: int
    median_hours: float


@dataclass(frozen=True, slots=True)
class MonthOfHandOvers:
    """Cases that finished in one month (``YYYY-MM``) and how often each changed hands."""

    month: str
    cases: int
    per_case: float


@dataclass(frozen=True, slots=True)
class HandOvers:
    """How work passes between groups.

    Attributes
    ----------
    groups : in the order of the steps, the joined small ones last
    cells : by how often
    kept : neighbouring steps that stayed with one person
    months : in order of time, without those with too few cases
    least_people : officers that a group must have
    """

    groups: tuple[Group, ...]
    cells: tuple[HandOver, ...]
    kept: int
    months: tuple[MonthOfHandOvers, ...]
    least_people: int

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "groups": [{"step": one.step, "people": one.people} for one in self.groups],
            "cells": [
                {
                    "giver": one.giver,
                    "taker": one.taker,
                    "count": one.count,
                    "median_hours": one.median_hours,
                }
                for one in self.cells
            ],
            "kept": self.kept,
            "months": [
                {"month": one.month, "cases": one.cases, "per_case": one.per_case} for one in self.months
            ],
            "least_people": self.least_people,
        }


def group_hand_overs(
    instances: Instances,
    names: Sequence[str],
    order: Sequence[int],
    finished_month: npt.NDArray[np.datetime64],
    finished: Flags,
    rules: GroupRules | None = None,
) -> HandOvers | None:
    """Count how work passes between groups; None where the log knows too few officers to tell of any group.

    Parameters
    ----------
    names : of the activities, by code
    order : codes of the activities, in their usual order; decides which step names somebody who does two equally often
    finished_month : month in which each case finished, shape (n_cases,); finished : whether it did
    """
    rules = rules or load_group_rules()
    if instances.resource is None:
        return None
    people, person = np.unique(instances.resource, return_inverse=True)
    known = people[person] >= 0
    if np.count_nonzero(people >= 0) < rules.least_people:
        return None
    step_of = _main_steps(person, instances.activity, len(people), order)
    group_of, groups = _join_small(step_of, people >= 0, order, names, rules.least_people)
    pair = np.flatnonzero((instances.case[1:] == instances.case[:-1]) & known[1:] & known[:-1])
    changes = person[pair] != person[pair + 1]
    over = pair[changes]
    return HandOvers(
        groups=groups,
        cells=_cells(
            group_of[person[over]],
            group_of[person[over + 1]],
            (instances.at[over + 1] - instances.at[over]) / HOUR,
            len(groups),
        ),
        kept=int(np.count_nonzero(~changes)),
        months=_months(instances.case[over], finished_month, finished, rules.least_cases),
        least_people=rules.least_people,
    )


def _main_steps(
    person: Numbers, activity: npt.NDArray[np.int32], people: int, order: Sequence[int]
) -> Numbers:
    """Return for each person the place in ``order`` of the step done most often, the earlier of two equals."""
    place = np.full(max(int(activity.max()), *order) + 1, len(order), dtype=np.int64)
    place[list(order)] = np.arange(len(order))
    times = np.bincount(person * (len(order) + 1) + place[activity], minlength=people * (len(order) + 1))
    return np.asarray(times.reshape(people, len(order) + 1).argmax(axis=1), dtype=np.int64)


def _join_small(
    step_of: Numbers, known: Flags, order: Sequence[int], names: Sequence[str], least: int
) -> tuple[Numbers, tuple[Group, ...]]:
    """Name the groups that are large enough, and join the others until they are; returns each person's group."""
    size = np.bincount(step_of[known], minlength=len(order) + 1)
    steps = [step for step in np.argsort(-size, kind="stable").tolist() if size[step]]
    # Steps outside the usual order have no name to go by.
    named = [step for step in steps if size[step] >= least and step < len(order)]
    joined = [step for step in steps if step not in named]
    while joined and named and sum(int(size[step]) for step in joined) < least:
        joined.append(named.pop())
    named.sort()
    number = np.full(len(size), len(named), dtype=np.int64)
    number[named] = np.arange(len(named))
    groups = [Group(names[order[step]], int(size[step])) for step in named]
    if joined:
        groups.append(Group("", sum(int(size[step]) for step in joined)))
    return number[step_of], tuple(groups)


def _cells(
    giver: Numbers, taker: Numbers, hours: npt.NDArray[np.float64], groups: int
) -> tuple[HandOver, ...]:
    key = giver * groups + taker
    by_cell = np.argsort(key, kind="stable")
    cells, begins = np.unique(key[by_cell], return_index=True)
    ends = np.append(begins, len(key))[1:]
    found = [
        HandOver(cell // groups, cell % groups, end - begin, float(np.median(hours[by_cell[begin:end]])))
        for cell, begin, end in zip(cells.tolist(), begins.tolist(), ends.tolist(), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.giver, one.taker)))


def _months(
    case: npt.NDArray[np.int32], month: npt.NDArray[np.datetime64], finished: Flags, least: int
) -> tuple[MonthOfHandOvers, ...]:
    times = np.bincount(case, minlength=len(month))
    found = []
    for one in np.unique(month[finished]):
        chosen = finished & (month == one)
        cases = int(np.count_nonzero(chosen))
        if cases >= least:
            found.append(MonthOfHandOvers(str(one), cases, float(times[chosen].mean())))
    return tuple(found)
