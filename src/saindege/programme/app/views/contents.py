"""The content of a course: lessons, competencies, prerequisites, cost template, materials."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.programme import proposal
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Course, CourseMaterial
from saindege.programme.app.views import files

ROWS = {"materi": forms.LessonForm, "kompetensi": forms.RaisedForm, "biaya": forms.CostLineForm}


@require_http_methods(["GET", "HEAD", "POST"])
def contents(request: HttpRequest, course: int) -> HttpResponse:
    """Take what a course consists of."""
    require(access.may_arrange_programme(request.user))
    shown = get_object_or_404(Course, pk=course)
    data: Any = request.POST or None
    grows = data is not None and "tambah" in data
    if grows and data["tambah"] in ROWS:
        data = forms.one_row_more(data, data["tambah"])
    form = forms.ContentForm(shown.pk, data, initial=_values(shown))
    first = _first_rows(shown)
    rows = {name: forms.rows_of(row, data, initial=first[name], prefix=name) for name, row in ROWS.items()}
    if (
        data is not None
        and not grows
        and all([form.is_valid(), *(each.is_valid() for each in rows.values())])
    ):
        costs = [
            proposal.BudgetLine(row["item"], row["words"], row["quantity"], row["unit_rupiah"])
            for row in rows["biaya"].written()
        ]
        content = form.content(rows["materi"], rows["kompetensi"])
        try:
            actions.change_contents(request.user, shown, content, costs, at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            messages.success(request, _("Isi kursus disimpan."))
            return redirect("programme:course", shown.pk)
    wrong = not grows and (form.errors or any(each.total_error_count() for each in rows.values() if data))
    context = {
        "course": shown,
        "form": form,
        "lessons": rows["materi"],
        "raised": rows["kompetensi"],
        "costs": rows["biaya"],
        "knows_competencies": bool(queries.competency_names()),
    }
    return render(request, "programme/course_contents.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: HttpRequest, course: int) -> HttpResponse:
    """Show the materials of a course; take a new one, or one away."""
    require(access.may_arrange_programme(request.user))
    shown = get_object_or_404(Course, pk=course)
    if "hapus" in request.POST:
        kept = get_object_or_404(CourseMaterial, pk=pages.as_int(request.POST["hapus"]), course=shown)
        actions.remove_material(request.user, kept, at=timezone.now())
        messages.success(request, _("Materi dihapus."))
        return redirect("programme:materials", shown.pk)
    form = forms.MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.store_material(
                request.user,
                shown,
                title=form.cleaned_data["title"],
                file_name=file.name,
                chunks=file.chunks(),
                size=file.size,
                at=timezone.now(),
            )
        except BadInput as error:
            form.add_error("file", error.sentence.in_language(pages.reader_language()))
        else:
            messages.success(request, _("Materi disimpan."))
            return redirect("programme:materials", shown.pk)
    context = {"course": shown, "form": form, "materials": shown.materials.all()}
    return render(request, "programme/materials.html", context, status=422 if form.errors else 200)


@require_safe
def material(request: HttpRequest, course: int, material: int) -> HttpResponse:
    """Give a material to take away."""
    require(access.may_see_calendar(request.user))
    kept = get_object_or_404(CourseMaterial, pk=material, course=course)
    return files.give_file(kept.stored_file, kept.file_name)


def _values(course: Course) -> dict[str, Any]:
    return {
        "target_group": course.target_group,
        "application": course.application,
        "tasks": "\n".join(course.tasks),
        "prerequisites": list(course.prerequisites.values_list("pk", flat=True)),
    }


def _first_rows(course: Course) -> dict[str, list[dict[str, Any]]]:
    return {
        "materi": [
            {
                "topic": each.topic,
                "way": each.way,
                "learning_hours": f"{each.learning_hours.normalize():f}".replace(".", ","),
            }
            for each in course.lessons.all()
        ],
        "kompetensi": [
            {"competency": each.competency, "level": each.level} for each in course.competencies.all()
        ],
        "biaya": [
            {
                "item": each.item,
                "words": each.words,
                "quantity": each.quantity,
                "unit_rupiah": f"{each.unit_rupiah:,}".replace(",", "."),
            }
            for each in course.costs.all()
        ],
    }
