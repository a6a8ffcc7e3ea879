"""The check-in on a phone, and the classroom screen."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import htmx
from saindege.delivery import attendance, check_in_code
from saindege.delivery.app import access, actions, queries, wrong_codes
from saindege.delivery.app.forms import CodeForm
from saindege.delivery.app.queries.meeting import session_after
from saindege.delivery.app.views import screen_parts
from saindege.delivery.app.views.words import in_words
from saindege.people.app.models import Person
from saindege.programme.app.models import Session


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    """Let a participant in: the code of the screen, one tap. Works without scripts and on a weak signal."""
    found, person = _session(code), queries.person_of(request.user)
    # Whoever sends a code is asked for once only, by the rule itself: a class comes through this door in a minute.
    if person is None or (request.method != "POST" and not queries.is_called(found, person)):
        return _not_called(request, found)
    if request.method == "POST":
        return _post(request, found, person)
    scanned = check_in_code.digits_of(request.GET.get("kode", ""))[: check_in_code.DIGITS]
    return _page(request, found, person, CodeForm(initial={"kode": scanned}), scanned=bool(scanned))


def _not_called(request: HttpRequest, found: Session) -> HttpResponse:
    if access.may_run_session(request.user, found):
        return redirect("delivery:session", found.batch.course_id, found.pk)
    return render(request, "delivery/not_called.html", {"error": attendance.NotCalled()})


def _post(request: HttpRequest, found: Session, person: Person) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, person, form, status=422)
    if (
        wrong_codes.counted(person.pk, found.pk) >= wrong_codes.MOST
        and queries.check_in_of(found, person) is None
    ):
        form.add_error(
            "kode", _("Terlalu sering salah. Tunggu lima menit, atau minta panitia mencatat Anda.")
        )
        return _page(request, found, person, form, status=429)
    try:
        actions.check_in(
            request.user,
            person,
            found,
            typed=form.cleaned_data["kode"],
            arrived_at=timezone.now(),
            device=queries.device_in(request.POST.get("perangkat", "")),
        )
    except attendance.WrongCode as error:
        wrong_codes.count(person.pk, found.pk)
        # The one thing not kept as typed: it is of no use any more and would have to be wiped out first.
        form.data = {}
        form.add_error("kode", in_words(error))
        return _page(request, found, person, form, status=422)
    except attendance.NotCalled:
        return _not_called(request, found)
    except attendance.NotAdmitted as error:
        return _page(request, found, person, form, refusal=error, status=409)
    return redirect("delivery:check_in", code=found.code)


def _page(
    request: HttpRequest,
    found: Session,
    person: Person,
    form: CodeForm,
    *,
    scanned: bool = False,
    refusal: attendance.NotAdmitted | None = None,
    status: int = 200,
) -> HttpResponse:
    if status != 200 and not queries.is_called(found, person):
        return _not_called(request, found)
    now = timezone.now()
    arrival = queries.check_in_of(found, person)
    if arrival is None and refusal is None:
        refusal = _refusal(found, now)
    page = {
        "session": found,
        "person": person,
        "phone_owner": queries.phone_owner(request.user),
        "form": form,
        "scanned": scanned,
        "arrival": arrival,
        "refusal": refusal,
        "place": queries.place_of(found),
        "next_session": session_after(person, found) if arrival else None,
    }
    return render(request, "delivery/check_in.html", page, status=status)


def _refusal(found: Session, now: datetime) -> attendance.NotAdmitted | None:
    """Say before anything is typed that the door is not open."""
    try:
        attendance.require_admitted(
            queries.room_of(found), is_called=True, arrived_at=timezone.localtime(now)
        )
    except attendance.NotAdmitted as refusal:
        return refusal
    return None


@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """Show the rotating code to the class; asked by itself, only the part that moves."""
    found = _session(code)
    require(access.may_run_session(request.user, found))
    now = timezone.now()
    page = {
        "session": found,
        "place": queries.place_of(found),
        "present": found.check_ins.count(),
        "called": found.batch.participants.count(),
        "is_closed": found.closed_at is not None or now > found.ends_at,
        **screen_parts.code_and_picture(request, found, now),
    }
    template = "delivery/screen_live.html" if htmx(request) else "delivery/screen.html"
    return render(request, template, page)


def _session(code: str) -> Session:
    try:
        return queries.session_by_code(code)
    except Session.DoesNotExist as error:
        raise Http404 from error
