"""The administrator's pages: health, accounts, jobs, record of changes, names of the city."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app import access
from saindege.base.app import actions as base_actions
from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account, JobState
from saindege.base.app.pages import download_table, page_of
from saindege.base.errors import BadInput
from saindege.people.app import actions as people_actions
from saindege.people.app import queries as people
from saindege.web import context, forms, menu, record_words
from saindege.web.homes import administrator
from saindege.web.operation.audit import check_chain


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show whether the house is well, and what to do where it is not."""
    access.require(access.may_administer(request.user))
    page = administrator.page(request.user, timezone.now())
    return render(request, "web/control/overview.html", page)


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts."""
    access.require(access.may_administer(request.user))
    words = request.GET.get("q", "").strip()
    found = base_queries.accounts(words)
    if request.GET.get("unduh"):
        header = [_("nama pengguna"), _("nama"), _("peran"), _("terakhir masuk"), _("terbuka")]
        table = (
            (each.username, each.display_name, " ".join(each.roles), each.last_login, each.is_active)
            for each in found
        )
        return download_table(_("akun"), header, table, request.GET["unduh"], is_example=context.is_demo())
    page = page_of(request, found)
    rows = [(row, [menu.ROLE_NAMES[role] for role in menu.ROLE_NAMES if role in row.roles]) for row in page]
    return render(request, "web/control/accounts.html", {"page": page, "rows": rows, "words": words})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    access.require(access.may_administer(request.user))
    form = forms.NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = base_actions.add_account(request.user, **form.cleaned_data, at=timezone.now())
        except BadInput as refusal:
            forms.put_faults(form, refusal)
        else:
            told = _("Akun %(name)s dibuat. Hubungkan dengan pegawainya, bila ia ada di daftar pegawai.")
            messages.success(request, told % {"name": made.display_name})
            return redirect("web:account_edit", number=made.pk)
    return render(request, "web/control/account_new.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def account_edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change an account, say whose it is, or give it a new password: three forms, one at a time."""
    access.require(access.may_administer(request.user))
    subject = get_object_or_404(Account, pk=number)
    asked_for = next((name for name in ("password", "nip") if name in request.POST), "account")
    sent = {asked_for: request.POST} if request.method == "POST" else {}
    person = people.person_of(subject)
    asked = {
        "account": forms.AccountForm.of(subject, sent.get("account")),
        "password": forms.GivenPasswordForm(sent.get("password")),
        "nip": forms.OwnerForm(sent.get("nip"), initial={"nip": person.nip if person else ""}),
    }
    form = asked[asked_for]
    if sent and form.is_valid():
        try:
            _change(request.user, subject, asked_for, form.cleaned_data)
        except BadInput as refusal:
            forms.put_faults(form, refusal)
        else:
            messages.success(request, _("Akun %(name)s disimpan.") % {"name": subject.display_name})
            return redirect("web:account_edit", number=subject.pk)
    page = {"subject": subject, "person": person, **{f"{name}_form": each for name, each in asked.items()}}
    return render(request, "web/control/account_edit.html", page, status=422 if form.errors else 200)


def _change(by: Account, subject: Account, asked_for: str, wanted: dict[str, Any]) -> None:
    now = timezone.now()
    if asked_for == "password":
        base_actions.give_password(by, subject, password=wanted["password"], at=now)
    elif asked_for == "nip":
        people_actions.link_account(by, subject, number=wanted["nip"], at=now)
    else:
        base_actions.change_account(by, subject, **wanted, at=now)


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List all long work and how it stands."""
    access.require(access.may_administer(request.user))
    found = base_queries.jobs_visible_to(request.user).select_related("asked_by").order_by("-created_at")
    state = request.GET.get("keadaan", "")
    if state in JobState.values:
        found = found.filter(state=state)
    return render(request, "web/control/jobs.html", {"page": page_of(request, found), "state": state})


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Show the record of changes; on request, check that no row was altered."""
    access.require(access.may_administer(request.user))
    found = base_queries.record_rows()
    if request.GET.get("unduh"):
        header = [_("nomor"), _("waktu"), _("siapa"), _("tindakan"), _("hal"), "hash"]
        rows = (
            (
                row.pk,
                row.at,
                str(row.actor or ""),
                row.action,
                f"{row.subject_type} {row.subject_id}",
                row.hash,
            )
            for row in found.iterator(chunk_size=2000)
        )
        name = _("catatan perubahan")
        return download_table(name, header, rows, request.GET["unduh"], is_example=context.is_demo())
    page = page_of(request, found)
    checked = check_chain() if request.GET.get("periksa") else None
    shown = {"page": page, "acts": record_words.lines(page), "checked": checked}
    return render(request, "web/control/record.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def city(request: HttpRequest) -> HttpResponse:
    """Set the names that stand on letterheads and in the footer."""
    access.require(access.may_administer(request.user))
    form = forms.CityForm.of(base_queries.city(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        base_actions.name_city(request.user, changed, at=timezone.now())
        messages.success(request, _("Nama disimpan dan dipakai mulai sekarang."))
        return redirect("web:city")
    return render(request, "web/control/city.html", {"form": form}, status=422 if form.errors else 200)
