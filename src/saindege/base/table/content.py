"""A table in memory: raw cells, and columns read as numbers, dates, moments, booleans or choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.table import dates, faults, numbers
from saindege.base.table.dates import DayOrder
from saindege.base.table.headers import normalise
from saindege.base.table.numbers import Mark
from saindege.base.table.rows import Cell

# So many other cells are asked when a column alone cannot tell its decimal mark.
_CELLS_ASKED = 20_000
_BOOLEANS = {
    **dict.fromkeys(("ya", "y", "yes", "true", "benar", "1", "iya", "✓", "✔", "v", "sudah"), True),
    **dict.fromkeys(("tidak", "t", "no", "n", "false", "salah", "0", "tdk", "x", "belum"), False),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column, read.

    Attributes
    ----------
    values : one entry a row, None where the cell is blank or has a problem
    problems : every cell that could not be read, by row
    """

    values: list[Any]
    problems: tuple[Problem, ...]


class Table:
    """Rows under a header.

    Attributes
    ----------
    file : name of the file, without its folder
    columns : headers as written, '' where a column has none
    row_numbers : number of each row as a spreadsheet shows it
    """

    def __init__(
        self,
        file: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        row_numbers: Sequence[int],
        *,
        may_be_serial: bool = True,
    ) -> None:
        self.file = file
        self.columns = tuple(columns)
        self.row_numbers = row_numbers
        self._rows = rows
        self._may_be_serial = may_be_serial

    def __len__(self) -> int:
        return len(self._rows)

    def cells(self, position: int) -> list[Cell]:
        """Return a column as the file holds it; None where blank."""
        return [row[position] if position < len(row) else None for row in self._rows]

    def texts(self, position: int) -> list[str | None]:
        """Return a column as texts: ``NA`` stays a text, whole numbers have no ``.0``, blanks are None."""
        return [None if cell is None else as_text(cell) for cell in self.cells(position)]

    def numbers(self, position: int, column: str) -> Column:
        """Return a column as numbers.

        Raises
        ------
        BadInput : not_a_number, where 1.250 may be 1250 or 1.25 and nothing in the file tells
        """
        cells = self.cells(position)
        marks = self._decimal_marks(cells, column)

        def read(cell: Cell) -> float | Problem | None:
            if isinstance(cell, bool | date):
                return faults.not_a_number(cell)
            if isinstance(cell, int | float):
                return float(cell) if abs(cell) < float("inf") else None
            if cell is None or cell.strip().casefold() in numbers.NOT_KNOWN:
                return None
            own = numbers.marks_of(cell)
            value = numbers.read_number(cell, own[0] if len(own) == 1 else marks)
            return faults.not_a_number(cell) if value is None else value

        return self._column(cells, read, column)

    def dates(self, position: int, column: str, order: DayOrder | None = None) -> Column:
        """Return a column as dates; the clock of a moment is left out.

        Parameters
        ----------
        order : whether 05/06/2026 has the day or the month first, where the column itself cannot tell

        Raises
        ------
        BadInput : ambiguous_date, with the question
        """
        read = self._moment_reader(position, column, order)

        def day(cell: Cell) -> date | Problem | None:
            found = read(cell)
            return found.date() if isinstance(found, datetime) else found

        return self._column(self.cells(position), day, column)

    def moments(self, position: int, column: str, zone: tzinfo, order: DayOrder | None = None) -> Column:
        """Return a column as moments with offset; one without is in ``zone``, a date is its midnight.

        Raises
        ------
        BadInput : ambiguous_date, with the question
        """
        read = self._moment_reader(position, column, order)

        def moment(cell: Cell) -> datetime | Problem | None:
            found = read(cell)
            if isinstance(found, datetime) and found.tzinfo is None:
                return found.replace(tzinfo=zone)
            return found

        return self._column(self.cells(position), moment, column)

    def booleans(self, position: int, column: str) -> Column:
        """Return a column as yes or no: ya/tidak, yes/no, true/false, 1/0."""

        def read(cell: Cell) -> bool | Problem | None:
            if cell is None or isinstance(cell, bool):
                return cell
            value = _BOOLEANS.get(as_text(cell).strip().casefold())
            return faults.unknown_value(as_text(cell), ("ya", "tidak")) if value is None else value

        return self._column(self.cells(position), read, column)

    def choices(self, position: int, column: str, names: Mapping[str, str]) -> Column:
        """Return a column as one of a few values.

        Parameters
        ----------
        names : what a value may be called, to the value; compared without case, spaces and punctuation
        """
        plain = {normalise(name): value for name, value in names.items()}
        allowed = tuple(dict.fromkeys(names.values()))

        def read(cell: Cell) -> str | Problem | None:
            if cell is None:
                return None
            value = plain.get(normalise(as_text(cell)))
            return faults.unknown_value(as_text(cell), allowed) if value is None else value

        return self._column(self.cells(position), read, column)

    def _column(self, cells: Iterable[Cell], read: Callable[[Cell], Any], column: str) -> Column:
        values: list[Any] = []
        problems = []
        known: dict[str, Any] = {}
        for row, cell in zip(self.row_numbers, cells, strict=True):
            if isinstance(cell, str):
                # The same few texts fill most columns: each is read once.
                if cell not in known:
                    known[cell] = read(cell)
                value = known[cell]
            else:
                value = read(cell)
            if isinstance(value, Problem):
                problems.append(Problem(value.code, value.sentence, self.file, row, column))
                value = None
            values.append(value)
        return Column(values, tuple(problems))

    def _decimal_marks(self, cells: Sequence[Cell], column: str) -> Mark:
        sure, unsure = numbers.agree_on_mark(_distinct(cells))
        if unsure is not None and not sure:
            asked = self._rows[: _CELLS_ASKED // max(1, len(self.columns))]
            sure, _ = numbers.agree_on_mark(cell for row in asked for cell in row if isinstance(cell, str))
        if unsure is not None and len(sure) != 1:
            raise self._question("not_a_number", faults.which_mark(unsure), column, unsure)
        return next(iter(sure), ".")

    def _moment_reader(
        self, position: int, column: str, order: DayOrder | None
    ) -> Callable[[Cell], datetime | Problem | None]:
        agreed = order or self._day_order(position, column)

        def read(cell: Cell) -> datetime | Problem | None:
            if cell is None or isinstance(cell, datetime):
                return cell
            if isinstance(cell, date):
                return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001  # the zone is the caller's
            found = self._serial(cell) if not isinstance(cell, str) else self._written(cell, agreed)
            if found is None:
                return faults.not_a_date(as_text(cell))
            if not dates.FIRST_YEAR <= found.year <= dates.LAST_YEAR:
                return faults.year_out_of_range(as_text(cell))
            return found

        return read

    def _day_order(self, position: int, column: str) -> DayOrder:
        sure, unsure = dates.agree_on_order(_distinct(self.cells(position)))
        if len(sure) == 2:
            sentence = faults.mixed_orders(sure["day_first"], sure["month_first"])
            raise self._question("ambiguous_date", sentence, column, sure["month_first"])
        if unsure is not None and not sure:
            raise self._question("ambiguous_date", faults.which_order(unsure), column, unsure)
        return next(iter(sure), "day_first")

    def _written(self, text: str, order: DayOrder) -> datetime | None:
        found = dates.read_moment(text, order)
        if found is None and self._may_be_serial and text.replace(".", "", 1).replace(",", "", 1).isdigit():
            return dates.read_serial(float(text.replace(",", ".")))
        return found

    def _serial(self, cell: float | int | bool) -> datetime | None:
        if isinstance(cell, bool):
            return None
        if float(cell).is_integer() and cell > dates.FIRST_YEAR * 10_000:
            return dates.read_moment(str(int(cell)), "day_first")
        return dates.read_serial(float(cell)) if self._may_be_serial else None

    def _question(self, code: str, sentence: Sentence, column: str, cell: str) -> BadInput:
        position = next(at for at in range(len(self.columns)) if cell in self.cells(at))
        row = self.row_numbers[self.cells(position).index(cell)]
        return BadInput(sentence, code=code, problems=[Problem(code, sentence, self.file, row, column)])


def _distinct(cells: Iterable[Cell]) -> list[str]:
    """Return the texts of a column, each once, in their order: the question names the first."""
    return list(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))


def as_text(cell: Cell) -> str:
    """Write a cell as people do: whole numbers without ``.0``, dates as ISO 8601."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
