"""Checking in without signal: the part that a phone keeps, and what it sends when the signal is back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from saindege.base.app.pages import KeptPage, is_too_often, kept_page, phone_program, reader_language
from saindege.delivery.app import actions, queries
from saindege.delivery.late_scans import SENTENCES

MOST_SCANS, MOST_BYTES = 100, 100_000
MOST_SENDINGS, SENDING_SECONDS = 60, 60


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Hand out the program that shows the kept page of a check-in when there is no signal."""
    return phone_program(
        request,
        KeptPage("hadir-", reverse("delivery:offline"), "delivery-offline.js", "/hadir/", "^/hadir/"),
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show the page that a phone keeps: the same for everybody, it names nobody and no session."""
    return kept_page(request, "delivery/offline.html")


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Take the scans that a phone kept; asked without any, say whose phone this is and give a token to send with."""
    person = queries.person_of(request.user)
    if person is None:
        raise Http404
    owner = queries.phone_owner(request.user)
    now = timezone.now()
    if request.method != "POST":
        return JsonResponse({"owner": owner, "token": get_token(request), "now": now.isoformat()})
    if is_too_often(f"delivery.scans:{person.pk}", most=MOST_SENDINGS, seconds=SENDING_SECONDS):
        return JsonResponse({"fault": "too_often"}, status=429)
    scans = _scans(request.body, owner)
    if scans is None:
        return JsonResponse({"fault": "unreadable"}, status=400)
    device, sent = scans
    verdicts = actions.receive_scans(request.user, person, device, sent, received_at=now)
    language = reader_language()
    answers = [
        {"seq": seq, "verdict": verdict, "words": SENTENCES[verdict].in_language(language)}
        for seq, verdict in sorted(verdicts.items())
    ]
    return JsonResponse({"owner": owner, "now": now.isoformat(), "answers": answers})


def _scans(body: bytes, owner: str) -> tuple[str, list[actions.SentScan]] | None:
    """Read what a phone sent; None for anything that our page does not send, or that belongs to somebody else."""
    if len(body) > MOST_BYTES:
        return None
    try:
        told = json.loads(body)
        device, rows = queries.device_in(str(told["device"])), told["scans"]
        if not device or told["owner"] != owner or not isinstance(rows, list) or len(rows) > MOST_SCANS:
            return None
        return device, [_scan(row) for row in rows]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _scan(row: dict[str, object]) -> actions.SentScan:
    seq, moment = row["seq"], parse_datetime(str(row["scanned_at"]))
    if type(seq) is not int or not 0 < seq < 2**31 or moment is None or moment.tzinfo is None:
        raise ValueError(row)
    # Moments far off would not fit into the database's clock; the rule refuses them anyway.
    least = datetime(2000, 1, 1, tzinfo=UTC)
    moment = min(max(moment, least), least + timedelta(days=365 * 200))
    return actions.SentScan(seq, str(row["code"])[:12], str(row["typed"])[:16], moment)
