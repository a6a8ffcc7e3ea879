"""What happens to every request before and after its page."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import resolve_url
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from saindege.base.app.access import NotAllowed
from saindege.base.app.pages import htmx
from saindege.base.errors import SaindegeError
from saindege.web.views import faults

log = logging.getLogger("saindege.web")
Handler = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Adds what Django has no setting for: device permissions, and no copy of a private page in a cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            # Not no-store: with it a browser forgets what was typed when somebody goes back to a form.
            response.headers["Cache-Control"] = "private, no-cache"
        return response


class StaticFiles(WhiteNoiseMiddleware):
    """Serves our own files; before the first preparation straight from their source."""

    def add_files(self, root: str | Path, prefix: str | None = None) -> None:
        # A folder that is not there yet is no fault: finders serve the files until it is.
        if Path(root).is_dir():
            super().add_files(root, prefix=prefix)


class ChosenLanguage(LocaleMiddleware):
    """Indonesian until somebody chooses: browsers in the city's offices are often left in English."""

    def process_request(self, request: HttpRequest) -> None:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        translation.activate(language if language in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()


class SignInRequired:
    """Every page needs sign-in but those named, each with its reason, in ``settings.PUBLIC_VIEWS``."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *_: object) -> HttpResponse | None:
        if request.resolver_match.view_name in settings.PUBLIC_VIEWS or request.user.is_authenticated:
            return None
        if htmx(request):
            # A part of a page asks for itself: the whole page goes to sign in and comes back.
            page = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
            to = redirect_to_login(page, resolve_url(settings.LOGIN_URL))
            return HttpResponse(headers={"HX-Redirect": to.url})
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if faults.comes_from_own_page(request):
            return faults.signed_out_meanwhile(request)
        return faults.not_found(request)


class AccountLanguage:
    """Speaks the language that the account has chosen."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if request.user.is_authenticated and request.user.language != request.LANGUAGE_CODE:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language


class Gate:
    """Answers what a page did not answer itself: a closed gate with 404, bad input with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            told = faults.wrong_method(request)
            told.headers["Allow"] = response.headers["Allow"]
            return told
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed | Http404):
            return faults.not_found(request, error)
        if isinstance(error, RequestDataTooBig):
            return faults.too_large(request, error)
        if isinstance(error, OperationalError) or getattr(error, "errno", None) in (
            errno.ENOSPC,
            errno.EDQUOT,
        ):
            log.error("no storage for %s %s", request.method, request.path, exc_info=error)
            return faults.no_storage(request)
        if isinstance(error, SaindegeError):
            return faults.refused(request, error)
        if isinstance(error, BadRequest):
            return faults.bad_request(request, error)
        return None
