"""The survey at the desk of the service-quality unit: codes and posters, paper sheets, files of answers."""

from __future__ import annotations

import tempfile
import uuid
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput, Problem
from saindege.service.app import access
from saindege.service.app.actions import survey_codes as code_actions
from saindege.service.app.actions import surveying
from saindege.service.app.forms.survey import AnswerFileForm, PaperForm, PlaceForm, SheetForm
from saindege.service.app.models import Service, SurveyCode
from saindege.service.app.queries import scope, surveys
from saindege.service.app.queries.satisfaction import Reckoning
from saindege.service.app.views import words
from saindege.service.survey_code import show_code
from saindege.service.survey_period import period_of
from saindege.service.survey_rules import load_rules

PROBLEMS_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def survey_codes(request: HttpRequest) -> HttpResponse:
    """Show sheets of one-time codes and codes that stand open; sent, make, open or close some."""
    require(access.may_run_surveys(request.user))
    asked = request.POST.get("langkah", "")
    sheet_form = SheetForm(request.POST if asked == "lembar" else None, prefix="lembar")
    open_form = PlaceForm(request.POST if asked == "buka" else None, prefix="buka")
    today, at = timezone.localdate(), timezone.now()
    if asked == "tutup":
        key = pages.as_int(request.POST.get("kode"))
        code = get_object_or_404(SurveyCode, pk=key, kind="open")
        code_actions.close_code(request.user, code, today=today, at=at)
        messages.success(request, _("Kode di %(office)s ditutup.") % {"office": code.office.name})
        return redirect("service:survey_codes")
    form = {"lembar": sheet_form, "buka": open_form}.get(asked)
    if form is not None and form.is_valid():
        said = form.cleaned_data
        try:
            if asked == "lembar":
                code_actions.make_sheet(
                    request.user, said["service"], said["office"], said["count"], today=today, at=at
                )
                messages.success(request, _("Kode sudah dibuat. Cetak lembarnya di bawah."))
            else:
                code_actions.open_code(request.user, said["service"], said["office"], today=today, at=at)
                messages.success(request, _("Kode di %(office)s terbuka.") % {"office": said["office"].name})
        except BadInput as error:
            _add_faults(form, error)
        else:
            return redirect("service:survey_codes")
    page = {
        "sheet_form": sheet_form,
        "open_form": open_form,
        "sheets": pages.page_of(request, surveys.sheets_for_page(), 20),
        "codes": [(code, show_code(code.code)) for code in surveys.open_codes(today)],
        "paper_form": PlaceForm(prefix="kertas"),
        "needs": _needs(today),
        "rules": load_rules(),
    }
    wrong = sheet_form.errors or open_form.errors
    return render(request, "service/survey_codes.html", page, status=422 if wrong else 200)


@require_safe
def code_sheet(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Print a sheet of one-time codes."""
    require(access.may_run_surveys(request.user))
    sheet = get_object_or_404(surveys.sheets_for_page(), pk=key)
    pdf = surveys.code_slips(sheet, pages.public_address(request))
    return _pdf(pdf, f"kode-survei-{sheet.made_at:%Y%m%d}")


@require_safe
def paper_form(request: HttpRequest) -> HttpResponse:
    """Print the questionnaire for whoever answers by hand."""
    require(access.may_run_surveys(request.user))
    form = PlaceForm(request.GET, prefix="kertas")
    if not form.is_valid():
        messages.error(request, _("Pilih layanan dan kantor yang memberinya, lalu cetak kuesionernya."))
        return redirect("service:survey_codes")
    said = form.cleaned_data
    return _pdf(surveys.paper_form(said["service"], said["office"]), "kuesioner-survei")


@require_safe
def counter_poster(request: HttpRequest, key: int) -> HttpResponse:
    """Print the poster of a counter."""
    require(access.may_run_surveys(request.user))
    codes = SurveyCode.objects.select_related("service", "office")
    code = get_object_or_404(codes, pk=key, kind="open")
    return _pdf(surveys.counter_poster(code, pages.public_address(request)), "poster-survei")


@require_http_methods(["GET", "HEAD", "POST"])
def paper_entry(request: HttpRequest) -> HttpResponse:
    """Type paper sheets in, one after the other; service, office and day stay for the next one."""
    require(access.may_run_surveys(request.user))
    today = timezone.localdate()
    if request.method != "POST":
        said = {name: request.GET.get(short) for name, short in _KEPT.items()}
        form = PaperForm(today, initial={"kunci": uuid.uuid4(), "day": said.pop("day") or today, **said})
        page = {"form": form, "count": pages.as_int(request.GET.get("lembar"), least=0, most=9999)}
        return render(request, "service/paper_entry.html", page)
    form = PaperForm(today, request.POST)
    if form.is_valid():
        try:
            surveying.enter_sheet(request.user, form.place(), form.sent(), at=timezone.now())
        except BadInput as error:
            _add_faults(form, error)
        else:
            count = pages.as_int(request.POST.get("lembar"), least=0, most=9998) + 1
            place = form.place()
            kept = {
                "layanan": place.service.pk,
                "unit": place.office.pk,
                "hari": place.day.isoformat(),
                "lembar": count,
            }
            return redirect(f"{reverse('service:paper_entry')}?{urlencode(kept)}")
    page = {"form": form, "count": pages.as_int(request.POST.get("lembar"), least=0, most=9999)}
    return render(request, "service/paper_entry.html", page, status=422)


_KEPT = {"service": "layanan", "office": "unit", "day": "hari"}


@require_http_methods(["GET", "HEAD", "POST"])
def answer_file(request: HttpRequest) -> HttpResponse:
    """Take a file of answer sheets in; every fault is told with its row, and then nothing is stored."""
    require(access.may_run_surveys(request.user))
    form = AnswerFileForm(timezone.localdate(), request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            stored = _store(request, form)
        except BadInput as error:
            form.add_error("file", words.say(error.sentence))
            problems = error.problems
        else:
            _tell_stored(request, stored)
            return redirect("service:satisfaction_service", form.cleaned_data["service"].pk)
    page = {
        "form": form,
        "problems": [(one.row, one.column, words.say(one.sentence)) for one in problems[:PROBLEMS_SHOWN]],
        "more": max(0, len(problems) - PROBLEMS_SHOWN),
        "elements": load_rules().questions,
    }
    return render(request, "service/answer_file.html", page, status=422 if form.errors else 200)


def _needs(today: date) -> dict[str, object]:
    """Return how many answers each service still needs in this half-year."""
    period = period_of(today, "half")
    asked = scope.Scope(
        tuple(Service.objects.order_by("name")), None, period.first_on, period.last_on, Reckoning(), period
    )
    counted = scope.answers_by_service(asked)
    plans = [(one, scope.plan_of(asked, one, counted.get(one.pk, 0), today)) for one in asked.services]
    return {"period": period, "plans": plans}


def _store(request: HttpRequest, form: AnswerFileForm) -> surveying.StoredFile:
    file: UploadedFile = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory() as folder:
        # Its own name, without its folders, so that faults can be told with it.
        path = Path(folder) / (Path(file.name or "").name or "jawaban")
        with path.open("wb") as copy:
            for part in file.chunks():
                copy.write(part)
        return surveying.store_answers(request.user, form.place(), path, at=timezone.now())


def _tell_stored(request: HttpRequest, stored: surveying.StoredFile) -> None:
    if stored.new:
        told = ngettext("%(n)d jawaban masuk.", "%(n)d jawaban masuk.", stored.new) % {"n": stored.new}
        messages.success(request, told)
    else:
        messages.info(request, _("Berkas ini sudah pernah masuk, jadi tidak ada yang dihitung dua kali."))


def _add_faults(form: PlaceForm, error: BadInput) -> None:
    for problem in error.problems:
        form.add_error(problem.column if problem.column in form.fields else None, words.say(problem.sentence))


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
