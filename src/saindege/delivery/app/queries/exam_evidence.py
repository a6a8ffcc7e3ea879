"""What the test after a batch says of the competencies that its course raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from saindege.delivery.app.models import Phase, Sitting
from saindege.people import test_evidence
from saindege.people.app.models import Assessment, Competency, Person
from saindege.people.test_evidence import Finding
from saindege.programme.app.models import Batch


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One person and one competency.

    Attributes
    ----------
    level : that the mark shows, None where it is too low
    is_stored : whether this test stands among the assessments already
    """

    person: Person
    competency: Competency
    mark: float
    on: date
    level: int | None
    is_stored: bool


def evidence_rows(batch: Batch) -> list[EvidenceRow]:
    """Return each person who sat the test after the batch with each competency that the course raises."""
    raised = {each.competency: each.level for each in batch.course.competencies.all()}
    known = list(Competency.objects.filter(code__in=raised).order_by("kind", "name"))
    sat = (
        Sitting.objects.filter(exam__batch=batch, exam__phase=Phase.POST, person__erased_at=None)
        .exclude(mark=None)
        .select_related("person__office")
        .order_by("person__name", "pk")
    )
    stored = set(
        Assessment.objects.filter(
            person__in=[each.person_id for each in sat], source="test", competency__in=known
        ).values_list("person_id", "competency_id", "assessed_on")
    )
    least = batch.course.pass_post_mark
    rows = []
    for each in sat:
        on = timezone.localdate(each.handed_in_at or each.ends_at)
        for one in known:
            mark = float(each.mark)
            level = test_evidence.level_shown(
                mark, raised_to=raised[one.code], pass_mark=None if least is None else float(least)
            )
            is_stored = (each.person_id, one.pk, on) in stored
            rows.append(EvidenceRow(each.person, one, mark, on, level, is_stored))
    return rows


def findings_of(batch: Batch, rows: list[EvidenceRow]) -> list[Finding]:
    """Return what may be taken over as assessments; the mark itself stays with the test."""
    evidence = f"Tes akhir {batch.course.title}, {batch.name}"
    return [
        Finding(row.person.pk, row.competency.pk, row.level, row.on, evidence)
        for row in rows
        if row.level is not None and not row.is_stored
    ]
