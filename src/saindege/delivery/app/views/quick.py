"""What a whole class sends in the same minute, answered in short; None hands a request to the common page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery import check_in_code
from saindege.delivery.app import actions, queries
from saindege.delivery.app.forms.exam import read_answers
from saindege.delivery.app.queries import turnstile as crowd
from saindege.delivery.app.views.words import tries, wrong_code_key


def check_in(request: HttpRequest, account: Account, code: str) -> HttpResponse | None:
    """Let in whoever sends the right code in time; whoever typed a wrong one before goes where tries are counted."""
    digits = check_in_code.digits_of(request.POST.get("kode", ""))
    found = crowd.at_the_door(account.pk, code) if len(digits) == check_in_code.DIGITS else None
    if found is None:
        return None
    person, session = found
    if tries(wrong_code_key(person, session)):
        return None
    actions.check_in(
        account,
        person,
        session,
        typed=digits,
        arrived_at=timezone.now(),
        device=queries.device_in(request.POST.get("perangkat", "")),
    )
    # The address itself, unless its letters were written otherwise.
    page = request.path if code == session.code else reverse("delivery:check_in", args=(session.code,))
    return HttpResponse(status=302, headers={"Location": page})


def answer(request: HttpRequest, account: Account, exam: UUID) -> HttpResponse | None:
    """Keep answers as they are given."""
    sitting = queries.sitting_in_short(account.pk, exam)
    if sitting is None:
        return None
    answers, now = read_answers(queries.rules_of(sitting.exam_id), request.POST), timezone.now()
    kept = actions.keep_answers(account, sitting, answers, at=now) if answers else 0
    return JsonResponse({"kept": kept, "now": now.isoformat()})
