"""Reads of how the options of a test's questions work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import pgettext

from saindege.delivery import choices, items
from saindege.delivery.app.models import Exam, ExamAnswer, Question, Sitting
from saindege.delivery.choices import AskedItem, ChoiceAnalysis, ItemChoices

WITH_OPTIONS = ("one", "several", "truth")


@dataclass(frozen=True, slots=True)
class ExamChoices:
    """A test with its questions that have options.

    Attributes
    ----------
    analysis : None while too few sat it; ``sheets`` and ``least`` say how few
    texts : of the questions by name
    quality : difficulty and discrimination by name
    without : questions of the test that have no options
    """

    exam: Exam
    analysis: ChoiceAnalysis | None
    texts: dict[str, str]
    quality: dict[str, items.Item]
    without: int
    sheets: int
    least: int

    @property
    def odd(self) -> list[ItemChoices]:
        """Questions with an option to look at."""
        return [one for one in self.analysis.items if one.is_odd] if self.analysis else []


def choices_of(exam: Exam) -> ExamChoices:
    """Return who chose which option of a test; nothing while too few sat it."""
    rules = choices.load_rules()
    rows = {row.pk: row for row in Question.objects.filter(pk__in=exam.questions)}
    asked = [key for key in exam.questions if rows[key].kind in WITH_OPTIONS]
    sat = list(Sitting.objects.filter(exam=exam, mark__isnull=False).values_list("pk", flat=True))
    analysis, quality = None, {}
    if len(sat) >= rules.least_people and asked:
        analysis, known = _analyse(exam, rows, asked, sat, rules)
        quality = {one.item: one for one in known.items}
    return ExamChoices(
        exam=exam,
        analysis=analysis,
        texts={str(key): rows[key].text for key in asked},
        quality=quality,
        without=len(exam.questions) - len(asked),
        sheets=len(sat),
        least=rules.least_people,
    )


def _analyse(
    exam: Exam, rows: dict[int, Question], asked: list[int], sat: list[int], rules: choices.ChoiceRules
) -> tuple[ChoiceAnalysis, items.ItemAnalysis]:
    place = {key: number for number, key in enumerate(sat)}
    column = {key: number for number, key in enumerate(exam.questions)}
    right = np.zeros((len(sat), len(exam.questions)))
    chosen: list[dict[int, frozenset[int]]] = [{} for _ in sat]
    answers = ExamAnswer.objects.filter(sitting__in=sat, question__in=exam.questions)
    for sitting, key, value, score in answers.values_list("sitting_id", "question_id", "value", "score"):
        right[place[sitting], column[key]] = float((score or 0.0) > 0.999)
        chosen[place[sitting]][key] = _places(rows[key], value)
    known = items.analyse_items([str(key) for key in exam.questions], right)
    found = choices.analyse_choices(
        [_item(rows[key]) for key in asked],
        [[sheet.get(key, frozenset()) for key in asked] for sheet in chosen],
        right[:, [column[key] for key in asked]],
        total=right.sum(axis=1),
        rules=rules,
    )
    return found, known


def _item(row: Question) -> AskedItem:
    if row.kind == "truth":
        return AskedItem(
            str(row.pk),
            (pgettext("pilihan", "Benar"), pgettext("pilihan", "Salah")),
            frozenset({0 if row.key else 1}),
        )
    return AskedItem(str(row.pk), tuple(row.options), frozenset(row.key))


def _places(row: Question, value: object) -> frozenset[int]:
    if row.kind == "truth":
        return frozenset({0 if value else 1}) if isinstance(value, bool) else frozenset()
    given = value if isinstance(value, list) else [value]
    return frozenset(one for one in given if type(one) is int and 0 <= one < len(row.options))


def table_of(found: ExamChoices) -> Iterator[list[str | int | float | None]]:
    """Return one row for each option, as a file holds it."""
    for item in found.analysis.items if found.analysis else ():
        quality = found.quality[item.name]
        for one in item.choices:
            yield [
                found.exam.get_phase_display(),
                found.texts[item.name],
                round(quality.difficulty, 4),
                None if quality.discrimination is None else round(quality.discrimination, 4),
                one.option,
                "ya" if one.is_key else "tidak",
                one.n,
                round(one.share, 4),
                round(one.upper, 4),
                round(one.lower, 4),
                None if one.correlation is None else round(one.correlation, 4),
                one.finding,
                found.sheets,
            ]
