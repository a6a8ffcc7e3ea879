"""What the pages of delivery share: refusals in words, public addresses, a light limit."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from saindege.base.app.access import require
from saindege.base.errors import SaindegeError
from saindege.delivery.app import access
from saindege.people.app.models import Person


def in_words(error: SaindegeError) -> str:
    """Return what a refusal says, in the reader's language."""
    return error.sentence.in_language("en" if (get_language() or "id").startswith("en") else "id")


def refuse(request: HttpRequest, error: SaindegeError) -> None:
    """Keep a refusal to be read on the page that follows."""
    messages.error(request, in_words(error))


def visitor(request: HttpRequest) -> str:
    """Return from where a request comes; the shell knows which proxies to trust."""
    return str(import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))


def is_too_often(key: str, *, most: int, seconds: int) -> bool:
    """Count one more try and say whether there were too many; each web process counts for itself."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:
        return False


def tries(key: str) -> int:
    """Return how many tries were counted."""
    return int(cache.get(key, 0))


def person_in_form(request: HttpRequest) -> Person:
    """Return the person that a button names.

    Raises
    ------
    Http404 : nobody is called so
    """
    try:
        key = UUID(request.POST.get("person", ""))
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Person, pk=key)


def without_person(request: HttpRequest, title: str) -> HttpResponse:
    """Say what to do where an account that should have pages of its own is not tied to the staff list yet."""
    require(access.may_expect_own_pages(request.user))
    return render(request, "delivery/without_person.html", {"title": title})
