"""Kecamatan, kelurahan and desa with the ministry's codes. These are real places; everything else is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from saindege.demo import tables

AreaKind = Literal["kecamatan", "kelurahan", "desa"]


@dataclass(frozen=True, slots=True)
class Area:
    """One kecamatan, kelurahan or desa.

    Attributes
    ----------
    code : the ministry's code, e.g. ``12.77.01.1001``; names are not unique
    kind : what it is
    name : without the word for its kind
    parent : code of the kecamatan, or of the city for a kecamatan
    """

    code: str
    kind: AreaKind
    name: str
    parent: str


def read_areas() -> tuple[Area, ...]:
    """Return every area of the city in the order of its code."""
    return tuple(
        Area(row["code"], cast(AreaKind, row["kind"]), row["name"], row["parent"])
        for row in tables.read_rows("data/areas.csv")
    )
