"""My sessions, and learning hours: one's own, and the recap of those one answers for."""

from __future__ import annotations

import math
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saindege.base.app.pages import as_int, download_table, page_of
from saindege.delivery.app import access, queries
from saindege.delivery.app.queries.hours import elsewhere_of
from saindege.delivery.app.queries.messages import unseen_of
from saindege.delivery.app.views.meeting import state_of
from saindege.delivery.learning_hours import YearHours
from saindege.programme.app.models import Session

# The ring in units of its picture.
CENTRE, RADIUS = 60, 50
RING = 2 * math.pi * RADIUS


@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """Show the sessions that an account attends or teaches, what comes first on top."""
    now = timezone.now()
    mine = list(queries.schedule_of(request.user))
    coming = [_entry(one, now) for one in mine if one.ends_at >= now]
    past = [_entry(one, now) for one in reversed(mine) if one.ends_at < now]
    page = {
        "coming": coming,
        "past": page_of(request, past, 20),
        "now": now,
        "exams": queries.exams_for(request.user, now),
        "unseen": unseen_of(request.user),
        "phone_owner": queries.phone_owner(request.user) if queries.person_of(request.user) else "",
    }
    return render(request, "delivery/schedule.html", page)


def _entry(one: Session, now: datetime) -> dict[str, object]:
    door = queries.door_of(one)
    return {
        "session": one,
        "state": state_of(one, now),
        "is_open": one.closed_at is None and door.opens_at <= now <= door.closes_at,
        "is_today": timezone.localdate(one.starts_at) == timezone.localdate(now),
    }


@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """Show one's own hours of a year; organisers and superiors also those of their people."""
    now = timezone.now()
    year = as_int(request.GET.get("tahun"), timezone.localdate(now).year, least=2000, most=2100)
    person = queries.person_of(request.user)
    page: dict[str, object] = {
        # As words: a year takes no thousands point.
        "year": str(year),
        "years": [str(each) for each in queries.years_with_sessions(now)],
        "person": person,
        "may_see_outside": person is not None or access.may_organise(request.user),
        "rule_version": queries.rule_version(),
    }
    if access.may_see_recap(request.user):
        search, lack = request.GET.get("q", "").strip(), request.GET.get("kurang") == "1"
        rows = _recap(request, year, search, lack)
        if request.GET.get("unduh"):
            return _download(rows, year, request.GET["unduh"])
        owing = [row for row in rows if row.year.target is not None]
        recap = page_of(request, rows, 50)
        recap.object_list = queries.with_people(recap.object_list)
        page |= {
            "recap": recap,
            "search": search,
            "lack": lack,
            "owing": len(owing),
            "met": sum(row.year.is_met for row in owing),
            "total": sum(row.year.done for row in rows),
        }
    if person is not None:
        own = queries.hours_of(person, year)
        page |= {
            "own": own,
            "ring": ring(own),
            "courses": queries.courses_of(person, year),
            "elsewhere": elsewhere_of(person, year),
        }
    return render(request, "delivery/hours.html", page)


def _recap(request: HttpRequest, year: int, search: str, lack: bool) -> list[queries.PersonHours]:
    people = queries.people_visible_to(request.user).filter(missing_since=None)
    for word in search.split():
        people = people.filter(name__icontains=word) | people.filter(office__name__icontains=word)
    rows = queries.recap_rows(people, year)
    return [row for row in rows if not row.year.is_met] if lack else rows


def ring(own: YearHours) -> dict[str, str] | None:
    """Return the lines of the ring: what is done, solid, and what is booked, hatched; None where nothing is owed."""
    if not own.target:
        return None
    done = min(1.0, own.done / own.target)
    # A whole circle drawn as an arc would end where it begins and vanish.
    soon = min(1.0 - done, own.booked / own.target, 0.999)
    arc = ""
    if soon > 0:
        (x, y), (u, v) = _on_ring(done), _on_ring(done + soon)
        arc = f"M{x:.2f} {y:.2f}A{RADIUS} {RADIUS} 0 {int(soon > 0.5)} 1 {u:.2f} {v:.2f}"
    return {"done": f"{RING * done:.1f} {RING:.1f}" if done else "", "soon": arc}


def _on_ring(share: float) -> tuple[float, float]:
    angle = 2 * math.pi * share
    return CENTRE + RADIUS * math.cos(angle), CENTRE + RADIUS * math.sin(angle)


def _download(rows: list[queries.PersonHours], year: int, kind: str) -> HttpResponse:
    header = [
        "nip",
        "nama",
        "status",
        "unit_kerja",
        "jp",
        "jp_di_atas_batas",
        "jp_terjadwal",
        "kewajiban",
        "terpenuhi",
    ]
    table, is_example = [], False
    for person, own in queries.with_people(rows):
        met = (_("ya") if own.is_met else _("tidak")) if own.target is not None else ""
        is_example = is_example or person.is_example
        table.append(
            [
                person.nip or "",
                person.name,
                person.get_status_display(),
                person.office.name,
                own.done,
                own.over_ceiling,
                own.booked,
                own.target,
                met,
            ]
        )
    return download_table(f"rekap jp {year}", header, table, kind, is_example=is_example)
