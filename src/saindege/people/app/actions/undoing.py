"""An applied staff list is taken back, as long as nothing was built on it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.within import within
from saindege.base.errors import SaindegeError, Sentence
from saindege.people.app import access
from saindege.people.app.models import ImportState, Office, Person, PersonChange, StaffImport
from saindege.people.app.queries import imports, staff


class CannotUndo(SaindegeError):
    """Something was built on the list since, or it was applied too long ago."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Impor ini tidak dapat dibatalkan lagi: sudah lewat tujuh hari, atau datanya sudah dipakai atau "
                "diubah sesudahnya. Unggah daftar yang benar untuk memperbaikinya.",
                en="This import can no longer be undone: seven days have passed, or its data were used or changed "
                "since. Upload a correct list to mend it.",
            )
        )


def undo_list(by: Account, key: uuid.UUID, *, at: datetime) -> StaffImport:
    """Put the register back to how it stood before a list was applied; undoing twice undoes once.

    Raises
    ------
    CannotUndo : the register changed since, a new person was used, or the days for it are over
    """
    require(access.may_import_staff(by))
    with transaction.atomic():
        held = list(StaffImport.objects.select_for_update().filter(state__in=imports.OPEN).order_by("pk"))
        staff_import = StaffImport.objects.select_for_update().get(pk=key)
        if staff_import.state == ImportState.DISCARDED and "undone_at" in staff_import.report:
            return staff_import
        undo = staff_import.report.get("undo")
        if not imports.can_be_undone(staff_import, at) or _in_use(undo["new"]):
            raise CannotUndo
        _tell_backwards(staff_import, at)
        _restore(undo["before"])
        Person.objects.filter(pk__in=undo["new"]).delete()
        Office.objects.filter(pk__in=undo["offices"], people=None, children=None).delete()
        report = {name: value for name, value in staff_import.report.items() if name != "undo"}
        staff_import.report = {**report, "undone_at": at.isoformat()}
        staff_import.state = ImportState.DISCARDED
        staff_import.save(update_fields=["report", "state"])
        base_actions.record(
            by=by, action="people.list_undone", subject=staff_import, at=at, detail={"open": len(held)}
        )
        within("people.offices_moved", by=by, at=at)
    return staff_import


def _in_use(new: list[str]) -> bool:
    """Say whether anything but the history points to people whom the list brought."""
    return any(
        table.objects.filter(**{f"{column}__in": new}).exists()
        for table, column in staff.pointing_tables()
        if table is not PersonChange
    )


def _tell_backwards(staff_import: StaffImport, at: datetime) -> None:
    """Add to the history what goes back; what was said stays said."""
    said = PersonChange.objects.filter(staff_import=staff_import).exclude(field="new").order_by("id")
    back = [
        PersonChange(
            person_id=change.person_id,
            staff_import=staff_import,
            field=change.field,
            before=change.after,
            after=change.before,
            at=at,
        )
        for change in said
    ]
    PersonChange.objects.bulk_create(back, batch_size=2000)


def _restore(before: Mapping[str, Mapping[str, Any]]) -> None:
    people = Person.objects.in_bulk(list(before))
    touched = set()
    for key, values in before.items():
        person = people[uuid.UUID(key)]
        for name, value in values.items():
            field = Person._meta.get_field(name)
            setattr(person, field.attname, field.to_python(value))
            touched.add(name)
    if people:
        # As when a list is applied: one statement for many rows.
        Person.objects.bulk_create(
            list(people.values()), update_conflicts=True, unique_fields=["id"], update_fields=sorted(touched),
            batch_size=2000,
        )  # fmt: skip
