"""Enrolment as the organiser sees it: quotas, the line, substitutes, who never came."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import download_table
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import enrolling as actions
from saindege.delivery.app.actions import line
from saindege.delivery.app.forms.enrolling import AbsenceForm, QuotaForm
from saindege.delivery.app.queries import enrolling
from saindege.delivery.app.queries.clashes import clashes_in
from saindege.delivery.app.queries.roster import has_closed_session
from saindege.delivery.app.views.words import person_in_form, refuse
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@require_safe
def queue(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show seats by office, the line, requests, and who never came."""
    found = _find(request, course, batch)
    if request.GET.get("unduh"):
        return _download(found, request.GET["unduh"])
    return _page(request, found)


@require_POST
def keep_quota(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Set or take away the quota of one office."""
    found = _find(request, course, batch)
    kept = {one.office_id: one.seats for one, _taken in enrolling.quotas_of(found)}
    gone = request.POST.get("hapus", "")
    if gone.isdecimal():
        kept.pop(int(gone), None)
    else:
        form = QuotaForm(_offices(), request.POST)
        if not form.is_valid():
            return _page(request, found, quota=form, status=422)
        kept[int(form.cleaned_data["office"])] = form.cleaned_data["seats"]
    moved = line.keep_quotas(request.user, found, kept, at=timezone.now())
    _say_moved(request, moved, _("Kuota disimpan."))
    return redirect("delivery:queue", course, batch)


@require_POST
def serve(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Give free seats to the line."""
    found = _find(request, course, batch)
    _say_moved(request, line.serve_line(request.user, found, at=timezone.now()), "")
    return redirect("delivery:queue", course, batch)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, course: int, batch: UUID, person: UUID) -> HttpResponse:
    """Choose who goes in somebody's stead."""
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    gone = get_object_or_404(Person.objects.select_related("superior", "office"), pk=person)
    require(access.may_agree(request.user, gone))
    get_object_or_404(found.participants, person=gone)
    if request.method == "POST":
        coming = person_in_form(request)
        try:
            actions.hand_seat_over(request.user, found, gone, coming, at=timezone.now())
        except SaindegeError as error:
            refuse(request, error)
            return redirect("delivery:hand_over", course, batch, person)
        messages.success(request, _("%(name)s menggantikan.") % {"name": coming.name})
        goal = "delivery:queue" if access.may_organise(request.user) else "delivery:requests"
        return redirect(goal, course, batch) if goal == "delivery:queue" else redirect(goal)
    text = request.GET.get("q", "").strip()
    choices = enrolling.substitutes_for(found, gone, text)
    page = {
        "batch": found,
        "gone": gone,
        "search": text,
        "choices": [one for one in choices if access.may_agree(request.user, one)],
    }
    return render(request, "delivery/hand_over.html", page)


@require_POST
def follow_up(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Write down why somebody never came and what follows."""
    found, person = _find(request, course, batch), person_in_form(request)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih sebab dan tindak lanjutnya."))
        return redirect("delivery:queue", course, batch)
    try:
        line.follow_absence_up(request.user, found, person, **form.cleaned_data, at=timezone.now())
        messages.success(request, _("Tindak lanjut %(name)s dicatat.") % {"name": person.name})
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:queue", course, batch)


def _find(request: HttpRequest, course: int, key: UUID) -> Batch:
    require(access.may_organise(request.user))
    return get_object_or_404(queries.batches(), pk=key, course_id=course)


def _offices() -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in enrolling.offices_for_quota()]


def _say_moved(request: HttpRequest, moved: int, before: str) -> None:
    words = ngettext("%(n)d orang naik dari daftar tunggu.", "%(n)d orang naik dari daftar tunggu.", moved)
    # Nobody moved up is worth a word only where that was asked for.
    told = [before, words % {"n": moved}] if moved or not before else [before]
    messages.success(request, " ".join(told).strip())


def _page(
    request: HttpRequest, found: Batch, *, quota: QuotaForm | None = None, status: int = 200
) -> HttpResponse:
    start = enrolling.first_start(found)
    roll = enrolling.roll_of_batch(found)
    rows = [
        (one, kept, AbsenceForm(initial={"cause": kept.cause, "step": kept.step, "note": kept.note} if kept else None, auto_id=f"t{number}_%s"))
        for number, (one, kept) in enumerate(enrolling.no_shows(found))
    ]  # fmt: skip
    page = {
        "batch": found,
        "seats": queries.seats_of(found),
        "is_open": start is not None and start > timezone.now(),
        "quotas": enrolling.quotas_of(found),
        "quota": quota or QuotaForm(_offices()),
        "asked": enrolling.enrolments().filter(batch=found, state="asked"),
        "line": enrolling.line_of(found),
        "is_fixed": has_closed_session(found),
        "clashes": clashes_in(found),
        "could_move": bool(enrolling.next_in_line(roll)),
        "unready": {UUID(place.person) for place in roll.waiting if not place.is_ready},
        "seated": queries.participants_of(found),
        "over": enrolling.enrolments()
        .filter(batch=found, state__in=["refused", "withdrawn", "replaced"])
        .order_by("-decided_at"),
        "no_shows": rows,
        "again": enrolling.absences_to_call_again(found.course).exclude(batch=found),
    }
    return render(request, "delivery/queue.html", page, status=status)


def _download(found: Batch, kind: str) -> HttpResponse:
    header = ["nip", "nama", "unit_kerja", "keadaan", "urutan", "diminta", "rencana_loket", "alasan"]
    rows = [
        [
            one.person.nip or "",
            one.person.name,
            one.person.office.name,
            one.get_state_display(),
            one.line_number,
            one.asked_at,
            one.cover_plan,
            one.reason,
        ]
        for one in enrolling.enrolments().filter(batch=found)
    ]
    return download_table(f"pendaftaran {found}", header, rows, kind, is_example=found.is_example)
