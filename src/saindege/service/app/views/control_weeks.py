"""The weeks of a control chart as they are drawn and told: on the chart's own page, and on the page of the service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saindege.service.app.views import words
from saindege.service.app.views.control_words import name_rules, say_signal
from saindege.service.control import ControlChart, Point

Figures = Mapping[str, Any]


def draw(chart: ControlChart, points: Sequence[Point]) -> dict[str, Any]:
    """Return some neighbouring weeks of a chart and the phases over them, for the picture."""
    shown = [
        {
            "label": str(point.monday.isocalendar().week),
            "value": point.value,
            # Below a limit is faster: seen by the band, and no fault.
            "tone": "bad" if chart.side_of(point) == "above" else "good",
        }
        for point in points
    ]
    phases = []
    for number, phase in enumerate(chart.phases):
        places = [at for at, point in enumerate(points) if point.phase == number]
        if places:
            begins_here = phase.reason and points[places[0]].monday == phase.begins_on
            phases.append(
                {
                    "first": places[0],
                    "last": places[-1],
                    "centre": phase.centre,
                    "low": phase.low,
                    "high": phase.high,
                    "label": phase.reason if begins_here else "",
                }
            )
    return {"points": shown, "drawn_phases": phases}


def week_parts(chart: ControlChart, figures: Figures, promised: float | None) -> dict[str, Any]:
    """Return the weeks for the page of a service: the same limits and the same words as on the control chart."""
    points = chart.points[-figures["shown_weeks"] :]
    last = chart.phases[-1] if chart.phases else None
    return {
        **draw(chart, points),
        "week_sentence": _sentence(chart, points),
        "week_ask": chart.standing in ("slower", "slowing"),
        "week_phase": last,
        "week_promise": promised,
        "week_promise_label": _("janji %(hours)s jam") % {"hours": words.number(promised)}
        if promised
        else "",
        "week_table": [
            [_iso_week(point), words.number(point.value, 1), words.number(point.n), name_rules(point)]
            for point in points
        ],
        "week_legend": _legend(last is not None and last.centre is not None, promised),
    }


def week_rows(chart: ControlChart) -> list[list[Any]]:
    """Return all weeks to be taken away: week, Monday, cases, median, side of the limits."""
    return [
        [_iso_week(point), point.monday.isoformat(), point.n, point.value, chart.side_of(point) or ""]
        for point in chart.points
    ]


def _sentence(chart: ControlChart, points: Sequence[Point]) -> str:
    if chart.standing == "unknown":
        return _(
            "Belum cukup pekan untuk menilai mana yang wajar; garis ini hanya menunjukkan apa yang terjadi."
        )
    if chart.told:
        return say_signal(chart.told[0])
    outside = sum(chart.side_of(point) == "above" for point in points)
    if outside:
        return ngettext(
            "Satu pekan di atas batas; sesudahnya kembali. Belum ada tanda perubahan yang menetap.",
            "%(n)d pekan di atas batas; sesudahnya kembali. Belum ada tanda perubahan yang menetap.",
            outside,
        ) % {"n": outside}
    return _("Naik turunnya di dalam batas. Belum ada tanda perubahan.")


def _iso_week(point: Point) -> str:
    year, number, _day = point.monday.isocalendar()
    return f"{year}-W{number:02d}"


def _legend(has_limits: bool, promised: float | None) -> list[tuple[str, str]]:
    legend = [("line-a", _("median pekan"))]
    if has_limits:
        legend += [("band", _("batas wajar")), ("fill-bad", _("di atas batas"))]
    if promised:
        legend.append(("promise", _("janji")))
    return legend
