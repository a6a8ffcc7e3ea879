"""My account: who I am here, how pages look, my password, what is kept about me."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from saindege.base.app import actions as base_actions
from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account
from saindege.base.app.pages import download_table
from saindege.base.errors import BadInput
from saindege.web import about_me, forms, menu, record_words

SHOWN = 20
JOBS_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show my account; keep a new choice of language and theme."""
    me: Account = request.user
    acts = base_queries.record_about(me)
    if request.GET.get("unduh"):
        header = [_("waktu"), _("tindakan"), _("hal"), _("nomor")]
        rows = [(row.at, record_words.words(row.action), row.subject_type, row.subject_id) for row in acts]
        name = _("catatan tentang saya")
        return download_table(name, header, rows, request.GET["unduh"], is_example=me.is_example)
    if request.method == "POST":
        form = forms.PreferencesForm(request.POST)
        if form.is_valid():
            base_actions.choose_language(me, form.cleaned_data["language"])
            base_actions.choose_theme(me, form.cleaned_data["theme"])
            return redirect("web:account")
    else:
        form = forms.PreferencesForm(initial={"language": me.language, "theme": me.theme})
    person = about_me.person_of(me)
    page = {
        "form": form,
        "person": person,
        "roles": [menu.ROLE_NAMES[role] for role in menu.ROLE_NAMES if role in me.roles],
        "kept": about_me.kept_about(me, person, acts.count()),
        "acts": record_words.lines(acts[:SHOWN]),
        "jobs": base_queries.jobs_visible_to(me).filter(asked_by=me).order_by("-created_at")[:JOBS_SHOWN],
    }
    return render(request, "web/account.html", page, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change my password; I stay signed in here, other devices have to sign in again."""
    form = forms.PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            base_actions.change_password(request.user, old=asked["old"], new=asked["new"], at=timezone.now())
        except BadInput as refusal:
            forms.put_faults(form, refusal)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Kata sandi diganti. Perangkat lain harus masuk lagi."))
            return redirect("web:account")
    return render(request, "web/password.html", {"form": form}, status=422 if form.errors else 200)
