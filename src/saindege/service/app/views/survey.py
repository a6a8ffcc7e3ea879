"""The survey as a citizen meets it: no account, no name, one question after another, also without signal."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.errors import BadInput
from saindege.service.app import queries
from saindege.service.app.actions import surveying
from saindege.service.app.forms.survey import CodeForm, sent_answer
from saindege.service.app.models import SurveyCode
from saindege.service.app.queries import surveys
from saindege.service.app.views import words
from saindege.service.survey_code import WrongCode, read_code
from saindege.service.survey_rules import load_rules

# A bad thumb needs a few tries; guessing a code that is open takes many thousands.
MOST_WRONG, WRONG_SECONDS = 30, 600
FACES = ("frown", "annoyed", "smile", "laugh")
# What a device does with each answer of ours stands in survey.js: these it keeps and sends again.
TOO_MANY, BAD, GONE, CONFLICT = 429, 422, 410, 409


@require_safe
def survey_door(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a slip."""
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("service:survey", read_code(form.cleaned_data["kode"]))
        except WrongCode as error:
            form.add_error("kode", words.say(error.sentence))
    return _door(request, form, status=BAD if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the nine questions, or say kindly why not; sent, store the answer."""
    found = _find(code)
    if found is None:
        return _unknown(request, code)
    if request.method == "POST":
        return _answer(request, found)
    over = _over(found)
    if "terima" in request.GET or over:
        return _thanks(request, found, over if "terima" not in request.GET else "")
    return render(request, "service/survey.html", _questions(request, found, {}))


def _find(code: str) -> SurveyCode | None:
    try:
        return surveys.code_named(read_code(code))
    except (WrongCode, SurveyCode.DoesNotExist):
        return None


def _over(found: SurveyCode) -> str:
    """Return why a code is not answered by any more; empty where it is."""
    if found.kind == "once" and found.used_on is not None:
        return "used"
    if found.closed_on is not None:
        return "closed"
    return "expired" if timezone.localdate() > found.valid_until else ""


def _answer(request: HttpRequest, found: SurveyCode) -> HttpResponse:
    sent = sent_answer(request.POST)
    if sent is None:
        return _told(request, found, BAD, _("Jawaban ini tidak lengkap. Muat ulang halaman, lalu isi lagi."))
    if found.closed_on is not None:
        return _told(request, found, GONE, _("Kode ini sudah ditutup oleh kantor yang membukanya."))
    if found.kind == "open" and pages.is_too_often(
        f"service.survey:{found.pk}", most=load_rules().open_most_per_hour, seconds=3600
    ):
        return _told(
            request, found, TOO_MANY, _("Terlalu banyak jawaban dalam sejam. Jawaban ini dikirim lagi nanti.")
        )
    try:
        is_new = surveying.answer_survey(found, sent, today=timezone.localdate())
    except surveying.CodeOver as error:
        status = GONE if error.code == "expired" else CONFLICT
        return _told(request, found, status, words.say(error.sentence))
    except BadInput as error:
        return _told(request, found, BAD, words.say(error.sentence))
    if _is_device(request):
        return JsonResponse({"state": "stored" if is_new else "known"}, status=201 if is_new else 200)
    kiosk = "&kios=1" if "kios" in request.GET else ""
    return redirect(f"{request.path}?terima=1{kiosk}")


def _told(request: HttpRequest, found: SurveyCode, status: int, sentence: str) -> HttpResponse:
    """Say why an answer was not taken; what was chosen stays where it can still be mended."""
    if _is_device(request):
        return JsonResponse({"state": "refused", "sentence": sentence}, status=status)
    if status in (BAD, TOO_MANY):
        page = _questions(request, found, request.POST) | {"fault": sentence}
        return render(request, "service/survey.html", page, status=status)
    return _thanks(request, found, "used" if status == CONFLICT else "expired", sentence, status)


def _is_device(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _questions(request: HttpRequest, found: SurveyCode, said: Any) -> dict[str, Any]:
    rules = load_rules()
    return {
        **_place(request, found),
        "questions": [
            {
                "code": question.code,
                "number": question.number,
                "asks": words.say(question.asks),
                "options": [
                    (str(mark), face, words.say(option), said.get(question.code) == str(mark))
                    for mark, (face, option) in enumerate(zip(FACES, question.options, strict=True), start=1)
                ],
            }
            for question in rules.questions
        ],
        "comment": said.get("komentar", ""),
        "most_comment": rules.most_comment,
        # Kept where the form comes back with a fault: it is still the same answer.
        "key": said.get("kunci") or str(uuid.uuid4()),
    }


def _place(request: HttpRequest, found: SurveyCode) -> dict[str, Any]:
    is_kiosk = found.kind == "open" and "kios" in request.GET
    return {
        "found": found,
        "is_kiosk": is_kiosk,
        "no_way_out": is_kiosk,
        "is_open": found.kind == "open",
        "shell": "web/room.html" if is_kiosk else "web/public.html",
        "is_demo": found.is_example,
    }


def _thanks(
    request: HttpRequest, found: SurveyCode, over: str, sentence: str = "", status: int = 200
) -> HttpResponse:
    page = {**_place(request, found), "over": over, "sentence": sentence}
    return render(request, "service/survey_over.html", page, status=status)


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    key = f"service.survey_code:{pages.visitor(request)}"
    if pages.is_too_often(key, most=MOST_WRONG, seconds=WRONG_SECONDS):
        form = CodeForm({"kode": ""})
        form.errors["kode"] = form.error_class([_("Terlalu sering salah. Coba lagi sepuluh menit lagi.")])
        return _door(request, form, status=TOO_MANY)
    form = CodeForm({"kode": typed[:20]})
    form.is_valid()
    form.add_error("kode", _("Kode ini tidak dikenal. Periksa huruf dan angkanya, lalu ketik lagi."))
    return _door(request, form, status=404)


def _door(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(
        request,
        "service/survey_door.html",
        {"form": form, "is_demo": queries.in_demonstration()},
        status=status,
    )
