"""The plan after a course and the logbook: written by the participant, countersigned by the superior."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import logbook as actions
from saindege.delivery.app.forms.logbook import EntryForm, PlanForm
from saindege.delivery.app.models import LogEntry
from saindege.delivery.app.queries import logbook
from saindege.delivery.app.views.words import in_words, refuse, without_person

MOST_SHOWN = 50


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Show one's plans, and what one's people wait for."""
    person = queries.person_of(request.user)
    if person is None:
        return without_person(request, _("Tindak lanjut"))
    page = {
        "own": logbook.own_plans(request.user),
        "unwritten": logbook.batches_without_plan(person)[:6],
        "to_agree": logbook.plans_to_agree(request.user)[:MOST_SHOWN],
        "to_sign": logbook.entries_to_sign(request.user)[:MOST_SHOWN],
    }
    return render(request, "delivery/plans.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def write_plan(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Write one's plan for a batch."""
    person = queries.person_of(request.user)
    require(person is not None)
    found = get_object_or_404(queries.batches().filter(participants__person=person), pk=batch)
    before = logbook.own_plans(request.user).filter(batch=found).first()
    initial = {"goal": before.goal, "steps": before.steps, "due_on": before.due_on} if before else None
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.write_plan(request.user, found, person, **form.cleaned_data, at=timezone.now())
            messages.success(request, _("Rencana disimpan dan dikirim kepada atasan."))
            return redirect("delivery:plan", plan.pk)
        except SaindegeError as error:
            form.add_error(None, in_words(error))
    status = 422 if request.method == "POST" else 200
    return render(request, "delivery/plan_form.html", {"batch": found, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show a plan with its logbook; its owner writes an entry, the superior agrees."""
    found = get_object_or_404(logbook.plans_visible_to(request.user), pk=plan)
    require(access.may_see_logbook(request.user, found.person))
    writes = access.may_write_logbook(request.user, found.person)
    form = EntryForm(request.POST) if request.method == "POST" else EntryForm()
    if request.method == "POST":
        require(writes)
        if form.is_valid():
            words = {**form.cleaned_data, "taught": form.cleaned_data["taught"] or 0}
            try:
                actions.write_entry(request.user, found, **words, at=timezone.now())
                messages.success(request, _("Catatan disimpan dan menunggu paraf atasan."))
                return redirect("delivery:plan", plan)
            except SaindegeError as error:
                form.add_error(None, in_words(error))
    page = {
        "plan": found,
        "entries": found.entries.select_related("signed_by"),
        "form": form if writes else None,
        "signs": access.may_countersign(request.user, found.person),
    }
    return render(request, "delivery/plan.html", page, status=422 if request.method == "POST" else 200)


@require_POST
def agree(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Agree to a plan."""
    found = get_object_or_404(logbook.plans_visible_to(request.user), pk=plan)
    try:
        actions.agree_plan(request.user, found, at=timezone.now())
        messages.success(request, _("Rencana disepakati."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:plan", plan)


@require_POST
def countersign(request: HttpRequest, plan: UUID, entry: UUID) -> HttpResponse:
    """Countersign one entry."""
    written = _entry(request, plan, entry)
    try:
        actions.countersign(request.user, written, at=timezone.now())
        messages.success(request, _("Catatan diparaf."))
    except SaindegeError as error:
        refuse(request, error)
    if request.POST.get("dari") == "rencana":
        return redirect("delivery:plan", plan)
    return redirect("delivery:plans")


@require_POST
def return_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Send a plan back with a note."""
    found = get_object_or_404(logbook.plans_visible_to(request.user), pk=plan)
    try:
        actions.return_plan(request.user, found, note=request.POST.get("note", ""), at=timezone.now())
        messages.success(request, _("Rencana dikembalikan dengan catatan Anda."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:plan", plan)


@require_POST
def return_entry(request: HttpRequest, plan: UUID, entry: UUID) -> HttpResponse:
    """Send an entry back with a note."""
    written = _entry(request, plan, entry)
    try:
        actions.return_entry(request.user, written, note=request.POST.get("note", ""), at=timezone.now())
        messages.success(request, _("Catatan dikembalikan kepada orangnya."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:plan", plan)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_entry(request: HttpRequest, plan: UUID, entry: UUID) -> HttpResponse:
    """Put one's own entry right until it is countersigned."""
    written = _entry(request, plan, entry)
    require(access.may_write_logbook(request.user, written.plan.person))
    if written.signed_at is not None:
        return redirect("delivery:plan", plan)
    names = ("kind", "done_on", "task", "taught")
    form = EntryForm(request.POST or None, initial={name: getattr(written, name) for name in names})
    if request.method == "POST" and form.is_valid():
        words = {**form.cleaned_data, "taught": form.cleaned_data["taught"] or 0}
        try:
            actions.rewrite_entry(request.user, written, **words, at=timezone.now())
            messages.success(request, _("Catatan disimpan dan menunggu paraf atasan."))
            return redirect("delivery:plan", plan)
        except SaindegeError as error:
            form.add_error(None, in_words(error))
    status = 422 if request.method == "POST" else 200
    return render(request, "delivery/entry_form.html", {"entry": written, "form": form}, status=status)


@require_POST
def remove_entry(request: HttpRequest, plan: UUID, entry: UUID) -> HttpResponse:
    """Take back one's own entry that nobody countersigned."""
    written = _entry(request, plan, entry)
    try:
        actions.remove_entry(request.user, written, at=timezone.now())
        messages.success(request, _("Catatan dihapus."))
    except SaindegeError as error:
        refuse(request, error)
    return redirect("delivery:plan", plan)


def _entry(request: HttpRequest, plan: UUID, entry: UUID) -> LogEntry:
    found = get_object_or_404(logbook.plans_visible_to(request.user), pk=plan)
    entries = LogEntry.objects.select_related("plan__person__superior", "plan__batch__course")
    return get_object_or_404(entries, pk=entry, plan=found)


@require_safe
def transfer(request: HttpRequest, course: int, batch: UUID) -> HttpResponse:
    """Show what became of a batch at work."""
    require(access.may_organise(request.user))
    found = get_object_or_404(queries.batches(), pk=batch, course_id=course)
    page = {
        "batch": found,
        "transfer": logbook.transfer_of(found),
        "plans": logbook.plans().filter(batch=found).order_by("person__name"),
    }
    return render(request, "delivery/transfer.html", page)
