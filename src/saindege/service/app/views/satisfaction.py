"""Satisfaction (SKM): by service, of one service with what follows, and the two papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.service import survey_comments, survey_rules
from saindege.service.app import access, queries
from saindege.service.app.actions import following
from saindege.service.app.forms.satisfaction import FollowUpForm, ScopeForm
from saindege.service.app.models import Service
from saindege.service.app.queries import satisfaction_paper, scope, surveys
from saindege.service.app.views import figures as drawn
from saindege.service.app.views import satisfaction_parts as parts
from saindege.service.app.views import tables, words
from saindege.service.satisfaction_rules import load_rules

_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def satisfaction_list(request: HttpRequest) -> HttpResponse:
    """Show what citizens answered, service by service, with intervals and numbers of answers."""
    require(access.may_see_services(request.user))
    services = list(queries.visible_to(request.user))
    form, asked = _scope(request, services)
    groups = scope.by_service(asked)
    known = [group for group in groups if group.figures is not None]
    if request.GET.get("unduh"):
        name, header, rows = parts.groups_table(known)
        is_example = any(service.is_example for service in services)
        return pages.download_table(name, header, rows, request.GET["unduh"], is_example=is_example)
    rules, today = load_rules(), timezone.localdate()
    planned = list(surveys.open_follow_ups(services))
    context = {
        "form": form,
        "asked": asked,
        "unit": form.chosen_unit(),
        "known": known,
        "few": [group for group in groups if group.figures is None and group.answers],
        "without": [group.subject for group in groups if not group.answers],
        "chart": [parts.index_row(group) for group in known],
        "overall": parts.overall(asked) if len(known) > 1 else None,
        "good_from": known[0].figures.good_from if known else None,
        "answers": sum(group.answers for group in groups),
        "rules": rules,
        "least": survey_rules.load_rules().least_group,
        "weight": asked.how.weight or rules.default_weight,
        "planned": [parts.follow_up_row(plan, today) for plan in planned],
        "query": parts.query_of(request),
        "may_run": access.may_run_surveys(request.user),
    }
    return render(request, "service/satisfaction.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def satisfaction_service(request: HttpRequest, key: int) -> HttpResponse:
    """Show one service: index, trend, elements, offices, comments, what is planned; sent, plan or move something."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    form, asked = _scope(request, [service])
    whole = scope.overall(asked)
    lowest = whole.figures.result.lowest if whole and whole.figures else ()
    plan_form = FollowUpForm(lowest, request.POST if request.POST.get("langkah") == "rencana" else None)
    if request.method == "POST":
        answer = _follow(request, service, plan_form)
        if answer is not None:
            return answer
    today = timezone.localdate()
    offices = scope.by_office(asked)
    taken = parts.table_of(request.GET.get("tabel", ""), asked, whole, offices)
    if taken is not None and request.GET.get("unduh"):
        name, header, rows = taken
        return pages.download_table(
            f"{service.name} {name}", header, rows, request.GET["unduh"], is_example=service.is_example
        )
    answers = whole.answers if whole else 0
    context: dict[str, Any] = {
        "service": service,
        "form": form,
        "plan_form": plan_form,
        "asked": asked,
        "unit": form.chosen_unit(),
        "whole": whole,
        "figures": whole.figures if whole else None,
        "answers": answers,
        "least": survey_rules.load_rules().least_group,
        "plan": scope.plan_of(asked, service, answers, today),
        "channels": parts.channel_rows(scope.channels(asked), answers),
        "themes": scope.themes(asked),
        "theme_version": survey_comments.load_themes().version,
        "planned": [parts.follow_up_row(plan, today) for plan in surveys.follow_ups([service])],
        "rules": load_rules(),
        "query": parts.query_of(request),
        "may_run": access.may_run_surveys(request.user),
        **parts.trend_parts(scope.trend(asked)),
        **parts.office_parts(offices),
        **parts.takes(parts.query_of(request)),
    }
    if context["figures"] is not None:
        context |= {
            "elements": drawn.element_rows(whole.figures),
            "element_table": tables.shown_elements(whole.figures),
            "element_header": tables.shown_headers("")["element_header"],
            "stat": parts.index_stat(whole.figures),
        }
    status = 422 if plan_form.errors else 200
    return render(request, "service/satisfaction_service.html", context, status=status)


@require_safe
def satisfaction_report(request: HttpRequest) -> HttpResponse:
    """Print the report of a period for a service, or for all that the reader may see, of an office or of the city.

    ``?bentuk=docx`` gives the same report to be edited.
    """
    if request.GET.get("bentuk") == "docx":
        return _paper(request, satisfaction_paper.report_to_edit, "laporan-skm", "docx")
    return _paper(request, satisfaction_paper.report, "laporan-skm")


@require_safe
def satisfaction_sheet(request: HttpRequest) -> HttpResponse:
    """Print the sheet by which the result is published."""
    return _paper(request, satisfaction_paper.publication, "publikasi-skm")


def _paper(request: HttpRequest, make: satisfaction_paper.Make, name: str, kind: str = "pdf") -> HttpResponse:
    require(access.may_see_services(request.user))
    services = list(queries.visible_to(request.user))
    key = pages.as_int(request.GET.get("layanan"))
    if key:
        services = [get_object_or_404(queries.visible_to(request.user), pk=key)]
    form, asked = _scope(request, services)
    whole = scope.overall(asked)
    if whole is None or whole.figures is None:
        least = survey_rules.load_rules().least_group
        messages.info(
            request,
            _("Laporan memerlukan paling sedikit %(n)s jawaban, dan setiap unsur terjawab.") % {"n": least},
        )
        target = (
            reverse("service:satisfaction_service", args=[key]) if key else reverse("service:satisfaction")
        )
        return redirect(f"{target}?{parts.query_of(request)}")
    unit = form.chosen_unit() or queries.own_office(request.user)
    made = make(asked, whole.figures, unit, timezone.localdate())
    response = HttpResponse(made, content_type=_KINDS[kind])
    stem = f"{name}-{asked.period.code if asked.period else asked.last_on.isoformat()}"
    response["Content-Disposition"] = (
        f'{"inline" if kind == "pdf" else "attachment"}; filename="{stem}.{kind}"'
    )
    return response


def _scope(request: HttpRequest, services: list[Service]) -> tuple[ScopeForm, scope.Scope]:
    form = ScopeForm(
        request.GET,
        today=timezone.localdate(),
        own=queries.own_office_keys(request.user),
        services=services,
    )
    return form, form.scope()


def _follow(request: HttpRequest, service: Service, form: FollowUpForm) -> HttpResponse | None:
    """Write a plan down or how far one is; None where the form goes back with its faults."""
    today, at = timezone.localdate(), timezone.now()
    here = f"{request.get_full_path()}#rencana"
    try:
        if request.POST.get("langkah") == "keadaan":
            key = pages.as_int(request.POST.get("rencana"))
            plan = get_object_or_404(surveys.follow_ups([service]), pk=key)
            state = request.POST.get("keadaan", "")
            following.move_follow_up(request.user, plan, state, today=today, at=at)
            messages.success(request, _("Keadaan rencana disimpan."))
            return redirect(here)
        if form.is_valid():
            following.plan_follow_up(request.user, service, form.plan(), today=today, at=at)
            messages.success(request, _("Rencana tindak lanjut disimpan."))
            return redirect(here)
    except BadInput as error:
        if not form.is_bound:
            messages.error(request, words.say(error.sentence))
            return redirect(here)
        for problem in error.problems:
            form.add_error(problem.column, words.say(problem.sentence))
    return None
