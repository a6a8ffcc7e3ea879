"""The first page, by role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from saindege.web import homes, menu


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the account came for; whoever holds several roles chooses among their first pages."""
    roles = [role for role in menu.ORDER if request.user.has_role(role)]
    if not roles:
        return render(request, "web/homes/nobody.html")
    wanted = request.GET.get("sebagai")
    role = wanted if wanted in roles else roles[0]
    name, page = homes.BY_ROLE[role]
    now = timezone.now()
    shown = {
        **page(request.user, now),
        "today": timezone.localdate(now),
        "home_role": role,
        "home_roles": [(each, menu.ROLE_NAMES[each]) for each in roles] if len(roles) > 1 else [],
    }
    return render(request, f"web/homes/{name}.html", shown)
