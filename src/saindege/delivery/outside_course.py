"""A course taken elsewhere: what cannot be so, before anybody looks at its proof."""

from __future__ import annotations

from datetime import date
from typing import Final

from saindege.base.errors import Problem, Sentence
from saindege.programme.method import Unit

_MINUTES_OF_A_DAY: Final = 24 * 60


def faults(
    *, first_on: date, last_on: date, quantity: float, unit: Unit, today: date, hour_minutes: int
) -> list[Problem]:
    """Name what cannot be: days turned round or to come, nothing, or more than the days hold.

    Parameters
    ----------
    quantity : units of the legal form
    hour_minutes : minutes of one JP
    """
    found: list[Problem] = []
    if last_on < first_on:
        found.append(
            _problem(
                "last_on",
                f"{last_on:%d-%m-%Y} sebelum tanggal mulai, {first_on:%d-%m-%Y}. Perbaiki salah satunya.",
                f"{last_on:%Y-%m-%d} comes before the start, {first_on:%Y-%m-%d}. Mend one of them.",
            )
        )
    elif last_on > today:
        found.append(
            _problem(
                "last_on",
                f"Pelatihan ini baru selesai {last_on:%d-%m-%Y}. Ajukan sesudah selesai.",
                f"This course ends on {last_on:%Y-%m-%d} only. Claim it once it is over.",
            )
        )
    if quantity <= 0:
        found.append(_problem("quantity", "Tulis angka lebih dari 0.", "Write a number above 0."))
    days = (last_on - first_on).days + 1
    if days < 1:
        return found
    written, written_en = f"{quantity:g}".replace(".", ","), f"{quantity:g}"
    if unit == "day" and quantity > days:
        found.append(
            _problem(
                "quantity",
                f"{written} hari, padahal mulai sampai selesai {days} hari. Perbaiki salah satunya.",
                f"{written_en} days, but start to end are {days}. Mend one of them.",
            )
        )
    if unit == "hour" and quantity * hour_minutes > days * _MINUTES_OF_A_DAY:
        found.append(
            _problem(
                "quantity",
                f"{written} JP tidak muat dalam {days} hari. Periksa jumlah dan tanggalnya.",
                f"{written_en} learning hours do not fit into {days} days. Check the number and the dates.",
            )
        )
    return found


def _problem(column: str, indonesian: str, english: str) -> Problem:
    return Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)
