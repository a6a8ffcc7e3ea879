"""Enrolment as the participant and the superior see it: ask for a seat, agree with a cover plan, step back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import page_of
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import enrolling as actions
from saindege.delivery.app.actions import taking_back
from saindege.delivery.app.forms.enrolling import AgreeForm, WhyForm
from saindege.delivery.app.models import Enrolment
from saindege.delivery.app.queries import enrolling
from saindege.delivery.app.queries.clashes import clashes_of
from saindege.delivery.app.views.words import in_words, person_in_form, refuse
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

TONES = {"asked": "wait", "waiting": "wait", "seated": "good", "refused": "bad"}


@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show what a batch asks for and how one stands; ask for a seat for oneself or for one's people."""
    own = queries.person_of(request.user)
    require(own is not None or access.may_see_requests(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    if request.method == "POST":
        person = person_in_form(request)
        try:
            actions.ask_for_seat(request.user, found, person, at=timezone.now())
            messages.success(
                request, _("Permintaan dikirim kepada atasan. Jawabannya muncul di Pemberitahuan.")
            )
        except SaindegeError as error:
            refuse(request, error)
        return redirect("delivery:enrol", course, batch)
    return _enrol_page(request, found, own)


@require_POST
def step_back(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Give up a request, a place in the line or a seat."""
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    person = person_in_form(request)
    require(access.may_enrol(request.user, person))
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _enrol_page(request, found, queries.person_of(request.user), form=form, status=422)
    try:
        actions.step_back(request.user, found, person, reason=form.cleaned_data["reason"], at=timezone.now())
        messages.success(request, _("Kursi dilepas. Yang menunggu di urutan pertama naik."))
    except SaindegeError as error:
        refuse(request, error)
    if access.may_organise(request.user) and request.POST.get("dari") == "antrean":
        return redirect("delivery:queue", course, batch)
    return redirect("delivery:enrol", course, batch)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """List what waits for one's decision, and what was decided."""
    require(access.may_see_requests(request.user))
    page = {
        "waiting": page_of(request, enrolling.requests_to_decide(request.user), 30),
        "decided": [
            (one, TONES.get(one.state, "plain")) for one in enrolling.requests_of_my_people(request.user)[:20]
        ],
    }
    return render(request, "delivery/requests.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Agree with a plan for the counter, or say no with a reason."""
    asked = get_object_or_404(enrolling.enrolments(), pk=enrolment)
    require(access.may_agree(request.user, asked.person))
    counter = enrolling.counter_of(asked)
    says_no = request.POST.get("putusan") in ("tidak", "tarik")
    agree = AgreeForm(counter.covers, request.POST if request.method == "POST" and not says_no else None)
    why = WhyForm(request.POST if says_no else None)
    if request.method == "POST":
        form = why if says_no else agree
        if form.is_valid() and _decided(request, asked, form, counter.covers, says_no=says_no):
            return redirect("delivery:requests")
    page = {
        "asked": asked,
        "tone": TONES.get(asked.state, "plain"),
        "counter": counter,
        "clashes": clashes_of(asked.batch, [asked.person]),
        "sessions": asked.batch.sessions.order_by("starts_at", "id"),
        "seats": queries.seats_of(asked.batch),
        "in_line": enrolling.line_of(asked.batch).count(),
        "agree": agree,
        "why": why,
        "is_agreed": asked.state in taking_back.AGREED,
        "has_begun": _has_begun(asked.batch),
    }
    refused = request.method == "POST"
    return render(request, "delivery/request.html", page, status=422 if refused else 200)


def _decided(
    request: HttpRequest,
    asked: Enrolment,
    form: AgreeForm | WhyForm,
    covers: tuple[Person, ...],
    *,
    says_no: bool,
) -> bool:
    """Whether a decision was taken; a refusal stands on the form."""
    words, now = form.cleaned_data, timezone.now()
    try:
        if request.POST.get("putusan") == "tarik":
            taking_back.take_agreement_back(request.user, asked, reason=words["reason"], at=now)
            messages.success(
                request,
                _("Persetujuan ditarik. Pegawai diberi tahu, dan yang menunggu di urutan pertama naik."),
            )
            return True
        if says_no:
            actions.refuse_request(request.user, asked, reason=words["reason"], at=now)
            messages.success(request, _("Jawaban disimpan; pegawai melihatnya beserta alasannya."))
            return True
        cover = next((one for one in covers if str(one.pk) == words["cover"]), None)
        after = actions.agree(request.user, asked, cover=cover, cover_plan=words["cover_plan"], at=now)
    except SaindegeError as error:
        form.add_error(None, in_words(error))
        return False
    if after.state == "seated":
        messages.success(request, _("%(name)s mendapat kursi.") % {"name": asked.person.name})
    else:
        messages.warning(
            request, _("Kursi penuh: %(name)s masuk daftar tunggu.") % {"name": asked.person.name}
        )
    return True


def _has_begun(batch: Batch) -> bool:
    start = enrolling.first_start(batch)
    return start is not None and start <= timezone.now()


def _enrol_page(
    request: HttpRequest, found: Batch, own: Person | None, *, form: WhyForm | None = None, status: int = 200
) -> HttpResponse:
    now, start = timezone.now(), enrolling.first_start(found)
    mine = enrolling.open_enrolment(found, own) if own else None
    missing = enrolling.missing_prerequisites(found.course, own) if own else []
    people = queries.people_visible_to(request.user).filter(
        missing_since=None, superior__account=request.user
    )
    page = {
        "batch": found,
        "sessions": found.sessions.select_related("speaker").order_by("starts_at", "id"),
        "seats": queries.seats_of(found),
        "in_line": enrolling.line_of(found).count(),
        "own": own,
        "mine": mine,
        "tone": TONES.get(mine.state, "plain") if mine else "",
        "is_called": own is not None and found.participants.filter(person=own).exists(),
        "position": enrolling.roll_of_batch(found).position(str(own.pk)) if own else None,
        "prerequisites": [(one, one not in missing) for one in found.course.prerequisites.all()],
        "missing": missing,
        "is_open": start is not None and start > now,
        "clashes": clashes_of(found, [own]) if own else [],
        "people": enrolling.askable(found, people),
        "form": form or WhyForm(),
    }
    return render(request, "delivery/enrol.html", page, status=status)
