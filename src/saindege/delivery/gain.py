"""Did people know more afterwards: paired gain between a test before and the same test after."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import person_column

COLUMNS = {
    "person": person_column.WORDS,
    "pre": ("pre", "tes awal", "pretest", "pre test", "sebelum"),
    "post": ("post", "tes akhir", "posttest", "post test", "sesudah"),
}


@dataclass(frozen=True, slots=True)
class Gain:
    """Gain of people who took both tests, in points of the test.

    Attributes
    ----------
    n : people with both marks
    dropped : people who lack one
    mean_pre, mean_post, mean_gain, sd_gain : points; the deviation divides by n - 1, None for one person
    ci95 : of the mean gain, t with n - 1 degrees of freedom
    p_value : paired t test of no gain
    dz, gz : mean over deviation of the gains, and with the small-sample factor 1 - 3 / (4 (n - 1) - 1)
    normalised_gain : mean of (post - pre) / (max - pre) over those who were not at the top before
    at_max : people who were at the top before and are left out of it
    """

    n: int
    dropped: int
    mean_pre: float
    mean_post: float
    mean_gain: float
    sd_gain: float | None
    ci95: tuple[float, float] | None
    p_value: float | None
    dz: float | None
    gz: float | None
    normalised_gain: float | None
    at_max: int


_NO_BEST = Sentence(
    id="Nilai tertinggi harus di atas nol. Tulis nilai penuh tes ini, misalnya --max 100.",
    en="The highest mark must be above zero. Write the full mark of the test, for example --max 100.",
)


class NothingToCompare(BadInput):
    """Nobody has both marks."""

    code = "nothing_to_estimate"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada peserta dengan nilai awal dan akhir. Isi kedua kolom untuk paling sedikit satu orang.",
                en="Nobody has a mark before and after. Fill both columns for at least one person.",
            )
        )


def measure_gain(pre: Sequence[float | None], post: Sequence[float | None], *, best: float = 100.0) -> Gain:
    """Measure the gain of people who took both tests.

    Parameters
    ----------
    pre, post : marks of the same people in the same order, shape (n,); None where a test was not taken
    best : highest mark of the test

    Raises
    ------
    NothingToCompare : nobody has both marks

    Source: paired t test; d_z and its correction as in Hedges (1981); normalised gain as in Hake (1998), by person.
    Assumes: the two tests are equally hard; a gain without a comparison group is no effect of the course.
    """
    pairs = [(a, b) for a, b in zip(pre, post, strict=True) if a is not None and b is not None]
    if not pairs:
        raise NothingToCompare
    before, after = np.array(pairs, dtype=float).T
    gains = after - before
    n, mean = len(pairs), float(gains.mean())
    spread = _spread(gains) if n > 1 else None
    room = before < best
    interval, p_value, dz, gz = _inference(n, mean, spread)
    return Gain(
        n=n,
        dropped=len(pre) - n,
        mean_pre=float(before.mean()),
        mean_post=float(after.mean()),
        mean_gain=mean,
        sd_gain=spread,
        ci95=interval,
        p_value=p_value,
        dz=dz,
        gz=gz,
        normalised_gain=float((gains[room] / (best - before[room])).mean()) if room.any() else None,
        at_max=int((~room).sum()),
    )


def _spread(gains: NDArray[np.float64]) -> float:
    """Return the deviation; 0 where gains differ only by how tenths are kept in a machine."""
    spread = float(gains.std(ddof=1))
    return 0.0 if spread < 1e-12 * max(1.0, float(np.abs(gains).max())) else spread


def _inference(
    n: int, mean: float, spread: float | None
) -> tuple[tuple[float, float] | None, float | None, float | None, float | None]:
    """Interval, p value, d_z and g_z; all None where the gains do not vary or there is one only."""
    if not spread:
        return None, None, None, None
    from scipy.special import stdtr, stdtrit

    error, df = spread / math.sqrt(n), n - 1
    half = float(stdtrit(df, 0.975)) * error
    p_value = float(2 * stdtr(df, -abs(mean / error)))
    dz = mean / spread
    # With two people the small-sample factor is 1 - 3 / 3 = 0: there is nothing left to say.
    gz = dz * (1 - 3 / (4 * df - 1))
    return (mean - half, mean + half), p_value, dz, gz


def read_gain(path: Path, *, best: float = 100.0, sheet: str | None = None) -> Gain:
    """Read marks before and after, one row a person, and measure the gain.

    Raises
    ------
    BadInput : the file cannot be read, or marks have faults; all of them are named; or no mark can be the highest
    """
    if not 0 < best < math.inf:
        raise BadInput(_NO_BEST, code="out_of_range")
    read = table.read_table(path, sheet=sheet)
    chosen = person_column.names_beside_numbers(read.columns)
    required = ("person", "pre", "post")
    places = table.match_columns(read.columns, COLUMNS, chosen=chosen, required=required, file=read.file)
    columns = {name: read.numbers(places[name], name) for name in ("pre", "post")}
    problems = person_column.not_one_row_each(read, places["person"])
    problems += [problem for column in columns.values() for problem in column.problems]
    for name, column in columns.items():
        problems += [
            Problem("out_of_range", _outside(value, best), read.file, row, name)
            for row, value in zip(read.row_numbers, column.values, strict=True)
            if value is not None and not 0 <= value <= best
        ]
    if problems:
        problems.sort(key=lambda each: (each.row or 0, each.column or ""))
        raise BadInput(problems[0].sentence, code=problems[0].code, problems=problems)
    return measure_gain(columns["pre"].values, columns["post"].values, best=best)


def _outside(value: float, best: float) -> Sentence:
    return Sentence(
        id=f"{value:g} di luar 0 sampai {best:g}. Perbaiki nilainya, atau sebut nilai tertinggi dengan --max.",
        en=f"{value:g} is outside 0 to {best:g}. Mend the mark, or name the highest one with --max.",
    )
