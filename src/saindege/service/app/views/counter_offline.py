"""The counter without signal: the page that a phone keeps, and the program that shows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from saindege.base.app.pages import KeptPage, kept_page, phone_program


@require_safe
def counter_worker(request: HttpRequest) -> HttpResponse:
    """Hand out the program that shows the kept page of a counter when there is no signal."""
    return phone_program(
        request,
        KeptPage(
            "loket-",
            reverse("service:counter_offline"),
            "service-counter.js",
            "/layanan/",
            r"^/layanan/\d+/loket/$",
        ),
    )


@require_safe
def counter_offline(request: HttpRequest) -> HttpResponse:
    """Show the page that a phone keeps: the same for everybody; service and offices it remembers itself."""
    return kept_page(request, "service/counter_offline.html")
