"""Pages of words: help, accessibility, privacy."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Say what to do when something does not work."""
    return render(request, "web/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how the pages can be used, what is not yet good, and whom to tell."""
    return render(request, "web/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say which personal data are kept, why, how long, and who sees them."""
    return render(request, "web/privacy.html")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Send the mark."""
    mark = (settings.STATIC_SOURCE / "saindege" / "mark.svg").read_bytes()
    return HttpResponse(mark, content_type="image/svg+xml")
