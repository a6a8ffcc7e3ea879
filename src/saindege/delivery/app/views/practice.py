"""Practice marked by several observers, on a phone in the field."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.forms.exam import ObservationForm, RubricForm
from saindege.delivery.app.models import Rubric
from saindege.delivery.app.views.words import in_words
from saindege.delivery.exam import agreement
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show who was marked by each rubric, and how far observers agree; organisers make rubrics."""
    found = _find(request, course, batch)
    form, status = RubricForm(request.POST or None), 200
    if request.method == "POST":
        require(access.may_organise(request.user))
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                actions.add_rubric(
                    request.user,
                    found.course,
                    title=data["title"],
                    criteria=data["criteria"].splitlines(),
                    levels=data["levels"].splitlines(),
                    at=timezone.now(),
                )
            except SaindegeError as error:
                form.add_error(None, in_words(error))
            else:
                messages.success(request, _("Rubrik siap dipakai pengamat."))
                return redirect("delivery:practice", course=found.course_id, batch=found.pk)
    results = [
        queries.practice_results(found, rubric, request.user) for rubric in queries.rubrics_of(found.course)
    ]
    page = {
        "batch": found,
        "results": [(one, _in_words(one.agreement)) for one in results],
        "form": form,
        "may_organise": access.may_organise(request.user),
    }
    return render(request, "delivery/practice.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def observe(request: HttpRequest, course: int, batch: UUID, rubric: int, person: UUID) -> HttpResponse:
    """Mark one person's practice."""
    found = _find(request, course, batch)
    marked_by = get_object_or_404(Rubric, pk=rubric, course=found.course)
    somebody = get_object_or_404(Person, pk=person, participations__batch=found)
    before = queries.observation_by(request.user, marked_by, found, somebody)
    initial = {f"c{place}": mark for place, mark in enumerate(before.marks)} if before else {}
    form = ObservationForm(
        marked_by, request.POST or None, initial={**initial, "note": before.note if before else ""}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            actions.observe(
                request.user,
                marked_by,
                found,
                somebody,
                marks=form.marks(),
                note=form.cleaned_data["note"],
                at=timezone.now(),
            )
            messages.success(request, _("Penilaian %(name)s tersimpan.") % {"name": somebody.name})
            return redirect("delivery:practice", course=found.course_id, batch=found.pk)
    page = {"batch": found, "rubric": marked_by, "person": somebody, "form": form}
    return render(request, "delivery/observe.html", page, status=status)


def _find(request: HttpRequest, course: int, batch: UUID) -> Batch:
    found = queries.batches().filter(pk=batch, course_id=course).first()
    if found is None:
        raise Http404
    require(access.may_observe(request.user, found))
    return found


def _in_words(found: agreement.Agreement | None) -> str:
    if found is None or found.icc_single is None:
        return ""
    return agreement.in_words(found.icc_single)[(get_language() or "id").startswith("en")]
