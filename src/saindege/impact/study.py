"""A study: one question about an effect, its plan sealed before the answer, its panel built from the offices' records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from saindege.base.errors import Sentence
from saindege.impact.panel import LongColumns, NothingToEstimate, Panel, build_panel

OPEN_SHARE = "open_share"


@dataclass(frozen=True, slots=True)
class OfficeMonth:
    """One office in one month.

    Attributes
    ----------
    office : key of the office
    month : first day of the month
    value : the outcome; None where the office had no case that counts
    cases : how many cases stand behind the value
    open_share : share of the month's cases that are still open, 0 to 1; a check, since open cases are not timed
    """

    office: str
    month: date
    value: float | None
    cases: int
    open_share: float | None = None


@dataclass(frozen=True, slots=True)
class StudyPanel:
    """The panel of a study and what it rests on.

    Attributes
    ----------
    panel : offices by months; the number of a month is year * 12 + month - 1
    rows : the office-months that went in, by office, then month
    cases : cases behind them
    first_month, last_month : first days of the first and the last month
    """

    panel: Panel
    rows: tuple[OfficeMonth, ...]
    cases: int
    first_month: date
    last_month: date


def month_number(day: date) -> int:
    """Return the number of a day's month, growing by one from month to month."""
    return day.year * 12 + day.month - 1


def month_of(number: float) -> date:
    """Return the first day of the month with this number."""
    return date(int(number) // 12, int(number) % 12 + 1, 1)


def long_columns(
    rows: Sequence[OfficeMonth],
    trained_on: Mapping[str, date | None],
    strata: Mapping[str, str] | None = None,
) -> LongColumns:
    """Lay office-months out as columns; an office counts as trained from the month of its date on.

    Parameters
    ----------
    rows : offices that `trained_on` names, each office and month at most once
    trained_on : office to the day on which its training ended, or will; None where none is known
    strata : office to the kind within which its date was drawn by lot
    """
    months = [month_number(row.month) for row in rows]
    first = [_first_treated(trained_on[row.office]) for row in rows]
    is_checked = any(row.open_share is not None for row in rows)
    return LongColumns(
        unit=[row.office for row in rows],
        time=months,
        outcome=[_number(row.value) for row in rows],
        first_treated=first,
        strata=[strata.get(row.office, "") for row in rows] if strata else None,
        checks={OPEN_SHARE: [_number(row.open_share) for row in rows]} if is_checked else {},
        labels={
            float(number): f"{month_of(number):%Y-%m}" for number in {*months, *map(int, first)} if number
        },
    )


def build_study_panel(
    rows: Iterable[OfficeMonth],
    trained_on: Mapping[str, date | None],
    strata: Mapping[str, str] | None = None,
) -> StudyPanel:
    """Arrange office-months as a panel; an office counts as trained from the month of its date on.

    Parameters
    ----------
    rows : each office and month at most once; offices that `trained_on` does not name are left out
    trained_on : office to the day on which its training ended, None where it is not trained yet
    strata : office to the kind within which its date was drawn by lot

    Raises
    ------
    NothingToEstimate : no office is named, or the panel holds no comparison
    BadInput : an office and month stand twice
    """
    kept = named_rows(rows, trained_on)
    return StudyPanel(
        panel=build_panel(long_columns(kept, trained_on, strata)),
        rows=kept,
        cases=sum(row.cases for row in kept),
        first_month=min(row.month for row in kept),
        last_month=max(row.month for row in kept),
    )


def named_rows(rows: Iterable[OfficeMonth], trained_on: Mapping[str, date | None]) -> tuple[OfficeMonth, ...]:
    """Return the office-months of the offices of a study, by office, then month.

    Raises
    ------
    NothingToEstimate : there are none
    """
    kept = sorted((row for row in rows if row.office in trained_on), key=lambda row: (row.office, row.month))
    if not kept:
        raise NothingToEstimate(
            Sentence(
                id="Belum ada angka bulanan untuk kantor dalam kajian ini. Unggah log layanannya, lalu tandai kantornya.",
                en="There are no monthly figures for the offices of this study yet. Upload the log of the service, "
                "then mark the offices.",
            )
        )
    return tuple(kept)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _first_treated(day: date | None) -> float:
    return 0.0 if day is None else float(month_number(day))


def plan_hash(plan: Mapping[str, object]) -> str:
    """Return the SHA-256 of a plan, so that nobody moves the goal posts unseen.

    Parameters
    ----------
    plan : JSON values only; the order of keys does not matter
    """
    text = json.dumps(plan, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def data_hash(rows: Sequence[OfficeMonth], trained_on: Mapping[str, date | None]) -> str:
    """Return the SHA-256 of what an estimate rests on: figures of the offices and their training dates."""
    content = {
        "rows": [[row.office, row.month.isoformat(), row.value, row.cases, row.open_share] for row in rows],
        "trained": {office: day.isoformat() if day else None for office, day in trained_on.items()},
    }
    return plan_hash(content)
