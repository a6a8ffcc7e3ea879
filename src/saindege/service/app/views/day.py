"""One day of a service, replayed over its map; the same by the hour as a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.service.app import access, queries
from saindege.service.app.queries import days
from saindege.service.app.views import words
from saindege.service.app.views.flow import way_of
from saindege.service.one_day import DayOfCases

# Enough detail to see the detours, few enough boxes to be read.
_LEVEL = 3
_MOST_STEPS = 9


@require_safe
def day_page(request: HttpRequest, key: int) -> HttpResponse:
    """Replay a day: cases move over the map as they did; without a script the table tells the same."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    measurement = queries.service_page(service)
    if measurement is None:
        raise Http404
    figures = measurement.figures
    timezone = figures["made"]["timezone"]
    first = date.fromisoformat(figures["whole"]["first_event"][:10])
    until = date.fromisoformat(figures["until"])
    asked = _asked(request.GET.get("tanggal", ""))
    day = min(max(asked, first), until) if asked else days.fullest_day(service, until, timezone)
    way = way_of(figures, _LEVEL)
    steps = way["steps"][:_MOST_STEPS]
    found = days.day_of(service, day, [step["name"] for step in steps], timezone)
    page: dict[str, Any] = {
        "service": service,
        "day": day,
        "first": first,
        "until": until,
        "before": day - timedelta(days=1) if day > first else None,
        "after": day + timedelta(days=1) if day < until else None,
        "found": found,
        "steps": [{"name": step["name"]} for step in steps],
    }
    if found is not None:
        order = [step["activity"] for step in figures["steps"]]
        rows = sorted(found.by_hour.items(), key=lambda row: _place(row[0], order))
        if request.GET.get("unduh"):
            return _download(request, service, day, rows)
        page |= _parts(found, rows, len(steps))
    return render(request, "service/day.html", page)


def _asked(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _place(name: str, order: list[str]) -> tuple[int, str]:
    return (order.index(name) if name in order else len(order), name)


def _parts(found: DayOfCases, rows: list[tuple[str, tuple[int, ...]]], steps: int) -> dict[str, Any]:
    hours = [hour for hour in range(24) if any(row[hour] for _, row in rows)]
    fullest = max(hours, key=lambda hour: sum(row[hour] for _, row in rows))
    return {
        "flows": [{"source": at, "target": at + 1, "share": 0.0} for at in range(steps - 1)],
        # Plain numbers in pairs: minute, place, minute, place ...
        "moves": [[number for move in case for number in move] for case in found.cases],
        "begins": max(0, hours[0] * 60 - 15),
        "ends": min(1440, (hours[-1] + 1) * 60),
        "n_shown": len(found.cases),
        "hours": [f"{hour:02d}" for hour in hours],
        "table": [
            (name, [words.number(row[hour]) if row[hour] else "" for hour in hours], words.number(sum(row)))
            for name, row in rows
        ],
        "fullest": f"{fullest:02d}.00",
        "fullest_n": words.number(sum(row[fullest] for _, row in rows)),
    }


def _download(
    request: HttpRequest, service: Any, day: date, rows: list[tuple[str, tuple[int, ...]]]
) -> HttpResponse:
    header = [_("langkah"), *(f"{hour:02d}.00" for hour in range(24))]
    table = [[name, *row] for name, row in rows]
    return pages.download_table(
        f"{service.name} {day.isoformat()}",
        header,
        table,
        request.GET["unduh"],
        is_example=service.is_example,
    )
