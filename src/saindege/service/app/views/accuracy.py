"""How right a service is: first time right, returns by reason, corrections after issue; the same as tables to take away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access, queries
from saindege.service.app.queries import auditing
from saindege.service.app.views import words
from saindege.service.app.views.audit_parts import rows_shown
from saindege.service.reasons import load_reason_rules, say_reason

Figures = Mapping[str, Any]

_CHANGES = {
    "more": ("bad", gettext_lazy("makin sering")),
    "fewer": ("good", gettext_lazy("makin jarang")),
    "same": ("plain", gettext_lazy("belum jelas berubah")),
}
_MONTHS_SHOWN, _REDONE_SHOWN = 24, 8


@require_safe
def accuracy_page(request: HttpRequest, key: int) -> HttpResponse:
    """Show how right a service is, why cases came back, and what was corrected after it was issued."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    measurement = queries.service_page(service)
    found = measurement.figures.get("mistakes") if measurement else None
    page: dict[str, Any] = {
        "service": service,
        "measurement": measurement,
        "found": found,
        "audits": rows_shown(auditing.audit_rows(request.user, service)[:6]),
        "may_bring": access.may_bring_logs(request.user),
        "reasons_version": load_reason_rules().version,
    }
    if found:
        if request.GET.get("unduh"):
            name, header, rows = _taken(request.GET.get("tabel", ""), found)
            return pages.download_table(
                f"{service.name} {name}", header, rows, request.GET["unduh"], is_example=service.is_example
            )
        page |= _parts(measurement.figures, found)
    return render(request, "service/accuracy.html", page)


def _parts(figures: Figures, found: Figures) -> dict[str, Any]:
    months = found["months"][-_MONTHS_SHOWN:]
    return {
        "last_day": words.day(figures["until"]),
        "stats": [
            _stat(_("Benar sekali jalan"), found["right"], _("tanpa kembali, ulang, atau koreksi"), good=True),
            _stat(_("Kembali atau diulang"), found["came_back"], _("ke pemohon, atau satu langkah dua kali")),
            *(
                [_stat(_("Dikoreksi sesudah terbit"), found["corrected"], _("setelah berkas selesai"))]
                if found["corrected"]["value"] is not None
                else []
            ),
        ],
        "reason_rows": [_reason_row(one) for one in found["reasons"]],
        "reason_chart": _chart(found["reasons"]),
        "corrected_rows": [_reason_row(one) for one in found["corrected_reasons"]],
        "redone": [
            (one["activity"], words.number(one["share"]["count"]), *_share_words(one["share"]))
            for one in found["redone"][:_REDONE_SHOWN]
        ],
        "month_points": [
            {"label": month["month"][5:], "value": _scaled(month["right"]["value"])} for month in months
        ],
        "month_header": [
            _("Bulan"), pgettext("permohonan", "Berkas"), _("Benar sekali jalan (%)"), _("Selang 95 persen"),
            _("Kembali (%)"), _("Selang 95 persen"), _("Dikoreksi (%)"), _("Selang 95 persen"),
        ],
        "month_table": [
            [
                words.month(month["month"]),
                words.number(month["right"]["n"]),
                *_share_words(month["right"]),
                *_share_words(month["came_back"]),
                *_share_words(month["corrected"]),
            ]
            for month in reversed(months)
        ],
    }  # fmt: skip


def _scaled(share: float | None) -> float | None:
    return None if share is None else share * 100


def _share_words(share: Figures) -> tuple[str, str]:
    if share["value"] is None:
        return "-", "-"
    return words.percent(share["value"], 1), words.share_interval(share, 1)


def _stat(name: str, share: Figures, note: str, *, good: bool = False) -> dict[str, Any]:
    scaled = {end: _scaled(share[end]) for end in ("value", "low", "high")}
    high = 100.0 if good else max(10.0, ((scaled["high"] or 0) // 10 + 1) * 10)
    return {
        "name": name,
        "value": words.percent(share["value"], 1),
        "row": {
            "label": name,
            **scaled,
            "value": scaled["value"] or 0.0,
            "tone": "good" if good else "plain",
        },
        "low": min(50.0, (scaled["low"] or 0) // 10 * 10) if good else 0,
        "high": high,
        "note": _("%(interval)s; %(count)s dari %(n)s berkas, %(what)s")
        % {
            "interval": words.share_interval(share, 1),
            "count": words.number(share["count"]),
            "n": words.number(share["n"]),
            "what": note,
        },
    }


def _named(reason: str) -> str:
    return words.say(say_reason(reason)) if reason else _("Alasan tidak ditulis")


def _reason_row(one: Figures) -> dict[str, Any]:
    tone, word = _CHANGES[one["change"]]
    return {
        "name": _named(one["reason"]),
        "count": words.number(one["share"]["count"]),
        "share": words.percent(one["share"]["value"], 1),
        "interval": words.share_interval(one["share"], 1),
        "before": words.percent(one["before"]["value"], 1),
        "recent": words.percent(one["recent"]["value"], 1),
        "tone": tone,
        "change": word,
    }


def _chart(reasons: list[Figures]) -> list[dict[str, Any]]:
    return [
        {
            "label": _named(one["reason"]),
            **{end: _scaled(one["share"][end]) for end in ("value", "low", "high")},
            "tone": "plain",
        }
        for one in reasons
        if one["share"]["count"]
    ]


def _taken(name: str, found: Figures) -> tuple[str, list[str], list[list[pages.Cell]]]:
    """Return a table to take away: months, or reasons of returns and corrections."""
    if name == "alasan":
        header = [
            _("kejadian"), _("alasan"), pgettext("permohonan", "berkas"), _("dari"), _("bagian"), _("bawah"), _("atas"),
            _("bagian pekan-pekan terakhir"), _("bagian sebelumnya"), _("perubahan"),
        ]  # fmt: skip
        rows: list[list[pages.Cell]] = []
        for kind, listed in (
            (_("kembali atau diulang"), found["reasons"]),
            (_("koreksi sesudah terbit"), found["corrected_reasons"]),
        ):
            rows += [
                [
                    kind, _named(one["reason"]), one["share"]["count"], one["share"]["n"], one["share"]["value"],
                    one["share"]["low"], one["share"]["high"], one["recent"]["value"], one["before"]["value"],
                    str(_CHANGES[one["change"]][1]),
                ]
                for one in listed
            ]  # fmt: skip
        return _("alasan"), header, rows
    header = [_("bulan"), pgettext("permohonan", "berkas")]
    for words_of in (_("benar sekali jalan"), _("kembali atau diulang"), _("dikoreksi sesudah terbit")):
        header += [words_of, f"{words_of} {_('bawah')}", f"{words_of} {_('atas')}"]
    rows = [
        [
            month["month"],
            month["right"]["n"],
            *(
                month[part][end]
                for part in ("right", "came_back", "corrected")
                for end in ("value", "low", "high")
            ),
        ]
        for month in found["months"]
    ]
    return _("ketelitian per bulan"), header, rows
