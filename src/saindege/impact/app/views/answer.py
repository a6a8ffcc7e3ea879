"""Pages of the answer: verdict, data, downloads, the files with which anybody makes it again."""

from __future__ import annotations

import io
import uuid
import zipfile

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.impact.app import access, actions, queries
from saindege.impact.app.models import Study, StudyResult
from saindege.impact.app.queries import design
from saindege.impact.app.views.result_words import result_words
from saindege.impact.outcome import outcome_of

PARTS = ("hasil", "rancangan", "data", "unduhan")


@require_safe
def study_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One study: plan, data, result, downloads."""
    require(access.may_see_studies(request.user))
    asked = _study(key)
    result = queries.latest_result(asked)
    part = request.GET.get("bagian", "hasil" if result else "rancangan")
    if part not in PARTS:
        raise Http404
    page = queries.result_page(result, pages.reader_language()) if result else None
    if request.GET.get("unduh"):
        return _download(request, asked, page)
    return render(
        request,
        f"impact/study_{part}.html",
        {
            "study": asked,
            "result": result,
            "page": page,
            "part": part,
            "rows": queries.office_rows(asked) if part == "data" else (),
            **(_design(asked) if part == "rancangan" else {}),
            "row": queries.study_row(asked, pages.reader_language()),
            "waiting": queries.waiting_job(asked),
            "may_arrange": access.may_arrange_studies(request.user),
            **(result_words(asked, page) if page else {"outcome": outcome_of(asked.outcome)}),
        },
    )


def _study(key: uuid.UUID) -> Study:
    found = Study.objects.select_related("service", "course", "planned_by").prefetch_related(
        "trainings__office"
    )
    return get_object_or_404(found, pk=key)


def _design(asked: Study) -> dict[str, object]:
    drawn = design.lottery_page(asked)
    by_lot = asked.options.get("assignment") == "lottery"
    return {
        "drawn": drawn,
        "may_draw": by_lot and drawn is None,
        "chosen": design.choice_as_marked(asked, pages.reader_language()),
    }


def _download(request: HttpRequest, asked: Study, page: queries.ResultPage | None) -> HttpResponse:
    if request.GET.get("tabel") == "kantor":
        header = [_("Kantor"), _("Dilatih sejak")]
        table = [(row.office.name, row.trained_on) for row in queries.office_rows(asked)]
        name = _("kantor dalam kajian")
    elif request.GET.get("tabel") == "undian":
        drawn = design.lottery_page(asked)
        if drawn is None:
            raise Http404
        header = [_("Gelombang"), _("Bulan"), _("Kantor")]
        table = [
            (wave.number, f"{wave.month:%Y-%m}" if wave.month else _("menunggu"), office.name)
            for wave in drawn.waves
            for office in wave.offices
        ]
        name = _("undian gelombang")
    elif page is None:
        raise Http404
    else:
        header = [
            _("Bulan dari pelatihan"),
            _("Selisih (%(unit)s)") % {"unit": page.unit},
            _("Selang bawah"),
            _("Selang atas"),
        ]
        table = [(row.event_time, row.value, row.low, row.high) for row in page.months]
        name = _("selisih per bulan")
    return pages.download_table(name, header, table, request.GET["unduh"], is_example=asked.is_example)


@require_POST
def study_estimate(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Ask for the estimate of a study as it stands."""
    require(access.may_arrange_studies(request.user))
    asked = _study(key)
    try:
        job = actions.ask_estimate(request.user, asked.pk)
    except BadInput as refusal:
        messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
        return redirect("impact:study", key=asked.pk)
    return redirect("base:job", job.pk)


@require_safe
def study_analysis(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Hand out the files with which anybody makes the result again."""
    require(access.may_see_studies(request.user))
    result: StudyResult | None = queries.latest_result(_study(key))
    if result is None:
        raise Http404
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in queries.analysis_files(result).items():
            # A fixed moment, so that the same result gives the same file.
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), text)
    response = HttpResponse(content.getvalue(), content_type="application/zip")
    example = "-data-contoh" if result.study.is_example else ""
    response["Content-Disposition"] = f'attachment; filename="kajian-{result.data_hash[:12]}{example}.zip"'
    return response
