"""The weekly notes of offices: those that were made, and any week on paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import actions as base_actions
from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.people.app.models import Office
from saindege.service.app import access
from saindege.service.app.models import WeeklyNote
from saindege.service.app.queries import noting
from saindege.service.app.queries.logs import in_demonstration
from saindege.service.app.queries.services import BADGES
from saindege.service.app.views import words
from saindege.service.note_words import three_sentences, what_to_do
from saindege.service.weekly_note import is_judged, standing_of, told_first, weight_of

_PER_PAGE, _MOST_SEARCHED = 30, 2000


@require_http_methods(["GET", "HEAD", "POST"])
def note_list(request: HttpRequest) -> HttpResponse:
    """Show the notes of the last weeks, or those of one office; sent, open any week or make what is missing."""
    require(access.may_see_services(request.user))
    if request.method == "POST":
        require(access.may_keep_notes(request.user))
        job = base_actions.enqueue(
            kind="service.keep_notes",
            key=f"service.keep_notes:{timezone.now().timestamp():.0f}",
            title="Menulis catatan pekan",
            by=request.user,
            result_url=request.path,
        )
        return redirect("base:job", job.pk)
    offices = list(noting.offices_visible_to(request.user))
    office = _office_asked(request, offices)
    if office is not None and request.GET.get("pekan"):
        monday = _monday_of(request.GET["pekan"])
        if monday is not None:
            return redirect("service:note", office.pk, _code(monday))
        messages.error(request, _("Pekan itu tidak dikenal. Pilih tanggal mana saja di pekan yang dicari."))
    notes = noting.notes_visible_to(request.user)
    if office is not None:
        notes = notes.filter(office=office)
    only_signals = "tanda" in request.GET
    if only_signals:
        notes = [note for note in notes[:_MOST_SEARCHED] if _has_signal(note)]
    page = pages.page_of(request, notes, _PER_PAGE)
    context = {
        "page": page,
        "rows": [_shown(note) for note in page],
        "offices": offices,
        "office": office,
        "only_signals": only_signals,
        "may_make": access.may_keep_notes(request.user),
        "last_week": timezone.localdate() - timedelta(days=7),
    }
    return render(request, "service/notes.html", context)


@require_safe
def note_paper(request: HttpRequest, key: int, week: str) -> HttpResponse:
    """Hand out one note on paper: as it was made, else from today's logs."""
    require(access.may_see_services(request.user))
    office: Office = get_object_or_404(noting.offices_visible_to(request.user), pk=key)
    try:
        monday = date.fromisoformat(f"{week}-1")
    except ValueError as error:
        raise Http404 from error
    kept = WeeklyNote.objects.filter(office=office, monday=monday).first()
    content = kept.content if kept else noting.content_of(office, monday)
    if not content["services"]:
        messages.info(request, _("Tidak ada berkas masuk atau selesai di kantor ini pada pekan itu."))
        return redirect("service:notes")
    made_on = timezone.localtime(kept.made_at).date() if kept else timezone.localdate()
    is_example = kept.is_example if kept else in_demonstration()
    response = HttpResponse(
        noting.note_paper(office, content, made_on, is_example=is_example), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="catatan-{week}-{office.code}.pdf"'
    return response


def _has_signal(note: WeeklyNote) -> bool:
    return any(row["signals"] for row in note.content["services"])


def _shown(note: WeeklyNote) -> dict[str, Any]:
    first = told_first(note.content)
    badge: tuple[str, Any] = (
        "plain",
        _("Wajar") if is_judged(note.content) else _("Terlalu sedikit berkas"),
    )
    if first is not None and weight_of(first):
        badge = BADGES[standing_of(first)]
    return {
        "note": note,
        "code": _code(note.monday),
        "week": words.day(note.monday.isoformat()),
        "how_fast": words.say(three_sentences(note.content)[1]),
        "act": words.say(what_to_do(note.content)),
        "badge": badge,
    }


def _office_asked(request: HttpRequest, offices: list[Office]) -> Office | None:
    asked = request.GET.get("kantor", "")
    if not asked:
        return offices[0] if len(offices) == 1 else None
    found = next((one for one in offices if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _monday_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day - timedelta(days=day.weekday())


def _code(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"
