"""A block from a file: one row a unit and period, with a column that says whether it was treated then."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.impact import period_column, periods
from saindege.impact.panel_columns import WORDS
from saindege.impact.synthetic.block import Block, build_block

COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{name: words for name, words in WORDS.items() if name != "first_treated"},
    "treated": ("treated", "dilatih", "terlatih", "treatment"),
}


def read_block(
    path: Path,
    columns: Mapping[str, str],
    *,
    sheet: str | None = None,
    limits: table.Limits | None = None,
) -> Block:
    """Read a block.

    Parameters
    ----------
    columns : unit, time, outcome or treated to the header of the file; recognised by the header when absent

    Raises
    ------
    BadInput
        ``missing_column``, ``unknown_column``, ``not_a_number``, ``not_a_date``, ``unknown_value`` (a blank unit, or
        neither yes nor no), and what `build_block` refuses; all faults of the cells at once.
    """
    read = table.read_table(path, sheet=sheet, limits=limits or table.Limits())
    chosen = {header: name for name, header in columns.items()}
    places = table.match_columns(
        read.columns, COLUMNS, chosen=chosen, required=tuple(COLUMNS), file=read.file
    )
    units = read.texts(places["unit"])
    times = period_column.read(read, places["time"], "time", ("number", "month", "quarter", "day"))
    outcome = read.numbers(places["outcome"], "outcome")
    treated = read.booleans(places["treated"], "treated")
    problems = [*times.problems, *outcome.problems, *treated.problems]
    faulty = {(problem.row, problem.column) for problem in problems}
    for name, values in (("unit", units), ("time", times.places), ("treated", treated.values)):
        problems += [
            Problem("unknown_value", _BLANK, row=row, column=name)
            for row, value in zip(read.row_numbers, values, strict=True)
            if value is None and (row, name) not in faulty
        ]
    if problems:
        found = [problem.in_file(read.file) for problem in sorted(problems, key=lambda one: one.row or 0)]
        raise BadInput(found[0].sentence, code=found[0].code, problems=found)
    known = [place for place in times.places if place is not None]
    scale = periods.scale_of(known, times.kind)
    positions = [scale.position(place) for place in known]
    labels = {position: label for position in set(positions) if (label := scale.label(position))}
    return build_block(
        [str(unit) for unit in units],
        positions,
        outcome.values,
        treated.values,
        rows=read.row_numbers,
        labels=labels,
    )


_BLANK = Sentence(
    id="Sel ini kosong. Isi, atau hapus barisnya.", en="This cell is blank. Fill it in, or remove the row."
)
