"""The page of one service: figures as last measured, each with its interval, its table and its download."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access, actions, forms, queries
from saindege.service.app.models import Service
from saindege.service.app.queries.services import BADGES, state_of
from saindege.service.app.queries.watching import chart_of_service
from saindege.service.app.views import figures as drawn
from saindege.service.app.views import tables, words
from saindege.service.app.views.control_weeks import week_parts
from saindege.service.app.views.flow import level_asked, levels_of, way_of
from saindege.service.app.views.flow_parts import flow_parts
from saindege.service.app.views.picture import map_picture
from saindege.service.control import ControlChart
from saindege.service.survey_rules import load_rules as load_survey_rules

LOGS_SHOWN = 20

#: Offices drawn at once; the others open with one press.
MOST_AT_ONCE = 12


@require_http_methods(["GET", "HEAD", "POST"])
def service_page(request: HttpRequest, key: int) -> HttpResponse:
    """Show one service; without a log, say what to do first. Sent back, change what it promises."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    own = queries.own_office_keys(request.user)
    measurement = queries.service_page(service)
    steps = [step["activity"] for step in measurement.figures["steps"]] if measurement else []
    form = forms.ServiceForm(service, steps, request.POST or None)
    if request.method == "POST":
        answer = _change(request, service, form)
        if answer is not None:
            return answer
    satisfaction = queries.satisfaction_of(service, own, least=load_survey_rules().least_group)
    context: dict[str, Any] = {
        "service": service,
        "measurement": measurement,
        "satisfaction": satisfaction,
        "form": form,
        "may_bring": access.may_bring_logs(request.user),
        "own_only": own is not None,
        # A superior sees services of the own office, and no studies.
        "may_study": reverse("impact:list") if own is None else "",
        "here": request.path,
    }
    status = 422 if form.errors else 200
    if measurement is None:
        waiting = queries.logs_for_page(request.user).filter(service=service, state="queued").first()
        # A log that was refused, or waits for its columns, is found again here.
        logs = _logs(request, service) if context["may_bring"] and waiting is None else []
        context |= {
            "badge": BADGES["no_log"],
            "waiting": waiting,
            "logs": logs,
            **_element_parts(satisfaction),
        }
        return render(request, "service/service.html", context, status=status)
    figures = _seen(measurement.figures, own)
    names = queries.office_names(one["office"] for one in figures["offices"])
    chart = chart_of_service(service, figures)
    taken = tables.table_of(request.GET.get("tabel", ""), figures, names, satisfaction, chart)
    if taken is not None and request.GET.get("unduh"):
        name, header, rows = taken
        return pages.download_table(
            f"{service.name} {name}", header, rows, request.GET["unduh"], is_example=service.is_example
        )
    level = level_asked(request.GET.get("rinci", ""))
    if request.GET.get("unduh") == "svg":
        return map_picture(service, way_of(figures, level))
    context |= _parts(service, figures, names, satisfaction, chart)
    context |= {"way": way_of(figures, level), "levels": levels_of(level), "level": level}
    context["stats"] = drawn.big_figures(
        figures, satisfaction, drawn.promise_hours(service), own_only=own is not None
    )
    if context["may_bring"]:
        context["logs"] = _logs(request, service)
    return render(request, "service/service.html", context, status=status)


def _change(request: HttpRequest, service: Service, form: forms.ServiceForm) -> HttpResponse | None:
    """Change a service; None where the form goes back with its faults."""
    require(access.may_bring_logs(request.user))
    if not form.is_valid():
        return None
    try:
        job = actions.change_service(request.user, service, form.service_fields(), at=timezone.now())
    except actions.NotChosen as error:
        for problem in error.problems:
            form.add_error(problem.column, words.say(problem.sentence))
        return None
    if job is not None:
        return redirect("base:job", job.pk)
    messages.success(request, _("Layanan disimpan."))
    return redirect("service:service", service.pk)


def _logs(request: HttpRequest, service: Service) -> list[tuple[Any, ...]]:
    logs = queries.logs_for_page(request.user).filter(service=service)[:LOGS_SHOWN]
    return [(log, *words.LOG_STATES[log.state]) for log in logs]


def _seen(figures: dict[str, Any], own: set[int] | None) -> dict[str, Any]:
    """Return figures with the reader's own offices only, where others are not theirs to see."""
    if own is None:
        return figures
    return {**figures, "offices": [one for one in figures["offices"] if int(one["office"]) in own]}


def _parts(
    service: Service,
    figures: dict[str, Any],
    names: dict[str, str],
    satisfaction: queries.SatisfactionFigures | None,
    chart: ControlChart,
) -> dict[str, Any]:
    state = state_of(chart.standing, figures["is_late"])
    promised, unit = drawn.promise_hours(service), drawn.unit_of(figures)
    return {
        "figures": figures,
        "badge": BADGES[state],
        "also_late": figures["is_late"] and state != "late",
        "first_day": words.day(figures["whole"]["first_event"]),
        "last_day": words.day(figures["until"]),
        "recent_from": words.day(figures["recent"]["first_on"]),
        "recent_to": words.day(figures["recent"]["last_on"]),
        **week_parts(chart, figures, promised),
        "step_table": tables.shown_steps(figures),
        "slowest": drawn.slowest_step(figures),
        "variants": tables.shown_variants(figures),
        "calendar_warnings": [words.say(one) for one in figures["made"]["calendar_warnings"]],
        **flow_parts(figures, unit),
        **_office_parts(figures, names),
        **_element_parts(satisfaction),
        **tables.shown_headers(unit),
        **{f"{part}_take": f"?tabel={name}" for part, name in tables.TAKEN.items()},
    }


def _office_parts(figures: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    rows = drawn.office_rows(figures, names)
    apart = [row for row in rows if row["tone"] != "plain"]
    return {
        "offices": rows,
        "apart": apart,
        "few_offices": rows[:MOST_AT_ONCE],
        # One interval in twenty misses its mark by chance.
        "chance_apart": round(len(rows) * 0.05),
        "apart_names": drawn.apart_words(apart),
        "hidden_offices": sum(one["hidden"] for one in figures["offices"]),
        "office_table": tables.shown_offices(figures, names),
    }


def _element_parts(satisfaction: queries.SatisfactionFigures | None) -> dict[str, Any]:
    if satisfaction is None:
        return {}
    return {
        "elements": drawn.element_rows(satisfaction),
        "element_table": tables.shown_elements(satisfaction),
        "element_header": tables.shown_headers("")["element_header"],
        "element_take": "?tabel=unsur",
    }
