"""Audit samples: draws of a service, one draw with its result, checking on a phone, the list on paper."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import pages
from saindege.base.app.access import require
from saindege.base.errors import BadInput, SaindegeError
from saindege.service.app import access, queries
from saindege.service.app.actions import asking_checkers, auditing
from saindege.service.app.forms.audit import AskForm, DrawForm, FindingForm
from saindege.service.app.models import AuditCase, AuditDraw
from saindege.service.app.queries import audit_paper
from saindege.service.app.queries import auditing as reads
from saindege.service.app.queries.audit_tasks import accounts_to_ask
from saindege.service.app.views import words
from saindege.service.app.views.audit_parts import result_parts, rows_shown, verdict_table
from saindege.service.audit_rules import load_audit_rules


@require_http_methods(["GET", "HEAD", "POST"])
def audit_list(request: HttpRequest, key: int) -> HttpResponse:
    """Show the draws of a service; sent, draw the sample of a month."""
    require(access.may_see_services(request.user))
    service = get_object_or_404(queries.visible_to(request.user), pk=key)
    offices = reads.offices_to_draw(request.user, service)
    may_draw_all = access.may_bring_logs(request.user)
    form = DrawForm(
        service,
        offices,
        timezone.localdate(),
        request.POST or None,
        may_draw_all=may_draw_all,
        needs_numbers=not reads.keeps_numbers(service),
    )
    if request.method == "POST":
        require(may_draw_all or bool(offices))
        made = _draw(request, form)
        if made is not None:
            return redirect("service:audit", made.pk)
    page = {
        "service": service,
        "form": form,
        "may_draw": may_draw_all or bool(offices),
        "keeps_numbers": reads.keeps_numbers(service),
        "audits": rows_shown(reads.audit_rows(request.user, service)),
        "rules": load_audit_rules(),
    }
    return render(request, "service/audits.html", page, status=422 if form.errors else 200)


def _draw(request: HttpRequest, form: DrawForm) -> AuditDraw | None:
    if not form.is_valid():
        return None
    try:
        made = auditing.draw_audit(
            request.user, form.new_draw(), today=timezone.localdate(), at=timezone.now()
        )
    except BadInput as error:
        for problem in error.problems:
            form.add_error(
                problem.column if problem.column in form.fields else None, words.say(problem.sentence)
            )
    except auditing.AuditConflict as error:
        form.add_error("month", words.say(error.sentence))
    else:
        messages.success(request, _("Contoh diambil secara acak. Dua orang memeriksanya sendiri-sendiri."))
        return made
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def audit_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show one draw: how far checking is, then agreement, accuracy and what differs; sent, begin or decide."""
    draw = _visible(request, key)
    if request.method == "POST":
        if request.POST.get("langkah") == "minta":
            require(access.may_draw_audit(request.user, draw.office))
            if _ask(request, draw, form := _ask_form(draw, request)):
                return redirect("service:audit", draw.pk)
            return _show(request, draw, form)
        require(access.may_check_audit(request.user, draw))
        return _act(request, draw)
    if request.GET.get("unduh"):
        return _download(request, draw)
    return _show(request, draw, _ask_form(draw))


def _show(request: HttpRequest, draw: AuditDraw, form: AskForm) -> HttpResponse:
    row = reads.row_of(draw)
    (shown,) = rows_shown([row])
    page: dict[str, Any] = {
        **shown,
        "draw": draw,
        "month": words.month(draw.month),
        "mine": reads.checker_of(draw, request.user),
        "checkers": [(checker, checker.marks.count()) for checker in draw.checkers.all()],
        "may_see_service": queries.visible_to(request.user).filter(pk=draw.service_id).exists(),
        "ask_form": form if access.may_draw_audit(request.user, draw.office) else None,
        "is_overdue": draw.due_on is not None and draw.due_on < timezone.localdate(),
        "may_check": access.may_check_audit(request.user, draw),
        "decision": FindingForm(),
        "rules": load_audit_rules(),
    }
    if row.result is not None:
        page |= result_parts(draw, row.result)
    return render(request, "service/audit.html", page, status=422 if form.errors else 200)


def _download(request: HttpRequest, draw: AuditDraw) -> HttpResponse:
    result = reads.result_of(draw)
    if result is None:
        raise Http404
    name, header, rows = verdict_table(result)
    return pages.download_table(
        f"{draw.service.name} {name} {draw.month}",
        header,
        rows,
        request.GET["unduh"],
        is_example=draw.is_example,
    )


def _ask_form(draw: AuditDraw, request: HttpRequest | None = None) -> AskForm:
    due_on = draw.due_on or timezone.localdate() + timedelta(days=load_audit_rules().check_days)
    asked = [one.account for one in draw.checkers.select_related("account")]
    return AskForm(accounts_to_ask(draw), asked, due_on, request.POST if request else None)


def _ask(request: HttpRequest, draw: AuditDraw, form: AskForm) -> bool:
    """Ask two people to check; False where the form goes back with its faults."""
    if not form.is_valid():
        return False
    try:
        asking_checkers.ask_checkers(
            request.user,
            draw,
            form.people(),
            form.cleaned_data["due_on"],
            today=timezone.localdate(),
            at=timezone.now(),
        )
    except BadInput as error:
        for problem in error.problems:
            form.add_error(problem.column, words.say(problem.sentence))
    except auditing.AuditConflict as error:
        form.add_error(None, words.say(error.sentence))
    else:
        messages.success(request, _("Diminta. Keduanya menemukannya di Beranda, di bawah Tugas saya."))
        return True
    return False


def _act(request: HttpRequest, draw: AuditDraw) -> HttpResponse:
    at = timezone.now()
    try:
        if request.POST.get("langkah") == "mulai":
            auditing.begin_checking(request.user, draw, at=at)
            return redirect("service:audit_check", draw.pk)
        form = FindingForm(request.POST)
        if form.is_valid():
            auditing.decide_case(
                request.user, _case(request, draw), form.finding(), form.cleaned_data["words"], at=at
            )
            messages.success(request, _("Keputusan dicatat."))
        else:
            messages.error(request, _("Pilih benar atau salah."))
    except SaindegeError as error:
        messages.error(request, words.say(error.sentence))
    return redirect("service:audit", draw.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def audit_check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Check the drawn cases one by one on a phone; nobody sees the other checker's marks here."""
    draw = _visible(request, key)
    require(access.may_check_audit(request.user, draw))
    checker = reads.checker_of(draw, request.user)
    if checker is None or checker.begun_at is None or checker.handed_in_at is not None:
        return redirect("service:audit", draw.pk)
    if request.method == "POST":
        answer = _mark(request, draw)
        if answer is not None:
            return answer
    marks = {mark.case_id: mark for mark in checker.marks.all()}
    cases = list(draw.cases.all())
    asked = pages.as_int(request.GET.get("berkas", ""), 0)
    case = next((one for one in cases if one.position == asked), None)
    case = case or next((one for one in cases if one.pk not in marks), None)
    known = marks.get(case.pk) if case else None
    page = {
        "draw": draw,
        "may_see_service": queries.visible_to(request.user).filter(pk=draw.service_id).exists(),
        "month": words.month(draw.month),
        "checker": checker,
        "case": case,
        "faults": [(fault.code, words.say(fault.name)) for fault in load_audit_rules().faults],
        "reason": known.reason if known else "",
        "done": len(marks),
        "marked": [
            (one, marks[one.pk], words.say(load_audit_rules().name_of(marks[one.pk].reason)))
            for one in cases
            if one.pk in marks
        ],
    }
    return render(request, "service/audit_check.html", page)


def _mark(request: HttpRequest, draw: AuditDraw) -> HttpResponse | None:
    at = timezone.now()
    try:
        if request.POST.get("langkah") == "serahkan":
            auditing.hand_in(request.user, draw, at=at)
            messages.success(request, _("Hasil Anda diserahkan dan tidak dapat diubah lagi."))
            return redirect("service:audit", draw.pk)
        form = FindingForm(request.POST)
        if form.is_valid():
            auditing.mark_case(request.user, _case(request, draw), form.finding(), at=at)
            return redirect("service:audit_check", draw.pk)
        messages.error(request, _("Pilih benar atau salah."))
    except SaindegeError as error:
        messages.error(request, words.say(error.sentence))
    return redirect(f"{request.path}?berkas={pages.as_int(request.POST.get('berkas', ''), 0)}")


@require_safe
def audit_paper_list(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Hand out the list of drawn cases to be checked on paper."""
    draw = _visible(request, key)
    require(access.may_see_audit(request.user, draw))
    response = HttpResponse(audit_paper.check_list(draw), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="daftar-periksa-{draw.month}.pdf"'
    return response


def _visible(request: HttpRequest, key: uuid.UUID) -> AuditDraw:
    draw: AuditDraw = get_object_or_404(reads.draws_visible_to(request.user), pk=key)
    require(access.may_see_audit(request.user, draw))
    return draw


def _case(request: HttpRequest, draw: AuditDraw) -> AuditCase:
    position = pages.as_int(request.POST.get("berkas", ""), 0)
    case: AuditCase = get_object_or_404(draw.cases, position=position)
    return case
