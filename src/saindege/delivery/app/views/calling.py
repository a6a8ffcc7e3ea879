"""Who is called to a batch: search and choose, paste NIPs, release."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from saindege.base.app.access import require
from saindege.base.app.pages import download_table, page_of
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, actions, queries
from saindege.delivery.app.forms import NipsForm
from saindege.delivery.app.queries import roster
from saindege.delivery.app.queries.clashes import clashes_in
from saindege.delivery.app.views.words import in_words, person_in_form, refuse
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show who is called and who could be; a pasted list is read and its faults shown by line."""
    found = _find(request, course, batch)
    if request.GET.get("unduh"):
        return _download(found, request.GET["unduh"])
    form = NipsForm(request.POST or None)
    if request.method != "POST":
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    read = queries.read_nips(found, form.cleaned_data["nips"])
    if read.problems or not read.people:
        return _page(request, found, form, read=read, status=422 if read.problems else 200)
    refusal = _call(request, found, list(read.people))
    if refusal is None:
        return redirect("delivery:participants", found.course_id, found.pk)
    form.add_error("nips", refusal)
    return _page(request, found, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Call the people who were ticked; where that is refused, their ticks stay."""
    found = _find(request, course, batch)
    own_page = reverse("delivery:participants", args=[found.course_id, found.pk])
    if request.method != "POST":
        return redirect(f"{own_page}?{request.GET.urlencode()}")
    try:
        keys = [str(UUID(key)) for key in request.POST.getlist("person")]
    except ValueError:
        keys = []
    refusal = _call(request, found, queries.people_by_keys(keys))
    if refusal is None:
        return redirect(own_page)
    messages.error(request, refusal)
    return _page(request, found, NipsForm(), ticked=keys, status=422)


@require_POST
def release(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Take somebody off the list."""
    found = _find(request, course, batch)
    person = person_in_form(request)
    try:
        actions.release_participant(request.user, found, person, at=timezone.now())
        messages.success(request, _("%(name)s tidak lagi di daftar.") % {"name": person.name})
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:participants", found.course_id, found.pk)


def _find(request: HttpRequest, course: int, key: UUID) -> Batch:
    require(access.may_organise(request.user))
    return get_object_or_404(queries.batches(), pk=key, course_id=course)


def _call(request: HttpRequest, found: Batch, people: list[Person]) -> str | None:
    """Call people; what a refusal says, or None."""
    if not people:
        return _("Belum ada yang dipilih. Centang peserta, lalu panggil.")
    try:
        count = actions.call_people(request.user, found, people, at=timezone.now())
    except SaindegeError as error:
        return in_words(error)
    words = ngettext("%(n)d orang dipanggil.", "%(n)d orang dipanggil.", count)
    messages.success(request, words % {"n": count})
    return None


def _page(
    request: HttpRequest,
    found: Batch,
    form: NipsForm,
    *,
    read: queries.NipList | None = None,
    ticked: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    page = {
        "batch": found,
        "first_session": found.sessions.order_by("starts_at", "id").first(),
        "participants": queries.participants_of(found),
        "seats": queries.seats_of(found),
        "search": text,
        "people": page_of(request, queries.people_to_call(found, text), 30) if text else None,
        "form": form,
        "read": read,
        "ticked": frozenset(map(UUID, ticked)),
        "is_over": roster.is_over(found),
        "clashes": clashes_in(found),
        "is_fixed": roster.has_closed_session(found),
    }
    return render(request, "delivery/participants.html", page, status=status)


def _download(found: Batch, kind: str) -> HttpResponse:
    header = ["nip", "nama", "jabatan", "unit_kerja", "dipanggil"]
    rows = [
        [one.person.nip or "", one.person.name, one.person.post, one.person.office.name, one.called_at]
        for one in queries.participants_of(found)
    ]
    return download_table(f"peserta {found}", header, rows, kind, is_example=found.is_example)
