"""What a whole class sends in the same minute, answered in short; None hands a request to the common page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from saindege.delivery import check_in_code
from saindege.delivery.app import actions, queries
from saindege.delivery.app.forms.exam import read_answers
from saindege.delivery.app.models import Exam


def check_in(request: HttpRequest, sign_in: str, code: str) -> HttpResponse | None:
    """Let in whoever sends the right code in time; whoever typed a wrong one before goes where tries are counted."""
    digits = check_in_code.digits_of(request.POST.get("kode", ""))
    if len(digits) != check_in_code.DIGITS:
        return None
    device = queries.device_in(request.POST.get("perangkat", ""))
    if actions.knock(actions.Knock(sign_in, code, digits, timezone.now(), device)) is None:
        return None
    # The address itself, unless its letters were written otherwise.
    page = request.path if code == code.upper() else reverse("delivery:check_in", args=(code.upper(),))
    return HttpResponseRedirect(page)


def begin(request: HttpRequest, sign_in: str, exam: UUID) -> HttpResponse | None:
    """Let a test begin; whatever else is sent to its page goes the common way."""
    if request.POST.get("langkah") != "mulai":
        return None
    has_begun = actions.begin(actions.Wish(sign_in, exam, timezone.now()))
    return HttpResponseRedirect(request.path) if has_begun else None


def answer(request: HttpRequest, sign_in: str, exam: UUID) -> HttpResponse | None:
    """Keep answers as they are given."""
    try:
        rules = queries.rules_of(exam)
    except Exam.DoesNotExist:
        return None
    now = timezone.now()
    kept = actions.send_answers(actions.Sent(sign_in, exam, read_answers(rules, request.POST), now))
    return None if kept is None else JsonResponse({"kept": kept, "now": now.isoformat()})
