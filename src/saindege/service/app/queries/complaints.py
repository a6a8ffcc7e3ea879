"""Reads of complaints, each with its clocks."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from saindege.base.app.models import Account
from saindege.base.period import WorkCalendar, office_calendar
from saindege.service import complaint as rules
from saindege.service.app import access
from saindege.service.app.models import Complaint

_STATES = {
    "received": {"forwarded_on": None, "answered_on": None, "closed_on": None},
    "forwarded": {"forwarded_on__isnull": False, "answered_on": None, "closed_on": None},
    "answered": {"answered_on__isnull": False, "closed_on": None},
    "closed": {"closed_on__isnull": False},
}
STATES = tuple(_STATES)


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint with how far it is."""

    complaint: Complaint
    standing: rules.Standing


def complaints_visible_to(account: Account) -> QuerySet[Complaint]:
    """Return the complaints that an account may read."""
    found = Complaint.objects.select_related("service", "office")
    return found if access.may_see_complaints(account) else found.none()


def in_state(found: QuerySet[Complaint], state: str) -> QuerySet[Complaint]:
    """Return those in one state; all of them for a state that is none."""
    return found.filter(**_STATES[state]) if state in _STATES else found


def rows_of(found: Iterable[Complaint], today: date) -> list[ComplaintRow]:
    """Return complaints with their clocks."""
    complaints = list(found)
    if not complaints:
        return []
    calendar = _calendar(min(one.received_on.year for one in complaints), today.year + 1)
    return [ComplaintRow(one, _standing(one, calendar, today)) for one in complaints]


def complaints_waiting(account: Account, today: date) -> list[ComplaintRow]:
    """Return the complaints that are neither answered nor closed, the most urgent first."""
    found = complaints_visible_to(account).filter(answered_on=None, closed_on=None)
    return overdue_first(rows_of(found, today))


def overdue_first(rows: Iterable[ComplaintRow]) -> list[ComplaintRow]:
    """Return rows with the most overdue first, those that wait for nothing last."""
    return sorted(rows, key=lambda row: (row.standing.due_on is None, row.standing.due_on or date.max))


def _standing(one: Complaint, calendar: WorkCalendar, today: date) -> rules.Standing:
    steps = rules.Steps(one.received_on, one.forwarded_on, one.answered_on, one.closed_on)
    return rules.standing_of(steps, one.clock, calendar=calendar, today=today)


@functools.lru_cache(maxsize=4)
def _calendar(first_year: int, last_year: int) -> WorkCalendar:
    return office_calendar(first_year=first_year, last_year=last_year)
