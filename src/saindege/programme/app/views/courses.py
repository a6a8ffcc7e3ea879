"""The catalogue, one course, a new course, a new batch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.programme import method
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Course
from saindege.programme.app.views import course_words, legal_form


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show what is offered; search by words, filter by legal form."""
    require(access.may_see_catalogue(request.user))
    text = request.GET.get("q", "").strip()[:100]
    chosen = request.GET.get("bentuk", "")
    rows = queries.catalogue(
        now=timezone.now(), text=text, method_key=chosen, language=pages.reader_language()
    )
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return _download(rows, request.GET["unduh"])
    context = {
        "page": pages.page_of(request, rows, 30),
        "text": text,
        "chosen": chosen,
        "methods": forms.method_choices(),
        "is_filtered": bool(text or chosen),
        "may_arrange": access.may_arrange_programme(request.user),
    }
    return render(request, "programme/catalogue.html", context)


@require_safe
def course(request: HttpRequest, course: int) -> HttpResponse:
    """Show one course: its hours by law, its batches with their sessions, and the next act."""
    require(access.may_see_catalogue(request.user))
    shown = get_object_or_404(Course, pk=course)
    batches = queries.batches_of(shown)
    now = timezone.now()
    context = {
        "course": shown,
        "form": legal_form.of_course(shown),
        "contents": queries.contents_of(shown, timezone.localdate(now), pages.reader_language()),
        "table": method.load(),
        "pass_percent": shown.pass_attendance_share * 100,
        "batches": batches,
        "running": [row for row in batches if not row.is_finished],
        "finished": [row for row in batches if row.is_finished],
        "may_arrange": access.may_arrange_programme(request.user),
        "next": queries.next_act(batches, now),
        "now": now,
    }
    return render(request, "programme/course.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def course_new(request: HttpRequest) -> HttpResponse:
    """Take a new course."""
    require(access.may_arrange_programme(request.user))
    form = forms.CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_course(request.user, form.values(), at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Kursus disimpan. Buat angkatannya berikut ini."))
            return redirect("programme:course", made.pk)
    context = {"form": form, "table": method.load()}
    return render(request, "programme/course_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def course_edit(request: HttpRequest, course: int) -> HttpResponse:
    """Take the changes of a course; where somebody else saved meanwhile, show both before saving."""
    require(access.may_arrange_programme(request.user))
    shown = get_object_or_404(Course, pk=course)
    form = forms.CourseForm(request.POST or None, initial=course_words.values_of(shown))
    context = {"form": form, "course": shown, "table": method.load()}
    if request.method != "POST" or not form.is_valid():
        return render(request, "programme/course_form.html", context, status=422 if form.errors else 200)
    try:
        saved = actions.change_course(
            request.user, shown.pk, form.values(), seen=form.cleaned_data["seen"], at=timezone.now()
        )
    except actions.NotSaved as error:
        form.refuse(error.problems)
        return render(request, "programme/course_form.html", context, status=422 if form.errors else 200)
    except actions.CourseChangedMeanwhile as error:
        form.data = form.data.copy()
        form.data["seen"] = queries.fingerprint(error.current)
        context |= {"conflict": error, "differences": course_words.differences(form.values(), error.current)}
        return render(request, "programme/course_form.html", context, status=409)
    messages.success(request, _("Kursus “%(title)s” disimpan.") % {"title": saved.title})
    return redirect("programme:course", saved.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def batch_new(request: HttpRequest, course: int) -> HttpResponse:
    """Take a new batch of a course."""
    require(access.may_arrange_programme(request.user))
    shown = get_object_or_404(Course, pk=course)
    number = shown.batches.count() + 1
    initial = {
        "key": forms.new_key(),
        "name": _("Angkatan %(number)d") % {"number": number},
        "cost": f"{shown.cost_rupiah:,}".replace(",", ".") if shown.cost_rupiah else "",
    }
    form = forms.BatchForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            batch = actions.add_batch(
                request.user,
                shown,
                key=typed["key"],
                name=typed["name"],
                cost_rupiah=typed["cost"] or 0,
                at=timezone.now(),
            )
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("%(name)s disimpan. Tambahkan sesinya.") % {"name": batch.name})
            return redirect(f"{reverse('programme:course', args=[shown.pk])}#angkatan-{batch.pk}")
    context = {"form": form, "course": shown}
    return render(request, "programme/batch_new.html", context, status=422 if form.errors else 200)


def _download(rows: list[queries.CourseRow], kind: str) -> HttpResponse:
    header = [
        _("Kode"),
        pgettext("satu kursus", "Kursus"),
        _("Bentuk"),
        _("JP"),
        _("Biaya satu angkatan (rupiah)"),
        _("Angkatan"),
    ]
    header += [_("Sesi belum ditutup"), _("Sesi berikut")]
    return pages.download_table(
        _("kursus"),
        header,
        [
            (
                row.course.code,
                row.course.title,
                row.method_name,
                row.course.learning_hours,
                row.course.cost_rupiah,
                row.batches,
                row.open_sessions,
                row.next_at,
            )
            for row in rows
        ],
        kind,
        is_example=any(row.course.is_example for row in rows),
    )
