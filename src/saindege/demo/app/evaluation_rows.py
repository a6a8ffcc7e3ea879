"""Reactions, marks, behaviour, costs and the index of the demonstration city, in the database."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.utils import timezone

from saindege.base import chance
from saindege.base.app.models import Account
from saindege.demo import evaluation
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.impact.app import actions, queries
from saindege.impact.app.models import (
    BatchCost,
    BehaviourAnswer,
    BehaviourRater,
    LearningMarks,
    OfficialIndex,
    ReactionAnswer,
    ReactionGiven,
    TargetBehaviour,
)
from saindege.impact.evaluation import load
from saindege.impact.professionalism.lists import Facts, OfficialResult
from saindege.impact.professionalism.score import PARTS
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

_DAYS_BEFORE = timedelta(days=3)


def write_evaluations(made: City, officer: Account, now: datetime) -> None:
    """Store what was said, learned and done; done once."""
    if ReactionAnswer.objects.exists():
        return
    people = _people(made)
    batches = _batches(made)
    with transaction.atomic():
        for found in evaluation.evaluate_batches(made):
            _write(made, found, batches[found.batch], people, officer, now)


def _people(made: City) -> list[Person]:
    rows = Person.objects.in_bulk([identity.key(made.seed, "person", one.number) for one in made.staff])
    return [rows[identity.key(made.seed, "person", one.number)] for one in made.staff]


def _batches(made: City) -> list[Batch]:
    keys = [identity.key(made.seed, "batch", number) for number in range(len(made.batches))]
    rows = Batch.objects.select_related("course").in_bulk(keys)
    return [rows[key] for key in keys]


def _write(
    made: City,
    found: evaluation.BatchEvaluation,
    batch: Batch,
    people: list[Person],
    officer: Account,
    now: datetime,
) -> None:
    name = f"{batch.course.code}.{batch.name}"
    ReactionGiven.objects.bulk_create(
        ReactionGiven(
            id=identity.key(made.seed, "reaction given", f"{name}.{one}"), batch=batch, person=people[one]
        )
        for one in found.answered
    )
    ReactionAnswer.objects.bulk_create(
        ReactionAnswer(
            id=identity.key(made.seed, "reaction", f"{name}.{place}"),
            batch=batch,
            marks=marks,
            rule_version=load().version,
            is_example=True,
        )
        for place, marks in enumerate(found.reactions)
    )
    LearningMarks.objects.bulk_create(
        LearningMarks(
            batch=batch, person=people[one], pre=pre, post=post, by=officer, at=now, is_example=True
        )
        for one, (pre, post) in found.marks.items()
    )
    _write_targets(made, found, batch, people, officer)
    if found.cost is not None:
        paid = batch.cost_rupiah
        shares = {part: round(paid * found.cost[part]) for part in ("fees", "travel", "materials")}
        rest = {key: value for key, value in found.cost.items() if key not in shares}
        BatchCost.objects.create(batch=batch, by=officer, at=now, is_example=True, **shares, **rest)


def _write_targets(
    made: City, found: evaluation.BatchEvaluation, batch: Batch, people: list[Person], officer: Account
) -> None:
    first_at = batch.sessions.order_by("starts_at").values_list("starts_at", flat=True)[0]
    targets, raters, answers = [], [], []
    for target in found.targets:
        key = identity.key(made.seed, "target", f"{batch.course.code}.{batch.name}.{target.person}")
        row = TargetBehaviour(
            id=key,
            batch=batch,
            person=people[target.person],
            words=target.words,
            agreed_by=officer,
            agreed_at=first_at - _DAYS_BEFORE,
            is_example=True,
        )
        targets.append(row)
        asked = {
            (kind, person): BehaviourRater(
                id=uuid.uuid5(key, f"{kind}.{person}"), target=row, person=people[person], kind=kind
            )
            for kind, person in target.raters
        }
        raters += asked.values()
        answers += [
            BehaviourAnswer(
                rater=asked[(seen.kind, seen.rater)],
                day=seen.day,
                mark=seen.mark,
                answered_on=seen.answered_on,
                is_example=True,
            )
            for seen in target.seen
        ]
    TargetBehaviour.objects.bulk_create(targets)
    BehaviourRater.objects.bulk_create(raters, batch_size=2000)
    BehaviourAnswer.objects.bulk_create(answers, batch_size=2000)


def write_index(made: City, officer: Account, now: datetime) -> None:
    """Store what other systems know of people, and an official result that differs here and there; done once."""
    if OfficialIndex.objects.exists():
        return
    year = timezone.localdate(now).year
    people = _people(made)
    facts = {
        person.pk: Facts(str(person.nip or person.pk), row, known.performance, known.discipline,
                         known.post_training, known.technical_hours, known.seminar)
        for row, (person, known) in enumerate(zip(people, evaluation.draw_known(made), strict=True), start=2)
    }  # fmt: skip
    with transaction.atomic():
        actions.take_facts(officer, _file(made, "siasn-kinerja-contoh.xlsx", year), facts, at=now)
        found = queries.index_of(queries.civil_servants(), year)
        points = np.column_stack([getattr(found.index, part) for part in PARTS])
        official = evaluation.draw_official(made.seed, points, _known_points(found))
        results = {
            key: OfficialResult(str(key), row, dict(zip(PARTS, values, strict=True)))
            for row, (key, values) in enumerate(zip(found.keys, official.tolist(), strict=True), start=2)
        }
        actions.take_official(officer, _file(made, "ip-asn-resmi-contoh.xlsx", year), results, at=now)


def _file(made: City, name: str, year: int) -> actions.ListFile:
    checksum = hashlib.sha256(f"{chance.MOST_SEED}/{made.seed}/{name}".encode()).hexdigest()
    return actions.ListFile(name, checksum, year, is_example=True)


def _known_points(found: queries.CityIndex) -> list[list[list[float]]]:
    """Points that the rule can give to each person, part by part."""
    book = found.index.book
    common = [sorted(set(book.qualification.values())), sorted({step.points for step in book.performance})]
    discipline = sorted({step.points for step in book.discipline})
    competence = {}
    for post, table in book.competence.items():
        worth = list(table.values())
        competence[post] = sorted(
            {sum(w for place, w in enumerate(worth) if chosen >> place & 1) for chosen in range(8)}
        )
    return [
        [common[0], competence[book.post_types[code]], common[1], discipline]
        for code in found.index.records.post_type.tolist()
    ]
