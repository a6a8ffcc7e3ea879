"""Numbers, periods and states of services in words, in the reader's language."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saindege.base.errors import Language, Sentence

LOG_STATES = {
    "uploaded": ("wait", _("Kolom belum dipilih")),
    "queued": ("wait", _("Sedang diukur")),
    "measured": ("good", _("Sudah diukur")),
    "refused": ("bad", _("Ditolak")),
}


def language() -> Language:
    """Return the reader's language."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def say(sentence: Sentence | Mapping[str, str]) -> str:
    """Return a sentence, or a stored one with its two languages, in the reader's language."""
    if isinstance(sentence, Sentence):
        return sentence.in_language(language())
    return sentence.get(language()) or sentence.get("id", "")


def number(value: float | None, decimals: int = 0) -> str:
    """Write a number as the reader's language has it; a dash where it is not known."""
    if value is None or not math.isfinite(value):
        return "-"
    return formats.number_format(
        round(value, decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True
    )


def signed(value: float | None, decimals: int = 0) -> str:
    """Write a number with its sign, a true minus; nothing that rounds to zero has one."""
    if value is None:
        return "-"
    text = number(abs(value), decimals)
    if text == number(0, decimals):
        return text
    return ("\u2212" if value < 0 else "+") + text


def signed_interval(low: float, high: float, decimals: int = 0) -> str:
    """Write an interval of differences: ``−20 sampai +2``."""
    return gettext("%(low)s sampai %(high)s") % {"low": signed(low, decimals), "high": signed(high, decimals)}


def percent(share: float | None, decimals: int = 0) -> str:
    """Write a share in percent without its sign."""
    return number(None if share is None else share * 100, decimals)


def interval(low: float | None, high: float | None, decimals: int = 1) -> str:
    """Write an interval: ``5,3 sampai 6,1``; a side that is not bounded is said so."""
    if low is None and high is None:
        return gettext("terlalu sedikit berkas untuk selang")
    if high is None:
        return gettext("%(low)s atau lebih") % {"low": number(low, decimals)}
    if low is None:
        return gettext("%(high)s atau kurang") % {"high": number(high, decimals)}
    return gettext("%(low)s sampai %(high)s") % {"low": number(low, decimals), "high": number(high, decimals)}


def share_interval(estimate: Mapping[str, Any], decimals: int = 0) -> str:
    """Write the interval of a share in percent."""
    ends = [None if estimate[end] is None else estimate[end] * 100 for end in ("low", "high")]
    return interval(*ends, decimals)


def duration(hours: float, least_hours: float = 0.25) -> str:
    """Write a time in hours, or in minutes where it is shorter than ``least_hours``."""
    if hours >= least_hours:
        return gettext("%(hours)s jam") % {"hours": number(hours, 1)}
    minutes = hours * 60
    return gettext("%(minutes)s menit") % {
        "minutes": number(minutes, 0 if minutes >= 1 or not minutes else 1)
    }


def day(iso: str) -> str:
    """Write a date in words."""
    return formats.date_format(date.fromisoformat(iso[:10]), "DATE_FORMAT")


def month(text: str) -> str:
    """Write ``2026-11`` as a month in words."""
    return formats.date_format(date.fromisoformat(f"{text}-01"), "F Y")
