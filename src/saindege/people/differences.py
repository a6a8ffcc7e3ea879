"""What a staff list would change: who is new, what differs, who moved, who is no longer there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

Scope = Literal["everyone", "offices"]

# Compared and stored in this order; the number itself is what finds the person.
FIELDS: Final = (
    "name", "birth_date", "sex", "status", "office", "post", "post_code", "post_type", "rank", "education",
)  # fmt: skip
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Record:
    """One person, as the register holds it or as a list brings it.

    Attributes
    ----------
    key : identifies the person in the register; empty in a list
    nip : 18 digits; None for somebody without a number
    office : key of the office; empty where a list does not say
    missing : flagged because an earlier list did not have the person any more
    row : row of the list; None in the register

    An empty text or None in a list says nothing: it never erases what the register holds.
    """

    key: str
    nip: str | None
    name: str
    birth_date: date | None = None
    sex: str = ""
    status: str = ""
    office: str = ""
    post: str = ""
    post_type: str = ""
    rank: str = ""
    education: str = ""
    post_code: str = ""
    missing: bool = False
    row: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """What differs for one person of the register.

    Attributes
    ----------
    key : the person
    row : row of the list that says so
    changes : in the order of FIELDS, never empty unless the person only came back
    came_back : the person was flagged missing and is in the list again
    """

    key: str
    row: int | None
    changes: tuple[FieldChange, ...]
    came_back: bool = False

    def touches(self, field: str) -> bool:
        """Whether this field changes."""
        return any(change.field == field for change in self.changes)

    @property
    def moved(self) -> bool:
        """Whether the person moved to another office."""
        return self.touches("office")


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that a list would change, sorted, whatever the order of its rows.

    Attributes
    ----------
    new : people whom the register does not have
    changed : people of whom something differs
    vanished : keys of people who should be in the list and are not; they are flagged, never deleted
    same : people of the list of whom nothing differs
    """

    new: tuple[Record, ...]
    changed: tuple[PersonDifference, ...]
    vanished: tuple[str, ...]
    same: int

    @property
    def count(self) -> int:
        """How many people would be touched."""
        return len(self.new) + len(self.changed) + len(self.vanished)


def compare(
    current: Iterable[Record],
    incoming: Iterable[Record],
    *,
    also_seen: Iterable[str] = (),
    scope: Scope = "everyone",
) -> Differences:
    """Compare a list with the register.

    Parameters
    ----------
    current : the register
    incoming : accepted rows of the list; each number at most once
    also_seen : numbers that stand in rows left out for a fault: their people did not vanish
    scope : whether the list should hold everyone, or only the people of the offices that it names
    """
    register = {_identity(person): person for person in sorted(current, key=lambda each: each.key)}
    rows = sorted(incoming, key=lambda each: (_identity(each), each.row or 0))
    offices = {row.office for row in rows if row.office}
    seen = {_identity(row) for row in rows} | {("nip", number) for number in also_seen}
    new, changed, same = [], [], 0
    for row in rows:
        person = register.get(_identity(row))
        if person is None:
            new.append(row)
            continue
        difference = _difference(person, row)
        if difference.changes or difference.came_back:
            changed.append(difference)
        else:
            same += 1
    vanished = [
        person.key
        for identity, person in register.items()
        if identity not in seen and not person.missing and (scope == "everyone" or person.office in offices)
    ]
    return Differences(tuple(new), tuple(changed), tuple(sorted(vanished)), same)


def apply(current: Sequence[Record], differences: Differences) -> list[Record]:
    """Return the register as it stands after the differences are applied; nobody is taken out."""
    changed = {difference.key: difference for difference in differences.changed}
    gone = frozenset(differences.vanished)
    after = [_changed(person, changed.get(person.key), gone) for person in current]
    return after + [replace(row, key=f"new-{_identity(row)}", row=None) for row in differences.new]


def likely_scope(current_count: int, incoming_count: int) -> Scope:
    """Guess what a list should hold: one with half of the register or more is a list of everyone."""
    return "everyone" if incoming_count * 2 >= current_count else "offices"


def _changed(person: Record, difference: PersonDifference | None, gone: frozenset[str]) -> Record:
    if difference is None:
        return replace(person, missing=person.missing or person.key in gone)
    values: dict[str, object] = {change.field: change.after for change in difference.changes}
    if "birth_date" in values:
        values["birth_date"] = date.fromisoformat(str(values["birth_date"]))
    return replace(person, missing=False, **values)  # type: ignore[arg-type]  # fields by name


def _difference(person: Record, row: Record) -> PersonDifference:
    changes = []
    for field in FIELDS:
        before, after = as_text(getattr(person, field)), as_text(getattr(row, field))
        if after and not _alike(field, before, after):
            changes.append(FieldChange(field, before, after))
    return PersonDifference(person.key, row.row, tuple(changes), came_back=person.missing)


def as_text(value: object) -> str:
    """Write a value of a record as the record of changes keeps it: a date as ISO 8601, nothing as ''."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _alike(field: str, before: str, after: str) -> bool:
    if before == after:
        return True
    # One list writes names in capitals, the next does not: that is no change of name.
    return field in ("name", "post") and _words(before) == _words(after)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _identity(record: Record) -> tuple[str, ...]:
    if record.nip:
        return ("nip", record.nip)
    born = as_text(record.birth_date)
    return ("name", " ".join(_words(record.name)), born or record.office)


def by_kind(differences: Differences) -> Mapping[str, int]:
    """Count people by the most telling thing that changes: moved, then rank, then anything else."""
    counts = {"new": len(differences.new), "moved": 0, "rank": 0, "other": 0}
    for difference in differences.changed:
        kind = "moved" if difference.moved else "rank" if difference.touches("rank") else "other"
        counts[kind] += 1
    return counts | {"vanished": len(differences.vanished), "same": differences.same}
