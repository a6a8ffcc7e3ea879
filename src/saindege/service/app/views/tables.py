"""The same figures as tables: a few rows below each chart, all of them to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saindege.base.app.pages import Cell
from saindege.service.app.queries import SatisfactionFigures
from saindege.service.app.views import words
from saindege.service.app.views.control_weeks import week_rows
from saindege.service.app.views.flow_parts import flow_table
from saindege.service.control import ControlChart

Figures = Mapping[str, Any]
Taken = tuple[str, list[str], list[list[Cell]]]

#: Part of the page to the name under which its table is taken away.
TAKEN = {"week": "pekan", "step": "langkah", "office": "kantor", "variant": "jalur", "element": "unsur"}

_VARIANTS_SHOWN = 8


def table_of(
    name: str,
    figures: Figures,
    offices: Mapping[str, str],
    satisfaction: SatisfactionFigures | None,
    chart: ControlChart,
) -> Taken | None:
    """Return a table to take away: its name, header and rows; None for a name that is none."""
    if name == "pekan":
        header = [
            _("pekan"),
            _("senin"),
            pgettext("permohonan", "berkas"),
            _("median jam"),
            _("di luar batas"),
        ]
        return _("waktu per pekan"), header, week_rows(chart)
    if name == "bulan":
        return _("per bulan"), _month_header(), [_month_row(month) for month in figures["months"]]
    if name == "langkah":
        header = [
            _("langkah"), pgettext("permohonan", "berkas"), _("kali"), _("menit dikerjakan"), _("jam menunggu"), _("bagian waktu menunggu"),
        ]  # fmt: skip
        keys = ("activity", "cases", "times", "work_minutes", "wait_hours", "wait_share")
        return _("langkah"), header, [[step[key] for key in keys] for step in figures["steps"]]
    if name == "peta":
        header = [_("dari"), _("ke"), _("kali"), _("median jam"), _("rata-rata jam")]
        keys = ("source", "target", "count", "median_hours", "mean_hours")
        return _("peta proses"), header, [[edge[key] for key in keys] for edge in figures["map"]["edges"]]
    if name == "jalur":
        rows = [[" > ".join(one["activities"]), one["count"]] for one in figures["map"]["variants"]]
        return _("jalur"), [_("jalur"), pgettext("permohonan", "berkas")], rows
    if name == "kantor":
        return _("per kantor"), _office_header(), [_office_row(one, offices) for one in figures["offices"]]
    if name == "unsur" and satisfaction is not None:
        header = [_("unsur"), _("nilai"), _("bawah"), _("atas"), _("jawaban")]
        rows = [
            [words.say(one.element.name), one.value, one.low, one.high, one.answered]
            for one in satisfaction.elements
        ]
        return _("unsur SKM"), header, rows
    return flow_table(name, figures)


def _month_header() -> list[str]:
    return [
        _("bulan"), pgettext("permohonan", "berkas"), _("median jam"), _("jam bawah"), _("jam atas"), _("bagian tepat waktu"),
        _("tepat waktu bawah"), _("tepat waktu atas"), _("bagian perbaikan berulang"),
    ]  # fmt: skip


def _month_row(month: Mapping[str, Any]) -> list[Cell]:
    hours, on_time = month["hours"], month["on_time"]
    return [
        month["month"], hours["n"], hours["value"], hours["low"], hours["high"],
        on_time["value"], on_time["low"], on_time["high"], month["rework"]["value"],
    ]  # fmt: skip


def _office_header() -> list[str]:
    return [
        _("kantor"), pgettext("permohonan", "berkas"), _("selesai dalam jendela"), _("median jam"), _("jam bawah"), _("jam atas"),
        _("bagian tepat waktu"), _("tepat waktu bawah"), _("tepat waktu atas"), _("bagian benar sekali jalan"),
        _("disembunyikan"),
    ]  # fmt: skip


def _office_row(one: Mapping[str, Any], names: Mapping[str, str]) -> list[Cell]:
    hours, on_time = one["hours"], one["on_time"]
    return [
        names.get(one["office"], one["office"]), one["cases"], one["finished"],
        hours["value"], hours["low"], hours["high"], on_time["value"], on_time["low"], on_time["high"],
        one["first_time_right"]["value"], one["hidden"],
    ]  # fmt: skip


def shown_headers(unit: str) -> dict[str, list[str]]:
    """Return the headers of the tables below the charts."""
    time, interval = _("Median (%(unit)s)") % {"unit": unit}, _("Selang 95 persen")
    return {
        "week_header": [_("Pekan"), time, pgettext("permohonan", "Berkas"), _("Tanda")],
        "step_header": [
            _("Langkah"), pgettext("permohonan", "Berkas"), _("Kali"), _("Dikerjakan (menit)"), _("Menunggu sebelumnya (jam)"),
            _("Bagian waktu (persen)"),
        ],
        "office_header": [
            _("Kantor"), pgettext("permohonan", "Berkas"), time, interval, _("Tepat waktu (persen)"), _("Benar sekali jalan (persen)"),
        ],
        "element_header": [_("Unsur"), _("Nilai"), interval, _("Jawaban")],
    }  # fmt: skip


def shown_steps(figures: Figures) -> list[list[str]]:
    """Return the rows below the process map."""
    return [
        [
            step["activity"],
            words.number(step["cases"]),
            words.number(step["times"]),
            words.number(step["work_minutes"], 1),
            words.number(step["wait_hours"], 1),
            words.percent(step["wait_share"]),
        ]
        for step in figures["steps"]
    ]


def shown_offices(figures: Figures, names: Mapping[str, str]) -> list[list[str]]:
    """Return the rows below the chart of offices, by name; an office with few cases tells only how many."""
    rows = []
    for one in figures["offices"]:
        hours, on_time = one["hours"], one["on_time"]
        rows.append(
            [
                names.get(one["office"], one["office"]),
                words.number(one["finished"]),
                words.number(hours["value"], 1),
                "-" if one["hidden"] else words.interval(hours["low"], hours["high"]),
                words.percent(on_time["value"]),
                words.percent(one["first_time_right"]["value"]),
            ]
        )
    return sorted(rows)


def shown_elements(figures: SatisfactionFigures) -> list[list[str]]:
    """Return the rows below the chart of elements."""
    return [
        [
            words.say(one.element.name),
            words.number(one.value, 1),
            words.interval(one.low, one.high),
            words.number(one.answered),
        ]
        for one in figures.elements
    ]


def shown_variants(figures: Figures) -> list[dict[str, Any]]:
    """Return the most frequent ways: steps, cases, share of the cases in percent."""
    cases: int = figures["window"]["cases"]
    variants: Sequence[Mapping[str, Any]] = figures["map"]["variants"]
    return [
        {"steps": one["activities"], "count": one["count"], "percent": words.percent(one["count"] / cases, 1)}
        for one in variants[:_VARIANTS_SHOWN]
        if cases
    ]
