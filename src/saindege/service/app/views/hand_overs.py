"""Who hands over to whom, as groups; and what changed, in parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access, queries
from saindege.service.app.views import words

Figures = Mapping[str, Any]


@require_safe
def hand_over_page(request: HttpRequest, key: int) -> HttpResponse:
    """Show how work passes between groups of officers: matrix, picture, months; nobody by name."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    measurement = queries.service_page(service)
    if measurement is None:
        raise Http404
    found = measurement.figures.get("hand_overs")
    page: dict[str, Any] = {
        "service": service,
        "found": found,
        "is_old": "hand_overs" not in measurement.figures,
    }
    if found:
        names = [group["step"] or _("Kelompok kecil lain") for group in found["groups"]]
        if request.GET.get("unduh"):
            return _download(request, service, found, names)
        page |= _parts(found, names) | {"window": measurement.figures["window"]}
    return render(request, "service/hand_overs.html", page)


def _parts(found: Figures, names: list[str]) -> dict[str, Any]:
    total = sum(cell["count"] for cell in found["cells"])
    counts = {(cell["giver"], cell["taker"]): cell for cell in found["cells"]}
    across = sum(cell["count"] for cell in found["cells"] if cell["giver"] != cell["taker"])
    months = found["months"]
    return {
        "total": total,
        "across": across,
        "kept_share": found["kept"] / (found["kept"] + total) if found["kept"] + total else None,
        "groups": [
            {"name": name, "note": _("%(n)s petugas") % {"n": words.number(group["people"])}}
            for name, group in zip(names, found["groups"], strict=True)
        ],
        "flows": [
            {
                "source": cell["giver"],
                "target": cell["taker"],
                "share": cell["count"] / total,
                "note": words.number(cell["count"]),
            }
            for cell in found["cells"]
        ],
        "names": names,
        "matrix": [
            (
                names[giver],
                [_cell(counts.get((giver, taker)), total, names[taker]) for taker in range(len(names))],
            )
            for giver in range(len(names))
        ],
        "busiest": _busiest(found["cells"], names),
        "months": [
            {"label": words.month(one["month"]), "value": one["per_case"], "n": one["cases"]}
            for one in months
        ],
        "month_table": [
            [words.month(one["month"]), words.number(one["per_case"], 2), words.number(one["cases"])]
            for one in months
        ],
        "month_header": [_("Bulan"), _("Serah terima per berkas"), _("Berkas selesai")],
        "first": months[0] if months else None,
        "last": months[-1] if months else None,
        "is_small": any(not group["step"] for group in found["groups"]),
    }


def _cell(cell: Figures | None, total: int, taker: str) -> dict[str, Any]:
    if cell is None:
        return {"count": "0", "hours": "", "level": "none", "taker": taker}
    share = cell["count"] / total
    level = "kurang" if share >= 0.2 else "sedikit" if share >= 0.05 else "cukup"
    return {
        "count": words.number(cell["count"]),
        "hours": words.duration(cell["median_hours"]),
        "level": level,
        "taker": taker,
    }


def _busiest(cells: list[Figures], names: list[str]) -> dict[str, Any] | None:
    between = [cell for cell in cells if cell["giver"] != cell["taker"]]
    if not between:
        return None
    first = max(between, key=lambda cell: cell["count"])
    return {
        "giver": names[first["giver"]],
        "taker": names[first["taker"]],
        "count": words.number(first["count"]),
        "hours": words.duration(first["median_hours"]),
    }


def _download(request: HttpRequest, service: Any, found: Figures, names: list[str]) -> HttpResponse:
    if request.GET.get("tabel") == "bulan":
        header = [_("bulan"), _("serah terima per berkas"), _("berkas selesai")]
        rows = [[one["month"], one["per_case"], one["cases"]] for one in found["months"]]
        name = _("serah terima per bulan")
    else:
        header = [_("dari"), _("ke"), _("kali"), _("median jam")]
        rows = [
            [names[cell["giver"]], names[cell["taker"]], cell["count"], cell["median_hours"]]
            for cell in found["cells"]
        ]
        name = _("serah terima")
    return pages.download_table(
        f"{service.name} {name}", header, rows, request.GET["unduh"], is_example=service.is_example
    )
