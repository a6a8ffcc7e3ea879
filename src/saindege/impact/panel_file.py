"""A panel from a file: which column is what, numbers and periods read, every fault named with its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.impact import period_column, periods
from saindege.impact.effect.notices import Notice
from saindege.impact.panel import LongColumns, Panel, build_panel
from saindege.impact.panel_columns import WORDS, PanelColumns

FIRST_YEAR, LAST_YEAR = 1900, 2199
_MARKED = re.compile(r"[-−+]?\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class PanelFile:
    """A panel and what the file held.

    Attributes
    ----------
    panel : ready to be estimated from
    rows : rows read
    missing_outcomes : rows without an outcome; their units are left out of the cells that need them
    notices : what had to be guessed
    """

    panel: Panel
    rows: int
    missing_outcomes: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class LongFile:
    """The columns of a panel file; the fields as in `PanelFile`."""

    file: str
    long: LongColumns
    rows: int
    missing_outcomes: int
    notices: tuple[Notice, ...]

    def build(self, long: LongColumns | None = None, *, anticipation: float = 0) -> Panel:
        """Arrange these columns, or others made of them; faults name the file."""
        try:
            return build_panel(long or self.long, anticipation=anticipation)
        except BadInput as fault:
            problems = [problem.in_file(self.file) for problem in fault.problems]
            raise type(fault)(fault.sentence, code=fault.code, problems=problems) from fault


def read_panel(
    path: Path,
    columns: PanelColumns | None = None,
    *,
    anticipation: float = 0,
    sheet: str | None = None,
    limits: table.Limits | None = None,
) -> PanelFile:
    """Read a long panel: one row a unit and period.

    Periods are numbers, months (``2026-03``, ``Maret 2026``), quarters (``2026-Q1``) or dates. First-treated cells
    that are blank, 0 or say ``belum`` mean never; a date within a period counts for that period.

    Raises
    ------
    BadInput
        ``missing_column``, ``not_a_number``, ``not_a_date``, ``unknown_value`` (a row without a unit),
        ``out_of_range`` (a negative weight), ``ambiguous_date``, and what ``build_panel`` refuses; all faults of
        the cells at once.
    """
    read = read_long(path, columns, sheet=sheet, limits=limits)
    return PanelFile(read.build(anticipation=anticipation), read.rows, read.missing_outcomes, read.notices)


def read_long(
    path: Path,
    columns: PanelColumns | None = None,
    *,
    sheet: str | None = None,
    limits: table.Limits | None = None,
) -> LongFile:
    """Read the columns of a long panel, not yet arranged: the dates may still be plans."""
    read = table.read_table(path, sheet=sheet, limits=limits or table.Limits())
    return _Reader(read, columns or PanelColumns()).long()


class _Reader:
    """Reads the columns of one file and collects their faults."""

    def __init__(self, read: table.Table, columns: PanelColumns) -> None:
        self.table = read
        self.problems: list[Problem] = []
        self.columns = columns
        self.notices: list[Notice] = []
        self.extra: dict[str, int] = {}
        self.places = self._find_columns()

    def long(self) -> LongFile:
        unit = self._labels("unit")
        scale, time = self._times()
        outcome = self._numbers("outcome", self.places["outcome"])
        weight = self._numbers("weight", self.places["weight"]) if "weight" in self.places else None
        self._refuse_negative(weight)
        extra = {name: self._numbers(name, place) for name, place in self.extra.items()}
        first = self._first_treated(scale)
        cluster = self._labels("cluster") if "cluster" in self.places else None
        strata = self._labels("strata") if "strata" in self.places else None
        self._refuse()
        positions = [scale.position(place) for place in time]
        treated = [0.0 if place is None else scale.position(place) for place in first]
        shown = {number: scale.label(number) for number in {*positions, *treated} - {0.0}}
        long = LongColumns(
            unit=unit,
            time=positions,
            outcome=_floats(outcome),
            first_treated=treated,
            weight=None if weight is None else _floats(weight),
            cluster=cluster,
            strata=strata,
            covariates={name: _floats(extra[name]) for name in self.columns.covariates},
            checks={name: _floats(extra[name]) for name in self.columns.checks},
            rows=self.table.row_numbers,
            labels={number: label for number, label in shown.items() if label is not None},
        )
        missing = sum(value is None for value in outcome)
        return LongFile(self.table.file, long, len(self.table), missing, tuple(self.notices))

    def _find_columns(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for name in (*WORDS, "cluster", "strata", "weight"):
            header = getattr(self.columns, name)
            if header is not None:
                places[name] = self._place(header, name)
        self.extra = {
            name: self._place(name, name) for name in (*self.columns.covariates, *self.columns.checks)
        }
        self._refuse()
        left = {name: words for name, words in WORDS.items() if name not in places}
        free = ["" if at in places.values() else header for at, header in enumerate(self.table.columns)]
        return places | table.match_columns(free, left, required=tuple(left), file=self.table.file)

    def _place(self, header: str, name: str) -> int:
        written = list(self.table.columns)
        if header in written:
            return written.index(header)
        plain = [table.normalise(column) for column in written]
        if table.normalise(header) in plain:
            return plain.index(table.normalise(header))
        self._missing(name, header)
        return -1

    def _missing(self, name: str, header: str) -> None:
        listed = ", ".join(f"“{column}”" for column in self.table.columns[:30] if column)
        sentence = Sentence(
            id=f"Kolom “{header}” tidak ada. Kolom yang ada: {listed}.",
            en=f"There is no column “{header}”. The columns are: {listed}.",
        )
        self.problems.append(Problem("missing_column", sentence, column=name))

    def _labels(self, name: str) -> list[str]:
        found = []
        for row, text in zip(self.table.row_numbers, self.table.texts(self.places[name]), strict=True):
            if text is None:
                sentence = Sentence(
                    id="Sel ini kosong. Isi nama unit atau kelompoknya, atau hapus barisnya.",
                    en="This cell is blank. Fill in the unit or group, or remove the row.",
                )
                self.problems.append(Problem("unknown_value", sentence, row=row, column=name))
            found.append(text or "")
        return found

    def _numbers(self, name: str, place: int) -> list[float | None]:
        try:
            column = self.table.numbers(place, name)
        except BadInput:
            values = _three_decimals(self.table.texts(place))
            if values is None:
                raise
            self.notices.append(_guessed_mark(name))
            return values
        self.problems += column.problems
        return list(column.values)

    def _refuse_negative(self, weight: Sequence[float | None] | None) -> None:
        sentence = Sentence(id="Bobot tidak boleh negatif.", en="A weight must not be negative.")
        self.problems += [
            Problem("out_of_range", sentence, row=row, column="weight")
            for row, value in zip(self.table.row_numbers, weight or (), strict=weight is not None)
            if value is not None and value < 0
        ]

    def _times(self) -> tuple[periods.Scale, list[float]]:
        reading = period_column.read(
            self.table, self.places["time"], "time", ("number", "month", "quarter", "day")
        )
        self.problems += reading.problems
        known = [place for place in reading.places if place is not None]
        faulty = {problem.row for problem in reading.problems}
        for row, place in zip(self.table.row_numbers, reading.places, strict=True):
            if place is None and row not in faulty:
                sentence = Sentence(id="Periode kosong.", en="The period is blank.")
                code = "not_a_number" if reading.kind == "number" else "not_a_date"
                self.problems.append(Problem(code, sentence, row=row, column="time"))
        return periods.scale_of(known, reading.kind), [place or 0.0 for place in reading.places]

    def _first_treated(self, scale: periods.Scale) -> list[float | None]:
        place = self.places["first_treated"]
        texts = self.table.texts(place)
        words = {text for text in set(texts) if periods.is_never(text)}
        never = {row for row, text in zip(self.table.row_numbers, texts, strict=True) if text in words}
        # Beside years a date means its year; beside bare numbers it means nothing.
        kinds: tuple[periods.Kind, ...] = (scale.kind, "day")
        if scale.kind == "number" and not FIRST_YEAR <= scale.origin <= LAST_YEAR:
            kinds = ("number",)
        reading = period_column.read(
            self.table, place, "first_treated", kinds, ignored=never, days_as=scale.kind
        )
        self.problems += reading.problems
        return [
            None if row in never else value
            for row, value in zip(self.table.row_numbers, reading.places, strict=True)
        ]

    def _refuse(self) -> None:
        if not self.problems:
            return
        found = self._in_file()
        first = found[0]
        where = "" if first.row is None else f" (baris {first.row})"
        where_en = "" if first.row is None else f" (row {first.row})"
        more_id = "" if len(found) == 1 else f" Ada {len(found)} kesalahan seluruhnya."
        more_en = "" if len(found) == 1 else f" There are {len(found)} faults in all."
        sentence = Sentence(
            id=f"Panel tidak dapat dibaca{where}: {first.sentence.id}{more_id}",
            en=f"The panel cannot be read{where_en}: {first.sentence.en}{more_en}",
        )
        raise BadInput(sentence, code=first.code, problems=found)

    def _in_file(self) -> list[Problem]:
        return [problem.in_file(self.table.file) for problem in self.problems]


def _three_decimals(texts: Sequence[str | None]) -> list[float | None] | None:
    """Read a column that may hold thousands or thousandths as thousandths, None where it is not wholly of that form.

    Where every number has the mark the two readings differ by one factor for all, which changes the unit of the
    effect but neither its error in proportion, nor any p-value, nor the verdict.
    """
    if not all(text is None or _MARKED.fullmatch(text.strip()) for text in texts):
        return None
    return [
        None if text is None else float(text.strip().replace("−", "-").replace(",", ".")) for text in texts
    ]


def _guessed_mark(name: str) -> Notice:
    sentence = Sentence(
        id=f"Kolom {name} dibaca dengan tiga angka desimal. Bila tandanya ribuan, kalikan pengaruhnya dengan seribu.",
        en=f"Column {name} was read with three decimals. If its mark means thousands, multiply the effect by a thousand.",
    )
    return Notice("decimal_mark_guessed", sentence)


def _floats(values: Sequence[float | None]) -> list[float]:
    return [float("nan") if value is None else value for value in values]
