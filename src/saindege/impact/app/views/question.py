"""Pages of the question: list of studies, a new plan, which offices were trained when."""

from __future__ import annotations

import tempfile
import uuid
from datetime import date
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput, Problem
from saindege.impact import trained_list
from saindege.impact.app import access, actions, forms, queries
from saindege.impact.app.models import Study


@require_safe
def study_list(request: HttpRequest) -> HttpResponse:
    """All studies with their verdicts."""
    require(access.may_see_studies(request.user))
    words = request.GET.get("q", "").strip()
    rows = queries.studies(pages.reader_language(), text=words)
    if request.GET.get("unduh"):
        return _download_list(request, rows)
    counts = queries.verdict_counts(rows)
    return render(
        request,
        "impact/list.html",
        {
            "rows": rows,
            "words": words,
            "counts": counts,
            "may_arrange": access.may_arrange_studies(request.user),
        },
    )


def _download_list(request: HttpRequest, rows: list[queries.StudyRow]) -> HttpResponse:
    header = [
        pgettext("impact", "Kajian"),
        pgettext("impact", "Layanan"),
        _("Putusan"),
        _("Ukuran dan selang"),
        _("Kantor"),
        _("Dilatih"),
        pgettext("impact", "Dihitung"),
    ]
    table = [
        (
            row.study.title,
            row.study.service.name,
            row.verdict_words,
            row.sentence,
            row.offices,
            row.trained,
            row.estimated_at,
        )
        for row in rows
    ]
    is_example = any(row.study.is_example for row in rows)
    return pages.download_table(_("kajian"), header, table, request.GET["unduh"], is_example=is_example)


@require_http_methods(["GET", "HEAD", "POST"])
def study_new(request: HttpRequest) -> HttpResponse:
    """Write down and seal a question."""
    require(access.may_arrange_studies(request.user))
    form = forms.StudyForm(request.POST or None, initial={"key": uuid.uuid4(), "assignment": "lottery"})
    if request.method == "POST" and form.is_valid():
        made = actions.plan_study(request.user, form.as_fields(), key=form.study_key, at=timezone.now())
        messages.success(request, _("Rancangan disimpan dan disegel."))
        return redirect("impact:study_design", key=made.pk)
    return render(request, "impact/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def study_offices(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Mark which offices were trained when: by hand, from a list, or from the check-ins of the course."""
    require(access.may_arrange_studies(request.user))
    asked = get_object_or_404(Study.objects.select_related("service", "course"), pk=key)
    today = timezone.localdate()
    problems: tuple[Problem, ...] = ()
    rows = queries.office_rows(asked)
    if request.method == "POST" and request.POST.get("act") == "list":
        form, upload, problems = _read_list(request, asked, rows, today)
    elif request.method == "POST" and request.POST.get("act") == "attendance":
        form, upload = _from_attendance(request, asked, rows, today), forms.TrainedListForm()
    elif request.method == "POST":
        upload = forms.TrainedListForm()
        form = _offices_form(asked, rows, today, request.POST)
        if form.is_valid():
            return _save(request, asked, form)
    else:
        form, upload = _offices_form(asked, rows, today), forms.TrainedListForm()
    fields = [(row, form[f"office-{row.office.pk}"]) for row in rows]
    context = {"study": asked, "form": form, "fields": fields, "upload": upload, "problems": problems}
    context["seen"] = sum(row.seen_on is not None for row in rows)
    is_faulty = bool(form.errors or upload.errors or problems)
    return render(request, "impact/offices.html", context, status=422 if is_faulty else 200)


def _offices_form(
    asked: Study, rows: list[queries.OfficeRow], today: date, data: object = None, **days: date | None
) -> forms.OfficesForm:
    offices = [(row.office, days.get(str(row.office.pk), row.trained_on)) for row in rows]
    return forms.OfficesForm(data, offices=offices, today=today, initial={"version": asked.version})


def _save(request: HttpRequest, asked: Study, form: forms.OfficesForm) -> HttpResponse:
    version = form.cleaned_data["version"]
    try:
        actions.mark_offices(request.user, asked.pk, form.trained_on(), version=version, at=timezone.now())
    except actions.ChangedMeanwhile as refusal:
        messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
        return redirect("impact:study_offices", key=asked.pk)
    try:
        job = actions.ask_estimate(request.user, asked.pk)
    except BadInput as refusal:
        messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
        return redirect("impact:study", key=asked.pk)
    return redirect("base:job", job.pk)


def _read_list(
    request: HttpRequest, asked: Study, rows: list[queries.OfficeRow], today: date
) -> tuple[forms.OfficesForm, forms.TrainedListForm, tuple[Problem, ...]]:
    upload = forms.TrainedListForm(request.POST, request.FILES)
    if not upload.is_valid():
        return _offices_form(asked, rows, today), upload, ()
    offices = {str(row.office.pk): row.office.name for row in rows}
    try:
        read = _read(upload.cleaned_data["file"], offices, upload.cleaned_data["date_order"] or None)
    except BadInput as refusal:
        upload.add_error("file", refusal.sentence.in_language(pages.reader_language()))
        return _offices_form(asked, rows, today), upload, refusal.problems
    form = _offices_form(asked, rows, today, None, **read.trained_on)
    dated = sum(day is not None for day in read.trained_on.values())
    told = ngettext(
        "%(dated)s tanggal dibaca dari daftar. Periksa, lalu simpan.",
        "%(dated)s tanggal dibaca dari daftar. Periksa, lalu simpan.",
        dated,
    )
    messages.info(request, told % {"dated": dated})
    return form, upload, read.problems


def _read(file: UploadedFile, offices: dict[str, str], order: str | None) -> trained_list.TrainedList:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        return trained_list.read_trained_list(path, offices, order=order)


def _from_attendance(
    request: HttpRequest, asked: Study, rows: list[queries.OfficeRow], today: date
) -> forms.OfficesForm:
    seen = queries.trained_by_attendance(asked)
    days = {str(row.office.pk): seen.get(row.office.pk) for row in rows}
    messages.info(request, _("Tanggal diisi dari presensi kursus. Periksa, lalu simpan."))
    return _offices_form(asked, rows, today, None, **days)
