"""The professionalism index from what stands on file: a person, an office, the city."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Max, QuerySet

from saindege.delivery.app.models import Certificate
from saindege.impact import professionalism
from saindege.impact.app.models import IndexFacts, IndexImport, OfficialIndex
from saindege.impact.app.queries.report import ASN
from saindege.impact.professionalism import Index, Mean, Point, Record
from saindege.impact.professionalism.official import Difference, differences
from saindege.impact.professionalism.score import PARTS
from saindege.impact.professionalism.what_if import Raise, raises_of
from saindege.people.app.models import Office, Person
from saindege.programme import method

# Below this an office's mean would tell a person's points.
SMALLEST_OFFICE = 5
LEADERSHIP = "leadership_training"
PLAIN_POST = "pelaksana"


@dataclass(frozen=True, slots=True)
class CityIndex:
    """Everybody's points of one year, in one order.

    Attributes
    ----------
    keys, offices : of the people, in the order of the index
    index : points
    """

    year: int
    keys: list[uuid.UUID]
    offices: list[int]
    index: Index

    def where(self, office: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Return which people sit in an office."""
        return np.array([each == office for each in self.offices], dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class OfficeIndex:
    """One office: people, how many of them count, mean (None where hidden), best training."""

    office: Office
    people: int
    n: int
    mean: Mean | None
    best: Raise | None


@dataclass(frozen=True, slots=True)
class PersonIndex:
    """One person: points with reasons, what each training would add, the official result where there is one."""

    person: Person
    year: int
    total: float
    category: int
    counted: bool
    points: tuple[Point, ...]
    raises: tuple[Raise, ...]
    official: OfficialIndex | None
    differences: tuple[Difference, ...]


def index_of(people: QuerySet[Person], year: int) -> CityIndex:
    """Score people from what stands on file: posts and education, certificates, lists taken in."""
    rows = list(people.order_by("pk").values_list("pk", "office_id", "post_type", "education"))
    keys = [row[0] for row in rows]
    facts = {
        row["person_id"]: row
        for row in IndexFacts.objects.filter(year=year).values(
            "person_id", "performance", "discipline", "post_training", "technical_hours", "seminar"
        )
    }
    done = trained_in(year)
    book = professionalism.load()
    records = [
        _record(key, post, education, facts.get(key, {}), done.get(key, _NOTHING), book)
        for key, _office, post, education in rows
    ]
    index = professionalism.score(professionalism.records_of(records))
    return CityIndex(year, keys, [row[1] for row in rows], index)


@dataclass(slots=True)
class Trained:
    """What our own certificates prove of one person in a year."""

    post_training: bool = False
    technical_hours: float = 0.0
    seminar: bool = False


_NOTHING = Trained()


def trained_in(year: int) -> dict[uuid.UUID, Trained]:
    """Return what certificates prove: technical hours of the year, a seminar of this year or the last."""
    forms = {form.key: form.siasn_letter for form in method.load().forms}
    found: dict[uuid.UUID, Trained] = defaultdict(Trained)
    issued = Certificate.objects.filter(revoked_at=None).annotate(ended_at=Max("batch__sessions__ends_at"))
    rows = issued.values_list(
        "person_id", "batch__course__method", "batch__course__learning_hours", "ended_at"
    )
    for person, form, hours, ended_at in rows:
        on = ended_at.year if ended_at else year
        letter = forms.get(form, "")
        mine = found[person]
        if (form == LEADERSHIP or letter == "F") and on <= year:
            mine.post_training = True
        elif letter == "P" and year - 1 <= on <= year:
            mine.seminar = True
        elif letter == "T" and on == year:
            mine.technical_hours += float(hours)
    return found


def _record(
    key: uuid.UUID,
    post: str,
    education: str,
    facts: dict[str, Any],
    done: Trained,
    book: professionalism.Rulebook,
) -> Record:
    hours = facts.get("technical_hours")
    known = [value for value in (hours, done.technical_hours or None) if value is not None]
    return Record(
        person=str(key),
        post_type=post if post in book.post_types else PLAIN_POST,
        education=education if education in book.educations else None,
        post_training=bool(facts.get("post_training")) or done.post_training,
        # Two records of the same training must not add up: the larger one counts.
        technical_hours=max(known) if known else None,
        seminar=bool(facts.get("seminar")) or done.seminar,
        performance=facts.get("performance") or None,
        discipline=facts.get("discipline") or None,
    )


def civil_servants() -> QuerySet[Person]:
    """Return who has an index: civil servants on the list; village officials have none."""
    return Person.objects.filter(status__in=ASN, missing_since=None)


def office_rows_of(found: CityIndex) -> list[OfficeIndex]:
    """Return the offices that have people, by code; small ones without figures."""
    names = Office.objects.in_bulk(set(found.offices))
    order = np.array(found.offices)
    rows = []
    for office in sorted(names.values(), key=lambda each: each.code):
        mask = order == office.pk
        n = int((found.index.counted & mask).sum())
        shown = n >= SMALLEST_OFFICE
        best = raises_of(found.index, mask)[0] if shown else None
        rows.append(OfficeIndex(office, int(mask.sum()), n, found.index.mean(mask) if shown else None, best))
    return rows


def person_index(person: Person, year: int) -> PersonIndex:
    """Return one person's points with all their reasons."""
    found = index_of(Person.objects.filter(pk=person.pk), year)
    index = found.index
    official = OfficialIndex.objects.filter(person=person, year=year).last()
    unlike: tuple[Difference, ...] = ()
    if official is not None:
        ours = {part: float(getattr(index, part)[0]) for part in PARTS}
        theirs = {part: float(getattr(official, part)) for part in PARTS}
        post = person.post_type if person.post_type in index.book.post_types else PLAIN_POST
        unlike = differences(ours, theirs, post, index.book)
    return PersonIndex(
        person=person,
        year=year,
        total=float(index.total[0]),
        category=int(index.category[0]),
        counted=bool(index.counted[0]),
        points=professionalism.explain(index, 0),
        raises=tuple(each for each in raises_of(index) if each.people),
        official=official,
        differences=unlike,
    )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of a list with names."""

    person: Person
    total: float
    parts: tuple[float, ...]
    category: int
    counted: bool


def person_rows(people: QuerySet[Person], year: int) -> list[PersonRow]:
    """Return people by name with their points."""
    found = index_of(people, year)
    index = found.index
    by_key = {key: i for i, key in enumerate(found.keys)}
    rows = []
    for person in people.select_related("office").order_by("name", "pk"):
        i = by_key[person.pk]
        parts = tuple(float(getattr(index, part)[i]) for part in PARTS)
        rows.append(
            PersonRow(person, float(index.total[i]), parts, int(index.category[i]), bool(index.counted[i]))
        )
    return rows


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One person whose official result differs from ours."""

    person: Person
    ours: float
    official: float
    differences: tuple[Difference, ...]


def official_rows(found: CityIndex) -> tuple[list[OfficialRow], int]:
    """Return the people whose official result differs, the largest difference first, and how many have a result."""
    known = {row.person_id: row for row in OfficialIndex.objects.filter(year=found.year)}
    index = found.index
    posts = index.book.post_types
    unlike = []
    for i, key in enumerate(found.keys):
        row = known.get(key)
        if row is None:
            continue
        ours = {part: float(getattr(index, part)[i]) for part in PARTS}
        theirs = {part: float(getattr(row, part)) for part in PARTS}
        if ours != theirs:
            post = posts[int(index.records.post_type[i])]
            unlike.append((key, ours, theirs, differences(ours, theirs, post, index.book)))
    people = Person.objects.select_related("office").in_bulk([key for key, *_ in unlike])
    rows = [
        OfficialRow(people[key], sum(ours.values()), sum(theirs.values()), why)
        for key, ours, theirs, why in unlike
    ]
    rows.sort(key=lambda each: (-abs(each.official - each.ours), each.person.name))
    return rows, len(known)


def index_imports() -> QuerySet[IndexImport]:
    """Return the lists that were taken in, the latest first."""
    return IndexImport.objects.select_related("by")


def is_index_example() -> bool:
    """Say whether the index rests on invented lists or people."""
    return (
        IndexImport.objects.filter(is_example=True).exists()
        or Person.objects.filter(is_example=True).exists()
    )


def people_by_nip() -> dict[str, uuid.UUID]:
    """Return the number of everybody on the list to their key."""
    return dict(Person.objects.exclude(nip=None).exclude(nip="").values_list("nip", "pk"))
