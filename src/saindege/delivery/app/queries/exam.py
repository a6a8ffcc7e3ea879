"""Reads of tests: the bank, one person's sitting, results of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

import numpy as np
from django.db.models import Avg, Count, Q, QuerySet

from saindege.base import chance
from saindege.base.app.models import Account
from saindege.delivery import gain, items
from saindege.delivery.app.models import CheckIn, Exam, ExamAnswer, Participant, Phase, Question, Sitting
from saindege.delivery.app.queries.sending import answers_of
from saindege.delivery.exam import question as rule
from saindege.delivery.exam.forms import BankItem
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a person sees it.

    Attributes
    ----------
    shown : positions of the options in the order shown
    answer : what is stored so far, None while nothing is
    """

    row: Question
    shown: tuple[int, ...]
    answer: object

    @property
    def key(self) -> str:
        """The question's number, as a name in a form carries it."""
        return str(self.row.pk)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered yet."""
        return self.answer in (None, "", [])

    @property
    def places(self) -> list[tuple[int, str, int | None]]:
        """Options to be put in order: number, words, and the place given so far."""
        given = self.answer if isinstance(self.answer, list) else []
        return [
            (one, self.row.options[one], given.index(one) + 1 if one in given else None) for one in self.shown
        ]


@dataclass(frozen=True, slots=True)
class MarkRow:
    """Both marks of one participant, 0 to 100; None where there is none."""

    person: Person
    pre: float | None
    post: float | None


@dataclass(frozen=True, slots=True)
class ExamResults:
    """What the tests of a batch say.

    Attributes
    ----------
    gain : paired; None while nobody has both marks
    items : per phase, None while too few sat
    """

    rows: tuple[MarkRow, ...]
    gain: gain.Gain | None
    items: dict[str, items.ItemAnalysis | None]


def bank_of(course: Course) -> QuerySet[Question]:
    """Return the questions in use with ``difficulty``, the share of right answers so far, and ``asked``."""
    found = Question.objects.filter(course=course, is_retired=False)
    given = Q(answers__score__isnull=False)
    return found.annotate(difficulty=Avg("answers__score"), asked=Count("answers", filter=given)).order_by(
        "topic", "id"
    )


def bank_items(course: Course) -> list[BankItem]:
    """Return the bank as drawing needs it."""
    return [BankItem(one.pk, one.topic, one.difficulty) for one in bank_of(course)]


def question_of(row: Question) -> rule.Question:
    """Return a stored question as the rule reads it."""
    return rule.Question(row.kind, row.text, tuple(row.options), row.key)


def exams_of(batch: Batch) -> dict[str, Exam]:
    """Return the tests of a batch by phase."""
    return {one.phase: one for one in Exam.objects.filter(batch=batch)}


def is_begun(batch: Batch) -> bool:
    """Say whether somebody has begun a test of a batch: its questions stand then."""
    return Sitting.objects.filter(exam__batch=batch).exists()


def exams_for(account: Account, now: datetime) -> list[Exam]:
    """Return tests that an account may take now and has not handed in, the one that closes first on top."""
    done = Sitting.objects.filter(person__account=account, handed_in_at__isnull=False).values("exam")
    open_now = Exam.objects.filter(
        batch__participants__person__account=account, opens_at__lte=now, closes_at__gte=now
    )
    rows = (
        open_now.exclude(pk__in=done).select_related("batch__course").order_by("closes_at", "opens_at", "id")
    )
    return [one for one in rows if one.phase == Phase.PRE or has_come(one.batch, account)]


def has_come(batch: Batch, account: Account) -> bool:
    """Say whether an account's person came to any session of a batch."""
    return CheckIn.objects.filter(session__batch=batch, person__account=account).exists()


def exam_for(account: Account, key: object) -> Exam:
    """Return a test of a batch to which the account's person was called.

    Raises
    ------
    Exam.DoesNotExist : there is none
    """
    called = Participant.objects.filter(person__account=account).values("batch")
    return Exam.objects.select_related("batch__course").get(pk=key, batch__in=called)


def sitting_of(exam: Exam, person: Person) -> Sitting | None:
    """Return how a person sits a test; None before the beginning."""
    return Sitting.objects.select_related("exam").filter(exam=exam, person=person).first()


def asked_of(sitting: Sitting) -> list[Asked]:
    """Return the questions of a sitting, each person in an order of their own, with what was answered."""
    exam = sitting.exam
    rows = questions_of(exam.pk)
    answers = {question: value for (_, question), value in answers_of([sitting.pk]).items()}
    order = chance.stream(exam.seed, f"delivery.exam.order.{sitting.person_id}").permutation(
        len(exam.questions)
    )
    asked = []
    for place in order:
        row = rows[exam.questions[place]]
        shown = tuple(range(len(row.options)))
        if row.kind == "order":
            mixed = chance.stream(exam.seed, f"delivery.exam.options.{row.pk}").permutation(len(shown))
            shown = tuple(int(one) for one in mixed)
        asked.append(Asked(row, shown, answers.get(row.pk)))
    return asked


@lru_cache(maxsize=64)
def questions_of(exam: UUID) -> Mapping[int, Question]:
    """Return the questions of a test by number. Neither what they ask nor their choice ever changes."""
    keys = Exam.objects.values_list("questions", flat=True).get(pk=exam)
    return Question.objects.in_bulk(keys)


@lru_cache(maxsize=64)
def rules_of(exam: UUID) -> Mapping[int, rule.Question]:
    """Return the questions of a test as the rule reads them, by number."""
    return {key: question_of(row) for key, row in questions_of(exam).items()}


def mark_of(answers: Iterable[ExamAnswer], exam: Exam, rows: dict[int, Question]) -> Decimal:
    """Return the mark of a sitting: the mean score of all questions of the form, times 100."""
    scores = {one.question_id: rule.score(question_of(rows[one.question_id]), one.value) for one in answers}
    total = sum(scores.get(key, 0.0) for key in exam.questions)
    return Decimal(str(round(100 * total / len(exam.questions), 2)))


def exam_results(batch: Batch) -> ExamResults:
    """Return marks, gain and item analysis of a batch."""
    exams = exams_of(batch)
    marks = {
        phase: dict(Sitting.objects.filter(exam=exam, mark__isnull=False).values_list("person_id", "mark"))
        for phase, exam in exams.items()
    }
    people = (
        Person.objects.filter(participations__batch=batch).select_related("office").order_by("name", "id")
    )
    rows = tuple(
        MarkRow(person, *(_float(marks.get(phase, {}).get(person.pk)) for phase in (Phase.PRE, Phase.POST)))
        for person in people
    )
    measured = None
    if any(row.pre is not None and row.post is not None for row in rows):
        measured = gain.measure_gain([row.pre for row in rows], [row.post for row in rows])
    return ExamResults(rows, measured, {phase: _items_of(exam) for phase, exam in exams.items()})


def _items_of(exam: Exam) -> items.ItemAnalysis | None:
    sat = list(Sitting.objects.filter(exam=exam, mark__isnull=False).values_list("pk", flat=True))
    if len(sat) < 2:
        return None
    scores: dict[int, dict[int, float]] = {key: {} for key in sat}
    for sitting, asked, value in ExamAnswer.objects.filter(sitting__in=sat).values_list(
        "sitting_id", "question_id", "score"
    ):
        scores[sitting][asked] = value or 0.0
    table = np.array(
        [[float(scores[key].get(asked, 0.0) > 0.999) for asked in exam.questions] for key in sat]
    )
    return items.analyse_items([str(asked) for asked in exam.questions], table)


def texts_of(keys: Sequence[int]) -> dict[str, str]:
    """Return the texts of questions by key."""
    return {str(one.pk): one.text for one in Question.objects.filter(pk__in=keys)}


def _float(mark: Decimal | None) -> float | None:
    return None if mark is None else float(mark)
