"""The weekly notes of offices are made and kept as they were made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.service.app import access
from saindege.service.app.models import WeeklyNote
from saindege.service.app.queries import noting
from saindege.service.app.queries.logs import in_demonstration

Tell = Callable[[int, int, str], None]

_BATCH = 50


def _silent(done: int, total: int, message: str) -> None:
    """Tell nobody."""


def keep_weekly_notes(by: Account | None, *, today: date, at: datetime, tell: Tell = _silent) -> int:
    """Make the notes of the last weeks that are missing; returns how many are new.

    Each office has one note of a week: cut off anywhere and run again, or run twice at once, nothing stands twice.
    """
    require(access.may_keep_notes(by))
    missing = noting.missing_notes(today)
    kept = 0
    for begin in range(0, len(missing), _BATCH):
        tell(begin, len(missing), "Menulis catatan pekan")
        with transaction.atomic():
            for office, monday, content in missing[begin : begin + _BATCH]:
                note, is_new = WeeklyNote.objects.get_or_create(
                    office_id=office,
                    monday=monday,
                    defaults={"content": content, "made_at": at, "is_example": in_demonstration()},
                )
                if is_new:
                    kept += 1
                    base_actions.record(
                        by=by,
                        action="service.note_kept",
                        subject=note,
                        at=at,
                        detail={"office": office, "monday": monday.isoformat()},
                    )
    tell(len(missing), len(missing), "Selesai")
    return kept
