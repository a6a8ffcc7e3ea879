"""All that is held about one person is handed out: to the person, or by whoever answers for the data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.people.app import access
from saindege.people.app.models import Person
from saindege.people.app.queries import holdings


def hand_out(
    by: Account | None, person: Person, *, at: datetime
) -> tuple[dict[str, Any], list[holdings.KeptFile]]:
    """Return all that is held about a person, and the kept files; the record says that it was handed out.

    Parameters
    ----------
    by : None for whoever works on the terminal of the machine
    """
    require(access.may_export_person(by, person))
    document = {"made_at": at.isoformat(), **holdings.document_of(person)}
    base_actions.record(
        by=by,
        action="people.person_exported",
        subject=person,
        at=at,
        detail={"tables": len(document["tables"])},
    )
    return document, holdings.files_of(person)
