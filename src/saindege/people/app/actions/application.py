"""A checked staff list is applied: all of it in one transaction, once, and only to the register it was compared with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.within import within
from saindege.base.errors import SaindegeError, Sentence
from saindege.people import spelling
from saindege.people.app import access
from saindege.people.app.actions.arrival import NotOpen
from saindege.people.app.models import ImportState, Office, OfficeKind, Person, PersonChange, StaffImport
from saindege.people.app.queries import findings, imports

# The first word of a name tells what kind of office it is; anything else is a unit.
_KINDS = {
    "kelurahan": OfficeKind.URBAN_VILLAGE,
    "kecamatan": OfficeKind.DISTRICT,
    "dinas": OfficeKind.AGENCY,
    "badan": OfficeKind.AGENCY,
    "inspektorat": OfficeKind.AGENCY,
    "satuan": OfficeKind.AGENCY,
    "sekretariat": OfficeKind.SECRETARIAT,
    "bagian": OfficeKind.SECTION,
}
_BATCH = 2000
# Person to field to its value before the list was applied.
Before = dict[str, dict[str, Any]]
LONGEST_VALUE = 200


class RegisterChanged(SaindegeError):
    """The register is not the one that the differences were shown for."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Data pegawai berubah sejak perbedaan ini dihitung. Periksa lagi, lalu terapkan.",
                en="The register changed since these differences were counted. Check again, then apply.",
            )
        )


class ListChanged(SaindegeError):
    """Somebody checked the list again with other choices after this page was opened."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Pilihan untuk daftar ini baru saja diubah. Lihat perbedaannya sekarang, lalu terapkan.",
                en="The choices for this list were just changed. Look at the differences now, then apply.",
            )
        )


class FaultsNotSeen(SaindegeError):
    """Some rows have faults, and nobody said that they are left out."""

    code = "invalid"

    def __init__(self, rows: int) -> None:
        super().__init__(
            Sentence(
                id=f"{rows} baris bermasalah tidak ikut. Centang bila itu maksud Anda, atau perbaiki berkasnya.",
                en=f"{rows} rows with faults are left out. Tick the box if you mean that, or mend the file.",
            )
        )


def apply_list(
    by: Account, key: uuid.UUID, *, checked_at: str, leave_faulty: bool, at: datetime
) -> StaffImport:
    """Store every difference of a checked list, or none; applying twice applies once.

    Parameters
    ----------
    checked_at : when the check that the person saw was made, as its report says
    leave_faulty : the person knows that rows with faults stay out

    Raises
    ------
    RegisterChanged, ListChanged : what the person saw is not what stands now
    FaultsNotSeen : rows with faults, and ``leave_faulty`` is not said
    NotOpen : the import was dropped or never checked
    """
    require(access.may_import_staff(by))
    with transaction.atomic():
        # Whoever applies holds all open imports, so two lists are applied one after the other.
        held = StaffImport.objects.select_for_update().order_by("pk")
        staff_import = next((each for each in held.filter(state__in=imports.OPEN) if each.pk == key), None)
        if staff_import is None:
            return _applied_before(key)
        _require_unchanged(staff_import, checked_at)
        report = staff_import.report
        if report["faults"] and not leave_faulty:
            raise FaultsNotSeen(report["faulty_rows"])
        undo = _store(staff_import, at)
        # Names and numbers stand in the register from now on; the import keeps counts, faults and the way back.
        staff_import.report = {**report, "new": [], "changed": [], "vanished": [], "undo": undo}
        staff_import.state = ImportState.APPLIED
        staff_import.applied_at = at
        staff_import.save()
        base_actions.record(
            by=by, action="people.list_applied", subject=staff_import, at=at, detail=dict(report["kinds"])
        )
        within("people.offices_moved", by=by, at=at)
    return staff_import


def _applied_before(key: uuid.UUID) -> StaffImport:
    staff_import = StaffImport.objects.get(pk=key)
    if staff_import.state != ImportState.APPLIED:
        raise NotOpen
    return staff_import


def _require_unchanged(staff_import: StaffImport, checked_at: str) -> None:
    if staff_import.state != ImportState.CHECKED or staff_import.report["checked_at"] != checked_at:
        raise ListChanged
    if staff_import.base_version != imports.register_version():
        raise RegisterChanged


def _store(staff_import: StaffImport, at: datetime) -> dict[str, Any]:
    """Write everything; returns what it takes to go back."""
    report = staff_import.report
    offices = {office.code: office for office in Office.objects.all()}
    made = _make_offices(staff_import, offices)
    new = _add_people(report["new"], offices | made)
    before: Before = {}
    changes = [
        *new,
        *_change_people(report["changed"], offices | made, before),
        *_flag_people(report["vanished"], timezone.localdate(at), before),
    ]
    for change in changes:
        change.staff_import = staff_import
        change.at = at
        change.before, change.after = change.before[:LONGEST_VALUE], change.after[:LONGEST_VALUE]
    PersonChange.objects.bulk_create(changes, batch_size=_BATCH)
    return {
        "new": [str(change.person_id) for change in new],
        "before": before,
        "offices": [office.pk for office in made.values()],
        "version": imports.register_version(),
    }


def _make_offices(staff_import: StaffImport, offices: Mapping[str, Office]) -> dict[str, Office]:
    """Make the offices that a person asked for; two spellings of one name make one office."""
    wanted: dict[str, str] = {}
    # Of two spellings the one that is not all capitals becomes the name.
    for name, choice in sorted(
        staff_import.office_choices.items(), key=lambda each: (each[0].isupper(), each)
    ):
        if choice == findings.NEW_OFFICE:
            wanted.setdefault(f"{findings.NEW_OFFICE}{spelling.plain_office(name)}", name)
    made = {}
    number = len(offices)
    is_example = any(office.is_example for office in offices.values())
    for key, name in wanted.items():
        number += 1
        while f"K{number:04d}" in offices:
            number += 1
        kind = _KINDS.get(key.removeprefix(findings.NEW_OFFICE).split(" ")[0], OfficeKind.UNIT)
        made[key] = Office.objects.create(
            code=f"K{number:04d}", name=name[:LONGEST_VALUE], kind=kind, is_example=is_example
        )
    return made


def _add_people(rows: Sequence[Mapping[str, Any]], offices: Mapping[str, Office]) -> list[PersonChange]:
    people = []
    for row in rows:
        office = offices[row["office"]]
        born = row["birth_date"]
        people.append(
            Person(
                nip=row["nip"],
                birth_date=date.fromisoformat(born) if born else None,
                office=office,
                is_example=office.is_example,
                **{
                    name: row[name]
                    for name in (
                        "name",
                        "sex",
                        "status",
                        "post",
                        "post_code",
                        "post_type",
                        "rank",
                        "education",
                    )
                },
            )
        )
    Person.objects.bulk_create(people, batch_size=_BATCH)
    return [PersonChange(person=person, field="new", after=person.name) for person in people]


def _change_people(
    rows: Sequence[Mapping[str, Any]], offices: Mapping[str, Office], before: Before
) -> list[PersonChange]:
    people = Person.objects.in_bulk([row["key"] for row in rows])
    superiors = dict(Person.objects.filter(subordinates__in=people).values_list("pk", "name"))
    changes, touched = [], {"missing_since"}
    for row in rows:
        person = people[uuid.UUID(row["key"])]
        before[row["key"]] = _as_it_stands(person, {*row["values"], "superior", "missing_since"})
        for field, was, is_now in row["changes"]:
            changes.append(PersonChange(person=person, field=field, before=was, after=is_now))
            touched.add(field)
            _set_value(person, field, row["values"][field], offices)
        if "office" in row["values"] and person.superior_id:
            # The superior of the old office does not go along; who the new one is must be said by a person.
            changes.append(
                PersonChange(person=person, field="superior", before=superiors[person.superior_id])
            )
            person.superior = None
            touched.add("superior")
        if row["came_back"]:
            flagged = person.missing_since.isoformat() if person.missing_since else ""
            changes.append(PersonChange(person=person, field="missing_since", before=flagged))
            person.missing_since = None
    if people:
        _update(list(people.values()), sorted(touched))
    return changes


def _set_value(person: Person, field: str, value: str, offices: Mapping[str, Office]) -> None:
    if field == "office":
        person.office = offices[value]
    elif field == "birth_date":
        person.birth_date = date.fromisoformat(value)
    else:
        setattr(person, field, value)


def _flag_people(rows: Sequence[Mapping[str, Any]], today: date, before: Before) -> list[PersonChange]:
    people = list(Person.objects.in_bulk([row["key"] for row in rows]).values())
    for person in people:
        before[str(person.pk)] = _as_it_stands(person, {"missing_since"})
        person.missing_since = today
    if people:
        _update(people, ["missing_since"])
    return [
        PersonChange(person=person, field="missing_since", after=today.isoformat())
        for person in sorted(people, key=lambda each: (each.name, str(each.pk)))
    ]


def _as_it_stands(person: Person, names: set[str]) -> dict[str, Any]:
    """Return stored values as JSON keeps them, by which ``undo_list`` goes back."""
    values = {name: getattr(person, Person._meta.get_field(name).attname) for name in sorted(names)}
    return {
        name: value if value is None or isinstance(value, int | str) else str(value)
        for name, value in values.items()
    }


def _update(people: list[Person], fields: list[str]) -> None:
    # One statement for many rows; updating with CASE takes minutes for ten thousand people.
    Person.objects.bulk_create(
        people, update_conflicts=True, unique_fields=["id"], update_fields=fields, batch_size=_BATCH
    )
