"""The second half of a service's page: open cases counted in, whose time it was, a usual week, the SOP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saindege.base.app.pages import Cell
from saindege.service.app.views import words

Figures = Mapping[str, Any]

DAYS = (
    gettext_lazy("Senin"),
    gettext_lazy("Selasa"),
    gettext_lazy("Rabu"),
    gettext_lazy("Kamis"),
    gettext_lazy("Jumat"),
    gettext_lazy("Sabtu"),
    gettext_lazy("Minggu"),
)
_SHARES = {
    0.5: gettext_lazy("separuh berkas"),
    0.75: gettext_lazy("tiga dari empat"),
    0.9: gettext_lazy("sembilan dari sepuluh"),
}
_DEVIATIONS_SHOWN = 8


def flow_parts(figures: Figures, unit: str) -> dict[str, Any]:
    """Return what the page shows; a service measured before these figures existed shows none of them."""
    flow = figures.get("flow")
    if not flow:
        return {}
    return {
        "cohort": _cohort(flow["cohort"], unit),
        "applicant": _applicant(flow["applicant"], unit),
        "week_flow": _week(flow["arrivals"]),
        "conformance": _conformance(figures.get("conformance")),
        "year_before": _year_before(flow.get("year_before"), unit),
    }


def flow_table(name: str, figures: Figures) -> tuple[str, list[str], list[list[Cell]]] | None:
    """Return a table of this part to take away; None for a name that is none."""
    flow = figures.get("flow") or {}
    if name == "peluang" and flow.get("cohort"):
        header = [_("bagian berkas"), _("jam"), _("jam bawah"), _("jam atas")]
        rows = [[one["share"], one["value"], one["low"], one["high"]] for one in flow["cohort"]["quantiles"]]
        return _("waktu dengan berkas berjalan"), header, rows
    if name == "arus" and flow.get("arrivals"):
        header = [_("hari"), _("jam mulai"), _("berkas masuk"), _("berkas terbuka")]
        rows = [
            [
                str(DAYS[day]),
                hour,
                flow["arrivals"]["arrivals"][day][hour],
                flow["arrivals"]["backlog"][day][hour],
            ]
            for day in range(7)
            for hour in range(24)
        ]
        return _("arus sepekan"), header, rows
    if name == "sop" and figures.get("conformance"):
        header = [_("penyimpangan"), _("langkah"), _("berkas")]
        rows = [
            [str(_kind(one["kind"])), one["activity"], one["cases"]]
            for one in figures["conformance"]["deviations"]
        ]
        return _("penyimpangan dari SOP"), header, rows
    return None


def _cohort(cohort: Figures | None, unit: str) -> dict[str, Any] | None:
    if not cohort:
        return None
    rows, table = [], []
    for one in cohort["quantiles"]:
        share = _SHARES[one["share"]]
        interval = words.interval(one["low"], one["high"])
        told = words.number(one["value"], 1) if one["value"] is not None else _("belum tercapai")
        table.append([str(share), told, interval])
        if one["value"] is not None:
            known = one["low"] is not None and one["high"] is not None
            rows.append(
                {
                    "label": str(share),
                    "value": one["value"],
                    "low": one["low"] if known else None,
                    "high": one["high"] if known else None,
                    "tone": "plain",
                }
            )
    return {
        "n": cohort["n"],
        "open": cohort["open"],
        "from": words.day(cohort["from"]),
        "half": cohort["quantiles"][0],
        "half_interval": words.interval(cohort["quantiles"][0]["low"], cohort["quantiles"][0]["high"]),
        "most": cohort["quantiles"][-1],
        "most_interval": words.interval(cohort["quantiles"][-1]["low"], cohort["quantiles"][-1]["high"]),
        "kept": cohort["by_promise"],
        "kept_interval": words.share_interval(cohort["by_promise"]) if cohort["by_promise"] else "",
        "rows": rows,
        "table": table,
        "header": [_("Bagian berkas"), _("Selesai dalam (%(unit)s)") % {"unit": unit}, _("Selang 95 persen")],
        "take": "?tabel=peluang",
    }


def _applicant(applicant: Figures, unit: str) -> dict[str, Any] | None:
    if not applicant["steps"] or applicant["share"] is None:
        return None
    named = ((_("seluruhnya"), applicant["total"]), (_("di kantor saja"), applicant["office"]))
    rows = [
        {"label": name, **{key: one[key] for key in ("value", "low", "high")}, "tone": "plain"}
        for name, one in named
        if one["value"] is not None
    ]
    return {
        "share": applicant["share"],
        "touched": applicant["touched"],
        "touched_interval": words.share_interval(applicant["touched"]),
        "steps": ", ".join(applicant["steps"]),
        "version": applicant["words_version"],
        "rows": rows,
        "header": [_("Waktu"), _("Median (%(unit)s)") % {"unit": unit}, _("Selang 95 persen")],
        "table": [
            [row["label"], words.number(row["value"], 1), words.interval(row["low"], row["high"])]
            for row in rows
        ],
    }


def _week(arrivals: Figures | None) -> dict[str, Any] | None:
    if not arrivals:
        return None
    came, lying = arrivals["arrivals"], arrivals["backlog"]
    places = [(day, hour) for day in range(7) for hour in range(24)]
    busiest = max(places, key=lambda at: came[at[0]][at[1]])
    fullest = max(places, key=lambda at: lying[at[0]][at[1]])
    if not came[busiest[0]][busiest[1]]:
        return None
    hours = [hour for hour in range(24) if any(came[day][hour] for day in range(7))]
    return {
        "grid": came,
        "backlog": lying,
        "weeks": arrivals["weeks"],
        "first": words.day(arrivals["first_on"]),
        "last": words.day(arrivals["last_on"]),
        "busy_day": DAYS[busiest[0]],
        "busy_hour": f"{busiest[1]:02d}.00",
        "busy": came[busiest[0]][busiest[1]],
        "full_day": DAYS[fullest[0]],
        "full_hour": f"{fullest[1]:02d}.00",
        "full": lying[fullest[0]][fullest[1]],
        "open_at_end": arrivals["open_at_end"],
        "header": [_("Jam"), *(str(day) for day in DAYS)],
        "came_table": [
            [f"{hour:02d}.00", *(words.number(came[day][hour], 1) for day in range(7))] for hour in hours
        ],
        "lying_table": [
            [f"{hour:02d}.00", *(words.number(lying[day][hour], 1) for day in range(7))] for hour in hours
        ],
        "take": "?tabel=arus",
    }


def _year_before(found: Figures | None, unit: str) -> dict[str, Any] | None:
    if not found:
        return None
    now, before = found["now"], found["before"]
    rows = []
    for name, span in ((_("sekarang"), now), (_("setahun lalu"), before)):
        hours, on_time = span["hours"], span["on_time"]
        rows.append(
            [
                name,
                words.number(hours["value"], 1),
                words.interval(hours["low"], hours["high"]),
                words.percent(on_time["value"]),
                words.number(span["per_working_day"], 1),
                words.number(span["working_days"]),
            ]
        )
    change = (
        (now["per_working_day"] or 0) / before["per_working_day"] - 1 if before["per_working_day"] else None
    )
    return {
        "is_apart": found["is_apart"],
        "is_faster": (now["hours"]["value"] or 0) < (before["hours"]["value"] or 0),
        "now": words.number(now["hours"]["value"], 1),
        "before": words.number(before["hours"]["value"], 1),
        "volume": None if change is None else words.percent(abs(change)),
        "is_more": (change or 0) > 0,
        "first": words.day(before["first_on"]),
        "last": words.day(before["last_on"]),
        "header": [
            _("Masa"), _("Median (%(unit)s)") % {"unit": unit}, _("Selang 95 persen"), _("Tepat waktu (%)"),
            _("Berkas per hari"), _("Hari kerja"),
        ],
        "table": rows,
    }  # fmt: skip


def _conformance(found: Figures | None) -> dict[str, Any] | None:
    if not found or found["share"] is None:
        return None
    return {
        **found,
        "interval": words.share_interval(found),
        "header": [_("Penyimpangan"), _("Langkah"), _("Berkas"), _("Persen")],
        "table": [
            [
                str(_kind(one["kind"])),
                one["activity"],
                words.number(one["cases"]),
                words.percent(one["cases"] / found["checked"], 1),
            ]
            for one in found["deviations"][:_DEVIATIONS_SHOWN]
        ],
        "take": "?tabel=sop",
    }


def _kind(kind: str) -> str:
    return _("langkah tambahan") if kind == "extra" else _("langkah dilewati")
