"""Which column of a file is what in a panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WORDS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "kantor", "office", "unit kerja", "opd", "perangkat daerah"),
    "time": ("time", "period", "periode", "bulan", "month", "triwulan", "quarter", "tahun", "year", "waktu"),
    "outcome": ("outcome", "hasil", "nilai", "y"),
    "first_treated": (
        "first treated", "first treat", "tanggal dilatih", "dilatih", "mulai dilatih", "pertama dilatih",
        "trained on", "first trained",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PanelColumns:
    """Headers of the file; None where the header itself says what it is, or where there is no such column.

    Attributes
    ----------
    unit, time, outcome, first_treated : must be there, chosen or recognised
    covariates, checks : numbers to adjust for, and numbers that must not move with the training
    cluster, strata : groups of units that move together; units among which dates may be exchanged
    weight : weight of each row, 0 or more
    """

    unit: str | None = None
    time: str | None = None
    outcome: str | None = None
    first_treated: str | None = None
    covariates: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    cluster: str | None = None
    strata: str | None = None
    weight: str | None = None
