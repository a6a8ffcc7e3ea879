"""Warnings that go with an estimate: a code for machines, a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.base.errors import Sentence
from saindege.impact.effect.design import Options
from saindege.impact.effect.numbers import Numbers
from saindege.impact.panel import Panel


@dataclass(frozen=True, slots=True)
class Notice:
    """One warning."""

    code: str
    sentence: Sentence


def list_gaps(panel: Panel) -> tuple[Notice, ...]:
    """Warn of units left out and of units that are incomplete."""
    found = []
    if panel.left_out:
        found.append(
            Notice(
                "treated_first_period",
                Sentence(
                    id=f"{panel.left_out} unit sudah dilatih sejak periode pertama dan tidak diikutkan. "
                    "Tambahkan periode sebelumnya bila ada.",
                    en=f"{panel.left_out} units were treated from the first period on and are left out. "
                    "Add earlier periods if there are any.",
                ),
            )
        )
    if panel.incomplete:
        found.append(
            Notice(
                "incomplete_units",
                Sentence(
                    id=f"{panel.incomplete} unit tidak punya angka di sebagian periode dan tidak diikutkan di sel "
                    "yang memerlukannya.",
                    en=f"{panel.incomplete} units lack figures in some periods and are left out of the cells that "
                    "need them.",
                ),
            )
        )
    return tuple(found)


def list_notices(
    panel: Panel, options: Options, numbers: Numbers, stand_in: float | None
) -> tuple[Notice, ...]:
    """List all warnings of an estimate."""
    found = list(list_gaps(panel))
    if numbers.dropped:
        found.append(
            Notice(
                "dropped_cells",
                Sentence(
                    id=f"{len(numbers.dropped)} sel tidak dihitung karena pembandingnya tidak cukup; lihat daftarnya.",
                    en=f"{len(numbers.dropped)} cells were not estimated for want of comparison; see the list.",
                ),
            )
        )
    if stand_in is not None:
        never = Sentence(
            id="Tidak ada unit yang tak pernah dilatih. Kelompok yang dilatih terakhir menjadi pembanding sampai "
            "tanggal pelatihannya.",
            en="No unit is never treated. The group treated last is the comparison until its own date.",
        )
        if options.control == "never":
            never = Sentence(
                id="Tidak ada unit yang tak pernah dilatih. Pakai pembanding notyet.",
                en="No unit is never treated. Use --control notyet.",
            )
        found.append(Notice("no_never_treated", never))
    if numbers.simple.att is not None and numbers.simple.se is None:
        found.append(_no_error(panel))
    found += _thin(panel, numbers)
    return tuple(found)


def _no_error(panel: Panel) -> Notice:
    known = panel.outcome[np.isfinite(panel.outcome)]
    if known.size and known.min() == known.max():
        sentence = Sentence(
            id="Angka hasil sama di semua baris. Periksa kolom yang dipilih.",
            en="The outcome is the same in all rows. Check the column chosen.",
        )
        return Notice("constant_outcome", sentence)
    sentence = Sentence(
        id="Angka hasil tidak beragam antarkantor, jadi galatnya tidak dapat dihitung.",
        en="The outcome does not vary between the units, so no error can be told.",
    )
    return Notice("no_variation", sentence)


def _thin(panel: Panel, numbers: Numbers) -> list[Notice]:
    found = []
    if numbers.simple.att is not None and not numbers.planned.pre.any():
        sentence = Sentence(
            id="Tidak ada periode untuk menguji gerak sebelum pelatihan. Tambahkan periode sebelum pelatihan.",
            en="No period allows a test of the movement before the training. Add periods before it.",
        )
        found.append(Notice("no_pretrend_test", sentence))
    groups = np.unique(numbers.planned.group)
    single = sum(int((panel.first_treated == group).sum() == 1) for group in groups)
    if single:
        sentence = Sentence(
            id=f"{single} kelompok hanya berisi satu unit; galat kelompok itu terlalu kecil.",
            en=f"{single} groups hold a single unit; the error of such a group is too small.",
        )
        found.append(Notice("single_unit_groups", sentence))
    return found
