"""The panel of a synthetic comparison: every unit in every period, treated together from one period on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.base.errors import BadInput, Problem, Sentence

Floats = NDArray[np.float64]
FEWEST_CONTROLS = 2


@dataclass(frozen=True, slots=True)
class Block:
    """Outcomes with the controls first.

    Attributes
    ----------
    units, periods : labels, lengths N and T
    outcome : shape (N, T), without gaps
    controls : number of units never treated; they stand first
    before : number of periods before the treatment
    """

    units: tuple[Hashable, ...]
    periods: tuple[Hashable, ...]
    outcome: Floats
    controls: int
    before: int


class NoBlock(BadInput):
    """The panel is no block: a gap, treatment that ends or begins at different times, nobody to compare with."""

    code = "nothing_to_estimate"


def build_block(
    unit: Sequence[str],
    time: Sequence[float],
    outcome: Sequence[float | None],
    treated: Sequence[bool],
    *,
    rows: Sequence[int] | None = None,
    labels: dict[float, str] | None = None,
) -> Block:
    """Arrange long columns as a block.

    Raises
    ------
    BadInput : ``duplicate`` for two rows of one unit and period
    NoBlock : gaps, no period before or after, different dates, fewer than two controls
    """
    units, unit_code = np.unique(np.asarray(unit), return_inverse=True)
    times, time_code = np.unique(np.asarray(time, dtype=np.float64), return_inverse=True)
    cell = unit_code * len(times) + time_code
    _refuse_duplicates(cell, rows)
    values = np.full(len(units) * len(times), np.nan)
    values[cell] = [np.nan if one is None else one for one in outcome]
    switched = np.zeros(len(values), dtype=np.bool_)
    switched[cell] = treated
    matrix, on = values.reshape(len(units), -1), switched.reshape(len(units), -1)
    if not np.isfinite(matrix).all():
        raise _gaps(int((~np.isfinite(matrix)).any(axis=1).sum()))
    ever = on.any(axis=1)
    before = _before(on[ever], int((~ever).sum()))
    order = np.argsort(ever, kind="stable")
    shown = [(labels or {}).get(float(period), _plain(float(period))) for period in times]
    return Block(
        units=tuple(units[order].tolist()),
        periods=tuple(shown),
        outcome=matrix[order],
        controls=int((~ever).sum()),
        before=before,
    )


def _plain(period: float) -> float | int:
    return int(period) if period.is_integer() else period


def _before(on: NDArray[np.bool_], controls: int) -> int:
    """Number of periods before the treatment of all treated units, shape (n, T)."""
    if not len(on) or controls < FEWEST_CONTROLS:
        raise NoBlock(
            Sentence(
                id=f"{len(on)} unit dilatih dan {controls} pembanding; perlu sekurangnya satu dan dua.",
                en=f"{len(on)} units are treated and {controls} are not; at least one and two are needed.",
            )
        )
    first = on.argmax(axis=1)
    steady = (on == (np.arange(on.shape[1]) >= first[:, None])).all()
    if not steady or len(set(first.tolist())) > 1:
        raise NoBlock(
            Sentence(
                id="Unit yang dilatih harus mulai bersama dan tetap. Untuk tanggal yang berbeda pakai impact estimate.",
                en="Treated units must start together and stay treated. For different dates use impact estimate.",
            )
        )
    if first[0] < 2:
        raise NoBlock(
            Sentence(
                id="Perlu sekurangnya dua periode sebelum pelatihan. Tambahkan periode sebelumnya.",
                en="At least two periods before the treatment are needed. Add earlier periods.",
            )
        )
    return int(first[0])


def _gaps(units: int) -> NoBlock:
    return NoBlock(
        Sentence(
            id=f"{units} unit tidak punya angka di sebagian periode. Lengkapi, atau keluarkan unit itu.",
            en=f"{units} units lack a figure in some periods. Complete them, or leave those units out.",
        )
    )


def _refuse_duplicates(cell: NDArray[np.int64], rows: Sequence[int] | None) -> None:
    first: dict[int, int] = {}
    problems = []
    for entry, code in enumerate(cell.tolist()):
        earlier = first.setdefault(code, entry)
        if earlier != entry:
            number = [one if rows is None else rows[one] for one in (earlier, entry)]
            sentence = Sentence(
                id=f"Unit dan periode ini sudah ada di baris {number[0]}. Sisakan satu baris.",
                en=f"This unit and period already stand in row {number[0]}. Keep one row.",
            )
            problems.append(Problem("duplicate", sentence, row=number[1], column="unit"))
    if problems:
        raise BadInput(problems[0].sentence, code="duplicate", problems=problems)
