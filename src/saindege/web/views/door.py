"""In and out."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from saindege.base.app import queries as base_queries
from saindege.base.app.models import Role
from saindege.web import context
from saindege.web import sign_in as names
from saindege.web.views import preferences


class SignInForm(AuthenticationForm):
    """User name or NIP, and password."""

    error_messages = {
        # One sentence for all causes: it must not tell which part was wrong.
        "invalid_login": _("Nama atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "inactive": _("Nama atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: object, **kwargs: object) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("NIP atau nama pengguna")
        self.fields["username"].widget.attrs |= {
            "autocomplete": "username",
            "autofocus": False,
            "spellcheck": "false",
        }
        self.fields["password"].label = _("Kata sandi")

    def clean_username(self) -> str:
        # Counted under one name, whether the NIP or the user name was written.
        return names.account_name(self.cleaned_data["username"])


@dataclass(frozen=True, slots=True)
class DemoRole:
    """One line of the list of demonstration accounts."""

    icon: str
    name: Promise
    words: Promise


DEMO_ROLES = {
    Role.TRAINING: DemoRole(
        "calendar-days", _("Pengelola pelatihan"), _("BKPSDM: pegawai, kursus, sesi, sertifikat")
    ),
    Role.PARTICIPANT: DemoRole(
        "user", pgettext_lazy("satu orang", "Peserta"), _("Presensi, jam belajar, sertifikat")
    ),
    Role.SUPERIOR: DemoRole("user-check", _("Atasan langsung"), _("Jam belajar bawahan, layanan kantor")),
    Role.SPEAKER: DemoRole("presentation", _("Narasumber"), _("Jadwal mengajar dan daftar kelas")),
    Role.SERVICE: DemoRole("activity", _("Bagian Organisasi"), _("Waktu, ketelitian, dan kepuasan layanan")),
    Role.MAYOR: DemoRole("landmark", _("Wali Kota"), _("Satu halaman tentang hasil")),
    Role.ANALYST: DemoRole("scale", _("Analis"), _("Kajian dampak, data, dan definisi")),
    Role.ADMIN: DemoRole("settings", _("Admin sistem"), _("Akun, pekerjaan, pengaturan, catatan")),
}


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; in a demonstration also offer its accounts."""
    goal = safe_next(request)
    if request.user.is_authenticated:
        return redirect(goal or "/")
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.get_user())
        response = redirect(goal or "/")
        preferences.hand_over(request, response, form.get_user())
        return response
    if getattr(request, "axes_locked_out", False):
        return names.locked_out(request)
    offered = []
    if context.is_demo():
        examples = {account.username: account for account in base_queries.example_accounts()}
        offered = [(role, DEMO_ROLES[role]) for role in DEMO_ROLES if role in examples]
    status = 200 if request.method != "POST" else 422
    page = {"form": form, "goal": goal, "offered": offered, "demo_password": settings.SAINDEGE_DEMO_PASSWORD}
    return render(request, "web/sign_in.html", page, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; what the browser kept of private pages is cleared."""
    auth.logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def safe_next(request: HttpRequest) -> str:
    """Return where to go after sign-in, if it is a page of ours, or nothing."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""
