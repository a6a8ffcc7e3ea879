"""The short way for what a whole class sends in the same minute: check-ins, and answers in a test."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from saindege.base.app.arriving import ON_THE_WAY
from saindege.base.errors import SaindegeError

Handler = Callable[[HttpRequest], HttpResponse]
QuickView = Callable[..., HttpResponse | None]

# So many pages a process makes at once: more are not quicker, and each takes memory that is not given back.
PAGES_AT_ONCE = 3
# The forms that come this way hold a code, or the answers of one test.
MOST_BYTES = 100_000


class Express:
    """Answers what is plain in one round of reads and writes, past everything that only pages need.

    Plain is: a form of ours, sent by an account whose sign-in holds, and granted by the rule. Here the form is held
    against its cookie; sign-in, gate and rule are asked in the round, for all who come in the same moment. Everything
    else goes the common way, which decides anew and words the answer. So nobody is refused here, and nobody is let in
    whom the common way would not let in: the same gate and the same rule stand at the end of both.
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
            sign_in = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            if not sign_in:
                return None
            with ON_THE_WAY.coming():
                return view(request, sign_in, **words)
        except (SaindegeError, DatabaseError, OSError, DisallowedHost):
            return None


class _FormCheck(CsrfViewMiddleware):
    """Tells whether a form is one of ours; the common way says so to whoever sent another."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


@lru_cache(maxsize=1024)
def _quick_view(path: str) -> tuple[QuickView, dict[str, object]] | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    name = settings.QUICK_VIEWS.get(found.view_name)
    return (import_string(name), found.kwargs) if name else None
