"""The page of a session: who is there, the code, closing, certificates."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import download_table, htmx, public_address
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.forms import ArrivalForm, HeadsForm
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.app.views import screen_parts
from saindege.delivery.app.views.passing import lacks_in_words, lines_of
from saindege.delivery.app.views.words import in_words, person_in_form, refuse
from saindege.people.app.models import Person
from saindege.programme.app.models import Session

# Of a long list so many are shown on this page; the rest has a page of its own.
FEW = 5


@require_safe
def session(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Show a session to whoever runs it; a participant is led to the check-in."""
    found = _find(request, course, session)
    if not access.may_run_session(request.user, found):
        return redirect("delivery:check_in", code=found.code)
    if request.GET.get("unduh"):
        return _download_roll(found, request.GET["unduh"])
    if htmx(request):
        return render(request, "delivery/session_live.html", _live(request, found, timezone.now()))
    return _page(request, found)


@require_safe
def attendance_sheet(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Hand out the sheet to be signed by hand."""
    found = _find(request, course, session)
    require(access.may_run_session(request.user, found))
    response = HttpResponse(queries.attendance_sheet(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="daftar-hadir-{found.code}.pdf"'
    return response


@require_POST
def record_arrival(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Write down an arrival by hand."""
    found = _find(request, course, session)
    require(access.may_run_session(request.user, found))
    form = ArrivalForm(found, _absent(queries.roll_of(found)), request.POST)
    if not form.is_valid():
        return _page(request, found, arrival=form, status=422)
    person = get_object_or_404(Person, pk=form.cleaned_data["person"])
    try:
        actions.record_arrival(
            request.user,
            found,
            person,
            arrived_at=form.arrived_at(timezone.now()),
            reason=form.cleaned_data["reason"],
        )
    except SaindegeError as error:
        form.add_error(None, in_words(error))
        return _page(request, found, arrival=form, status=422)
    messages.success(request, _("%(name)s dicatat hadir.") % {"name": person.name})
    return _back(found)


@require_POST
def withdraw_arrival(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Take back an arrival that was written down by hand."""
    found = _find(request, course, session)
    person = person_in_form(request)
    try:
        actions.withdraw_arrival(request.user, found, person, at=timezone.now())
        messages.success(request, _("Catatan hadir %(name)s dibatalkan.") % {"name": person.name})
    except SaindegeError as error:
        refuse(request, error)
    return _back(found)


@require_POST
def count_heads(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Keep how many people are in the room."""
    found = _find(request, course, session)
    require(access.may_run_session(request.user, found))
    form = HeadsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, heads=form, status=422)
    try:
        actions.count_heads(request.user, found, people=form.cleaned_data["people"], at=timezone.now())
    except SaindegeError as error:
        form.add_error("people", in_words(error))
        return _page(request, found, heads=form, status=422)
    messages.success(request, _("Hitungan disimpan."))
    return _back(found)


@require_POST
def close(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Close the session."""
    found = _find(request, course, session)
    try:
        closed = actions.close_session(request.user, found, at=timezone.now())
    except actions.SessionStillRuns as error:
        refuse(request, error)
        return _back(found)
    if queries.open_sessions_of_batch(closed):
        messages.success(request, _("Sesi ditutup. Daftar hadirnya sekarang tetap."))
    else:
        messages.success(request, _("Sesi terakhir ditutup. Sertifikat sekarang dapat diterbitkan."))
    return _back(found)


@require_POST
def issue(request: HttpRequest, course: int, session: UUID) -> HttpResponse:
    """Ask for the certificates that are due, and show how far they are."""
    found = _find(request, course, session)
    try:
        job = actions.ask_for_certificates(
            request.user,
            found.batch,
            address=public_address(request, ""),
            result_url=f"{_address(found)}#sertifikat",
        )
    except actions.NothingToIssue as error:
        refuse(request, error)
        return _back(found)
    return redirect("base:job", job.pk)


def _find(request: HttpRequest, course: int, key: UUID) -> Session:
    return get_object_or_404(queries.sessions_visible_to(request.user), pk=key, batch__course_id=course)


def _address(found: Session) -> str:
    return reverse("delivery:session", args=[found.batch.course_id, found.pk])


def _back(found: Session) -> HttpResponse:
    return redirect(_address(found))


def _absent(roll: list[queries.RollRow]) -> list[tuple[str, str]]:
    return [
        (str(row.person.pk), f"{row.person.name}, {row.person.office}") for row in roll if not row.check_in
    ]


def _page(
    request: HttpRequest,
    found: Session,
    *,
    arrival: ArrivalForm | None = None,
    heads: HeadsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    page = _live(request, found, now)
    absent = _absent(page["roll"])
    parts = queries.parts_of_batch(found.batch) if access.may_organise(request.user) else []
    passing = queries.passing_of(found.batch, parts, now)
    certificates = list(queries.certificates_of(found.batch))
    page |= {
        "passing": passing,
        "passing_lines": lines_of(found.batch, passing, passing.rows_where("not")[:FEW]),
        "lacks": lacks_in_words(passing),
        "place": queries.place_of(found),
        "siblings": found.batch.sessions.order_by("starts_at", "id"),
        "arrival": arrival or ArrivalForm(found, absent),
        "heads": heads or HeadsForm(),
        "absent": absent,
        "is_over": now >= found.ends_at,
        "open_sessions": queries.open_sessions_of_batch(found),
        "waiting": sum(part.seat.is_waiting for part in parts),
        "certificates": certificates,
        "certificates_shown": certificates[:FEW],
        "without_signature": gateway_queries.without_signature(found.batch),
        "odd": queries.oddities_of(found),
        "late_scans": queries.late_scans_of(found),
        "recalls": queries.recalls_of(found),
        "speaker_certificates": list(queries.speaker_certificates_of(found.batch)),
        "speakers_waiting": queries.speakers_waiting(found.batch),
        "hours_in_words": queries.hours_in_words(float(found.learning_hours)),
        "closing_words": _closing_words(page["present"], float(found.learning_hours)),
    }
    return render(request, "delivery/session.html", page, status=status)


def _live(request: HttpRequest, found: Session, now: datetime) -> dict[str, object]:
    roll = queries.roll_of(found)
    door = queries.door_of(found)
    return {
        "session": found,
        "roll": roll,
        "present": sum(row.check_in is not None for row in roll),
        "head_count": queries.head_count_of(found),
        "state": state_of(found, now),
        "may_organise": access.may_organise(request.user),
        "is_open": found.closed_at is None and door.opens_at <= now <= door.closes_at,
        "door": door,
        "now": now,
        **screen_parts.code_and_picture(request, found, now),
    }


def state_of(found: Session, now: datetime) -> tuple[str, str]:
    """Return tone and word of a session's state."""
    if found.closed_at is not None:
        return "plain", _("Ditutup")
    if now < found.starts_at:
        return "plain", _("Akan datang")
    if now <= found.ends_at:
        return "good", _("Sedang berlangsung")
    return "wait", _("Menunggu ditutup")


def _closing_words(present: int, hours: float) -> str:
    return ngettext(
        "%(n)d orang tercatat hadir di sesi %(hours)s JP ini. Sesudah ditutup, daftar hadirnya tetap.",
        "%(n)d orang tercatat hadir di sesi %(hours)s JP ini. Sesudah ditutup, daftar hadirnya tetap.",
        present,
    ) % {"n": present, "hours": queries.hours_in_words(hours)}


def _download_roll(found: Session, kind: str) -> HttpResponse:
    header = ["nip", "nama", "unit_kerja", "hadir", "jam_datang", "cara", "alasan"]
    rows = [
        [
            row.person.nip or "",
            row.person.name,
            row.person.office.name,
            row.check_in is not None,
            row.check_in.arrived_at if row.check_in else None,
            row.check_in.get_way_display() if row.check_in else "",
            row.check_in.reason if row.check_in else "",
        ]
        for row in queries.roll_of(found)
    ]
    name = f"daftar hadir {found.title} {timezone.localtime(found.starts_at):%Y-%m-%d}"
    return download_table(name, header, rows, kind, is_example=found.is_example)
