"""An agreement with a partner: whether it holds on a day, and what to do about its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from saindege.base.errors import BadInput, Problem, Sentence

Standing = Literal["not_yet", "running", "ends_soon", "expired"]
LONGEST_YEARS = 20


@dataclass(frozen=True, slots=True)
class Term:
    """How an agreement stands on a day.

    Attributes
    ----------
    standing : whether it holds
    days : until it starts, until it ends, or since it ended
    sentence : what to do; None while nothing is to be done
    """

    standing: Standing
    days: int
    sentence: Sentence | None


class TermRefused(BadInput):
    """An agreement cannot run like that."""

    code = "out_of_range"


def standing_on(day: date, *, starts_on: date, ends_on: date, remind_days: int) -> Term:
    """Say how an agreement stands on a day; its last day still counts."""
    if day < starts_on:
        days = (starts_on - day).days
        return Term(
            "not_yet",
            days,
            Sentence(
                id=f"Mulai berlaku {starts_on:%d-%m-%Y}. Jadwalkan narasumbernya sesudah hari itu.",
                en=f"Holds from {starts_on}. Plan its speakers for after that day.",
            ),
        )
    if day > ends_on:
        days = (day - ends_on).days
        return Term(
            "expired",
            days,
            Sentence(
                id=f"Berakhir {ends_on:%d-%m-%Y}. Perpanjang dahulu, atau pakai surat permohonan narasumber "
                "untuk satu kegiatan.",
                en=f"Ended on {ends_on}. Renew it first, or ask for a speaker by a letter for one event.",
            ),
        )
    days = (ends_on - day).days
    if day >= ends_on - timedelta(days=remind_days):
        return Term(
            "ends_soon",
            days,
            Sentence(
                id=f"Berakhir {ends_on:%d-%m-%Y}, {days} hari lagi. Hubungi mitra untuk memperpanjang.",
                en=f"Ends on {ends_on}, in {days} days. Call the partner to renew it.",
            ),
        )
    return Term("running", days, None)


def faults(*, starts_on: date, ends_on: date) -> list[Problem]:
    """Name what an agreement's term may not be."""
    if ends_on < starts_on:
        return [
            Problem(
                "out_of_range",
                Sentence(
                    id=f"Berakhir {ends_on:%d-%m-%Y} sebelum mulai {starts_on:%d-%m-%Y}. Ubah satu.",
                    en=f"It ends on {ends_on}, before it starts on {starts_on}. Change one.",
                ),
                column="ends_on",
            )
        ]
    if (ends_on - starts_on).days > LONGEST_YEARS * 366:
        return [
            Problem(
                "out_of_range",
                Sentence(
                    id=f"Lebih dari {LONGEST_YEARS} tahun. Periksa tahunnya.",
                    en=f"More than {LONGEST_YEARS} years. Look at the year.",
                ),
                column="ends_on",
            )
        ]
    return []
