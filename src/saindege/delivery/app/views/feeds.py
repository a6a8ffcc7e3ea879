"""Calendar addresses: the calendar itself for whoever holds the address, and the page that gives and withdraws them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saindege.base.app.access import require
from saindege.base.app.pages import public_address
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import feeds as actions
from saindege.delivery.app.queries import feeds as feed_queries


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out a calendar to whoever holds its address."""
    feed = feed_queries.feed_by_token(token)
    if feed is None:
        raise Http404
    response = HttpResponse(
        feed_queries.text_of(feed, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'inline; filename="jadwal-pelatihan.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Show one's addresses."""
    _require_schedule(request)
    rows = [
        (row, public_address(request, reverse("delivery:calendar_feed", args=[row.token])))
        for row in feed_queries.feeds_of(request.user)
    ]
    page = {
        "rows": rows,
        "has_own": any(row.feed.kind == "person" for row, _address in rows),
        "subjects": feed_queries.subjects() if access.may_make_feed(request.user, "course") else None,
    }
    return render(request, "delivery/feeds.html", page)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make an address: of one's own sessions, or of a room, a speaker or a course."""
    _require_schedule(request)
    kind, _colon, subject = request.POST.get("subject", "person").partition(":")
    known = feed_queries.subjects()
    if kind == "person":
        subject = str(request.user.pk)
    else:
        require(access.may_make_feed(request.user, kind))
        if subject not in {key for key, _name in known.get(kind, [])}:
            messages.error(request, _("Pilih ruang, narasumber atau kursus dari daftar."))
            return redirect("delivery:feeds")
    actions.make_feed(request.user, kind=kind, subject=subject, at=timezone.now())
    messages.success(request, _("Alamat kalender siap disalin."))
    return redirect("delivery:feeds")


@require_POST
def withdraw(request: HttpRequest, feed: UUID) -> HttpResponse:
    """Withdraw an address."""
    found = get_object_or_404(feed_queries.feed_of(feed))
    actions.withdraw_feed(request.user, found, at=timezone.now())
    messages.success(request, _("Alamat dicabut; kalender yang memakainya tidak diperbarui lagi."))
    return redirect("delivery:feeds")


def _require_schedule(request: HttpRequest) -> None:
    """Whoever has no sessions has no calendar."""
    account = request.user
    has_sessions = queries.person_of(account) is not None or hasattr(account, "speaker")
    require(has_sessions or access.may_make_feed(account, "course"))
