"""The committee of a batch."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import committee as actions
from saindege.delivery.app.forms.committee import OutsiderForm, PlaceForm
from saindege.delivery.app.queries import committee as committee_queries
from saindege.delivery.app.views.words import person_in_form, refuse
from saindege.programme.app.models import Batch


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show the committee; put somebody on it."""
    found = _find(request, course, batch)
    if request.method != "POST":
        return _page(request, found)
    person = person_in_form(request) if "person" in request.POST else None
    form = PlaceForm(request.POST) if person else OutsiderForm(request.POST)
    if not form.is_valid():
        if person is None:
            return _page(request, found, outsider=form, status=422)
        for faults in form.errors.values():
            messages.error(request, " ".join(faults))
        return redirect("delivery:committee", course, batch)
    typed = form.cleaned_data
    place = actions.Place(
        role=typed["role"],
        person=person,
        name=typed.get("name", ""),
        post=typed.get("post", ""),
        fee_rupiah=typed["fee"],
    )
    try:
        made = actions.add_member(request.user, found, place, at=timezone.now())
        messages.success(request, _("%(name)s masuk panitia.") % {"name": made.shown_name})
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:committee", course, batch)


@require_POST
def change(request: HttpRequest, course: int, batch: UUID, member: UUID) -> HttpResponse:
    """Change role and fee, or take somebody off."""
    found = _find(request, course, batch)
    kept = get_object_or_404(found.committee.select_related("person"), pk=member)
    form = PlaceForm(request.POST)
    try:
        if request.POST.get("hapus"):
            actions.remove_member(request.user, kept, at=timezone.now())
            messages.success(request, _("%(name)s keluar dari panitia.") % {"name": kept.shown_name})
        elif form.is_valid():
            typed = form.cleaned_data
            actions.change_member(
                request.user, kept, role=typed["role"], fee_rupiah=typed["fee"], at=timezone.now()
            )
            messages.success(request, _("Panitia disimpan."))
        else:
            for faults in form.errors.values():
                messages.error(request, " ".join(faults))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:committee", course, batch)


def _page(
    request: HttpRequest, found: Batch, *, outsider: OutsiderForm | None = None, status: int = 200
) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    rows = committee_queries.members_of(found)
    page = {
        "batch": found,
        "search": text,
        "places": [
            (one, PlaceForm(initial={"role": one.member.role, "fee": one.member.fee_rupiah}, auto_id=f"p{number}_%s"))
            for number, one in enumerate(rows)
        ],
        "people": [
            (one, PlaceForm(auto_id=f"o{number}_%s"))
            for number, one in enumerate(committee_queries.people_for_committee(found, text))
        ],
        "most": committee_queries.MOST_FOUND,
        "outsider": outsider or OutsiderForm(auto_id="luar_%s"),
    }  # fmt: skip
    return render(request, "delivery/committee.html", page, status=status)


def _find(request: HttpRequest, course: int, key: UUID) -> Batch:
    require(access.may_organise(request.user))
    return get_object_or_404(queries.batches(), pk=key, course_id=course)
