"""Reads of practice marked by observers: rubrics, marks, agreement."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from saindege.base.app.models import Account
from saindege.delivery import practice_mark
from saindege.delivery.app.models import Observation, Rubric
from saindege.delivery.exam import agreement
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One participant: mean of all marks as a share of the highest level, and who observed."""

    person: Person
    mean_percent: float | None
    observers: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PracticeResults:
    """How a batch did by one rubric.

    Attributes
    ----------
    agreement : over people whom the same observers marked
    kappa : of two observers over all criteria; None unless exactly two marked the same people
    """

    rubric: Rubric
    rows: tuple[PracticeRow, ...]
    agreement: agreement.Agreement | None
    kappa: float | None


def rubrics_of(course: Course) -> list[Rubric]:
    """Return the rubrics in use of a course."""
    return list(Rubric.objects.filter(course=course, is_retired=False))


def observation_by(account: Account, rubric: Rubric, batch: Batch, person: Person) -> Observation | None:
    """Return how an observer marked a person."""
    return Observation.objects.filter(rubric=rubric, batch=batch, person=person, observer=account).first()


def practice_results(batch: Batch, rubric: Rubric, account: Account) -> PracticeResults:
    """Return marks and agreement of a batch by one rubric."""
    seen: dict[object, dict[int, list[int]]] = defaultdict(dict)
    for one in Observation.objects.filter(batch=batch, rubric=rubric).order_by("observer"):
        seen[one.person_id][one.observer_id] = one.marks
    top = len(rubric.levels)
    rows = []
    people = Person.objects.filter(participations__batch=batch).select_related("office")
    for person in people.order_by("name", "id"):
        marks = seen.get(person.pk, {})
        every = [mark for each in marks.values() for mark in each]
        mean = practice_mark.level_percent(every, top=top)
        rows.append(PracticeRow(person, mean, len(marks), account.pk in marks))
    observers, common = _common(seen)
    if len(common) < agreement.FEWEST_PEOPLE or len(observers) < 2:
        return PracticeResults(rubric, tuple(rows), None, None)
    table = [[sum(marks[observer]) / len(marks[observer]) for observer in observers] for marks in common]
    kappa = None
    if len(observers) == 2:
        one, other = ([mark for marks in common for mark in marks[each]] for each in observers)
        kappa = agreement.weighted_kappa(one, other, levels=top)
    return PracticeResults(rubric, tuple(rows), agreement.intraclass(table), kappa)


def _common(
    seen: dict[object, dict[int, list[int]]],
) -> tuple[list[int], list[dict[int, list[int]]]]:
    """The group of observers that marked most people together, and the marks of those people."""
    groups: dict[tuple[int, ...], int] = defaultdict(int)
    for marks in seen.values():
        groups[tuple(sorted(marks))] += 1
    many = {group: count for group, count in groups.items() if len(group) > 1}
    if not many:
        return [], []
    best = max(many, key=lambda group: (many[group], len(group), group))
    return list(best), [marks for marks in seen.values() if set(best) <= set(marks)]
