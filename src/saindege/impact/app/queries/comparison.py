"""Courses, methods and speakers side by side, with few answers drawn towards all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from saindege.base.errors import Language, Sentence
from saindege.impact import evaluation
from saindege.impact.app.models import RaterKind
from saindege.impact.app.queries.evidence import EvaluationRow, Evidence
from saindege.impact.evaluation import Shrunk
from saindege.programme import method, speaker_score
from saindege.programme.app.models import Batch, Session

By = Literal["kursus", "metode", "narasumber"]
Measure = Literal["tanggapan", "belajar", "perilaku"]

MEASURES: dict[str, Sentence] = {
    "tanggapan": Sentence(id="Tanggapan (1 sampai 5)", en="Reaction (1 to 5)"),
    "belajar": Sentence(id="Peningkatan nilai", en="Gain of marks"),
    "perilaku": Sentence(id="Melakukan perilaku sasaran (persen)", en="Does the target behaviour (percent)"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups by name with their shrunk means.

    Attributes
    ----------
    found : None with fewer than two groups
    points : for the chart of intervals; hidden : groups with too few answers
    decimals : of the figures
    """

    by: str
    measure: str
    found: Shrunk | None
    points: list[dict[str, Any]]
    hidden: list[str]
    decimals: int


def compare(rows: Iterable[EvaluationRow], by: By, measure: Measure, language: Language) -> Comparison:
    """Compare groups on one measure, in the order of their names: it is no ranking."""
    rules = evaluation.load()
    rows = list(rows)
    names = _names(rows, by, language)
    values: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name in names[row.batch.pk]:
            values[name] += _values(row.evidence, measure)
    groups = evaluation.groups_of({name: values[name] for name in sorted(values, key=str.casefold)})
    smallest = {
        "tanggapan": rules.smallest_reaction,
        "belajar": rules.smallest_learning,
        "perilaku": rules.smallest_behaviour,
    }[measure]
    if by == "narasumber":
        smallest = max(smallest, speaker_score.least_answers())
    found = evaluation.shrink(groups, smallest=smallest) if len(groups) > 1 else None
    shown = [row for row in found.groups if not row.is_hidden] if found else []
    points = [
        {
            "label": f"{row.name} (n {row.n})",
            "value": row.shrunk,
            "low": row.ci95[0],
            "high": row.ci95[1],
            "tone": "plain",
        }
        for row in shown
        if row.ci95 is not None
    ]
    hidden = [row.name for row in found.groups if row.is_hidden] if found else []
    return Comparison(by, measure, found, points, hidden, 2 if measure == "tanggapan" else 1)


def _names(rows: Sequence[EvaluationRow], by: By, language: Language) -> dict[Any, list[str]]:
    if by == "narasumber":
        return _speakers([row.batch for row in rows])
    if by == "kursus":
        return {row.batch.pk: [row.batch.course.title] for row in rows}
    forms = method.load().forms
    known = {form.key: form.name_in(language) for form in forms}
    return {row.batch.pk: [known.get(row.batch.course.method, row.batch.course.method)] for row in rows}


def _speakers(batches: Sequence[Batch]) -> dict[Any, list[str]]:
    """A batch counts for each of its speakers once."""
    found: dict[Any, list[str]] = defaultdict(list)
    teaching = Session.objects.filter(batch__in=[batch.pk for batch in batches]).exclude(speaker=None)
    for batch, name in teaching.order_by().values_list("batch_id", "speaker__name").distinct():
        found[batch].append(name)
    return found


def _values(evidence: Evidence, measure: Measure) -> list[float]:
    rules = evaluation.load()
    if measure == "tanggapan":
        return [
            sum(one[key] for key in rules.statements) / len(rules.statements) for one in evidence.reactions
        ]
    if measure == "belajar":
        return [post - pre for pre, post in evidence.pairs if pre is not None and post is not None]
    return [100.0 * (mark >= rules.done_from) for mark in evidence.seen.get(RaterKind.SUPERIOR, [])]
