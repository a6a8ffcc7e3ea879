"""Writes of calls for topics: open one, take what is offered, review, choose, thank."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import Problem, SaindegeError, Sentence
from saindege.programme.app import access
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import Topic, TopicCall, TopicReview, TopicState

LINK_WORD_BYTES = 12
# A link that leaked must not fill the disk.
MOST_TOPICS = 500


@dataclass(frozen=True, slots=True)
class CallFields:
    """What an officer writes about a call."""

    title: str
    text: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class TopicFields:
    """What somebody offers."""

    title: str
    summary: str
    speaker_name: str
    institution: str
    contact: str


class CallClosed(SaindegeError):
    """A call takes topics between its days only."""

    code = "conflict"

    def __init__(self, call: TopicCall, day: date) -> None:
        if day < call.opens_on:
            said = Sentence(
                id=f"Panggilan ini dibuka {call.opens_on:%d-%m-%Y}. Kembalilah pada hari itu.",
                en=f"This call opens on {call.opens_on}. Come back on that day.",
            )
        else:
            said = Sentence(
                id="Panggilan ini sudah ditutup. Hubungi kami untuk panggilan berikutnya.",
                en="This call is closed. Ask us about the next one.",
            )
        super().__init__(said)


def save_call(by: Account, fields: CallFields, *, key: uuid.UUID, at: datetime) -> TopicCall:
    """Keep a call, new or changed; a new one gets its link at once.

    Raises
    ------
    NotSaved : it closes before it opens, or it would open and close in a past year
    """
    require(access.may_keep_partners(by))
    today = timezone.localdate(at)
    if fields.closes_on < max(fields.opens_on, today):
        floor = max(fields.opens_on, today)
        problem = Problem(
            "out_of_range",
            Sentence(
                id=f"Tutup {fields.closes_on:%d-%m-%Y} terlalu awal. Pilih {floor:%d-%m-%Y} atau sesudahnya.",
                en=f"It closes on {fields.closes_on}, which is too early. Choose {floor} or later.",
            ),
            column="closes_on",
        )
        raise NotSaved(problem.sentence, code=problem.code, problems=[problem])
    with transaction.atomic():
        call, is_new = TopicCall.objects.get_or_create(
            pk=key,
            defaults={
                **asdict(fields),
                "link_word": secrets.token_hex(LINK_WORD_BYTES),
                "is_example": by.is_example,
            },
        )
        if not is_new:
            for name, value in asdict(fields).items():
                setattr(call, name, value)
            call.save()
        base_actions.record(by=by, action="programme.call_kept", subject=call, at=at)
    return call


def renew_call_link(by: Account, call: TopicCall, *, at: datetime) -> TopicCall:
    """Give a call another link; the one before opens nothing any more."""
    require(access.may_keep_partners(by))
    return _set_word(by, call, secrets.token_hex(LINK_WORD_BYTES), at)


def withdraw_call_link(by: Account, call: TopicCall, *, at: datetime) -> TopicCall:
    """Take the link of a call away."""
    require(access.may_keep_partners(by))
    return _set_word(by, call, "", at)


def offer_topic(call: TopicCall, token: str, fields: TopicFields, *, key: uuid.UUID, at: datetime) -> Topic:
    """Take a topic that somebody offers through the link of a call; a second click is the same topic.

    Raises
    ------
    CallClosed : it is not open today, or it is full
    """
    require(access.may_use_call_link(call, token))
    today = timezone.localdate(at)
    with transaction.atomic():
        locked = TopicCall.objects.select_for_update().get(pk=call.pk)
        before = locked.topics.filter(pk=key).first()
        if before is not None:
            return before
        if not locked.opens_on <= today <= locked.closes_on or locked.topics.count() >= MOST_TOPICS:
            raise CallClosed(locked, today)
        topic = Topic.objects.create(
            pk=key, call=locked, offered_at=at, is_example=locked.is_example, **asdict(fields)
        )
        base_actions.record(by=None, action="programme.topic_offered", subject=topic, at=at)
    return topic


def review_topic(by: Account, topic: Topic, *, fit: int, note: str, at: datetime) -> TopicReview:
    """Keep what one reviewer says of a topic; saying it again replaces it, until it is decided.

    Raises
    ------
    NotSaved : the fit is none of 1 to 5, or the topic is decided
    """
    require(access.may_keep_partners(by))
    _require_open(topic)
    if not 1 <= fit <= 5:
        problem = Problem(
            "out_of_range", Sentence(id="Pilih nilai 1 sampai 5.", en="Choose a fit of 1 to 5."), column="fit"
        )
        raise NotSaved(problem.sentence, code=problem.code, problems=[problem])
    with transaction.atomic():
        review, _is_new = TopicReview.objects.update_or_create(
            topic=topic, reviewer=by, defaults={"fit": fit, "note": note.strip(), "at": at}
        )
        base_actions.record(by=by, action="programme.topic_reviewed", subject=topic, at=at)
    return review


def decide_topic(by: Account, topic: Topic, *, is_chosen: bool, at: datetime) -> Topic:
    """Choose a topic, or do not; somebody has reviewed it before.

    Raises
    ------
    NotSaved : nobody has reviewed it, or it is decided
    """
    require(access.may_keep_partners(by))
    with transaction.atomic():
        locked = Topic.objects.select_for_update().get(pk=topic.pk)
        _require_open(locked)
        if not locked.reviews.exists():
            problem = Problem(
                "empty",
                Sentence(
                    id="Topik ini belum ditelaah. Beri nilai dahulu, lalu putuskan.",
                    en="Nobody has reviewed this topic. Give it a fit first, then decide.",
                ),
                column="fit",
            )
            raise NotSaved(problem.sentence, code=problem.code, problems=[problem])
        locked.state = TopicState.CHOSEN if is_chosen else TopicState.DECLINED
        locked.decided_at, locked.decided_by = at, by
        locked.save()
        base_actions.record(by=by, action=f"programme.topic_{locked.state}", subject=locked, at=at)
    return locked


def mark_thanked(by: Account, topic: Topic, *, at: datetime) -> Topic:
    """Write down that the letter was sent; saying it twice keeps the first day."""
    require(access.may_keep_partners(by))
    with transaction.atomic():
        locked = Topic.objects.select_for_update().get(pk=topic.pk)
        if locked.thanked_at is None and locked.state != TopicState.NEW:
            locked.thanked_at = at
            locked.save(update_fields=["thanked_at"])
            base_actions.record(by=by, action="programme.topic_thanked", subject=locked, at=at)
    return locked


def _require_open(topic: Topic) -> None:
    if topic.state != TopicState.NEW:
        problem = Problem(
            "conflict",
            Sentence(
                id="Topik ini sudah diputuskan. Muat ulang halamannya.",
                en="This topic is decided. Load the page again.",
            ),
        )
        raise NotSaved(problem.sentence, code=problem.code, problems=[problem])


def _set_word(by: Account, call: TopicCall, word: str, at: datetime) -> TopicCall:
    action = "programme.call_link_renewed" if word else "programme.call_link_withdrawn"
    with transaction.atomic():
        call.link_word = word
        call.save(update_fields=["link_word"])
        base_actions.record(by=by, action=action, subject=call, at=at)
    return call
