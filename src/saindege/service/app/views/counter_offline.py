"""The counter without signal: the page that a phone keeps, and the program that shows it."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

FILES = ("tokens.css", "components.css", "pages.css", "icons.svg", "mark.svg", "js/service-counter.js")


@require_safe
def counter_worker(request: HttpRequest) -> HttpResponse:
    """Hand out the program that shows the kept page when there is no signal. It keeps files that hold nobody's data."""
    kept = [
        f"{reverse('service:counter_offline')}?bahasa={_language(request)}",
        *(static(f"saindege/{name}") for name in FILES),
    ]
    response = render(
        request,
        "service/counter_worker.js",
        {"kept": json.dumps(kept), "shell": json.dumps(kept[0])},
        content_type="text/javascript; charset=utf-8",
    )
    response["Service-Worker-Allowed"] = "/layanan/"
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def counter_offline(request: HttpRequest) -> HttpResponse:
    """Show the page that a phone keeps: the same for everybody; service and offices it remembers itself."""
    with translation.override(_language(request)):
        request.LANGUAGE_CODE = _language(request)
        response = render(request, "service/counter_offline.html")
    response["Cache-Control"] = "no-cache"
    return response


def _language(request: HttpRequest) -> str:
    return "en" if request.GET.get("bahasa") == "en" else "id"
