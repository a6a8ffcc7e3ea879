"""The annual report: on A4, as a document to edit, and as a workbook with charts."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from saindege.base.app import pages, paper
from saindege.base.app.access import require
from saindege.impact.app import access, queries
from saindege.impact.app.views.annual_book import annual_workbook

TEMPLATE = Path(__file__).resolve().parent.parent / "paper" / "annual.typ"

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _words(request: HttpRequest) -> dict[str, object]:
    today = timezone.localdate()
    year = pages.as_int(request.GET.get("tahun"), today.year, least=2000, most=today.year)
    language = pages.reader_language()
    found = queries.annual_report(year, language, timezone.now())
    return queries.annual_words(found, today, language)


@require_safe
def annual_pdf(request: HttpRequest) -> HttpResponse:
    """Print the annual report."""
    require(access.may_see_report(request.user))
    words = _words(request)
    response = HttpResponse(paper.compile_pdf(TEMPLATE, words), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_name(words)}.pdf"'
    return response


@require_safe
def annual_docx(request: HttpRequest) -> HttpResponse:
    """Hand out the same chapters as a document that can be edited."""
    require(access.may_see_report(request.user))
    # Imported where it is used: it is large, and most processes never write a document.
    from saindege.impact.app.paper.annual_document import annual_document

    words = _words(request)
    response = HttpResponse(annual_document(words), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{_name(words)}.docx"'
    return response


@require_safe
def annual_xlsx(request: HttpRequest) -> HttpResponse:
    """Hand out the same tables and charts as a workbook."""
    require(access.may_see_report(request.user))
    words = _words(request)
    response = HttpResponse(annual_workbook(words), content_type=pages.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_name(words)}.xlsx"'
    return response


def _name(words: dict[str, object]) -> str:
    mark = "-data-contoh" if words["is_example"] else ""
    return f"laporan-tahunan-{words['year']}{mark}"
