"""The panel that an effect is estimated from: units by periods, and when each unit was first treated."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from saindege.base.errors import BadInput, Problem, Sentence

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Panel:
    """Outcomes of units by periods, ready to be estimated from.

    Attributes
    ----------
    units : labels of the units, length n
    periods : the periods as numbers, ascending, shape (T,); event time is counted in their unit
    outcome : shape (n, T); NaN where a unit lacks a period, an outcome, a weight or a covariate
    first_treated : period of the first treatment, shape (n,); infinity means never
    weight : shape (n, T), or None where every unit counts the same
    cluster : group of units that move together, shape (n,) of codes from 0, or None for the unit itself
    strata : units among which dates may be exchanged, shape (n,) of codes from 0, or None for all
    covariates : name to values, each of shape (n, T)
    checks : name to values of further outcomes that should not move, each of shape (n, T)
    labels : how numbers of `periods` and `first_treated` are to be shown, where not as numbers
    left_out : units that were treated from the first period on and therefore have no past
    incomplete : units of `units` that lack a period or an outcome somewhere
    """

    units: tuple[Hashable, ...]
    periods: Floats
    outcome: Floats
    first_treated: Floats
    weight: Floats | None = None
    cluster: Integers | None = None
    strata: Integers | None = None
    covariates: Mapping[str, Floats] = field(default_factory=dict)
    checks: Mapping[str, Floats] = field(default_factory=dict)
    labels: Mapping[float, str] = field(default_factory=dict)
    left_out: int = 0
    incomplete: int = 0

    def label(self, period: float) -> str | float | int:
        """Return a period as its owner wrote it."""
        plain = int(period) if float(period).is_integer() else float(period)
        return self.labels.get(float(period), plain)

    @property
    def is_complete(self) -> bool:
        """Whether no unit lacks anything."""
        return self.incomplete == 0

    @property
    def constant_weight(self) -> Floats | None:
        """Weights of shape (n,) where they do not change over time, else None."""
        if self.weight is None:
            return np.ones(len(self.units))
        first = self.weight[:, 0]
        return first if bool((self.weight == first[:, None]).all()) else None

    @property
    def unit_weight(self) -> Floats:
        """Weight of each unit as a member of its group: that of its first observed period, shape (n,)."""
        if self.weight is None:
            return np.ones(len(self.units))
        observed = np.isfinite(self.weight)
        first: Floats = self.weight[np.arange(len(self.units)), observed.argmax(axis=1)]
        return first


@dataclass(frozen=True, slots=True)
class LongColumns:
    """A long panel, one entry a unit and period; all of one length.

    Attributes
    ----------
    unit, cluster, strata : any labels
    time : numbers, ascending in time
    outcome, weight, covariates, checks : numbers, NaN where missing
    first_treated : numbers on the scale of `time`; 0, NaN or infinity mean never
    rows : row of each entry as a spreadsheet shows it; counted from 2 when not given
    labels : how each number of `time` is to be shown; the number itself when not given
    """

    unit: ArrayLike
    time: ArrayLike
    outcome: ArrayLike
    first_treated: ArrayLike
    weight: ArrayLike | None = None
    cluster: ArrayLike | None = None
    strata: ArrayLike | None = None
    covariates: Mapping[str, ArrayLike] = field(default_factory=dict)
    checks: Mapping[str, ArrayLike] = field(default_factory=dict)
    rows: Sequence[int] | None = None
    labels: Mapping[float, str] = field(default_factory=dict)


def build_panel(long: LongColumns, *, anticipation: float = 0) -> Panel:
    """Arrange a long panel as a matrix and refuse what cannot be estimated from.

    Raises
    ------
    BadInput
        ``duplicate`` for two rows of one unit and period, ``conflict`` for a first-treated date, cluster or
        stratum that changes within a unit, ``nothing_to_estimate`` for fewer than two periods, for nobody
        treated and for every treated unit treated from the first period; all problems at once.
    """
    labels, unit = _codes(np.asarray(long.unit))
    times, time = _codes(np.asarray(long.time, dtype=np.float64))
    periods = times.astype(np.float64)
    first = np.asarray(long.first_treated, dtype=np.float64)
    first = np.where(np.isnan(first) | (first == 0), np.inf, first)
    shape = (len(labels), len(periods))
    cell = unit * shape[1] + time
    rows = _Rows(long, unit)
    _refuse(rows.contradictions(cell, shape, first))
    _refuse_too_little(periods, first, anticipation)

    def wide(values: ArrayLike) -> Floats:
        matrix = np.full(shape[0] * shape[1], np.nan)
        matrix[cell] = np.asarray(values, dtype=np.float64)
        # An endless number is no outcome, no weight and no covariate.
        return np.where(np.isfinite(matrix), matrix, np.nan).reshape(shape)

    outcome = wide(long.outcome)
    weight = None if long.weight is None else wide(long.weight)
    covariates = {name: wide(values) for name, values in long.covariates.items()}
    for needed in (*([] if weight is None else [weight]), *covariates.values()):
        outcome = np.where(np.isfinite(needed), outcome, np.nan)
    entry = rows.first_entry
    unit_first = first[entry]
    kept = unit_first - anticipation > periods[0]
    return Panel(
        units=tuple(labels[kept].tolist()),
        periods=periods,
        outcome=outcome[kept],
        first_treated=unit_first[kept],
        weight=None if weight is None else weight[kept],
        cluster=_unit_codes(long.cluster, entry, kept),
        strata=_unit_codes(long.strata, entry, kept),
        covariates={name: matrix[kept] for name, matrix in covariates.items()},
        checks={name: wide(values)[kept] for name, values in long.checks.items()},
        labels=dict(long.labels),
        left_out=int((~kept).sum()),
        incomplete=int(np.isnan(outcome[kept]).any(axis=1).sum()),
    )


def _codes(values: NDArray[np.generic]) -> tuple[NDArray[np.generic], Integers]:
    """Distinct values in ascending order and the code of each entry; whole numbers take a short cut."""
    if values.dtype.kind in "iuf" and len(values):
        low, high = values.min(), values.max()
        span = float(high) - float(low)
        whole = values.dtype.kind != "f" or bool((values == np.floor(values)).all())
        if whole and span <= 4 * len(values) + 1000:
            shifted = (values - low).astype(np.int64)
            present = np.bincount(shifted) > 0
            return (np.flatnonzero(present) + low).astype(values.dtype), (np.cumsum(present) - 1)[shifted]
    labels, codes = np.unique(values, return_inverse=True)
    return labels, codes.astype(np.int64)


def _unit_codes(values: ArrayLike | None, entry: Integers, kept: NDArray[np.bool_]) -> Integers | None:
    return None if values is None else _codes(np.asarray(values)[entry][kept])[1]


class _Rows:
    """Finds the rows that contradict one another; the spreadsheet's row numbers are for the reader."""

    def __init__(self, long: LongColumns, unit: Integers) -> None:
        self.long = long
        self.unit = unit
        units = int(unit.max()) + 1 if len(unit) else 0
        self.first_entry = np.zeros(units, dtype=np.int64)
        # Assigned backwards, so that the first row of a unit remains.
        self.first_entry[unit[::-1]] = np.arange(len(unit))[::-1]

    def number(self, entry: int) -> int:
        return self.long.rows[entry] if self.long.rows is not None else int(entry) + 2

    def contradictions(self, cell: Integers, shape: tuple[int, int], first: Floats) -> list[Problem]:
        found = self.duplicates(cell, shape)
        for name, values in (
            ("first_treated", first), ("cluster", self.long.cluster), ("strata", self.long.strata),
        ):  # fmt: skip
            if values is not None:
                found += self.changes(name, np.asarray(values))
        return found

    def duplicates(self, cell: Integers, shape: tuple[int, int]) -> list[Problem]:
        counts = np.bincount(cell, minlength=shape[0] * shape[1])
        if counts.max(initial=0) <= 1:
            return []
        seen: dict[int, int] = {}
        found = []
        for entry in np.flatnonzero(counts[cell] > 1).tolist():
            earlier = seen.setdefault(int(cell[entry]), entry)
            if earlier != entry:
                first = self.number(earlier)
                found.append(
                    Problem(
                        "duplicate",
                        Sentence(
                            id=f"Unit dan periode ini sudah ada di baris {first}. Sisakan satu baris.",
                            en=f"This unit and period already stand in row {first}. Keep one row.",
                        ),
                        row=self.number(entry),
                        column="unit",
                    )
                )
        return found

    def changes(self, column: str, values: NDArray[np.generic]) -> list[Problem]:
        expected = values[self.first_entry][self.unit]
        return [
            Problem(
                "conflict",
                Sentence(
                    id=f"Nilai ini berbeda dengan baris {self.number(int(self.first_entry[self.unit[entry]]))} "
                    "dari unit yang sama. Samakan untuk semua baris unit itu.",
                    en=f"This differs from row {self.number(int(self.first_entry[self.unit[entry]]))} of the "
                    "same unit. Make it the same in all rows of that unit.",
                ),
                row=self.number(entry),
                column=column,
            )
            for entry in np.flatnonzero(values != expected).tolist()
        ]


def _refuse(problems: list[Problem]) -> None:
    if problems:
        sentence = Sentence(
            id=f"Panel ini memuat {len(problems)} baris yang bertentangan. Perbaiki baris-baris itu, lalu ulangi.",
            en=f"This panel holds {len(problems)} contradicting rows. Mend those rows, then try again.",
        )
        raise BadInput(sentence, code=problems[0].code, problems=problems)


def _refuse_too_little(periods: Floats, first: Floats, anticipation: float) -> None:
    if len(periods) < 2:
        raise NothingToEstimate(
            Sentence(
                id="Panel ini memuat kurang dari dua periode. Tambahkan periode sebelum dan sesudah pelatihan.",
                en="This panel holds fewer than two periods. Add periods before and after the training.",
            )
        )
    treated = np.isfinite(first) & (first <= periods[-1])
    if not treated.any():
        raise NothingToEstimate(
            Sentence(
                id="Tidak ada unit yang dilatih di dalam rentang periode panel. Periksa kolom tanggal pelatihan.",
                en="No unit is treated within the periods of this panel. Check the first-treated column.",
            )
        )
    if (first[treated] - anticipation <= periods[0]).all():
        raise NothingToEstimate(
            Sentence(
                id="Semua unit yang dilatih sudah dilatih sejak periode pertama, jadi keadaan sebelumnya tidak diketahui. "
                "Tambahkan periode sebelum pelatihan, atau kantor yang dilatih kemudian.",
                en="Every treated unit is treated from the first period, so nothing is known of the time before. Add "
                "periods before the training, or offices that are trained later.",
            )
        )


class NothingToEstimate(BadInput):
    """The panel holds no comparison from which an effect could be estimated."""

    code = "nothing_to_estimate"
