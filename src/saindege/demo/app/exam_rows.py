"""Tests and observed practice in the demonstration city: invented answers of people who know more afterwards."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

import numpy as np
from django.db import transaction

from saindege.base import chance
from saindege.base.app.models import Account
from saindege.delivery.app import actions, queries
from saindege.delivery.app.models import Exam, ExamAnswer, Observation, Question, Sitting
from saindege.delivery.exam import question as rule
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course

_QUESTIONS_PER_TOPIC, _MINUTES = 3, 30
_FINISHED = 2
_SEED = 2026


def write_exams(officer: Account, now: datetime) -> None:
    """Fill a bank, test the last finished batches before and after, open a test for one that is near; done once."""
    told = tomllib.loads(resources.files("saindege.demo").joinpath("data/exam.toml").read_text("utf-8"))
    course = Course.objects.filter(code=told["course"]).first()
    if course is None or Question.objects.filter(course=course).exists():
        return
    with transaction.atomic():
        for row in told["question"]:
            asked = rule.read_question(row["kind"], row["text"], row["lines"])
            actions.add_question(officer, course, asked, topic=row["topic"], at=now)
        batches = list(Batch.objects.filter(course=course).exclude(sessions=None).distinct())
        ends = {batch.pk: batch.sessions.latest("ends_at").ends_at for batch in batches}
        batches.sort(key=lambda batch: ends[batch.pk])
        finished = [batch for batch in batches if ends[batch.pk] < now][-_FINISHED:]
        for number, batch in enumerate(finished):
            _test(officer, batch, told["chances"], number, now)
        if finished:
            _observe(officer, finished[-1], told, now)
        for batch in [batch for batch in batches if ends[batch.pk] >= now][:1]:
            _arrange(officer, batch, now, is_near=True)
        Course.objects.filter(pk=course.pk).update(pass_post_mark=told["least_mark"])


def _arrange(officer: Account, batch: Batch, now: datetime, *, is_near: bool = False) -> list[Exam]:
    first, last = batch.sessions.earliest("starts_at"), batch.sessions.latest("ends_at")
    begin = min(now, first.starts_at) if is_near else first.starts_at
    windows = {
        "pre": (begin - timedelta(days=1), first.starts_at + timedelta(hours=1)),
        "post": (last.ends_at - timedelta(hours=1), last.ends_at + timedelta(days=7)),
    }
    topics = Question.objects.filter(course=batch.course).values_list("topic", flat=True)
    blueprint = dict.fromkeys(sorted(set(topics)), _QUESTIONS_PER_TOPIC)
    plan = actions.Plan(blueprint, _MINUTES, windows)
    return actions.arrange_exams(officer, batch, plan, seed=_SEED, at=now)


def _test(officer: Account, batch: Batch, chances: dict[str, float], number: int, now: datetime) -> None:
    exams = _arrange(officer, batch, now)
    rng = chance.stream(_SEED + number, "demo.exam")
    came = Person.objects.filter(check_ins__session__batch=batch).distinct().order_by("pk")
    people = list(came)
    ability = rng.normal(0.0, chances["person"], len(people))
    for exam in exams:
        rows = Question.objects.in_bulk(exam.questions)
        ease = {key: float(rng.normal(0.0, chances["question"])) for key in exam.questions}
        for person, shift in zip(people, ability, strict=True):
            if rng.random() < 0.06:
                continue
            begun = exam.opens_at + timedelta(minutes=float(rng.uniform(5, 50)))
            knows = {
                key: rng.random() < float(np.clip(chances[exam.phase] + shift + ease[key], 0.03, 0.97))
                for key in exam.questions
            }
            _sit(exam, person, rows, knows, begun)


def _sit(
    exam: Exam, person: Person, rows: dict[int, Question], knows: dict[int, bool], begun: datetime
) -> None:
    sitting = Sitting(
        exam=exam,
        person=person,
        begun_at=begun,
        ends_at=begun + timedelta(minutes=exam.minutes),
        handed_in_at=begun + timedelta(minutes=18),
        is_example=True,
    )
    given = [
        ExamAnswer(
            sitting=sitting,
            question_id=key,
            value=_right(rows[key]) if known else _wrong(rows[key]),
            answered_at=begun + timedelta(minutes=12),
        )
        for key, known in knows.items()
    ]
    for one in given:
        one.score = rule.score(queries.question_of(rows[one.question_id]), one.value)
    sitting.mark = queries.mark_of(given, exam, rows)
    sitting.save()
    ExamAnswer.objects.bulk_create(given)


def _right(row: Question) -> Any:
    if row.kind in ("one", "text"):
        return row.key[0]
    return f"{row.key[0]:g}" if row.kind == "number" else row.key


def _wrong(row: Question) -> Any:
    count = len(row.options)
    return {
        "one": lambda: next(place for place in range(count) if place not in row.key),
        "several": lambda: [place for place in range(count) if place not in row.key][:1],
        "truth": lambda: not row.key,
        "number": lambda: "60",
        "text": lambda: "tidak tahu",
        "order": lambda: list(reversed(range(count))),
    }[row.kind]()


def _observe(officer: Account, batch: Batch, told: dict[str, Any], now: datetime) -> None:
    rubric = actions.add_rubric(officer, batch.course, at=now, **told["rubric"])
    speakers = Account.objects.filter(speaker__sessions__batch=batch).distinct()[:1]
    observers: Sequence[Account] = [officer, *speakers]
    rng = chance.stream(_SEED, "demo.practice")
    top = len(rubric.levels)
    seen = []
    for person in Person.objects.filter(check_ins__session__batch=batch).distinct().order_by("pk"):
        true = [int(np.clip(rng.normal(2.8, 0.8), 1, top)) for _ in rubric.criteria]
        for observer in observers:
            marks = [
                int(
                    np.clip(
                        mark + (rng.choice([-1, 1]) if rng.random() < told["chances"]["other_level"] else 0),
                        1,
                        top,
                    )
                )
                for mark in true
            ]
            seen.append(
                Observation(
                    rubric=rubric,
                    batch=batch,
                    person=person,
                    observer=observer,
                    marks=marks,
                    observed_at=now,
                    is_example=True,
                )
            )
    Observation.objects.bulk_create(seen)
