"""Lists: services with their signals, satisfaction by service."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access, queries
from saindege.service.app.views import words
from saindege.service.portrait import load_rules as load_portrait_rules
from saindege.service.satisfaction_rules import load_rules


def service_list(request: HttpRequest) -> HttpResponse:
    """Show the services that the reader may see, those that ask for a look first."""
    require(access.may_see_services(request.user))
    text = request.GET.get("q", "").strip()[:100]
    rows = queries.service_rows(request.user, text)
    if request.GET.get("unduh"):
        return _download_services(request, rows)
    may_bring = access.may_bring_logs(request.user)
    context = {
        "rows": [(row, *words.STATES[row.state]) for row in rows],
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
                str(words.STATES[row.state][1]),
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


def satisfaction_list(request: HttpRequest) -> HttpResponse:
    """Show what citizens answered, service by service, with intervals and numbers of answers."""
    require(access.may_see_services(request.user))
    services = list(queries.visible_to(request.user))
    figures = queries.satisfaction_by_service(services, queries.own_office_keys(request.user))
    known = [(service, figures[service.pk]) for service in services if service.pk in figures]
    if request.GET.get("unduh"):
        return _download_satisfaction(request, known)
    rules = load_rules()
    context = {
        "known": known,
        "without": [service for service in services if service.pk not in figures],
        "chart": [_index_row(service.name, one) for service, one in known],
        "good_from": known[0][1].good_from if known else None,
        "answers": sum(one.result.n for _, one in known),
        "rules": rules,
        "weight": known[0][1].result.weight_written if known else rules.default_weight,
    }
    return render(request, "service/satisfaction.html", context)


def _index_row(name: str, figures: queries.SatisfactionFigures) -> dict[str, Any]:
    bounds = figures.result.ikm_ci95
    label = _("%(name)s, %(n)s jawaban") % {"name": name, "n": words.number(figures.result.n)}
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    tone = "bad" if high is not None and high < figures.good_from else "good"
    return {"label": label, "value": figures.result.ikm, "low": low, "high": high, "tone": tone}


def _download_satisfaction(
    request: HttpRequest, known: list[tuple[Any, queries.SatisfactionFigures]]
) -> HttpResponse:
    codes = [element.code for element in load_rules().elements]
    header = [_("layanan"), _("jawaban"), "IKM", _("IKM bawah"), _("IKM atas"), _("mutu"), *codes]
    table = []
    for service, one in known:
        bounds = one.result.ikm_ci95
        ends = [bounds.low, bounds.high] if bounds else [None, None]
        values = [element.mean for element in one.result.elements]
        table.append([service.name, one.result.n, one.result.ikm, *ends, one.result.grade.letter, *values])
    is_example = any(service.is_example for service, _one in known)
    return pages.download_table("SKM", header, table, request.GET["unduh"], is_example=is_example)
