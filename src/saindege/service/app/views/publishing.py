"""Results of the survey for everybody: the desk that publishes them, and the public pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access
from saindege.service.app.actions import publishing
from saindege.service.app.forms.publishing import PublishForm
from saindege.service.app.models import PublishedResult
from saindege.service.app.queries import publishing as reads
from saindege.service.app.views import words
from saindege.service.app.views.satisfaction_parts import PLAN_STATES
from saindege.service.survey_period import parse_period


@require_http_methods(["GET", "HEAD", "POST"])
def publishing_desk(request: HttpRequest) -> HttpResponse:
    """Publish the result of a period, or take one back."""
    require(access.may_run_surveys(request.user))
    today, at = timezone.localdate(), timezone.now()
    if request.POST.get("langkah") == "tarik":
        row = get_object_or_404(reads.all_results(), pk=request.POST.get("hasil"))
        publishing.withdraw_result(request.user, row, at=at)
        messages.success(request, _("Hasil ditarik dari halaman umum."))
        return redirect("service:publishing")
    form = PublishForm(today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = publishing.publish_result(
                request.user, form.scope(), said["service"], said["office"], today=today, at=at
            )
        except publishing.NotPublished as refused:
            form.add_error(None, words.say(refused.sentence))
        else:
            messages.success(request, _("Terbit. Siapa pun dapat membacanya tanpa akun."))
            return redirect("service:public_result", made.pk)
    context = {
        "form": form,
        "page": (page := pages.page_of(request, reads.all_results())),
        "rows": _rows(page),
    }
    return render(request, "service/publishing.html", context, status=422 if form.errors else 200)


@require_safe
def public_results(request: HttpRequest) -> HttpResponse:
    """List what was published, for everybody."""
    page = pages.page_of(request, reads.standing_results())
    return render(request, "service/public_results.html", {"page": page, "rows": _rows(page)})


@require_safe
def public_result(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one published result, for everybody; nothing but what was published."""
    row = get_object_or_404(reads.standing_results(), pk=key)
    figures = row.figures
    if request.GET.get("unduh"):
        return _download(row, request.GET["unduh"])
    names = {one["code"]: words.say(one["name"]) for one in figures["elements"]}
    context = {
        **_told(row),
        "figures": figures,
        "interval": words.interval(figures["low"], figures["high"]),
        "grade_name": words.say(figures["grade_name"]),
        "elements": [
            {
                "label": names[one["code"]],
                "value": one["value"],
                "low": one["low"],
                "high": one["high"],
                "tone": "bad" if one["code"] in figures["lowest"] else "good",
            }
            for one in figures["elements"]
        ],
        "header": [_("Unsur"), _("Nilai"), _("Selang 95 persen"), _("Mutu"), _("Jawaban")],
        "table": [
            [
                names[one["code"]],
                words.number(one["value"], 1),
                words.interval(one["low"], one["high"]),
                one["grade"],
                words.number(one["answered"]),
            ]
            for one in figures["elements"]
        ],
        "lowest": [
            (
                names[code],
                [
                    (plan, words.day(plan["due_on"]), *PLAN_STATES[plan["state"]])
                    for plan in figures["plans"]
                    if plan["element"] == code
                ],
            )
            for code in figures["lowest"]
        ],
    }
    return render(request, "service/public_result.html", context)


def _rows(results: Iterable[PublishedResult]) -> list[dict[str, Any]]:
    return [_told(row) for row in results]


def _told(row: PublishedResult) -> dict[str, Any]:
    """Return a result with its title and period in the reader's language."""
    figures = row.figures
    return {
        "row": row,
        "title": figures["subject"] or _("Seluruh layanan yang disurvei"),
        "office": figures["office"],
        "period": words.say(parse_period(row.period).name),
        "first": words.day(figures["first_on"]),
        "last": words.day(figures["last_on"]),
        "ikm": words.number(figures["ikm"], 2),
        "n": words.number(figures["n"]),
    }


def _download(row: PublishedResult, kind: str) -> HttpResponse:
    header = [_("unsur"), _("nilai"), _("bawah"), _("atas"), _("mutu"), _("jawaban")]
    figures = row.figures
    rows: list[list[pages.Cell]] = [
        ["IKM", figures["ikm"], figures["low"], figures["high"], figures["grade"], figures["n"]]
    ]
    rows += [
        [words.say(one["name"]), one["value"], one["low"], one["high"], one["grade"], one["answered"]]
        for one in figures["elements"]
    ]
    return pages.download_table(f"skm-{row.period}", header, rows, kind, is_example=row.is_example)
