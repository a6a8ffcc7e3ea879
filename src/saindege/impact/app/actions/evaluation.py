"""Writes of an evaluation: reactions, marks of tests, behaviour agreed and seen."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.impact import evaluation
from saindege.impact.app import access
from saindege.impact.app.models import (
    BehaviourAnswer,
    BehaviourRater,
    LearningMarks,
    RaterKind,
    ReactionAnswer,
    ReactionGiven,
    TargetBehaviour,
)
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


class NotNow(SaindegeError):
    """The time for this answer has not come, or is over."""

    code = "not_now"


def give_reaction(by: Account, batch: Batch, marks: Mapping[str, int], comment: str, *, at: datetime) -> None:
    """Keep what somebody who attended says, apart from who says it; a second answer changes nothing.

    Raises
    ------
    NotNow : the course is not over yet
    """
    require(access.may_react(by, batch))
    ends_at = batch.sessions.aggregate(last=Max("ends_at"))["last"]
    if ends_at is None or at < ends_at:
        raise NotNow(
            Sentence(
                id="Kursus ini belum selesai. Tanggapan dibuka setelah sesi terakhir.",
                en="This course is not over yet. Answers open after its last meeting.",
            )
        )
    person = Person.objects.get(account=by)
    with transaction.atomic():
        _given, is_new = ReactionGiven.objects.get_or_create(batch=batch, person=person)
        if not is_new:
            return
        ReactionAnswer.objects.create(
            batch=batch,
            marks=dict(marks),
            comment=comment,
            rule_version=evaluation.load().version,
            is_example=batch.is_example,
        )
        # Without the actor: the record must not say who answered when.
        base_actions.record(by=None, action="impact.reaction_given", subject=batch, at=at)


def keep_marks(
    by: Account,
    batch: Batch,
    marks: Mapping[uuid.UUID, tuple[float | None, float | None]],
    *,
    at: datetime,
) -> int:
    """Keep marks before and after, person to both; a person's earlier marks are replaced. Returns how many."""
    require(access.may_keep_evaluation(by))
    with transaction.atomic():
        for person, (pre, post) in marks.items():
            LearningMarks.objects.update_or_create(
                batch=batch,
                person_id=person,
                defaults={"pre": pre, "post": post, "by": by, "at": at, "is_example": batch.is_example},
            )
        base_actions.record(
            by=by, action="impact.marks_kept", subject=batch, at=at, detail={"people": len(marks)}
        )
    return len(marks)


def agree_target(by: Account, batch: Batch, person: Person, words: str, *, at: datetime) -> TargetBehaviour:
    """Write down what is to be seen after the course, and whom to ask about it.

    It may be changed until the first answer about it is given.

    Raises
    ------
    NotNow : the course is over, so that nothing can be agreed before it, or somebody has answered already
    """
    require(access.may_agree_target(by, person))
    bounds = batch.sessions.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    if bounds["last"] is not None and at > bounds["last"]:
        raise NotNow(
            Sentence(
                id="Kursus ini sudah selesai. Perilaku sasaran hanya dapat disepakati sebelumnya.",
                en="This course is over. A target behaviour can only be agreed before it.",
            )
        )
    if BehaviourAnswer.objects.filter(rater__target__batch=batch, rater__target__person=person).exists():
        raise NotNow(
            Sentence(
                id="Perilaku ini sudah mulai dinilai, jadi tidak diubah lagi.",
                en="This behaviour is being answered already, so it is not changed any more.",
            )
        )
    with transaction.atomic():
        target, is_new = TargetBehaviour.objects.update_or_create(
            batch=batch,
            person=person,
            defaults={
                "words": words, "agreed_by": by, "agreed_at": at, "is_example": batch.is_example,
            },
        )  # fmt: skip
        if is_new:
            BehaviourRater.objects.bulk_create(_raters(target))
        base_actions.record(
            by=by,
            action="impact.target_agreed",
            subject=target,
            at=at,
            detail={"raters": target.raters.count()},
        )
    return target


def _raters(target: TargetBehaviour) -> list[BehaviourRater]:
    """The person, the superior, and colleagues of the same office drawn by lot; those with an account first."""
    person = target.person
    asked = [BehaviourRater(target=target, person=person, kind=RaterKind.SELF)]
    if person.superior is not None:
        asked.append(BehaviourRater(target=target, person=person.superior, kind=RaterKind.SUPERIOR))
    taken = {one.person_id for one in asked}
    colleagues = [
        one
        for one in Person.objects.filter(office=person.office, missing_since=None).only("pk", "account_id")
        if one.pk not in taken
    ]
    # Drawn from the target's own random key: nobody chooses the peers.
    colleagues.sort(
        key=lambda one: (one.account_id is None, hashlib.sha256(f"{target.pk}/{one.pk}".encode()).digest())
    )
    most = evaluation.load().most_peers
    return [
        *asked,
        *(BehaviourRater(target=target, person=one, kind=RaterKind.PEER) for one in colleagues[:most]),
    ]


def rate_behaviour(by: Account, rater: BehaviourRater, mark: int, *, at: datetime) -> BehaviourAnswer:
    """Keep how often the behaviour was seen; the first answer of a day stands.

    Raises
    ------
    NotNow : no answer is open today
    """
    require(access.may_rate(by, rater))
    today: date = timezone.localdate(at)
    last = rater.target.batch.sessions.aggregate(last=Max("ends_at"))["last"]
    rules = evaluation.load()
    window = evaluation.day_due(timezone.localdate(last), today, rules) if last else None
    if window is None or mark not in rules.steps:
        raise NotNow(
            Sentence(
                id="Penilaian ini sedang tidak dibuka. Lihat tanggalnya di daftar Anda.",
                en="This answer is not open now. See its date on your list.",
            )
        )
    with transaction.atomic():
        kept, is_new = BehaviourAnswer.objects.get_or_create(
            rater=rater,
            day=window.day,
            defaults={"mark": mark, "answered_on": today, "is_example": rater.target.is_example},
        )
        if is_new:
            # Peers are not named in the record either.
            by_name = None if rater.kind == RaterKind.PEER else by
            base_actions.record(
                by=by_name,
                action="impact.behaviour_seen",
                subject=rater.target,
                at=at,
                detail={"day": window.day, "kind": rater.kind},
            )
    return kept
