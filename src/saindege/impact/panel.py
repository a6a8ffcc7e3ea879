"""The panel that an effect is estimated from: units by periods, and when each unit was first treated."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.impact.layout import Layout, codes, lay_out

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
    laid = lay_out(np.asarray(long.unit), np.asarray(long.time, dtype=np.float64))
    labels, periods, entry, wide = laid.labels, laid.periods, laid.first_entry, laid.wide
    first = np.asarray(long.first_treated, dtype=np.float64)
    unit_first = _or_never(first[entry])
    _refuse(_Rows(long, laid).contradictions(first))
    _refuse_too_little(periods, unit_first, anticipation)

    outcome = wide(long.outcome)
    weight = None if long.weight is None else wide(long.weight)
    covariates = {name: wide(values) for name, values in long.covariates.items()}
    for needed in (*([] if weight is None else [weight]), *covariates.values()):
        outcome = np.where(np.isfinite(needed), outcome, np.nan)
    kept = unit_first - anticipation > periods[0]
    if not np.isfinite(outcome[kept]).any():
        raise NothingToEstimate(
            Sentence(
                id="Tidak ada satu pun hasil yang terisi. Isi kolom hasil, satu angka untuk tiap unit dan periode.",
                en="Not one outcome is filled in. Fill in the outcome, a number for each unit and period.",
            )
        )
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


def _unit_codes(values: ArrayLike | None, entry: Integers, kept: NDArray[np.bool_]) -> Integers | None:
    return None if values is None else codes(np.asarray(values)[entry][kept])[1]


def _or_never(first: Floats) -> Floats:
    return np.where(np.isnan(first) | (first == 0), np.inf, first)


class _Rows:
    """Finds the rows that contradict one another; the spreadsheet's row numbers are for the reader."""

    def __init__(self, long: LongColumns, laid: Layout) -> None:
        self.long = long
        self.laid = laid

    def number(self, entry: int) -> int:
        return self.long.rows[entry] if self.long.rows is not None else int(entry) + 2

    def contradictions(self, first: Floats) -> list[Problem]:
        found = self.duplicates()
        if len(self.laid.differing(first)):
            found += self.changes("first_treated", _or_never(first))
        for name, values in (("cluster", self.long.cluster), ("strata", self.long.strata)):
            if values is not None:
                found += self.changes(name, np.asarray(values))
        return found

    def duplicates(self) -> list[Problem]:
        cell = self.laid.cell
        if cell is None:
            return []
        seen: dict[int, int] = {}
        found = []
        for entry in self.laid.repeated().tolist():
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
        return [
            Problem("conflict", self._change(column, entry), row=self.number(entry), column=column)
            for entry in self.laid.differing(values).tolist()
        ]

    def _change(self, column: str, entry: int) -> Sentence:
        first = self.number(int(self.laid.first_entry[self.laid.unit_of(entry)]))
        more_id = more_en = ""
        if column == "first_treated":
            more_id = " Pelatihan tidak berhenti lagi: tulis kapan pertama kali dilatih, di semua barisnya."
            more_en = (
                " Training does not switch off again: write when the unit was first trained, in all its rows."
            )
        return Sentence(
            id=f"Nilai ini berbeda dengan baris {first} dari unit yang sama. Samakan untuk semua baris unit itu.{more_id}",
            en=f"This differs from row {first} of the same unit. Make it the same in all rows of that unit.{more_en}",
        )


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
