"""Proposals of offices: the list, writing one, its way to a decision, the reply letter."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.programme import workflow
from saindege.programme.app import access, actions, forms, queries
from saindege.programme.app.models import Proposal, ProposalState
from saindege.programme.app.views import proposal_words

PREFIX = "biaya"


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Show the proposals that one may see, what waits on top."""
    require(access.may_see_proposals(request.user))
    state = request.GET.get("keadaan", "")
    rows = queries.proposal_rows(request.user, state)
    if request.GET.get("unduh") in ("csv", "xlsx"):
        return proposal_words.download(rows, request.GET["unduh"])
    context = {
        "page": pages.page_of(request, rows, 30),
        "states": ProposalState.choices,
        "chosen": state,
        "may_write": access.may_write_proposals(request.user),
        "may_decide": access.may_decide_proposals(request.user),
        "waiting": queries.proposals_waiting(request.user),
    }
    return render(request, "programme/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_new(request: HttpRequest) -> HttpResponse:
    """Write a new proposal for one's own office."""
    require(access.may_write_proposals(request.user))
    return _editing(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_edit(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Go on writing a draft, or mend what was sent back."""
    kept = _visible(request, proposal)
    require(access.may_write_proposal(request.user, kept))
    if not access.may_change_proposal(request.user, kept):
        return redirect("programme:proposal", kept.pk)
    return _editing(request, kept)


@require_safe
def proposal(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Show one proposal, its budget, its way so far, and what may be done next."""
    return _shown(request, _visible(request, proposal), None)


@require_POST
def proposal_decide(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Take an officer's decision: accept, ask for a revision, refuse."""
    kept = _visible(request, proposal)
    require(access.may_decide_proposal(request.user, kept))
    form = forms.DecisionForm(request.POST)
    act = _DECISIONS.get(request.POST.get("putusan", ""))
    if act is None:
        raise Http404
    if form.is_valid():
        try:
            said = act(request, kept, form)
        except actions.NotSaved as error:
            form.refuse(error.problems)
        except SaindegeError as error:
            form.add_error(
                "reason" if error.code == "empty" else None,
                error.sentence.in_language(pages.reader_language()),
            )
        else:
            messages.success(request, said)
            return redirect("programme:proposal", kept.pk)
    kept.refresh_from_db()
    return _shown(request, kept, form)


@require_safe
def proposal_letter(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Give the reply letter of a decided proposal as a paper."""
    kept = _visible(request, proposal)
    if not kept.letter:
        raise Http404
    response = HttpResponse(queries.letter_pdf(kept), content_type="application/pdf")
    name = f"jawaban-usulan-{kept.register_year}-{kept.register_serial:04d}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_POST
def proposal_course(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Make the course of an accepted proposal."""
    kept = _visible(request, proposal)
    require(access.may_arrange_programme(request.user))
    made = actions.course_from_proposal(request.user, kept.pk, at=timezone.now())
    messages.success(
        request, _("Kursus “%(title)s” siap. Lengkapi isinya, lalu buat angkatannya.") % {"title": made}
    )
    return redirect("programme:course", made.pk)


def _editing(request: HttpRequest, kept: Proposal | None) -> HttpResponse:
    data = request.POST or None
    if data is not None and "tambah" in data:
        data = forms.one_row_more(data, PREFIX)
    initial = proposal_words.values_of(kept) if kept else {"key": forms.new_key(), "version": 0}
    form = forms.ProposalForm(data, initial=initial)
    lines = forms.rows_of(
        forms.CostLineForm, data, initial=proposal_words.lines_of(kept) if kept else (), prefix=PREFIX
    )
    status = 200
    if data is not None and "tambah" not in data and all((form.is_valid(), lines.is_valid())):
        done = _save(request, form, lines)
        if done is not None:
            return done
        status = 422
    elif data is not None and "tambah" not in data:
        status = 422
    context = {
        "form": form,
        "lines": lines,
        "proposal": kept,
        "wanted": proposal_words.last_reason(kept) if kept else "",
        "office": kept.office if kept else queries.office_of(request.user),
        "places": queries.place_names(),
        "costs": queries.cost_table(),
    }
    return render(request, "programme/proposal_form.html", context, status=status)


def _save(request: HttpRequest, form: forms.ProposalForm, lines: forms.Rows) -> HttpResponse | None:
    """Keep the draft, and hand it in where that was asked for; None where something is to be mended."""
    content = form.content(lines)
    try:
        kept = actions.write_proposal(
            request.user,
            content,
            key=form.cleaned_data["key"],
            version=form.cleaned_data["version"] or 0,
            at=timezone.now(),
        )
    except SaindegeError as error:
        form.add_error(None, error.sentence.in_language(pages.reader_language()))
        return None
    if kept.state not in workflow.EDITABLE:
        # A second click on the same button: the first one has handed it in.
        return redirect("programme:proposal", kept.pk)
    if "kirim" not in request.POST:
        messages.success(request, _("Rancangan disimpan. Anda dapat melanjutkannya kapan saja."))
        return redirect("programme:proposal", kept.pk)
    try:
        actions.submit_proposal(request.user, kept.pk, version=kept.version, at=timezone.now())
    except actions.NotSaved as error:
        form.refuse_lines(lines, error.problems)
        form.data = form.data.copy()
        form.data["version"] = str(kept.version)
        return None
    messages.success(request, _("Usulan diajukan. Pengelola pelatihan akan menjawabnya di sini."))
    return redirect("programme:proposal", kept.pk)


def _shown(request: HttpRequest, kept: Proposal, form: forms.DecisionForm | None) -> HttpResponse:
    content = queries.content_of(kept)
    today = timezone.localdate()
    costs = queries.cost_lines(content.lines, content.first_on or today, pages.reader_language())
    may_decide = access.may_decide_proposal(request.user, kept) and kept.state == ProposalState.SUBMITTED
    hours = queries.suggested_hours(content)
    first = {"version": kept.version, "hours": f"{hours.normalize():f}".replace(".", ",") if hours else ""}
    context = {
        "proposal": kept,
        "content": content,
        "method_name": queries.method_name(content.method, pages.reader_language()) if content.method else "",
        "costs": costs,
        "table": queries.cost_table(),
        "steps": proposal_words.steps_of(kept),
        "advice": [] if kept.decided_at else queries.advice_on(content, kept.office, today),
        "tone": proposal_words.TONES[kept.state],
        "may_change": access.may_change_proposal(request.user, kept),
        "may_decide": may_decide,
        "is_own": kept.author_id == request.user.pk,
        "form": form or forms.DecisionForm(initial=first),
        "may_arrange": access.may_arrange_programme(request.user),
        "wanted": proposal_words.last_reason(kept),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "programme/proposal.html", context, status=status)


def _visible(request: HttpRequest, key: uuid.UUID) -> Proposal:
    require(access.may_see_proposals(request.user))
    return get_object_or_404(queries.proposals_visible_to(request.user).select_related("course"), pk=key)


def _accept(request: HttpRequest, kept: Proposal, form: forms.DecisionForm) -> str:
    typed = form.cleaned_data
    decided = actions.accept_proposal(
        request.user,
        kept.pk,
        version=typed["version"],
        hours=typed["hours"] or 0,
        note=typed["reason"],
        at=timezone.now(),
    )
    return _("Usulan disetujui dengan nomor %(number)s.") % {"number": decided.register_number}


def _revise(request: HttpRequest, kept: Proposal, form: forms.DecisionForm) -> str:
    typed = form.cleaned_data
    actions.ask_for_revision(
        request.user, kept.pk, version=typed["version"], reason=typed["reason"], at=timezone.now()
    )
    return _("Usulan dikembalikan untuk diperbaiki.")


def _refuse(request: HttpRequest, kept: Proposal, form: forms.DecisionForm) -> str:
    typed = form.cleaned_data
    decided = actions.refuse_proposal(
        request.user, kept.pk, version=typed["version"], reason=typed["reason"], at=timezone.now()
    )
    return _("Usulan ditolak dengan nomor %(number)s.") % {"number": decided.register_number}


_DECISIONS: dict[str, Callable[[HttpRequest, Proposal, Any], str]] = {
    "setujui": _accept,
    "perbaiki": _revise,
    "tolak": _refuse,
}
