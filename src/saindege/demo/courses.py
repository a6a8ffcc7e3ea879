"""Courses, partners and speakers of the demonstration city; all invented and named so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saindege.base import chance
from saindege.demo import names, tables


@dataclass(frozen=True, slots=True)
class Course:
    """One course of the catalogue.

    Attributes
    ----------
    code, title, summary : as people read them
    method : key of the legal forms of the programme area
    hours : learning hours (JP) of a batch
    days : working days that a batch lasts
    cost : rupiah for a batch
    fields, kinds : staff and kinds of office that are invited
    batches : batches in the year around the day itself, besides those drawn by lot
    near : further batches that begin so many days after that day
    """

    code: str
    title: str
    summary: str
    method: str
    hours: int
    days: int
    cost: int
    fields: tuple[str, ...]
    kinds: tuple[str, ...]
    batches: int
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """An institution that lends speakers; sector ``public`` or ``private``."""

    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever teaches; partner is None for staff of the city."""

    name: str
    partner: str | None
    expertise: str
    courses: tuple[str, ...]


def read_courses() -> tuple[Course, ...]:
    """Return the catalogue."""
    return tuple(
        Course(
            code=row["code"],
            title=row["title"],
            summary=row["summary"],
            method=row["method"],
            hours=row["hours"],
            days=row["days"],
            cost=row["cost"],
            fields=tuple(row["fields"]),
            kinds=tuple(row["kinds"]),
            batches=row.get("batches", 0),
            near=tuple(row.get("near", [])),
        )
        for row in _table()["course"]
    )


def read_partners() -> tuple[Partner, ...]:
    """Return the partner institutions."""
    return tuple(Partner(row["name"], row["sector"]) for row in _table()["partner"])


def make_speakers(seed: int) -> tuple[Speaker, ...]:
    """Return the speakers under invented names."""
    rows = _table()["speaker"]
    rng = chance.stream(seed, "demo.speakers")
    sexes = ["female" if number % 2 else "male" for number in range(len(rows))]
    called = names.draw_names(sexes, rng)
    return tuple(
        Speaker(name, row.get("partner"), row["expertise"], tuple(row["courses"]))
        for name, row in zip(called, rows, strict=True)
    )


def rooms() -> Mapping[str, Any]:
    """Return rooms, seats, sizes of batches and shares of attendance."""
    settings: Mapping[str, Any] = _table()["rooms"]
    return settings


def _table() -> Mapping[str, Any]:
    return tables.read_toml("data/courses.toml")
