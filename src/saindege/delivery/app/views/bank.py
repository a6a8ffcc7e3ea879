"""The bank of questions of a course, and the tests of a batch as an organiser sees them."""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saindege.base.app.access import require
from saindege.base.app.pages import download_table
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.actions.exam_windows import move_exams
from saindege.delivery.app.forms.exam import ExamForm, QuestionForm, WindowsForm
from saindege.delivery.app.models import Question
from saindege.delivery.app.views.words import in_words, refuse
from saindege.delivery.exam.question import read_question
from saindege.programme.app.models import Batch, Course


@require_http_methods(["GET", "HEAD", "POST"])
def bank(request: HttpRequest, course: int) -> HttpResponse:
    """Show the questions of a course; add one."""
    require(access.may_organise(request.user))
    found = get_object_or_404(Course, pk=course)
    form = QuestionForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                asked = read_question(
                    data["kind"], data["text"], data["lines"].splitlines(), tolerance=data["tolerance"]
                )
                actions.add_question(request.user, found, asked, topic=data["topic"], at=timezone.now())
            except SaindegeError as error:
                form.add_error("lines", in_words(error))
            else:
                messages.success(request, _("Soal masuk ke bank soal."))
                return redirect("delivery:bank", course=found.pk)
    page = {"course": found, "questions": list(queries.bank_of(found)), "form": form}
    return render(request, "delivery/bank.html", page, status=status)


@require_POST
def retire(request: HttpRequest, course: int, question: int) -> HttpResponse:
    """Take a question out of use."""
    require(access.may_organise(request.user))
    found = get_object_or_404(Question, pk=question, course_id=course)
    actions.retire_question(request.user, found, at=timezone.now())
    messages.success(request, _("Soal tidak dipakai lagi; tes yang sudah berjalan tetap."))
    return redirect("delivery:bank", course=course)


@require_http_methods(["GET", "HEAD", "POST"])
def exams(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Arrange the tests of a batch and show what they say."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    topics = dict(sorted(Counter(one.topic for one in queries.bank_of(found.course)).items()))
    if request.method == "POST" and request.POST.get("langkah") == "waktu":
        return _move(request, found, topics)
    if request.method == "POST":
        return _arrange(request, found, topics)
    if request.GET.get("unduh"):
        return _download(found, request.GET["unduh"])
    return _page(request, found, ExamForm(topics, initial=_usual(found)), topics)


def _move(request: HttpRequest, found: Batch, topics: dict[str, int]) -> HttpResponse:
    form = WindowsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, topics, status=422)
    move_exams(request.user, found, form.windows(), at=timezone.now())
    messages.success(request, _("Waktu tes disimpan. Soalnya tetap."))
    return redirect("delivery:exams", course=found.course_id, batch=found.pk)


def _arrange(request: HttpRequest, found: Batch, topics: dict[str, int]) -> HttpResponse:
    if request.POST.get("langkah") == "nilai":
        actions.hand_in_overdue(request.user, found, at=timezone.now())
        return redirect("delivery:exams", course=found.course_id, batch=found.pk)
    form = ExamForm(topics, request.POST)
    if not form.is_valid():
        return _page(request, found, form, topics, status=422)
    plan = actions.Plan(form.blueprint(), form.cleaned_data["minutes"], form.windows())
    try:
        actions.arrange_exams(request.user, found, plan, seed=secrets.randbelow(2**31), at=timezone.now())
    except SaindegeError as error:
        refuse(request, error)
        return _page(request, found, form, topics, status=422)
    messages.success(request, _("Kedua tes siap; peserta melihatnya di jadwal."))
    return redirect("delivery:exams", course=found.course_id, batch=found.pk)


def _usual(found: Batch) -> dict[str, object]:
    """What is arranged; else the test before on the eve of the first session until it has begun, the one after a week."""
    exams = queries.exams_of(found)
    if exams:
        moments = {
            f"{phase}_{end}": getattr(exam, f"{end}_at")
            for phase, exam in exams.items()
            for end in ("opens", "closes")
        }
        return {"minutes": exams["pre"].minutes, **moments}
    sessions = list(found.sessions.order_by("starts_at"))
    if not sessions:
        return {}
    first, last = sessions[0], sessions[-1]
    return {
        "pre_opens": first.starts_at - timedelta(days=1),
        "pre_closes": first.starts_at + timedelta(hours=1),
        "post_opens": last.ends_at - timedelta(hours=1),
        "post_closes": last.ends_at + timedelta(days=7),
    }


def _page(
    request: HttpRequest, found: Batch, form: WindowsForm, topics: dict[str, int], *, status: int = 200
) -> HttpResponse:
    results = queries.exam_results(found)
    exams = queries.exams_of(found)
    texts = queries.texts_of([key for exam in exams.values() for key in exam.questions])
    analyses = [
        {
            "exam": exams[phase],
            "analysis": analysis,
            "rows": [(texts[one.item], one) for one in analysis.items] if analysis else [],
        }
        for phase, analysis in results.items.items()
    ]
    page = {
        "batch": found,
        "exams": exams,
        "results": results,
        "analyses": analyses,
        # Once somebody has begun, only the times are asked for.
        "begun": (begun := queries.is_begun(found)),
        "form": WindowsForm(initial=_usual(found)) if begun and not form.is_bound else form,
        "topics": topics,
    }
    return render(request, "delivery/exams.html", page, status=status)


def _download(found: Batch, kind: str) -> HttpResponse:
    least = found.course.pass_post_mark
    rows = [
        [
            row.person.nip or "",
            row.person.name,
            row.person.office.name,
            row.pre,
            row.post,
            *([] if least is None else [float(least), row.post is not None and row.post >= least]),
        ]
        for row in queries.exam_results(found).rows
    ]
    header = [
        "nip",
        "nama",
        "unit_kerja",
        "pre",
        "post",
        *([] if least is None else ["batas_post", "lulus_post"]),
    ]
    return download_table(f"nilai tes {found}", header, rows, kind, is_example=found.is_example)
