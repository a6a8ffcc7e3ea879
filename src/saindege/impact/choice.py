"""Doubts about a plan before it is carried out: who is compared with whom, and why these offices were chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from saindege.base import chance
from saindege.base.errors import Sentence
from saindege.impact.effect import verdict
from saindege.impact.effect.design import Better
from saindege.impact.effect.notices import Notice
from saindege.impact.panel import Floats

RECENT = 3
DRAWS = 999
SUSPICIOUS = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """How chosen offices differ from the others before anything happens.

    Attributes
    ----------
    level_gap : usual level of the chosen less that of the others, in the unit of the outcome
    level_p : how often offices picked by lot differ as much, 0 to 1
    recent_gap : the same of the last three periods against each office's own usual
    recent_p : how often offices picked by lot differ as much
    returning_share : share of such a swing that went back by itself within three periods in the past; None where the
        past is too short to tell
    expected_return : by how much the chosen will move back without any training; None as before
    chosen, others : number of offices
    """

    level_gap: float
    level_p: float
    recent_gap: float
    recent_p: float
    returning_share: float | None
    expected_return: float | None
    chosen: int
    others: int

    def is_suspicious(self) -> bool:
        """Whether the choice looks as if it followed the outcome."""
        return min(self.level_p, self.recent_p) < SUSPICIOUS


def look_at_choice(
    outcome: Floats, units: Sequence[object], chosen: Collection[object], *, seed: int = 1
) -> Choice | None:
    """Compare chosen offices with the others in their own past; None where one side or the past is empty.

    Parameters
    ----------
    outcome : shape (n, T) before the training, NaN where an office lacks a period
    units : labels of the rows

    Assumes that the last three periods are what a chooser looked at.
    """
    mask = np.array([unit in chosen for unit in units])
    usable = np.isfinite(outcome[:, -RECENT:]).any(axis=1) & np.isfinite(outcome[:, :-RECENT]).any(axis=1)
    mask, rows = mask[usable], outcome[usable]
    if not mask.any() or mask.all() or outcome.shape[1] < RECENT + 2:
        return None
    moved = rows - _mean(rows, 0)
    usual = _mean(moved[:, :-RECENT], 1)
    swing = _mean(moved[:, -RECENT:], 1) - usual
    rng = chance.stream(seed, "impact.choice")
    drawn = rng.permuted(np.tile(mask, (DRAWS, 1)), axis=1)
    recent_gap, share = _gap(swing, mask), _returning_share(moved)
    return Choice(
        level_gap=_gap(usual, mask),
        level_p=_p_value(usual, mask, drawn),
        recent_gap=recent_gap,
        recent_p=_p_value(swing, mask, drawn),
        returning_share=share,
        expected_return=None if share is None else -share * recent_gap,
        chosen=int(mask.sum()),
        others=int((~mask).sum()),
    )


def _mean(values: Floats, axis: int) -> Floats:
    """Mean of what is known, NaN where nothing is."""
    known = np.isfinite(values)
    count, total = known.sum(axis=axis), np.where(known, values, 0.0).sum(axis=axis)
    return np.asarray(np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0))


def _gap(values: Floats, mask: np.ndarray) -> float:
    return float(values[mask].mean() - values[~mask].mean())


def _p_value(values: Floats, mask: np.ndarray, drawn: np.ndarray) -> float:
    inside = drawn @ values / mask.sum()
    outside = (~drawn) @ values / (~mask).sum()
    as_large = np.abs(inside - outside) >= abs(_gap(values, mask)) - 1e-12
    return float((1 + as_large.sum()) / (1 + len(drawn)))


def _returning_share(moved: Floats) -> float | None:
    """Share of a swing of three periods that is gone in the next three, from all offices' past, 0 to 1."""
    now, later = [], []
    # The usual level comes from all other periods: one that rests on few would itself look like a lasting swing.
    for end in range(RECENT, moved.shape[1] - RECENT + 1):
        others = np.delete(moved, np.arange(end - RECENT, end + RECENT), axis=1)
        if others.shape[1] < RECENT:
            break
        usual = _mean(others, 1)
        now.append(_mean(moved[:, end - RECENT : end], 1) - usual)
        later.append(_mean(moved[:, end : end + RECENT], 1) - usual)
    if not now:
        return None
    swing, after = np.concatenate(now), np.concatenate(later)
    told = np.isfinite(swing) & np.isfinite(after)
    square = float((swing[told] ** 2).sum())
    if square == 0:
        return None
    return min(1.0, max(0.0, 1 - float((swing[told] * after[told]).sum()) / square))


def doubt_sizes(sizes: Sequence[int], waiting: int) -> tuple[Notice, ...]:
    """Say what speaks against waves of these sizes."""
    found = []
    if len(sizes) == 1 and waiting == 0:
        found.append(Notice("all_start_at_once", ALL_AT_ONCE))
    elif waiting == 0:
        found.append(Notice("nobody_waits", NOBODY_WAITS))
    if sum(sizes) < verdict.FEWEST_TREATED:
        found.append(Notice("few_treated_units", verdict.REASONS["few_treated_units"]))
    compared = waiting or (sizes[-1] if len(sizes) > 1 else 0)
    if compared < verdict.FEWEST_COMPARED:
        found.append(Notice("few_control_units", verdict.REASONS["few_control_units"]))
    return tuple(found)


def doubt_choice(look: Choice, better: Better) -> tuple[Notice, ...]:
    """Say what speaks against a choice by hand."""
    found = [Notice("chosen_by_hand", BY_HAND)]
    is_high = look.recent_gap > 0
    if look.recent_p < SUSPICIOUS:
        is_bad = is_high == (better == "lower")
        found.append(
            Notice("chosen_after_bad_spell", BAD_SPELL)
            if is_bad
            else Notice("chosen_after_good_spell", GOOD_SPELL)
        )
    if look.level_p < SUSPICIOUS:
        worst = (look.level_gap > 0) == (better == "lower")
        found.append(Notice("chosen_worst", WORST) if worst else Notice("chosen_best", BEST))
    return tuple(found)


ALL_AT_ONCE = Sentence(
    id="Semua kantor mulai bersamaan, jadi tidak ada pembanding: pengaruh tidak dapat dibuktikan. Yang tersisa hanya "
    "deret waktu terputus (perlu 8 bulan sebelum dan 4 sesudah), dan apa pun yang berubah pada bulan yang sama ikut "
    "terhitung. Latihlah bergelombang.",
    en="All offices start at once, so there is nothing to compare with: an effect cannot be proven. What is left is an "
    "interrupted time series (8 months before and 4 after), in which whatever else changed that month counts too. "
    "Train in waves.",
)
NOBODY_WAITS = Sentence(
    id="Tidak ada kantor yang menunggu sampai akhir. Perbandingan berhenti begitu gelombang terakhir dilatih.",
    en="No office waits until the end. The comparison ends as soon as the last wave is trained.",
)
BY_HAND = Sentence(
    id="Kantor dipilih, bukan diundi. Andaikan hasilnya berbeda, alasan memilih itu pun dapat menjadi sebabnya.",
    en="Offices are chosen, not drawn by lot. If they turn out different, the reason for choosing may be the cause.",
)
BAD_SPELL = Sentence(
    id="Kantor yang dipilih baru saja melewati masa buruk. Mereka akan membaik sebagian tanpa pelatihan pun.",
    en="The chosen offices have just been through a bad spell. They will partly recover without any training.",
)
GOOD_SPELL = Sentence(
    id="Kantor yang dipilih sedang dalam masa baik. Mereka akan turun sebagian, seolah-olah pelatihan merugikan.",
    en="The chosen offices are in a good spell. They will partly fall back, as if the training did harm.",
)
WORST = Sentence(
    id="Yang dipilih kantor-kantor terlemah. Pembandingnya kantor yang lain sifatnya; undilah di antara yang sejenis.",
    en="The weakest offices were chosen. The comparison is of another nature; draw lots among offices alike.",
)
BEST = Sentence(
    id="Yang dipilih kantor-kantor terbaik. Hasilnya tidak berlaku bagi yang lain; undilah di antara yang sejenis.",
    en="The best offices were chosen. What is found does not hold for the others; draw lots among offices alike.",
)
