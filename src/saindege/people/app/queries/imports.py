"""Reads of staff lists on their way in, and of the register that they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from saindege.base.app.models import Account
from saindege.people import differences
from saindege.people.app import access
from saindege.people.app.models import ImportState, Person, PersonChange, PersonMerge, StaffImport

OPEN = (ImportState.UPLOADED, ImportState.CHECKED)
# Older choices of columns are not looked through: lists change their headers once in years.
MOST_REMEMBERED = 200
# Checked within the click up to here (about two seconds on a small machine); longer lists become a job.
MOST_ROWS_AT_ONCE = 15_000
UNDO_DAYS = 7


def imports_for_page(by: Account) -> QuerySet[StaffImport]:
    """Return imports that this account may see, the newest first, without their long reports."""
    if not access.may_import_staff(by):
        return StaffImport.objects.none()
    return StaffImport.objects.defer("report", "columns", "mapping", "office_choices").select_related(
        "uploaded_by"
    )


def open_imports(by: Account) -> QuerySet[StaffImport]:
    """Return the imports that still wait to be applied or dropped."""
    return imports_for_page(by).filter(state__in=OPEN)


def applied_count() -> int:
    """Count lists that were applied."""
    return StaffImport.objects.filter(state=ImportState.APPLIED).count()


def is_long(staff_import: StaffImport) -> bool:
    """Say whether checking this list is work for the worker."""
    return int(staff_import.report.get("rows", 0)) > MOST_ROWS_AT_ONCE


def undo_until(staff_import: StaffImport) -> datetime | None:
    """Return until when an applied list may be taken back; None for one that is not applied."""
    return staff_import.applied_at + timedelta(days=UNDO_DAYS) if staff_import.applied_at else None


def can_be_undone(staff_import: StaffImport, now: datetime) -> bool:
    """Say whether an applied list is the last change of the register, and not too old to be taken back."""
    until = undo_until(staff_import)
    undo = staff_import.report.get("undo")
    if staff_import.state != ImportState.APPLIED or not undo or until is None or now > until:
        return False
    return bool(undo["version"] == register_version())


def earlier_use(staff_import: StaffImport) -> StaffImport | None:
    """Return the newest applied import of the very same file, or None."""
    return (
        StaffImport.objects.filter(checksum=staff_import.checksum, state=ImportState.APPLIED)
        .exclude(pk=staff_import.pk)
        .order_by("-applied_at")
        .first()
    )


def remembered_mapping(columns: Sequence[str]) -> dict[str, str]:
    """Return what a person chose last for a file with the same headers, in whatever order; empty if never."""
    wanted = sorted(columns)
    earlier = StaffImport.objects.exclude(mapping={}).only("columns", "mapping")
    for each in earlier.order_by("-uploaded_at")[:MOST_REMEMBERED]:
        if sorted(each.columns) == wanted:
            return dict(each.mapping)
    return {}


def remembered_offices() -> dict[str, str]:
    """Return names of offices as lists write them, to the code that a person chose in an applied list."""
    chosen: dict[str, str] = {}
    earlier = StaffImport.objects.filter(state=ImportState.APPLIED).exclude(office_choices={})
    for each in earlier.only("office_choices").order_by("-applied_at")[:MOST_REMEMBERED]:
        chosen = {**each.office_choices, **chosen}
    return chosen


def register_version() -> int:
    """Return the number of the last change; every write of the register leaves a row of changes."""
    return PersonChange.objects.aggregate(last=Max("pk"))["last"] or 0


def former_numbers() -> dict[str, str]:
    """Return the numbers of rows that were merged away to the numbers of the people who stayed."""
    rows = PersonMerge.objects.exclude(former_nip="").exclude(person__nip=None)
    return dict(rows.values_list("former_nip", "person__nip"))


def registered_records() -> list[differences.Record]:
    """Return everybody on the register as the comparison of lists needs them."""
    columns = ["office__code" if field == "office" else field for field in differences.FIELDS]
    rows = (
        Person.objects.filter(erased_at=None).order_by().values_list("pk", "nip", "missing_since", *columns)
    )
    return [
        differences.Record(
            key=str(key),
            nip=nip,
            missing=missing_since is not None,
            **dict(zip(differences.FIELDS, values, strict=True)),
        )
        for key, nip, missing_since, *values in rows
    ]
