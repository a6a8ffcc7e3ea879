"""Each month beside the same month a year before, as rows and as a table to take away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from saindege.base.app.pages import Cell
from saindege.service.app.views import words

Figures = Mapping[str, Any]


def year_rows(figures: Figures) -> list[dict[str, Any]]:
    """Return the months that can be compared, the newest first, the last Ramadan at the end."""
    months = figures.get("months_before", [])
    plain = [one for one in months if one["month"]]
    return [_row(one) for one in [*reversed(plain), *(one for one in months if not one["month"])]]


def _row(one: Figures) -> dict[str, Any]:
    now, before = one["now"], one["before"]
    tone, word = "plain", _("belum jelas berubah")
    if now is None or before is None:
        word = _("terlalu sedikit berkas")
    elif one["is_apart"]:
        is_slower = now["hours"]["value"] > before["hours"]["value"]
        tone, word = ("bad", _("lebih lambat")) if is_slower else ("good", _("lebih cepat"))
    fasting = ""
    if one["ramadan_days"] or one["ramadan_days_before"]:
        fasting = _("tanpa %(now)s hari Ramadan (tahun lalu %(before)s)") % {
            "now": one["ramadan_days"],
            "before": one["ramadan_days_before"],
        }
    return {
        "name": words.month(one["month"]) if one["month"] else _("Ramadan"),
        "fasting": fasting,
        "before": _told(before),
        "now": _told(now),
        "before_load": words.number(before["per_working_day"], 1) if before else "-",
        "load": words.number(now["per_working_day"], 1) if now else "-",
        "days": _("%(now)s lawan %(before)s") % {"now": now["working_days"], "before": before["working_days"]}
        if now and before
        else "-",
        "tone": tone,
        "word": word,
    }


def _told(span: Figures | None) -> str:
    if span is None:
        return "-"
    hours = span["hours"]
    return f"{words.number(hours['value'], 1)} ({words.interval(hours['low'], hours['high'])})"


def year_table(figures: Figures) -> tuple[str, list[str], list[list[Cell]]]:
    """Return the comparison to take away."""
    parts = (_("sekarang"), _("tahun lalu"))
    header = [_("bulan"), _("hari Ramadan dikeluarkan"), _("hari Ramadan dikeluarkan tahun lalu")]
    for part in parts:
        header += [
            f"{name} {part}"
            for name in (_("mulai"), _("sampai"), _("hari kerja"), _("berkas"), _("median jam"))
        ]
        header += [f"{name} {part}" for name in (_("jam bawah"), _("jam atas"), _("berkas per hari kerja"))]
    rows = [
        [
            one["month"] or _("Ramadan"),
            one["ramadan_days"],
            one["ramadan_days_before"],
            *_cells(one["now"]),
            *_cells(one["before"]),
        ]
        for one in figures.get("months_before", [])
    ]
    return _("dibanding tahun lalu"), header, rows


def _cells(span: Figures | None) -> list[Cell]:
    if span is None:
        return [""] * 8
    hours = span["hours"]
    return [
        span["first_on"], span["last_on"], span["working_days"], hours["n"], hours["value"], hours["low"], hours["high"],
        span["per_working_day"],
    ]  # fmt: skip
