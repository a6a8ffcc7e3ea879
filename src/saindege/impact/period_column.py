"""A column of periods: read as numbers, months, quarters or days, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from saindege.base.errors import Problem, Sentence
from saindege.base.table import Table
from saindege.impact import periods


@dataclass(frozen=True, slots=True)
class Reading:
    """A column read as one kind of period.

    Attributes
    ----------
    kind : what it was read as
    places : place in time per row, None where blank or not to be read
    problems : every cell that is not of this kind
    """

    kind: periods.Kind
    places: list[float | None]
    problems: list[Problem]


def read(
    table: Table,
    place: int,
    name: str,
    kinds: Sequence[periods.Kind],
    *,
    ignored: Set[int] = frozenset(),
    days_as: periods.Kind | None = None,
) -> Reading:
    """Read a column as the first kind without faults, else as the kind with the fewest.

    Parameters
    ----------
    kinds : in the order in which they are tried
    ignored : rows whose cells are no faults
    days_as : the kind that dates are turned into; told from the dates themselves when not given

    Raises
    ------
    BadInput : ambiguous_date, where dates may be read in two ways
    """
    best: Reading | None = None
    for kind in kinds:
        reading = _read_as(kind, table, place, name, ignored, days_as)
        if best is None or len(reading.problems) < len(best.problems):
            best = reading
        if not best.problems:
            break
    assert best is not None
    return best


def _read_as(
    kind: periods.Kind,
    table: Table,
    place: int,
    name: str,
    ignored: Set[int],
    days_as: periods.Kind | None,
) -> Reading:
    if kind == "number":
        return _read_numbers(table, place, name, ignored)
    if kind == "day":
        return _read_days(table, place, name, ignored, days_as)
    place_of = periods.month_of if kind == "month" else periods.quarter_of
    places: list[float | None] = []
    faults = []
    for row, text in zip(table.row_numbers, table.texts(place), strict=True):
        read_as = None if text is None else place_of(text)
        places.append(None if read_as is None else float(read_as))
        if read_as is None and text is not None and row not in ignored:
            faults.append(Problem("not_a_date", _not_a_period(text), row=row, column=name))
    return Reading(kind, places, faults)


def _read_numbers(table: Table, place: int, name: str, ignored: Set[int]) -> Reading:
    column = table.numbers(place, name)
    faults = [problem for problem in column.problems if problem.row not in ignored]
    months = None if faults else _as_months(column.values)
    return Reading("month", months, []) if months else Reading("number", list(column.values), faults)


def _read_days(
    table: Table, place: int, name: str, ignored: Set[int], days_as: periods.Kind | None
) -> Reading:
    column = table.dates(place, name)
    faults = [problem for problem in column.problems if problem.row not in ignored]
    kind = days_as or periods.days_kind(day for day in column.values if day is not None)
    places = [None if day is None else float(periods.place_of_day(day, kind)) for day in column.values]
    return Reading(kind, places, faults)


def _as_months(values: Sequence[float | None]) -> list[float | None] | None:
    """Numbers such as 202603 are months; as they stand January would follow December by 89."""
    known = [value for value in values if value is not None]
    if not known or not all(190001 <= value <= 210012 and 1 <= value % 100 <= 12 for value in known):
        return None
    return [None if value is None else float(value // 100 * 12 + value % 100 - 1) for value in values]


def _not_a_period(text: str) -> Sentence:
    return Sentence(
        id=f"“{text}” bukan periode yang dikenal. Tulis bilangan, 2026-03, Maret 2026, 2026-Q1 atau tanggal.",
        en=f"“{text}” is not a period. Write a number, 2026-03, March 2026, 2026-Q1 or a date.",
    )
