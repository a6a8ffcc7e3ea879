"""Figures of each office and month, as a study of an effect needs them: one row per office and month of receipt.

Cases belong to the month in which they *began*. By the month of their end, a recent month would hold only the
cases that happened to be quick, and every office would seem to get faster.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service import accuracy, turnaround
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, find_instances
from saindege.service.log_files.columns import BLANK, NO_MOMENT
from saindege.service.log_files.moments import local_months
from saindege.service.measure import Standard, group_of_cases

DAY = 86_400_000_000

#: A case without a minute of open time (in and out at the counter) counts as one minute on the logarithm.
LEAST_HOURS = 1 / 60

# Of the cases that did end, so many end within the usual follow-up.
_USUAL_SHARE = 99

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Outcome = Literal[
    "mean_log_working_hours",
    "mean_working_hours",
    "median_working_hours",
    "mean_hours",
    "median_hours",
    "rework_share",
    "on_time_share",
    "open_share",
]

#: Which direction is better, for each outcome.
BETTER: Mapping[Outcome, Literal["lower", "higher"]] = {
    "mean_log_working_hours": "lower",
    "mean_working_hours": "lower",
    "median_working_hours": "lower",
    "mean_hours": "lower",
    "median_hours": "lower",
    "rework_share": "lower",
    "on_time_share": "higher",
    "open_share": "lower",
}


@dataclass(frozen=True, slots=True)
class OfficeMonths:
    """One row per office and month in which at least one case began, by office name, then month.

    Outcomes are means over cases that began in the month and ended within ``follow_up_days`` of their beginning,
    every case counting the same; NaN where there is none, or where it is not known (working hours without a
    calendar, on time without a promise). Open cases are never timed.

    Attributes
    ----------
    office_names : offices, in alphabetical order
    office : position in ``office_names``, shape (n_rows,)
    month : year x 12 + month - 1 in the log's time zone, so that neighbours differ by 1, shape (n_rows,)
    cases : cases that began, shape (n_rows,)
    finished : of these, cases that ended in time to be counted, shape (n_rows,)
    is_watched : every case of the month was watched for the whole follow-up before the log ended; rows
        without it hold too few slow cases and belong into no comparison, shape (n_rows,)
    mean_log_working_hours : mean of the natural logarithm of working hours, the outcome of an effect in percent
    mean_working_hours, median_working_hours, mean_hours, median_hours : first to last event, in hours
    rework_share : share of the finished cases in which a step was done twice, 0 to 1
    on_time_share : share of the finished cases that kept the promise, 0 to 1
    open_share : share of all cases that did not end within the follow-up, 0 to 1
    follow_up_days : days by the calendar that each case is given
    without_office : cases that name no office and stand in no row
    """

    office_names: tuple[str, ...]
    office: Counts
    month: Counts
    cases: Counts
    finished: Counts
    is_watched: Flags
    mean_log_working_hours: Floats
    mean_working_hours: Floats
    median_working_hours: Floats
    mean_hours: Floats
    median_hours: Floats
    rework_share: Floats
    on_time_share: Floats
    open_share: Floats
    follow_up_days: int
    without_office: int

    def __len__(self) -> int:
        return len(self.office)

    def outcome(self, name: Outcome) -> Floats:
        """Return the values of one outcome, shape (n_rows,)."""
        values: Floats = getattr(self, name)
        return values

    def as_rows(self) -> list[dict[str, object]]:
        """Return rows for a table or JSON: office by name, month as ``YYYY-MM``, None instead of NaN."""
        return [
            {
                "office": self.office_names[self.office[row]],
                "month": month_text(int(self.month[row])),
                "cases": int(self.cases[row]),
                "finished": int(self.finished[row]),
                "is_watched": bool(self.is_watched[row]),
                **{name: _known(self.outcome(name)[row]) for name in BETTER},
            }
            for row in range(len(self))
        ]


def month_text(month: int) -> str:
    """Return a month number as ``YYYY-MM``."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def build_office_months(
    log: EventLog, standard: Standard, *, follow_up_days: int | None = None
) -> OfficeMonths:
    """Sum up a log whose groups are offices, one row per office and month of the first event.

    Parameters
    ----------
    standard : its ``calendar`` gives working hours, its ``promise`` the on-time share, its ``end`` says which
        cases are still open (without it every case counts as ended)
    follow_up_days : how long each case is watched; by default the days in which 99 % of all ended cases ended.
        The same patience for every month: else the last months would look quick, as their slow cases are open

    Raises
    ------
    BadInput : missing_column, a log without groups; unknown_value, an end that is no activity of the log
    """
    if log.group is None:
        raise _no_offices(log)
    instances = find_instances(log)
    times = turnaround.time_cases(log, standard.end, instances)
    office, names = _offices(log)
    began = times.first_at != NO_MOMENT
    counted = began & (office != BLANK)
    days = follow_up_days or _usual_follow_up(times)
    in_time = times.finished & (times.last_at - times.first_at <= days * DAY)
    month = np.zeros(log.n_cases, dtype=np.int64)
    month[began] = local_months(times.first_at[began], log.zone)
    cells, cell_of_counted = np.unique(_pack(office[counted], month[counted]), return_inverse=True)
    cell = np.full(log.n_cases, BLANK, dtype=np.int64)
    cell[counted] = cell_of_counted
    finished = counted & in_time
    by_cell = _Cells(cell[finished], len(cells))
    # Hours stand for the cases of ``times.finished``; only those that ended in time are taken.
    among = finished[times.finished]
    clock = turnaround.clock_for(times, standard.calendar) if standard.calendar else None
    working = turnaround.working_hours(times, clock)[among] if clock else by_cell.unknown
    judged = standard.judge(times, clock, log.zone)
    on_time = None if judged is None else judged[among]
    hours = times.hours[among]
    cases = np.bincount(cell[counted], minlength=len(cells))
    ended = np.bincount(cell[finished], minlength=len(cells))
    last_watched = local_months(np.array([log.at.max() - days * DAY]), log.zone)
    return OfficeMonths(
        office_names=names,
        office=cells // _MONTHS,
        month=cells % _MONTHS,
        cases=cases,
        finished=ended,
        is_watched=cells % _MONTHS < last_watched[0],
        mean_log_working_hours=by_cell.mean(np.log(np.maximum(working, LEAST_HOURS))),
        mean_working_hours=by_cell.mean(working),
        median_working_hours=by_cell.median(working),
        mean_hours=by_cell.mean(hours),
        median_hours=by_cell.median(hours),
        rework_share=by_cell.mean(accuracy.find_rework(instances, log.n_cases)[finished]),
        on_time_share=by_cell.mean(by_cell.unknown if on_time is None else on_time),
        open_share=1 - ended / cases,
        follow_up_days=days,
        without_office=int(np.count_nonzero(began & (office == BLANK))),
    )


# Room for the months of ten thousand years beside the office in one packed number.
_MONTHS = 120_000


def _pack(office: Counts, month: Counts) -> Counts:
    return office * _MONTHS + month


@dataclass(frozen=True, slots=True)
class _Cells:
    """Sums up values of the finished cases by the office and month that each stands in."""

    cell: Counts
    n_cells: int

    @property
    def unknown(self) -> Floats:
        return np.full(len(self.cell), np.nan)

    def mean(self, values: Floats | Flags) -> Floats:
        count = np.bincount(self.cell, minlength=self.n_cells)
        total = np.bincount(self.cell, weights=values, minlength=self.n_cells)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def median(self, values: Floats) -> Floats:
        order = np.lexsort((values, self.cell))
        count = np.bincount(self.cell, minlength=self.n_cells)
        first = np.cumsum(count) - count
        filled = count > 0
        ordered = values[order]
        lower = ordered[(first + (count - 1) // 2)[filled]]
        upper = ordered[(first + count // 2)[filled]]
        found = np.full(self.n_cells, np.nan)
        found[filled] = (lower + upper) / 2
        return found


def _offices(log: EventLog) -> tuple[Counts, tuple[str, ...]]:
    """Return the office of each case as a position among the names in alphabetical order, -1 for none."""
    group = group_of_cases(log)
    used = sorted(np.unique(group[group != BLANK]).tolist(), key=lambda code: log.group_names[code])
    # The extra entry at the end answers for code -1.
    position = np.full(len(log.group_names) + 1, BLANK, dtype=np.int64)
    position[used] = np.arange(len(used))
    return position[group], tuple(log.group_names[code] for code in used)


def _usual_follow_up(times: turnaround.CaseTimes) -> int:
    spans = (times.last_at - times.first_at)[times.finished]
    return max(1, math.ceil(np.percentile(spans, _USUAL_SHARE) / DAY)) if len(spans) else 1


def _known(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)


def _no_offices(log: EventLog) -> BadInput:
    sentence = Sentence(
        id=f"{log.file}: kolom kantor belum dipilih, jadi angka per kantor tidak dapat dihitung. "
        "Sebutkan kolomnya dengan --by.",
        en=f"{log.file}: no column of offices is chosen, so there are no figures by office. "
        "Name the column with --by.",
    )
    problem = Problem("missing_column", sentence, file=log.file, column="office")
    return BadInput(sentence, code="missing_column", problems=[problem])
