"""Four sentences with a figure each, and one question to ask next."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from saindege.base.app.models import Account
from saindege.base.app.pages import reader_language
from saindege.impact.app import queries as impact


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the mayor's first page."""
    summed = impact.report_of(timezone.localdate(now).year, reader_language())
    return {
        "report": summed,
        "quarters": impact.four_sentences(summed, reader_language()),
        "question": impact.next_question(summed, reader_language()),
    }
