"""The administrator's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def overview(request: HttpRequest) -> HttpResponse:
    """Show health, accounts, jobs and the record of changes."""
    return render(request, "web/home.html")
