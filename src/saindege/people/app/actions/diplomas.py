"""The education of people: a whole table, or one diploma by hand; the highest one also stands with the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import diploma_list
from saindege.people.app import access
from saindege.people.app.models import Diploma, LevelList, Person, PersonChange, StaffImport
from saindege.people.app.queries import imports
from saindege.people.app.queries.diplomas import NewDiploma

_BATCH = 2000


class DiplomaKnown(BadInput):
    """The person has this diploma already."""

    code = "duplicate"

    def __init__(self) -> None:
        sentence = Sentence(
            id="Ijazah tingkat dan jurusan ini sudah tercatat. Hapus yang lama dahulu bila keliru.",
            en="A diploma of this level and study is on file. Remove the old one first if it is wrong.",
        )
        super().__init__(sentence, problems=[Problem("duplicate", sentence, column="study")])


def add_diploma(
    by: Account, person: Person, *, level: str, study: str, institution: str, year: int | None, at: datetime
) -> Diploma:
    """Write down one education of a person.

    Raises
    ------
    DiplomaKnown : the person has one of this level and study
    """
    require(access.may_change_people(by))
    with transaction.atomic():
        _hold_register()
        try:
            with transaction.atomic():
                made = Diploma.objects.create(
                    person=person, level=level, study=study, institution=institution, year=year, by=by, at=at,
                    is_example=person.is_example,
                )  # fmt: skip
        except IntegrityError as twice:
            raise DiplomaKnown from twice
        _raise_education([person.pk], by, at)
        base_actions.record(by=by, action="people.diploma_added", subject=person, at=at)
    return made


def remove_diploma(by: Account, diploma: Diploma, *, at: datetime) -> None:
    """Take out a diploma that was written down wrongly; the level that stands with the person is not lowered."""
    require(access.may_change_people(by))
    with transaction.atomic():
        person = diploma.person
        diploma.delete()
        base_actions.record(by=by, action="people.diploma_removed", subject=person, at=at)


def _store_diplomas(found: Iterable[NewDiploma], level_list: LevelList, by: Account, at: datetime) -> None:
    """Store what an applied table brought; called inside its transaction."""
    rows = list(found)
    if not rows:
        return
    _hold_register()
    examples = set(Person.objects.filter(is_example=True).values_list("pk", flat=True))
    stored = Diploma.objects.in_bulk([each.stored for each in rows if each.stored is not None])
    made, changed = [], []
    for each in rows:
        if each.stored is None:
            made.append(
                Diploma(
                    person_id=each.person, level=each.row.level, study=each.row.study,
                    institution=each.row.institution, year=each.row.year, level_list=level_list, by=by, at=at,
                    is_example=each.person in examples,
                )
            )  # fmt: skip
            continue
        known = stored[each.stored]
        known.institution = each.row.institution or known.institution
        known.year = each.row.year or known.year
        known.level_list, known.by, known.at = level_list, by, at
        changed.append(known)
    Diploma.objects.bulk_create(made, batch_size=_BATCH)
    Diploma.objects.bulk_update(changed, ["institution", "year", "level_list", "by", "at"], batch_size=500)
    _raise_education({each.person for each in rows}, by, at)


def _raise_education(people: Iterable[Any], by: Account, at: datetime) -> None:
    """Let the highest diploma stand with each person who has a higher one than the register says."""
    wanted = set(people)
    levels: dict[Any, list[str]] = {}
    for person, level in Diploma.objects.order_by().values_list("person_id", "level"):
        if person in wanted:
            levels.setdefault(person, []).append(level)
    raised, changes = [], []
    for each in Person.objects.filter(erased_at=None).only("pk", "education").iterator(chunk_size=_BATCH):
        if each.pk not in levels:
            continue
        best = diploma_list.highest([*levels[each.pk], each.education])
        if best == each.education:
            continue
        changes.append(
            PersonChange(
                person_id=each.pk, field="education", before=each.education, after=best, by=by, at=at
            )
        )
        each.education = best
        raised.append(each)
    Person.objects.bulk_update(raised, ["education"], batch_size=500)
    PersonChange.objects.bulk_create(changes, batch_size=_BATCH)


def _hold_register() -> None:
    """As when a list is applied: changes of the register follow one another."""
    list(StaffImport.objects.select_for_update().filter(state__in=imports.OPEN).order_by("pk"))
