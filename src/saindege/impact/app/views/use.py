"""Pages of the use of a skill: which step shows it, and how often it is taken."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.impact import evaluation
from saindege.impact.app import access, actions, forms, queries
from saindege.programme.app.models import Course


@require_http_methods(["GET", "HEAD", "POST"])
def skill_trace(request: HttpRequest, course: int) -> HttpResponse:
    """Choose the step in a log that shows what a course teaches, and read how often it is taken."""
    require(access.may_see_evaluation(request.user))
    this, now = get_object_or_404(Course, pk=course), timezone.now()
    trace, language = queries.trace_of(this), pages.reader_language()
    initial = (
        {"version": trace.version, "step": f"{trace.service_id}:{trace.activity}"}
        if trace
        else {"version": 0}
    )
    form = forms.SkillTraceForm(request.POST or None, initial=initial, choices=queries.step_choices())
    if request.method == "POST":
        require(access.may_keep_evaluation(request.user))
        if form.is_valid():
            return _choose(request, this, form)
    over = queries.batches_over(now).filter(course=this)
    rows = queries.use_rows(over)
    context = {
        "course": this,
        "form": form,
        "trace": trace,
        "rows": [(row, _say(row, language)) for row in rows],
        "is_late": trace is not None and queries.chosen_late(trace, over),
        "is_outdated": trace is not None and bool(rows) and queries.is_outdated(trace, rows),
        "may_keep": access.may_keep_evaluation(request.user),
        "rules": evaluation.load(),
    }
    return render(request, "impact/skill_trace.html", context, status=422 if form.errors else 200)


def _say(row: queries.UseRow, language: str) -> str:
    if row.use is None:
        return _("Belum dihitung.")
    said = queries.use_words(row.day, row.use.service.name, row.use.activity)
    return _("Lognya belum sampai 30 hari setelah kursus.") if said is None else said.in_language(language)


def _choose(request: HttpRequest, course: Course, form: forms.SkillTraceForm) -> HttpResponse:
    service, activity = form.chosen()
    try:
        actions.trace_skill(
            request.user, course, service, activity, version=form.cleaned_data["version"], at=timezone.now()
        )
        job = actions.ask_use(request.user, course, at=timezone.now())
    except SaindegeError as refusal:
        messages.warning(request, refusal.sentence.in_language(pages.reader_language()))
        return redirect("impact:skill_trace", course=course.pk)
    return redirect("base:job", job.pk)
