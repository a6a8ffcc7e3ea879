"""Search in everything that the account may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def search(request: HttpRequest) -> HttpResponse:
    """Find people, courses and services."""
    return render(request, "web/home.html")
