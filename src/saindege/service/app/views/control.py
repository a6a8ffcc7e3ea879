"""The control chart of a service or of one of its offices: signals in words, phases by decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.people.app.models import Office
from saindege.service.app import access, queries
from saindege.service.app.actions import watching
from saindege.service.app.forms.watching import PhaseForm
from saindege.service.app.models import Service
from saindege.service.app.queries import watching as reads
from saindege.service.app.views import figures as drawn
from saindege.service.app.views import words
from saindege.service.app.views.control_weeks import draw
from saindege.service.app.views.control_words import name_rules, say_signal, what_to_ask
from saindege.service.app.views.control_years import year_rows, year_table
from saindege.service.control import ControlChart, Phase
from saindege.service.portrait import load_rules

_SHOWN, _PAST_SHOWN = 52, 20


@require_http_methods(["GET", "HEAD", "POST"])
def control_page(request: HttpRequest, key: int) -> HttpResponse:
    """Show the control chart of a service; sent, begin a phase or take one back."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    form = PhaseForm(request.POST if request.POST.get("langkah") == "fase" else None)
    if request.method == "POST":
        require(access.may_decide_phase(request.user))
        if _decide(request, service, form):
            return redirect("service:control", service.pk)
    measurement = queries.service_page(service)
    if measurement is None:
        return render(request, "service/control.html", {"service": service})
    own = queries.own_office_keys(request.user)
    offices = reads.offices_with_weeks(service, own)
    office = _office_asked(request, offices)
    chart = (
        reads.chart_of_office(service, office)
        if office
        else reads.chart_of_service(service, measurement.figures)
    )
    if request.GET.get("unduh"):
        if request.GET.get("tabel") == "tahun":
            name, header, rows = year_table(measurement.figures)
            return pages.download_table(
                f"{service.name} {name}", header, rows, request.GET["unduh"], is_example=service.is_example
            )
        return _download(request, service, office, chart)
    page = {
        "service": service,
        "measurement": measurement,
        "offices": offices,
        "office": office,
        "form": form,
        "may_decide": access.may_decide_phase(request.user),
        "decisions": reads.phases_of(service),
        "rules": load_rules(),
        "whole": "semua" in request.GET,
        **_drawn(chart, whole="semua" in request.GET),
        **_told(chart),
        "unit": drawn.unit_of(measurement.figures),
        "year_rows": [] if office else year_rows(measurement.figures),
        "take": "?" + (f"kantor={office.pk}&" if office else ""),
    }
    return render(request, "service/control.html", page, status=422 if form.errors else 200)


def _office_asked(request: HttpRequest, offices: list[Office]) -> Office | None:
    asked = request.GET.get("kantor", "")
    if not asked:
        return None
    found = next((one for one in offices if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _decide(request: HttpRequest, service: Service, form: PhaseForm) -> bool:
    """Begin or withdraw a phase; False where the form goes back with its faults."""
    if request.POST.get("langkah") == "cabut":
        phase = get_object_or_404(service.control_phases, pk=pages.as_int(request.POST.get("fase"), 0))
        watching.withdraw_phase(request.user, phase, at=timezone.now())
        messages.success(request, _("Fase dicabut; batas sebelumnya berlaku terus."))
        return True
    if not form.is_valid():
        return False
    try:
        watching.begin_phase(
            request.user, service, form.new_phase(), today=timezone.localdate(), at=timezone.now()
        )
    except BadInput as error:
        for problem in error.problems:
            form.add_error(problem.column, words.say(problem.sentence))
        return False
    messages.success(request, _("Fase baru dicatat. Batasnya dihitung dari pekan-pekan pertamanya."))
    return True


def _drawn(chart: ControlChart, *, whole: bool) -> dict[str, Any]:
    points = chart.points if whole else chart.points[-_SHOWN:]
    return {
        **draw(chart, points),
        "weeks": len(chart.points),
        "more": len(chart.points) > _SHOWN,
        "header": [
            _("Pekan mulai"), _("Berkas"), _("Median"), _("Rentang bergerak"), _("Batas bawah"), _("Garis tengah"),
            _("Batas atas"), _("Tanda"),
        ],
        "table": [
            [
                words.day(point.monday.isoformat()),
                words.number(point.n),
                words.number(point.value, 1),
                words.number(point.moving_range, 1),
                *(words.number(end, 1) for end in _ends(chart.phases[point.phase])),
                name_rules(point) or "-",
            ]
            for point in reversed(points)
        ],
    }  # fmt: skip


def _ends(phase: Phase) -> tuple[float | None, float | None, float | None]:
    return phase.low, phase.centre, phase.high


def _told(chart: ControlChart) -> dict[str, Any]:
    past = [one for one in chart.signals if not one.is_current]
    last = chart.phases[-1] if chart.phases else None
    return {
        "current": [(say_signal(one), what_to_ask(one), one.direction) for one in chart.told],
        "past": [say_signal(one) for one in reversed(past)][:_PAST_SHOWN],
        "last_phase": last,
        "last_ends": None
        if last is None or last.centre is None
        else [words.number(end, 1) for end in _ends(last)],
        "phases": [
            (words.day(phase.begins_on.isoformat()), phase, [words.number(end, 1) for end in _ends(phase)])
            for phase in chart.phases
        ],
    }


def _download(
    request: HttpRequest, service: Service, office: Office | None, chart: ControlChart
) -> HttpResponse:
    header = [
        _("senin"), _("berkas"), _("median jam"), _("rentang bergerak"), _("batas bawah"), _("garis tengah"),
        _("batas atas"), _("batas rentang bergerak"), _("fase mulai"), _("tanda"),
    ]  # fmt: skip
    rows: list[list[pages.Cell]] = []
    for point in chart.points:
        phase = chart.phases[point.phase]
        begins: date = phase.begins_on
        rows.append(
            [
                point.monday, point.n, point.value, point.moving_range, *_ends(phase), phase.range_limit, begins,
                name_rules(point),
            ]
        )  # fmt: skip
    name = f"{service.name} {_('peta kendali')}" + (f" {office.name}" if office else "")
    return pages.download_table(name, header, rows, request.GET["unduh"], is_example=service.is_example)
