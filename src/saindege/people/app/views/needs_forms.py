"""The needs form (AKPK): periods, one period with its reminders and what was gathered, one superior's form."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.people.app import access, actions, forms, queries
from saindege.people.app.models import NeedsForm, NeedsRound, Urgency


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form for one person: what is chosen in it."""

    place: int
    competency: int
    urgency: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """One person of the form with what was measured and the lines to fill.

    Attributes
    ----------
    asked : lines that are filled
    open : unfolded: something is asked for, something is missing, or it is the first of an empty form
    """

    each: queries.PersonToAskFor
    lines: Sequence[Line]
    asked: int
    lacks_reason: bool
    open: bool


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest) -> HttpResponse:
    """Show the periods and open a new one; a superior is led to the own forms."""
    by, today = request.user, timezone.localdate()
    if not access.may_gather_needs(by):
        own = queries.forms_visible_to(by).order_by("-needs_round__year")
        require(access.may_see_a_list(by) or own.exists())
        return render(request, "people/own_forms.html", {"forms": own, "today": today})
    form = forms.RoundForm(
        request.POST or None,
        today=today,
        initial={"year": today.year + 1, "opens_on": today, "due_on": None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(by, at=timezone.now(), **form.cleaned_data)
            return redirect("people:round", made.pk)
        except actions.RoundExists as error:
            form.add_error("year", error.sentence.in_language(pages.reader_language()))
        except actions.NobodyToAsk as error:
            form.add_error(None, error.sentence.in_language(pages.reader_language()))
    context = {"rounds": queries.rounds(today), "form": form}
    return render(request, "people/rounds.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def one_round(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show how far one period is, who must be reminded, and what was gathered."""
    by = request.user
    require(access.may_gather_needs(by))
    shown = get_object_or_404(NeedsRound, pk=key)
    if request.method == "POST":
        return _act(request, shown)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        if request.GET.get("isi") == "ingatkan":
            return _download_reminders(shown, request.GET["unduh"])
        return _download_needs(shown, request.GET["unduh"])
    state = request.GET.get("keadaan", "menunggu")
    context = {
        "shown": shown,
        "progress": queries.round_progress(shown, timezone.localdate()),
        "state": state,
        "forms": pages.page_of(request, queries.forms_of(shown, state), 20),
        "needs": queries.gathered_needs(shown)[:20],
        "need_count": queries.gathered_needs(shown).count(),
    }
    return render(request, "people/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def needs_form(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show one superior's form; the superior fills it, whoever gathers reads it."""
    by, today = request.user, timezone.localdate()
    shown = get_object_or_404(queries.forms_visible_to(by), pk=key)
    people = queries.people_of_form(shown, today)
    may_fill = access.may_fill_needs(by, shown.superior)
    error: SaindegeError | None = None
    sent: list[forms.Asked] | None = None
    if request.method == "POST":
        require(may_fill)
        sent = forms.read_needs(request.POST, [each.person.pk for each in people])
        error = _save(request, shown, sent)
        if error is None:
            return redirect("people:needs_form", shown.pk)
        shown.refresh_from_db()
    is_open = shown.needs_round.closed_at is None and shown.needs_round.opens_on <= today
    silent = {problem.column for problem in error.problems} if error else set()
    context = {
        "shown": shown,
        "people": [
            _shown_person(each, sent, silent, is_first=place == 0) for place, each in enumerate(people)
        ],
        "competencies": list(queries.competencies().values()),
        "urgencies": Urgency.choices,
        "may_fill": may_fill and is_open,
        "is_open": is_open,
        "error": error,
        "days_left": (shown.needs_round.due_on - today).days,
    }
    return render(request, "people/needs_form.html", context, status=409 if error else 200)


def _act(request: HttpRequest, shown: NeedsRound) -> HttpResponse:
    act, at = request.POST.get("langkah", ""), timezone.now()
    try:
        if act == "baru":
            added = actions.ask_new_superiors(request.user, shown.pk, at=at)
            said = ngettext("%(n)d atasan ditambahkan.", "%(n)d atasan ditambahkan.", added) % {"n": added}
            messages.success(request, said)
        else:
            require(act in ("tutup", "buka"))
            actions.close_round(request.user, shown.pk, closed=act == "tutup", at=at)
    except SaindegeError as error:
        messages.error(request, error.sentence.in_language(pages.reader_language()))
    return redirect("people:round", shown.pk)


def _save(request: HttpRequest, shown: NeedsForm, sent: Sequence[forms.Asked]) -> SaindegeError | None:
    hand_in = request.POST.get("langkah") == "serahkan"
    try:
        actions.save_needs(
            request.user,
            shown,
            [actions.Wanted(each.person, each.competency, each.urgency, each.reason) for each in sent],
            version=pages.as_int(request.POST.get("versi")),
            hand_in=hand_in,
            at=timezone.now(),
        )
    except (actions.RoundNotOpen, actions.FormChanged, actions.ReasonMissing) as error:
        return error
    messages.success(
        request,
        _("Formulir diserahkan. Terima kasih; Anda masih dapat memperbaikinya sampai ditutup.")
        if hand_in
        else _("Disimpan. Serahkan bila sudah selesai."),
    )
    return None


def _shown_person(
    each: queries.PersonToAskFor,
    sent: Sequence[forms.Asked] | None,
    silent: set[str | None],
    *,
    is_first: bool,
) -> ShownPerson:
    """Lines as they were sent, else as stored."""
    if sent is not None:
        chosen = [(one.competency, one.urgency, one.reason) for one in sent if one.person == each.person.pk]
    else:
        chosen = [(one.competency_id, one.urgency, one.reason) for one in each.needs]
    lines = [Line(place, *one) for place, one in enumerate(chosen[: forms.MOST_A_PERSON])]
    lines += [Line(place, 0, "year", "") for place in range(len(lines), forms.MOST_A_PERSON)]
    lacks_reason = str(each.person.pk) in silent
    return ShownPerson(each, lines, len(chosen), lacks_reason, bool(chosen) or lacks_reason or is_first)


def _download_reminders(shown: NeedsRound, kind: str) -> HttpResponse:
    header = [_("Atasan"), _("Unit kerja"), _("Jabatan"), _("Orang"), _("Keadaan"), _("Punya akun")]
    rows = [
        (
            each.superior.name,
            each.superior.office.name,
            each.superior.post,
            each.people,
            _("sudah mulai") if each.started_at else _("belum mulai"),
            each.superior.account_id is not None,
        )
        for each in queries.forms_of(shown, "menunggu")
    ]
    return pages.download_table(
        _("pengingat AKPK %(year)s") % {"year": shown.year}, header, rows, kind, is_example=shown.is_example
    )


def _download_needs(shown: NeedsRound, kind: str) -> HttpResponse:
    header = [_("Nama"), _("Unit kerja"), _("Jabatan"), _("Kompetensi"), _("Jenis"), _("Kapan"), _("Alasan")]
    header += [_("Diminta oleh")]
    rows = [
        (
            each.person.name,
            each.person.office.name,
            each.person.post,
            each.competency.shown_name,
            each.competency.get_kind_display(),
            each.get_urgency_display(),
            each.reason,
            each.form.superior.name,
        )
        for each in queries.gathered_needs(shown)
    ]
    return pages.download_table(
        _("kebutuhan AKPK %(year)s") % {"year": shown.year}, header, rows, kind, is_example=shown.is_example
    )
