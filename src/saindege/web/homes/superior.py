"""My people: who is away for training, who still owes hours; the services of my office."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery.app import queries as delivery
from saindege.delivery.app.queries import enrolling
from saindege.impact.app import queries as impact
from saindege.people.app import queries as register
from saindege.programme.app import queries as programme
from saindege.service.app import queries as service
from saindege.web.homes import participant

SOON = timedelta(days=14)
MOST_SHOWN = 6


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the superior's first page."""
    year = timezone.localdate(now).year
    people = delivery.people_visible_to(account).filter(missing_since=None).exclude(account=account)
    rows = delivery.recap_rows(people.order_by("name", "id"), year)
    owing = [row for row in rows if row.year.target is not None]
    lacking = sorted((row for row in owing if not row.year.is_met), key=lambda row: -row.year.missing)
    own = delivery.person_of(account)
    return {
        "year": year,
        "people": len(rows),
        "owing": len(owing),
        "met": len(owing) - len(lacking),
        "lacking": delivery.with_people(lacking[:MOST_SHOWN]),
        "asking": enrolling.requests_to_decide(account).count(),
        "away": away(account, now),
        "questions": impact.duties_of(account, now).waiting,
        "tasks": service.audit_tasks(account, timezone.localdate(now)),
        "services": service.service_rows(account)[:MOST_SHOWN],
        "next": participant.next_session(own, now) if own else None,
        "returned": programme.proposal_rows(account, "revise"),
        "needs_forms": register.open_forms_of(own, timezone.localdate(now)) if own else [],
    }


def away(account: Account, now: datetime) -> list[dict[str, object]]:
    """Return the sessions of the next two weeks to which people of mine are called, with their names."""
    found = (
        programme.sessions_between(now, now + SOON)
        .filter(batch__participants__person__superior__account=account)
        .values_list("pk", "batch__participants__person__name")
    )
    names = {
        key: sorted(name for _, name in rows) for key, rows in groupby(sorted(found), key=lambda row: row[0])
    }
    sessions = programme.sessions_between(now, now + SOON).filter(pk__in=names)
    return [{"session": session, "names": names[session.pk]} for session in sessions]
