"""Studies with their answers, those without one, and the data that are there."""

from __future__ import annotations

from datetime import date, datetime

from saindege.base.app.models import Account
from saindege.base.app.pages import reader_language
from saindege.impact.app import queries as impact
from saindege.service.app import queries as service

MOST_SHOWN = 6


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the analyst's first page."""
    rows = impact.studies(reader_language())
    services = service.service_rows(account)
    return {
        "answered": [row for row in rows if row.verdict][:MOST_SHOWN],
        "open": [row for row in rows if not row.verdict][:MOST_SHOWN],
        "counts": impact.verdict_counts(rows),
        "studies": len(rows),
        "measured": [(row, date.fromisoformat(row.until)) for row in services if row.until],
        "services": len(services),
    }
