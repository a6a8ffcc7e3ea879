"""Courses taken elsewhere: claim with proof, look at the proof, decide."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import page_of, reader_language
from saindege.base.errors import SaindegeError
from saindege.delivery import learning_hours
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import outside as actions
from saindege.delivery.app.forms.outside import OutsideForm
from saindege.delivery.app.queries import outside
from saindege.delivery.app.views.words import in_words, refuse
from saindege.people.app.models import Person

TONES = {"asked": "wait", "approved": "good", "refused": "bad"}


@require_http_methods(["GET", "HEAD", "POST"])
def claims(request: HttpRequest) -> HttpResponse:
    """Show one's own claims and those to decide; claim another course."""
    person = queries.person_of(request.user)
    require(person is not None or access.may_organise(request.user))
    form = OutsideForm()
    if request.method == "POST":
        form = OutsideForm(request.POST, request.FILES)
        require(person is not None)
        if form.is_valid() and _claimed(request, person, form):
            return redirect("delivery:outside")
    own = outside.claims_of(person) if person else []
    page = {
        "person": person,
        "own": [(one, TONES[one.state], _worth(one)) for one in own],
        "waiting": page_of(request, outside.claims_to_decide(request.user), 30),
        "decides": access.may_organise(request.user),
        "form": form,
    }
    page["waiting"].object_list = [(one, _worth(one)) for one in page["waiting"].object_list]  # type: ignore[attr-defined]
    return render(request, "delivery/outside.html", page, status=422 if form.errors else 200)


@require_POST
def decide(request: HttpRequest, claim: UUID) -> HttpResponse:
    """Recognise a course, or say why not."""
    found = get_object_or_404(outside.claims_visible_to(request.user), pk=claim)
    is_approved = request.POST.get("putusan") == "ya"
    try:
        reason = request.POST.get("reason", "")
        actions.decide_claim(request.user, found, is_approved=is_approved, reason=reason, at=timezone.now())
        messages.success(request, _("Keputusan disimpan; jam belajarnya sudah dihitung ulang."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:outside")


@require_safe
def proof(request: HttpRequest, claim: UUID) -> HttpResponseBase:
    """Hand out the proof to its owner and to organisers."""
    found = get_object_or_404(outside.claims_visible_to(request.user), pk=claim)
    require(access.may_see_claim(request.user, found.person))
    where = outside.proof_file(found)
    if not where.is_file():
        raise Http404
    response = FileResponse(where.open("rb"), as_attachment=True, filename=found.file_name)
    response["Content-Security-Policy"] = "sandbox"
    return response


def _claimed(request: HttpRequest, person: Person, form: OutsideForm) -> bool:
    """Whether the claim was taken; a refusal stands on the form."""
    file = form.cleaned_data["file"]
    try:
        actions.claim_course(
            request.user, person, form.claim(), file_name=file.name, content=file.read(), at=timezone.now()
        )
    except actions.ClaimOutOfRange as error:
        for problem in error.problems:
            form.add_error(problem.column, problem.sentence.in_language(reader_language()))
        return False
    except SaindegeError as error:
        form.add_error(None, in_words(error))
        return False
    messages.success(request, _("Diajukan. JP dihitung sesudah BKPSDM memeriksa buktinya."))
    return True


def _worth(one: object) -> learning_hours.Credit:
    """What a claim counts by itself; a monthly cap may let less of it count together with others."""
    return learning_hours.credit([outside.training_of_claim(one, "")])[0]  # type: ignore[arg-type]
