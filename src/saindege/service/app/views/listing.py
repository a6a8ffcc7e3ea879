"""The list of services with their signals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access, queries
from saindege.service.app.views import words
from saindege.service.portrait import load_rules as load_portrait_rules


def service_list(request: HttpRequest) -> HttpResponse:
    """Show the services that the reader may see, those that ask for a look first."""
    require(access.may_see_services(request.user))
    text = request.GET.get("q", "").strip()[:100]
    rows = queries.service_rows(request.user, text)
    if request.GET.get("unduh"):
        return _download_services(request, rows)
    may_bring = access.may_bring_logs(request.user)
    context = {
        "rows": rows,
        "signals": sum(row.has_signal for row in rows),
        "without_log": sum(row.state == "no_log" for row in rows),
        "text": text,
        "recent_weeks": load_portrait_rules().recent_weeks,
        "late_percent": words.percent(load_portrait_rules().late_share_allowed),
        "may_bring": may_bring,
        "waiting": list(queries.logs_waiting(request.user)[:5]) if may_bring else [],
        "logs": [(log, *words.LOG_STATES[log.state]) for log in queries.logs_for_page(request.user)[:10]]
        if may_bring
        else [],
    }
    return render(request, "service/list.html", context)


def _download_services(request: HttpRequest, rows: list[queries.ServiceRow]) -> HttpResponse:
    header = [
        _("layanan"), _("kode"), _("janji"), _("kantor"), _("keadaan"), _("log sampai"), _("jam"), _("jam bawah"),
        _("jam atas"), _("bagian tepat waktu"), _("bagian benar sekali jalan"), pgettext("permohonan", "berkas"),
    ]  # fmt: skip
    table = []
    for row in rows:
        hours = row.recent.get("hours", {})
        table.append(
            [
                row.service.name,
                row.service.code,
                row.service.promise,
                row.offices,
                str(row.badge[1]),
                row.until,
                hours.get("value"),
                hours.get("low"),
                hours.get("high"),
                row.recent.get("on_time", {}).get("value"),
                row.recent.get("first_time_right", {}).get("value"),
                hours.get("n"),
            ]
        )
    is_example = any(row.service.is_example for row in rows)
    return pages.download_table(_("Layanan"), header, table, request.GET["unduh"], is_example=is_example)
