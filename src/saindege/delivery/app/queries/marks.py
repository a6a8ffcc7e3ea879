"""Reads of the marks that count towards a certificate, for many participants at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import TextField
from django.db.models.functions import Cast

from saindege.delivery import practice_mark
from saindege.delivery.app.models import Observation, Phase, Sitting
from saindege.delivery.certificate import Marks
from saindege.programme.app.models import Course

Key = tuple[str, str]


def least_of(course: Course) -> Marks:
    """Return the marks that a course asks for."""
    asked = (course.pass_post_mark, course.pass_practice_percent)
    return Marks(*(None if mark is None else float(mark) for mark in asked))


def marks_asked_of(courses: Mapping[str, Course]) -> dict[Key, Marks]:
    """Return what participants reached, by batch and person, where their course asks for it.

    Parameters
    ----------
    courses : by the batch's key as the database writes it
    """
    post = _post_marks([key for key, course in courses.items() if course.pass_post_mark is not None])
    practice = _practice_marks(
        [key for key, course in courses.items() if course.pass_practice_percent is not None]
    )
    return {key: Marks(post.get(key), practice.get(key)) for key in post.keys() | practice.keys()}


def _post_marks(batches: Collection[str]) -> dict[Key, float]:
    if not batches:
        return {}
    sat = Sitting.objects.filter(exam__batch__in=batches, exam__phase=Phase.POST, mark__isnull=False)
    rows = sat.order_by().annotate(b=key_of("exam__batch_id"), p=key_of("person_id"))
    return {(batch, person): float(mark) for batch, person, mark in rows.values_list("b", "p", "mark")}


def _practice_marks(batches: Collection[str]) -> dict[Key, float | None]:
    """A batch is judged by the rubrics that it was observed by: one written later takes nothing away."""
    if not batches:
        return {}
    rows = Observation.objects.filter(batch__in=batches).order_by()
    seen: dict[Key, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    tops: dict[str, dict[int, int]] = defaultdict(dict)
    found = rows.annotate(b=key_of("batch_id"), p=key_of("person_id"))
    for batch, person, rubric, levels, marks in found.values_list(
        "b", "p", "rubric_id", "rubric__levels", "marks"
    ):
        seen[batch, person][rubric] += marks
        tops[batch][rubric] = len(levels)
    return {
        (batch, person): practice_mark.practice_mark(
            {
                rubric: practice_mark.level_percent(by_rubric.get(rubric, ()), top=top)
                for rubric, top in tops[batch].items()
            }
        )
        for (batch, person), by_rubric in seen.items()
    }


def key_of(name: str) -> Cast:
    """A key as the database writes it: making thousands of UUIDs would take longer than all the rest."""
    return Cast(name, TextField())
