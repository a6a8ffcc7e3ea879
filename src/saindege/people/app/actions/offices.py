"""The tree of offices: made, renamed, moved, closed, opened again; what was said before stays in the history."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.within import within
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import spelling
from saindege.people.app import access
from saindege.people.app.models import Office, OfficeChange


class NoSuchTree(BadInput):
    """With this the offices would be no tree any more."""

    code = "conflict"

    def __init__(self, office: Office, parent: Office) -> None:
        own = office.pk == parent.pk
        sentence = Sentence(
            id=f"{office.name} tidak dapat berada di bawah dirinya sendiri. Pilih kantor lain."
            if own
            else f"{parent.name} berada di bawah {office.name}. Pindahkan {parent.name} dahulu, atau pilih kantor lain.",
            en=f"{office.name} cannot stand under itself. Choose another office."
            if own
            else f"{parent.name} stands under {office.name}. Move {parent.name} first, or choose another office.",
        )
        super().__init__(sentence, problems=[Problem("conflict", sentence, column="parent")])


class OfficeNameTaken(BadInput):
    """Another open office of the same place is written so."""

    code = "duplicate"

    def __init__(self, other: Office) -> None:
        sentence = Sentence(
            id=f"Sudah ada {other.name} (kode {other.code}). Beri nama yang membedakan.",
            en=f"There is {other.name} (code {other.code}). Give a name that tells them apart.",
        )
        super().__init__(sentence, problems=[Problem("duplicate", sentence, column="name")])


class StillInUse(BadInput):
    """People sit there, or open offices hang on it."""

    code = "conflict"

    def __init__(self, people: int, offices: int) -> None:
        super().__init__(
            Sentence(
                id=f"Masih ada {people} orang dan {offices} kantor di bawahnya. Pindahkan dahulu, lalu tutup.",
                en=f"{people} people and {offices} offices are still there. Move them first, then close it.",
            )
        )


def make_office(by: Account, *, name: str, kind: str, parent: Office | None, at: datetime) -> Office:
    """Add an office.

    Raises
    ------
    OfficeNameTaken : another open office of the same place is written so
    """
    require(access.may_keep_offices(by))
    with transaction.atomic():
        offices = _locked()
        _require_own_name(name, None, parent, offices)
        office = Office.objects.create(
            code=_free_code(offices),
            name=name,
            kind=kind,
            parent=parent,
            is_example=any(each.is_example for each in offices),
        )
        _write_down(by, office, at, [("made", "", name)])
        base_actions.record(by=by, action="people.office_made", subject=office, at=at)
    return office


def change_office(
    by: Account, key: int, *, name: str, kind: str, parent: Office | None, at: datetime
) -> list[OfficeChange]:
    """Rename an office, say its kind, hang it elsewhere; returns what changed.

    Raises
    ------
    NoSuchTree : it would hang on itself
    OfficeNameTaken : another open office of the same place is written so
    """
    require(access.may_keep_offices(by))
    with transaction.atomic():
        offices = {each.pk: each for each in _locked()}
        office = offices[key]
        _require_tree(office, parent, offices)
        if name != office.name or office.parent_id != (parent.pk if parent else None):
            _require_own_name(name, office, parent, list(offices.values()))
        old = offices.get(office.parent_id or 0)
        said = [
            ("name", office.name, name),
            ("kind", office.kind, kind),
            ("parent", old.name if old else "", parent.name if parent else ""),
        ]
        is_moved = office.parent_id != (parent.pk if parent else None)
        changes = [each for each in said if each[1] != each[2] or (each[0] == "parent" and is_moved)]
        if not changes:
            return []
        office.name, office.kind, office.parent = name, kind, parent
        office.save(update_fields=["name", "kind", "parent"])
        made = _write_down(by, office, at, changes)
        base_actions.record(
            by=by, action="people.office_changed", subject=office, at=at, detail={"fields": len(changes)}
        )
        if is_moved:
            within("people.offices_moved", by=by, at=at)
    return made


def close_office(by: Account, key: int, *, on: date, at: datetime) -> Office:
    """Close an office in which nobody is left; closing twice closes once.

    Raises
    ------
    StillInUse : people or open offices are there
    """
    require(access.may_keep_offices(by))
    with transaction.atomic():
        _locked()
        office = Office.objects.get(pk=key)
        if office.closed_on is not None:
            return office
        people = office.people.filter(missing_since=None).count()
        under = office.children.filter(closed_on=None).count()
        if people or under:
            raise StillInUse(people, under)
        office.closed_on = on
        office.save(update_fields=["closed_on"])
        _write_down(by, office, at, [("closed_on", "", on.isoformat())])
        base_actions.record(by=by, action="people.office_closed", subject=office, at=at)
    return office


def reopen_office(by: Account, key: int, *, at: datetime) -> Office:
    """Open a closed office again; opening twice opens once."""
    require(access.may_keep_offices(by))
    with transaction.atomic():
        _locked()
        office = Office.objects.get(pk=key)
        if office.closed_on is None:
            return office
        was = office.closed_on.isoformat()
        office.closed_on = None
        office.save(update_fields=["closed_on"])
        _write_down(by, office, at, [("closed_on", was, "")])
        base_actions.record(by=by, action="people.office_opened", subject=office, at=at)
    return office


def _locked() -> list[Office]:
    """Hold the whole tree: two moves at once could make a ring that neither sees."""
    return list(Office.objects.select_for_update().order_by("pk"))


def _require_tree(office: Office, parent: Office | None, offices: dict[int, Office]) -> None:
    at, steps = parent, 0
    while at is not None and steps <= len(offices):
        if at.pk == office.pk:
            raise NoSuchTree(office, parent or office)
        at, steps = offices.get(at.parent_id or 0), steps + 1


def _require_own_name(name: str, office: Office | None, parent: Office | None, offices: list[Office]) -> None:
    # Villages of two districts may share a name; two of one place nobody can tell apart.
    plain, place = spelling.plain_office(name), parent.pk if parent else None
    for each in offices:
        if (
            each != office
            and each.closed_on is None
            and each.parent_id == place
            and spelling.plain_office(each.name) == plain
        ):
            raise OfficeNameTaken(each)


def _free_code(offices: list[Office]) -> str:
    taken, number = {each.code for each in offices}, len(offices) + 1
    while f"K{number:04d}" in taken:
        number += 1
    return f"K{number:04d}"


def _write_down(
    by: Account, office: Office, at: datetime, said: list[tuple[str, str, str]]
) -> list[OfficeChange]:
    return OfficeChange.objects.bulk_create(
        [
            OfficeChange(office=office, field=field, before=before[:200], after=after[:200], by=by, at=at)
            for field, before, after in said
        ]
    )
