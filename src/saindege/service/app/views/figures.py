"""Figures of a service as charts take them: plain values with their intervals and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from saindege.base import period
from saindege.service.app.models import Service
from saindege.service.app.queries import SatisfactionFigures
from saindege.service.app.views import words

Figures = Mapping[str, Any]

# More names than these make no sentence.
_MOST_NAMED = 4


def promise_hours(service: Service) -> float | None:
    """Return the promise in working hours; None where it is told in days, which are not hours."""
    if not service.promise:
        return None
    promise = period.parse_promise(service.promise)
    return promise.quantity if promise.unit == "working_hours" else None


def unit_of(figures: Figures) -> str:
    """Return the unit of all hours on the page."""
    return _("jam kerja") if figures["in_working_hours"] else _("jam")


def big_figures(
    figures: Figures,
    satisfaction: SatisfactionFigures | None,
    promised: float | None,
    *,
    own_only: bool = False,
) -> list[dict[str, Any]]:
    """Return the figures on top: name, value, unit, strip and note of each; one that is not known is left out."""
    recent = figures["recent"]
    stats = [_hours_figure(figures, promised)]
    on_time, right = recent["on_time"], recent["first_time_right"]
    if on_time["value"] is not None:
        stats.append(
            {
                **_share_figure(_("Tepat waktu"), on_time),
                "note": _("%(interval)s; %(late)s dari %(n)s berkas lewat janji")
                % {
                    "interval": words.share_interval(on_time),
                    "late": words.number(on_time["n"] - on_time["count"]),
                    "n": words.number(on_time["n"]),
                },
            }
        )
    if right["value"] is not None:
        stats.append(_share_figure(_("Benar sekali jalan"), right))
    if satisfaction is not None:
        stats.append(_satisfaction_figure(satisfaction, own_only))
    return [one for one in stats if one["value"] != "-"]


def _hours_figure(figures: Figures, promised: float | None) -> dict[str, Any]:
    hours = figures["recent"]["hours"]
    # Services of minutes would all read 0,0.
    decimals = 1 if (hours["value"] or 0) >= 1 else 2
    most = max(value for value in (hours["high"], hours["value"], promised, 1.0) if value is not None)
    return {
        "name": _("Waktu penyelesaian, %(weeks)s pekan terakhir") % {"weeks": figures["recent"]["weeks"]},
        "value": words.number(hours["value"], decimals),
        "unit": unit_of(figures),
        "row": _row(_("Waktu penyelesaian"), hours),
        "low": 0,
        "high": most * 1.25,
        "mark": promised,
        "mark_label": _("janji %(hours)s") % {"hours": words.number(promised, 0)} if promised else "",
        "note": _("%(interval)s; %(n)s berkas")
        % {"interval": words.interval(hours["low"], hours["high"], decimals), "n": words.number(hours["n"])},
    }


def _share_figure(name: str, share: Mapping[str, Any]) -> dict[str, Any]:
    scaled = {key: None if share[key] is None else share[key] * 100 for key in ("value", "low", "high")}
    return {
        "name": name,
        "value": words.percent(share["value"]),
        "unit": _("persen"),
        "row": _row(name, scaled),
        "low": min(50.0, (scaled["low"] or 0) // 10 * 10),
        "high": 100,
        "mark": None,
        "mark_label": "",
        "note": _("%(interval)s; %(n)s berkas")
        % {"interval": words.share_interval(share), "n": words.number(share["n"])},
    }


def _satisfaction_figure(figures: SatisfactionFigures, own_only: bool) -> dict[str, Any]:
    result = figures.result
    bounds = result.ikm_ci95
    ends = {"low": bounds.low if bounds else None, "high": bounds.high if bounds else None}
    return {
        "name": _("Kepuasan warga (SKM), kantor Anda") if own_only else _("Kepuasan warga (SKM)"),
        "value": words.number(result.ikm, 1),
        "unit": _("mutu %(letter)s") % {"letter": result.grade.letter},
        "row": _row(_("Kepuasan warga"), {"value": result.ikm, **ends}),
        "low": 65,
        "high": 100,
        "mark": None,
        "mark_label": "",
        "note": _("%(interval)s; %(n)s jawaban setahun terakhir")
        % {"interval": words.interval(ends["low"], ends["high"]), "n": words.number(result.n)},
    }


def _row(label: str, estimate: Mapping[str, Any], tone: str = "good") -> dict[str, Any]:
    known = estimate["low"] is not None and estimate["high"] is not None
    return {
        "label": label,
        "value": estimate["value"] or 0.0,
        "low": estimate["low"] if known else None,
        "high": estimate["high"] if known else None,
        "tone": tone,
    }


def slowest_step(figures: Figures) -> dict[str, Any] | None:
    """Return the step before which cases wait longest in all."""
    waiting = [step for step in figures["steps"] if step["wait_share"]]
    return max(waiting, key=lambda step: step["wait_share"], default=None)


def office_rows(figures: Figures, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return offices with enough cases, by name; red or green only where the whole interval lies off the rest."""
    city = figures["window"]["hours"]["value"]
    rows = []
    for one in figures["offices"]:
        hours = one["hours"]
        if one["hidden"] or hours["value"] is None:
            continue
        name = names.get(one["office"], one["office"])
        tone = "plain"
        if hours["low"] is not None and hours["low"] > city:
            tone = "bad"
        elif hours["high"] is not None and hours["high"] < city:
            tone = "good"
        label = _("%(name)s, %(n)s") % {"name": short_office(name), "n": words.number(hours["n"])}
        rows.append({**_row(label, hours, tone), "name": short_office(name)})
    return sorted(rows, key=lambda row: row["name"])


# Said once above the chart by all the others, so left out or cut beside each dot.
_KINDS = (
    ("Kelurahan ", ""), ("Kecamatan ", ""), ("Desa ", ""), ("Puskesmas Pembantu ", "Pustu "), ("UPT Puskesmas ", "PKM "),
)  # fmt: skip


def short_office(name: str) -> str:
    """Return the name of an office with the word for its kind left out or cut."""
    for kind, short in _KINDS:
        if name.startswith(kind):
            return short + name.removeprefix(kind)
    return name


def element_rows(figures: SatisfactionFigures) -> list[dict[str, Any]]:
    """Return the nine elements by number; red where the value is below the letter B."""
    return [
        _row(
            words.say(one.element.name),
            {"value": one.value, "low": one.low, "high": one.high},
            "bad" if one.value < figures.good_from else "good",
        )
        for one in figures.elements
    ]


def apart_words(apart: list[dict[str, Any]]) -> str:
    """Name the offices that differ, the slower and the faster ones apart, each by name."""
    told = []
    for tone, word in (("bad", _("lebih lambat")), ("good", _("lebih cepat"))):
        named = [row["name"] for row in apart if row["tone"] == tone]
        if len(named) > _MOST_NAMED:
            told.append(_("%(n)s %(word)s") % {"n": len(named), "word": word})
        elif named:
            told.append(_("%(names)s %(word)s") % {"names": ", ".join(named), "word": word})
    return "; ".join(told)
