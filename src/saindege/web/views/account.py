"""My account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def account(request: HttpRequest) -> HttpResponse:
    """Show who I am and what is recorded about me."""
    return render(request, "web/home.html")


def password(request: HttpRequest) -> HttpResponse:
    """Change my password."""
    return render(request, "web/home.html")
