"""The mayor's page: on one screen and on one A4."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from saindege.base.app import pages, paper
from saindege.base.app.access import require
from saindege.impact.app import access, queries

TEMPLATE = Path(__file__).resolve().parent.parent / "paper" / "report.typ"


def _year(request: HttpRequest) -> int:
    this_year = timezone.localdate().year
    return pages.as_int(request.GET.get("tahun"), this_year, least=2000, most=this_year)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Sum up the year in four sentences and one question."""
    require(access.may_see_report(request.user))
    page = queries.report_of(_year(request), pages.reader_language())
    return render(
        request,
        "impact/report.html",
        {
            "page": page,
            "quarters": queries.four_sentences(page, pages.reader_language()),
            "question": queries.next_question(page, pages.reader_language()),
            "today": timezone.localdate(),
            "may_index": access.may_see_index(request.user),
        },
    )


@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    """Print the same page on A4."""
    require(access.may_see_report(request.user))
    page = queries.report_of(_year(request), pages.reader_language())
    today = timezone.localdate()
    content = paper.compile_pdf(TEMPLATE, queries.paper_words(page, today, pages.reader_language()))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="laporan-{page.year}.pdf"'
    return response
