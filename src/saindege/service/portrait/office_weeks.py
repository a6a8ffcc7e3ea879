"""Weeks of each office, for its weekly note and its own chart: an office is read beside itself, never in a row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from saindege.base import period
from saindege.service.lifecycle import Flags
from saindege.service.log_files.columns import BLANK, NO_MOMENT
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.rules import Rules
from saindege.service.portrait.weeks import end_of_whole_weeks

_EPOCH = date(1970, 1, 1)


def list_office_weeks(
    cases: Cases,
    names: Mapping[int, str],
    came_on: npt.NDArray[np.int64],
    came_back: Flags,
    *,
    until: date,
    calendar: period.WorkCalendar | None,
    rules: Rules,
) -> dict[str, object]:
    """Return the whole weeks of each office as plain columns, by the day on which cases finished.

    Parameters
    ----------
    names : code of ``cases.office`` to the name under which the office is kept
    came_on : local date of the receipt of each case as days since 1970, shape (n_cases,)
    came_back : cases handed back or redone, shape (n_cases,)
    until : last day of the log

    Returns
    -------
    ``monday`` of the first week; ``offices``: name to ``n`` finished, ``came`` received, ``median`` hours (None below
    the least number), ``on_time`` (None without a promise) and ``back``, each one number a week
    """
    last = ((end_of_whole_weeks(until, calendar) - _EPOCH).days + 3) // 7
    known = cases.finished & (cases.office != BLANK)
    if not known.any():
        return {"monday": None, "offices": {}}
    week = (cases.finished_on + 3) // 7
    came_week = (came_on + 3) // 7
    first = int(week[known].min())
    weeks = max(0, last - first + 1)
    found: dict[str, object] = {}
    for code, name in names.items():
        here = np.flatnonzero(known & (cases.office == code) & (week <= last))
        received = (cases.office == code) & (cases.first_at != NO_MOMENT)
        place = came_week[received] - first
        if len(here):
            found[name] = {
                **_columns(cases, week[here] - first, here, came_back, weeks, rules),
                "came": np.bincount(place[(place >= 0) & (place < weeks)], minlength=weeks).tolist(),
            }
    monday = _EPOCH + timedelta(days=first * 7 - 3)
    return {"monday": monday.isoformat(), "offices": found}


def _columns(
    cases: Cases,
    place: npt.NDArray[np.int64],
    here: npt.NDArray[np.intp],
    came_back: Flags,
    weeks: int,
    rules: Rules,
) -> dict[str, object]:
    order = np.argsort(place, kind="stable")
    bounds = np.searchsorted(place[order], np.arange(weeks + 1))
    hours = cases.hours[here][order]
    median = [
        round(float(np.median(hours[begin:end])), 4) if end - begin >= rules.least_week else None
        for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]

    def count(flags: Flags) -> list[int]:
        counted: list[int] = np.bincount(place, weights=flags[here], minlength=weeks).astype(int).tolist()
        return counted

    return {
        "n": np.diff(bounds).tolist(),
        "median": median,
        "on_time": None if cases.on_time is None else count(cases.on_time),
        "back": count(came_back),
    }
