"""What a whole class sends in the same minute, answered in short; None hands a request to the common page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery import check_in_code
from saindege.delivery.app import actions, queries
from saindege.delivery.app.queries import turnstile as crowd
from saindege.delivery.app.views.words import tries, wrong_code_key


def check_in(request: HttpRequest, account: Account, code: str) -> HttpResponse | None:
    """Let in whoever sends the right code in time; whoever typed a wrong one before goes where tries are counted."""
    person, session = crowd.person_behind(account.pk), crowd.session_behind(code)
    digits = check_in_code.digits_of(request.POST.get("kode", ""))
    if person is None or session is None or len(digits) != check_in_code.DIGITS:
        return None
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
    return HttpResponseRedirect(reverse("delivery:check_in", args=(session.code,)))
