"""Language and theme: a cookie for strangers, kept in the account of whoever has signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from saindege.base.app import actions as base_actions
from saindege.base.app.models import Account
from saindege.web import context


def back_to(request: HttpRequest) -> str:
    """Return the page that the form stood on, if it is one of ours."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language."""
    chosen = request.POST.get("language", "")
    response = redirect(back_to(request))
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            base_actions.choose_language(request.user, chosen)
        else:
            _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Choose light, dark or the device's wish."""
    chosen = request.POST.get("theme", "")
    response = redirect(back_to(request))
    if chosen in context.THEMES:
        if request.user.is_authenticated:
            base_actions.choose_theme(request.user, chosen)
        else:
            _keep(response, context.THEME_COOKIE, chosen)
    return response


def hand_over(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Give what somebody chose before signing in to their account, and forget it on this device.

    A cookie that stayed would change the account of whoever signs in here next.
    """
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    theme = request.COOKIES.get(context.THEME_COOKIE)
    if language in dict(settings.LANGUAGES):
        base_actions.choose_language(account, language)
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite=settings.LANGUAGE_COOKIE_SAMESITE)
    if theme in context.THEMES:
        base_actions.choose_theme(account, theme)
        response.delete_cookie(context.THEME_COOKIE, samesite=settings.LANGUAGE_COOKIE_SAMESITE)


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )
