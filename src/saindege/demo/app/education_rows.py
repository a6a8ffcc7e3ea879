"""Education of the people of the demonstration city: one row a diploma, as invented as the people themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from saindege.base.app.models import Account
from saindege.demo import tables
from saindege.demo.city import City
from saindege.demo.staff import Person as Drawn
from saindege.people.app.models import Diploma, Person


def write_education(made: City, people: Sequence[Person], officer: Account, now: datetime) -> None:
    """Store the schools that lead to each person's education, the year counted from the birth year."""
    rules = tables.read_toml("data/education.toml")
    Diploma.objects.bulk_create(
        [
            Diploma(
                person=person, level=level, study=study, institution=school,
                year=drawn.birth_date.year + rules["age"][level], by=officer, at=now, is_example=True,
            )
            for person, drawn in zip(people, made.staff, strict=True)
            for level, study, school in _schools(drawn, rules)
        ],
        batch_size=2000,
    )  # fmt: skip


def _schools(drawn: Drawn, rules: dict[str, dict[str, list[str]]]) -> list[tuple[str, str, str]]:
    """Return level, study and school of each diploma, the first school first."""
    studies = rules["study"].get(drawn.field, rules["study"]["otherwise"])
    found = []
    for level in rules["way"][drawn.education]:
        schools = rules["school"].get(level, rules["school"]["otherwise"])
        study = "" if level in ("SD", "SMP", "SMA") else studies[drawn.number % len(studies)]
        found.append((level, study, schools[drawn.number % len(schools)]))
    return found
