"""The calendar of the programme, and what stands behind it: rooms, equipment, busy days."""

from __future__ import annotations

import re
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Equipment, OfficePeak, Room

_MONTH = re.compile(r"^(20\d\d)-(0[1-9]|1[0-2])$")
_DAY = re.compile(r"^20\d\d-\d\d-\d\d$")


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """Show a month: sessions, holidays, Ramadan hours, busy offices; a day in full where there is much."""
    require(access.may_see_calendar(request.user))
    today = timezone.localdate()
    day = _day(request.GET.get("hari", ""))
    first = day.replace(day=1) if day else _first(request.GET.get("bulan", ""), today)
    keeps = access.may_arrange_programme(request.user)
    own = None if keeps else queries.office_of(request.user)
    shown = queries.month_of(first, office=own)
    # What a day holds is set once and stands twice: in the table of a desk and in the list of a phone.
    bodies = {each.on: _body(each) for week in shown.weeks for each in week if each.in_month}
    context = {
        "month": shown,
        "weeks": [[(each, bodies.get(each.on)) for each in week] for week in shown.weeks],
        "listed": [(each, bodies[each.on]) for each in shown.listed],
        "today": today,
        "day": day,
        "day_sessions": queries.sessions_on(day) if day else [],
        "may_arrange": keeps,
        "weekdays": [words for _number, words in forms.WEEKDAYS],
    }
    return render(request, "programme/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """Show rooms and equipment; take a new one, a change, or one away."""
    require(access.may_arrange_programme(request.user))
    room = forms.RoomForm(request.POST if "ruang" in request.POST else None, prefix="ruang")
    thing = forms.EquipmentForm(request.POST if "alat" in request.POST else None, prefix="alat")
    now = timezone.now()
    if "hapus-ruang" in request.POST:
        gone = get_object_or_404(Room, pk=pages.as_int(request.POST["hapus-ruang"]))
        actions.remove_room(request.user, gone, at=now)
        return _done(request, _("Ruang dihapus."), "programme:rooms")
    if "hapus-alat" in request.POST:
        kept = get_object_or_404(Equipment, pk=pages.as_int(request.POST["hapus-alat"]))
        try:
            actions.remove_equipment(request.user, kept, at=now)
        except SaindegeError as error:
            messages.error(request, error.sentence.in_language(pages.reader_language()))
            return redirect("programme:rooms")
        return _done(request, _("Alat dihapus."), "programme:rooms")
    if room.is_bound and room.is_valid():
        actions.save_room(request.user, **room.cleaned_data, at=now)
        return _done(request, _("Ruang disimpan."), "programme:rooms")
    if thing.is_bound and thing.is_valid():
        actions.save_equipment(request.user, **thing.cleaned_data, at=now)
        return _done(request, _("Alat disimpan."), "programme:rooms")
    context = {"room": room, "thing": thing, "rooms": queries.rooms(), "equipment": queries.equipment()}
    wrong = room.errors or thing.errors
    return render(request, "programme/rooms.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def peaks(request: HttpRequest) -> HttpResponse:
    """Show when offices are busy; take more days, or take some away."""
    require(access.may_arrange_programme(request.user))
    if "hapus" in request.POST:
        gone = get_object_or_404(OfficePeak, pk=pages.as_int(request.POST["hapus"]))
        actions.remove_peak(request.user, gone, at=timezone.now())
        return _done(request, _("Hari sibuk dihapus."), "programme:peaks")
    form = forms.PeakForm(queries.office_choices(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_peak(request.user, form.values(), at=timezone.now())
        except actions.NotSaved as error:
            form.refuse(error.problems)
        else:
            return _done(request, _("Hari sibuk disimpan."), "programme:peaks")
    names = dict(forms.WEEKDAYS)
    rows = [
        (row, ", ".join(str(names[number]) for number in row.weekdays if number in names))
        for row in queries.peak_rows(timezone.localdate())
    ]
    context = {"form": form, "page": pages.page_of(request, rows, 30)}
    return render(request, "programme/peaks.html", context, status=422 if form.errors else 200)


def _body(day: queries.Day) -> SafeString:
    return render_to_string("programme/parts/day.html", {"day": day})


def _done(request: HttpRequest, words: str, address: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(address)


def _first(text: str, today: date) -> date:
    match = _MONTH.match(text)
    return date(int(match[1]), int(match[2]), 1) if match else today.replace(day=1)


def _day(text: str) -> date | None:
    if not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
