"""What is known of each batch on the first three levels, and the chain that follows from it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from saindege.base.errors import Language
from saindege.delivery.app.models import CheckIn, Phase, Sitting
from saindege.delivery.gain import Gain, NothingToCompare, measure_gain
from saindege.impact import evaluation
from saindege.impact.app.models import (
    BehaviourAnswer,
    LearningMarks,
    RaterKind,
    ReactionAnswer,
    SkillUse,
    TargetBehaviour,
)
from saindege.impact.app.queries.studies import StudyRow, studies
from saindege.impact.app.queries.use import countersigned, latest_day, uses_of
from saindege.impact.evaluation import Chain, DayUse, Reaction
from saindege.impact.evaluation.behaviour import Share, share_of
from saindege.programme.app.models import Batch


@dataclass(slots=True)
class Evidence:
    """Answers and marks of one batch.

    Attributes
    ----------
    reactions : statement to mark, one mapping an answer; comments : written with them
    pairs : marks before and after, one pair a person
    seen : kind of rater to the latest mark on each target, one a target (of peers: one an answer)
    targets : behaviours agreed
    tasks : countersigned tasks of each person who keeps a logbook; None where nobody does
    use : the step in the log that shows the skill; None where it was not counted
    """

    reactions: list[dict[str, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    pairs: list[tuple[float | None, float | None]] = field(default_factory=list)
    seen: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    targets: int = 0
    tasks: list[int] | None = None
    use: SkillUse | None = None


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One batch with its chain.

    Attributes
    ----------
    last_on : day of its last meeting; attended : people who came at least once
    reaction, learning, behaviour : None where nothing was measured; behaviour as the superiors see it
    logbook, use : the behaviour in logbooks and in the log of the service
    """

    batch: Batch
    last_on: date
    attended: int
    evidence: Evidence
    reaction: Reaction | None
    learning: Gain | None
    behaviour: Share | None
    logbook: Share | None
    use: DayUse | None
    studies: list[StudyRow]
    chain: Chain

    @property
    def is_example(self) -> bool:
        """Whether it is invented."""
        return self.batch.is_example


def batches_over(now: datetime) -> QuerySet[Batch]:
    """Return batches whose last meeting is over, the latest first."""
    found = Batch.objects.select_related("course").annotate(last_at=Max("sessions__ends_at"))
    return found.filter(last_at__lt=now).order_by("-last_at", "pk")


def evaluation_rows(batches: QuerySet[Batch], language: Language) -> list[EvaluationRow]:
    """Return batches (with ``last_at``) and how their chains stand."""
    rows = list(batches)
    evidence = evidence_of(batches)
    by_course: dict[int, list[StudyRow]] = defaultdict(list)
    for row in studies(language):
        if row.study.course_id is not None:
            by_course[row.study.course_id].append(row)
    came = dict(
        CheckIn.objects.filter(session__batch__in=[row.pk for row in rows])
        .values_list("session__batch")
        .annotate(n=Count("person", distinct=True))
        .order_by()
    )
    return [
        _row(batch, evidence[batch.pk], by_course[batch.course_id], came.get(batch.pk, 0)) for batch in rows
    ]


def _row(batch: Batch, evidence: Evidence, found: list[StudyRow], attended: int) -> EvaluationRow:
    rules = evaluation.load()
    reaction = evaluation.sum_up(evidence.reactions, rules) if evidence.reactions else None
    marks = evidence.seen.get(RaterKind.SUPERIOR, [])
    behaviour = evaluation.share_done(marks, rules) if marks else None
    learning = gain_of(evidence)
    verdicts = [row.verdict for row in found if row.verdict]
    logbook = use = None
    if evidence.tasks is not None:
        logbook = share_of(sum(n >= rules.fewest_tasks for n in evidence.tasks), attended, rules)
    if evidence.use is not None:
        use = latest_day(evidence.use.figures, evidence.use.figures["people"])
    return EvaluationRow(
        batch=batch,
        last_on=timezone.localdate(batch.last_at),
        attended=attended,
        evidence=evidence,
        reaction=reaction,
        learning=learning,
        behaviour=behaviour,
        logbook=logbook,
        use=use,
        studies=found,
        chain=evaluation.follow(reaction, learning, behaviour, verdicts, rules, logbook=logbook, use=use),
    )


def merge(rows: list[EvaluationRow]) -> EvaluationRow:
    """Return several batches of one course as one row, told under the latest of them."""
    together = Evidence()
    for row in rows:
        together.reactions += row.evidence.reactions
        together.pairs += row.evidence.pairs
        together.targets += row.evidence.targets
        for kind, marks in row.evidence.seen.items():
            together.seen[kind] += marks
        if row.evidence.tasks is not None:
            together.tasks = (together.tasks or []) + row.evidence.tasks
    counted = [row for row in rows if row.use is not None]
    if counted:
        together.use = max(counted, key=lambda row: row.last_on).evidence.use
    latest = max(rows, key=lambda row: row.last_on)
    return _row(latest.batch, together, latest.studies, sum(row.attended for row in rows))


def gain_of(evidence: Evidence) -> Gain | None:
    """Return the paired gain of a batch, None where nobody took both tests."""
    try:
        return measure_gain([pre for pre, _ in evidence.pairs], [post for _, post in evidence.pairs])
    except NothingToCompare:
        return None


def evidence_of(batches: QuerySet[Batch]) -> dict[uuid.UUID, Evidence]:
    """Return everything answered about these batches; a batch without anything has an empty entry."""
    ended = dict(batches.values_list("pk", "last_at"))
    keys = list(ended)
    found: dict[uuid.UUID, Evidence] = defaultdict(Evidence)
    rules = evaluation.load()
    answers = ReactionAnswer.objects.filter(batch__in=keys).order_by("pk")
    for batch, marks, comment in answers.values_list("batch_id", "marks", "comment"):
        # An answer to an older questionnaire may lack a statement of today's.
        if rules.statements.keys() <= marks.keys():
            found[batch].reactions.append(marks)
        if comment:
            found[batch].comments.append(comment)
    for batch, pairs in _pairs(keys).items():
        found[batch].pairs += pairs
    targets = TargetBehaviour.objects.filter(batch__in=keys).order_by().values_list("batch_id")
    for batch, n in targets.annotate(n=Count("pk")):
        found[batch].targets = n
    for batch, kind, mark, n in _latest_marks(keys):
        found[batch].seen[kind] += [mark] * n
    last_on = {batch: timezone.localdate(at) for batch, at in ended.items()}
    for batch, people in countersigned(last_on).items():
        found[batch].tasks = [len(days) for days in people.values()]
    for batch, use in uses_of(keys).items():
        found[batch].use = use
    return found


def _latest_marks(keys: list[uuid.UUID]) -> QuerySet[BehaviourAnswer, tuple[uuid.UUID, str, int, int]]:
    """Return batch, kind of rater, mark and how many raters gave it last."""
    latest = BehaviourAnswer.objects.filter(rater=OuterRef("rater")).order_by("-day").values("day")[:1]
    answers = BehaviourAnswer.objects.filter(rater__target__batch__in=keys, day=Subquery(latest))
    counted = answers.values("rater__target__batch_id", "rater__kind", "mark").annotate(n=Count("pk"))
    return counted.order_by().values_list("rater__target__batch_id", "rater__kind", "mark", "n")


def _pairs(keys: list[uuid.UUID]) -> dict[uuid.UUID, list[tuple[float | None, float | None]]]:
    """Return the marks before and after of each batch; a test taken here beats a list brought in."""
    marks: dict[tuple[uuid.UUID, uuid.UUID], dict[str, float | None]] = defaultdict(dict)
    listed = LearningMarks.objects.filter(batch__in=keys).order_by("pk")
    for batch, person, pre, post in listed.values_list("batch_id", "person_id", "pre", "post"):
        marks[(batch, person)] = {Phase.PRE: pre, Phase.POST: post}
    sat = Sitting.objects.filter(exam__batch__in=keys).exclude(mark=None).order_by("pk")
    for batch, person, phase, mark in sat.values_list("exam__batch_id", "person_id", "exam__phase", "mark"):
        marks[(batch, person)][phase] = float(mark)
    found: dict[uuid.UUID, list[tuple[float | None, float | None]]] = defaultdict(list)
    for (batch, _person), both in marks.items():
        found[batch].append((both.get(Phase.PRE), both.get(Phase.POST)))
    return found
