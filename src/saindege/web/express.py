"""The short way for what a whole class sends in the same minute: check-ins, and answers in a test."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from saindege.base.app import queries as base_queries
from saindege.base.app.arriving import ON_THE_WAY
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError
from saindege.web import sign_in

Handler = Callable[[HttpRequest], HttpResponse]
QuickView = Callable[..., HttpResponse | None]

# So many pages a process makes at once: more are not quicker, and each takes memory that is not given back.
PAGES_AT_ONCE = 3
# The forms that come this way hold a code, or the answers of one test.
MOST_BYTES = 100_000
SIGN_IN = f"{sign_in.__name__}.{sign_in.ByNameOrNip.__name__}"


class Express:
    """Answers what is plain in a few reads and one write, past everything that only pages need.

    Plain is: a form of ours, sent by an account whose sign-in holds, and granted by the rule. Everything else goes the
    common way, which decides anew and words the answer. So nobody is refused here, and nobody is let in whom the common
    way would not let in: the same gate and the same action stand at the end of both.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.form_check = _FormCheck(get_response)
        self.pages = threading.BoundedSemaphore(PAGES_AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        quick = _quick_view(request.path_info) if request.method == "POST" else None
        answer = self._answer(request, *quick) if quick else None
        if answer is not None:
            return answer
        with self.pages:
            return self.get_response(request)

    def _answer(self, request: HttpRequest, view: QuickView, words: dict[str, object]) -> HttpResponse | None:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return None
        try:
            request.get_host()
            self.form_check.process_request(request)
            if self.form_check.process_view(request, view, (), {}) is not None:
                return None
            with ON_THE_WAY.coming():
                account = account_of(request)
                return None if account is None else view(request, account, **words)
        except (SaindegeError, DatabaseError, DisallowedHost):
            return None


class _FormCheck(CsrfViewMiddleware):
    """Tells whether a form is one of ours; the common way says so to whoever sent another."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def account_of(request: HttpRequest) -> Account | None:
    """Return the account behind a sign-in that holds in every point; None where the common way must look closer."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    kept = base_queries.sign_in_kept(key, timezone.now()) if key else None
    if kept is None:
        return None
    told = SessionStore().decode(kept)
    if told.get(BACKEND_SESSION_KEY) != SIGN_IN or not str(told.get(SESSION_KEY, "")).isdecimal():
        return None
    account = base_queries.account_in_short(int(told[SESSION_KEY]))
    if account is None or not sign_in.may_enter(account):
        return None
    proof = str(told.get(HASH_SESSION_KEY) or "")
    return account if constant_time_compare(proof, account.get_session_auth_hash()) else None


@lru_cache(maxsize=1024)
def _quick_view(path: str) -> tuple[QuickView, dict[str, object]] | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    name = settings.QUICK_VIEWS.get(found.view_name)
    return (import_string(name), found.kwargs) if name else None
