"""The tree of offices: agencies from a template, kecamatan and kelurahan from the list of areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from saindege.demo import geography, tables

Field = Literal["teachers", "nurses", "specialists", "clerks"]
FIELDS: tuple[Field, ...] = ("teachers", "nurses", "specialists", "clerks")


@dataclass(frozen=True, slots=True)
class Office:
    """One node of the tree.

    Attributes
    ----------
    code : unique; the ministry's code for kecamatan and kelurahan
    name : as written on its door
    kind : a value of the people area's OfficeKind
    parent : code of the office above, or None
    area_code : the ministry's code of its place, '' where it serves the whole city
    staff : parts of the city's staff of each field, 0 where left out
    """

    code: str
    name: str
    kind: str
    parent: str | None
    area_code: str
    staff: Mapping[Field, float]

    @property
    def place(self) -> str:
        """Its name without the word for its kind."""
        for word in ("Kelurahan ", "Kecamatan "):
            if self.name.startswith(word):
                return self.name.removeprefix(word)
        return self.name

    @property
    def is_school(self) -> bool:
        """Whether it is led by a teacher and holds teachers."""
        return self.staff["teachers"] > 0


def read_offices() -> tuple[Office, ...]:
    """Return every office, each after the one above it."""
    rows = [_from_row(row) for row in tables.read_toml("data/offices.toml")["office"]]
    rows += [_from_area(area) for area in geography.read_areas() if area.kind != "desa"]
    return tuple(sorted(rows, key=lambda office: office.parent is not None))


def _from_row(row: dict[str, Any]) -> Office:
    return Office(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        parent=row.get("parent"),
        area_code=row.get("area_code", ""),
        staff={field: float(row.get(field, 0)) for field in FIELDS},
    )


def _from_area(area: geography.Area) -> Office:
    is_district = area.kind == "kecamatan"
    # They stand in no row of the template: their staff is the same everywhere.
    clerks = tables.read_toml("data/offices.toml")["clerks_of_area"][area.kind]
    return Office(
        code=area.code,
        name=f"{'Kecamatan' if is_district else 'Kelurahan'} {area.name}",
        kind="district" if is_district else "urban_village",
        parent=None if is_district else area.parent,
        area_code=area.code,
        staff={field: float(clerks) if field == "clerks" else 0.0 for field in FIELDS},
    )
