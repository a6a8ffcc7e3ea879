"""What changed, in parts that add up: volume, kinds of cases, time of year, and what is left."""

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
from saindege.service.app.views.figures import unit_of

Figures = Mapping[str, Any]

_PARTS = ("mix", "season", "volume", "rest")


@require_safe
def change_page(request: HttpRequest, key: int) -> HttpResponse:
    """Part the change of the mean time, for the city and for each office that the reader may see."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    measurement = queries.service_page(service)
    if measurement is None:
        raise Http404
    found = measurement.figures.get("reasons")
    page: dict[str, Any] = {"service": service, "found": found, "own_only": False}
    if found:
        own = queries.own_office_keys(request.user)
        offices = [one for one in found["offices"] if own is None or int(one["office"]) in own]
        names = queries.office_names(one["office"] for one in offices)
        named = (
            sorted((names.get(one["office"], one["office"]), one["change"]) for one in offices)
            if names
            else []
        )
        shown = [(name, change) for name, change in named if change]
        if request.GET.get("unduh"):
            return _download(request, service, found, shown)
        page |= {
            "own_only": own is not None,
            "unit": unit_of(measurement.figures),
            "whole": _told(found["whole"], found) if found["whole"] else None,
            "offices": [(name, _told(change, found)) for name, change in shown],
            "hidden": len(named) - len(shown),
            "least": measurement.figures["least_group"],
            "now": _span(found["now_from"], found["now_to"]),
            "before": _span(found["before_from"], found["before_to"]),
            "slope": words.number(found["slope"], 2) if found["slope"] else "",
        }
    return render(request, "service/what_changed.html", page)


def _span(first: str, last: str) -> str:
    return _("%(first)s sampai %(last)s") % {"first": words.day(first), "last": words.day(last)}


def _told(change: Figures, found: Figures) -> dict[str, Any]:
    """Return one change in words: what it is, what most of it is, and each part."""
    parts = [
        {"name": name, "value": words.signed(change[code], 1), "why": why}
        for code, name, why in (
            (
                "mix",
                _("Jenis berkas yang masuk"),
                _("langkah apa saja yang dilalui berkas, dibanding masa sebelumnya"),
            ),
            ("season", _("Musim"), _season_words(change, found)),
            ("volume", _("Beban antrean"), _queue_words(change, found)),
            ("rest", _("Selebihnya"), _("cara kerja, alat, aturan, sebab lain, atau kebetulan")),
        )
    ]
    return {
        "before": words.number(change["before"], 1),
        "now": words.number(change["now"], 1),
        "n_before": words.number(change["n_before"]),
        "n_now": words.number(change["n_now"]),
        "total": words.signed(change["total"], 1),
        "interval": words.signed_interval(change["low"], change["high"], 1),
        "is_clear": change["is_clear"],
        "is_slower": change["total"] > 0,
        "parts": parts,
        "largest": _largest(change),
        "verdict": _verdict(change),
    }


def _largest(change: Figures) -> str:
    """Return the code of the part that pushes most in the direction of the change."""
    way = 1 if change["total"] > 0 else -1
    pushes = {code: way * (change[code] or 0.0) for code in _PARTS}
    return max(pushes, key=lambda code: (pushes[code], code))


def _verdict(change: Figures) -> str:
    if not change["is_clear"]:
        return _(
            "Belum jelas berubah: selisihnya masih dalam ukuran kebetulan. Tidak ada yang perlu dijelaskan."
        )
    largest = _largest(change)
    slower = change["total"] > 0
    told = {
        "mix": _("Terutama karena jenis berkasnya lain, bukan karena cara melayaninya."),
        "season": _("Terutama karena musim: pekan yang sama tahun lalu berubah ke arah yang sama."),
        "volume": _("Terutama karena antreannya lain. Bicarakan beban dan pembagian tugas dulu."),
        "rest": _(
            "Jenis berkas, musim dan antrean tidak menjelaskannya. Tanyakan apa yang berubah di kantor: alat, aturan, "
            "ruang, orang yang pindah. Ini bukan ukuran usaha siapa pun."
        )
        if slower
        else _(
            "Jenis berkas, musim dan antrean tidak menjelaskannya. Tanyakan apa yang diubah di kantor, agar dapat ditiru."
        ),
    }
    return str(told[largest])


def _season_words(change: Figures, found: Figures) -> str:
    if change["season"] is None and found["knows_season"]:
        return _("pekan yang sama tahun lalu tidak jelas berubah, jadi tidak dihitung")
    if change["season"] is None:
        return _("tidak diketahui: log belum mencakup pekan yang sama tahun lalu")
    return _("perubahan pada pekan yang sama tahun lalu, semua kantor")


def _queue_words(change: Figures, found: Figures) -> str:
    queues = _("saat berkas masuk rata-rata %(now)s berkas lain terbuka, dulu %(before)s") % {
        "now": words.number(change["queue_now"], 1),
        "before": words.number(change["queue_before"], 1),
    }
    if change["volume"] is None:
        return _("%(queues)s; antrean tidak tampak memperlambat") % {"queues": queues}
    return queues


def _download(
    request: HttpRequest, service: Any, found: Figures, shown: list[tuple[str, Figures]]
) -> HttpResponse:
    header = [
        _("kantor"), _("berkas sebelum"), _("berkas sekarang"), _("rata-rata sebelum (jam)"), _("rata-rata sekarang (jam)"),
        _("selisih (jam)"), _("selisih bawah"), _("selisih atas"), _("jenis berkas"), _("musim"), _("antrean"),
        _("selebihnya"),
    ]  # fmt: skip
    keys = ("n_before", "n_now", "before", "now", "total", "low", "high", *_PARTS)
    rows = [[name, *(change[key] for key in keys)] for name, change in shown]
    if found["whole"]:
        rows.insert(0, [_("Seluruh kota"), *(found["whole"][key] for key in keys)])
    return pages.download_table(
        f"{service.name} {_('apa yang berubah')}",
        header,
        rows,
        request.GET["unduh"],
        is_example=service.is_example,
    )
