"""Complaints: the list with its clocks, one complaint with its next step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput
from saindege.service import complaint as rules
from saindege.service.app import access
from saindege.service.app.actions import complaining
from saindege.service.app.forms.complaint import ComplaintForm, StepForm
from saindege.service.app.models import Complaint
from saindege.service.app.queries import complaints
from saindege.service.app.views import words

#: State to the tone of its badge and its word.
STATES = {
    "received": ("wait", gettext_lazy("Diterima")),
    "forwarded": ("wait", gettext_lazy("Diteruskan")),
    "answered": ("good", gettext_lazy("Dijawab")),
    "closed": ("plain", gettext_lazy("Selesai")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Show complaints, those whose time runs out first; sent, register one."""
    require(access.may_see_complaints(request.user))
    today = timezone.localdate()
    may_handle = access.may_handle_complaints(request.user)
    form = ComplaintForm(today, request.POST or None)
    if request.method == "POST":
        require(may_handle)
        if form.is_valid():
            try:
                made = complaining.register_complaint(
                    request.user, form.complaint(), today=today, at=timezone.now()
                )
            except BadInput as error:
                _add_faults(form, error)
            else:
                messages.success(
                    request, _("Aduan dicatat dengan nomor %(number)s.") % {"number": made.number}
                )
                return redirect("service:complaint", made.pk)
    everything = complaints.complaints_visible_to(request.user)
    state = request.GET.get("keadaan", "")
    rows = complaints.overdue_first(complaints.rows_of(complaints.in_state(everything, state), today))
    if request.GET.get("unduh"):
        return _download(request, rows)
    standing = complaints.complaints_waiting(request.user, today)
    page = {
        "form": form,
        "rows": pages.page_of(request, [_shown(row) for row in rows], 50),
        "state": state,
        "states": [(code, word) for code, (_tone, word) in STATES.items()],
        "waiting": len(standing),
        "overdue": sum(row.standing.is_overdue for row in standing),
        "may_handle": may_handle,
        "rules": rules.load_rules(),
    }
    return render(request, "service/complaints.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_page(request: HttpRequest, key: int) -> HttpResponse:
    """Show one complaint with what is due next; sent, write the next step down."""
    require(access.may_see_complaints(request.user))
    found = get_object_or_404(complaints.complaints_visible_to(request.user), pk=key)
    today = timezone.localdate()
    form = StepForm(today, request.POST or None)
    if request.method == "POST":
        require(access.may_handle_complaints(request.user))
        if form.is_valid():
            try:
                _take_step(request, found, form)
            except BadInput as error:
                _add_faults(form, error)
            else:
                messages.success(request, _("Langkah dicatat."))
                return redirect("service:complaint", found.pk)
    (row,) = complaints.rows_of([found], today)
    page = {
        **_shown(row),
        "form": form,
        "may_handle": access.may_handle_complaints(request.user),
        "rules": rules.load_rules(),
    }
    return render(request, "service/complaint.html", page, status=422 if form.errors else 200)


def _take_step(request: HttpRequest, found: Complaint, form: StepForm) -> None:
    asked, said = request.POST.get("langkah", ""), form.cleaned_data
    today, at = timezone.localdate(), timezone.now()
    if asked == "teruskan":
        complaining.pass_on_complaint(request.user, found, said["on"], today=today, at=at)
    elif asked == "jawab":
        complaining.answer_complaint(request.user, found, said["on"], said["answer"], today=today, at=at)
    else:
        complaining.close_complaint(request.user, found, said["on"], today=today, at=at)


def _shown(row: complaints.ComplaintRow) -> dict[str, Any]:
    known, one = rules.load_rules(), row.complaint
    tone, word = STATES[row.standing.state]
    name = {
        kind: next((words.say(each.name) for each in listed if each.code == code), code)
        for kind, listed, code in (
            ("clock_name", known.clocks, one.clock),
            ("ground_name", known.grounds, one.ground),
            ("channel_name", known.channels, one.channel),
        )
    }
    return {"complaint": one, "standing": row.standing, "tone": tone, "word": word, **name}


def _download(request: HttpRequest, rows: list[complaints.ComplaintRow]) -> HttpResponse:
    header = [
        _("nomor"), _("kantor"), _("layanan"), _("diterima"), _("jenis"), _("alasan"), _("keadaan"), _("batas jawaban"),
        _("dijawab"), pgettext("aduan", "selesai"), _("lewat waktu"),
    ]  # fmt: skip
    table = [
        [
            row.complaint.number,
            row.complaint.office.name,
            row.complaint.service.name if row.complaint.service else "",
            row.complaint.received_on,
            shown["clock_name"],
            shown["ground_name"],
            str(shown["word"]),
            row.standing.answer_due_on,
            row.complaint.answered_on,
            row.complaint.closed_on,
            row.standing.answered_late,
        ]
        for row, shown in ((row, _shown(row)) for row in rows)
    ]
    is_example = any(row.complaint.is_example for row in rows)
    return pages.download_table(_("Aduan"), header, table, request.GET["unduh"], is_example=is_example)


def _add_faults(form: ComplaintForm | StepForm, error: BadInput) -> None:
    # The page has one field for the day of whichever step comes next.
    days = ("forwarded_on", "answered_on", "closed_on")
    for problem in error.problems:
        column = "on" if problem.column in days and "on" in form.fields else problem.column
        form.add_error(column if column in form.fields else None, words.say(problem.sentence))
