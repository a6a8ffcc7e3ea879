"""Reads of calls for topics: their links, what was offered, what reviewers say, the letters of thanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import fmean
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account
from saindege.programme import link, thanks
from saindege.programme.app import access
from saindege.programme.app.models import Topic, TopicCall, TopicReview, TopicState


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic that was offered.

    Attributes
    ----------
    reviews : of all reviewers, earliest first
    fit : mean of their fits, 1 to 5; None before the first
    mine : what the reader has said
    letter : text of the letter, ready to be sent; empty until it is decided
    """

    topic: Topic
    reviews: tuple[TopicReview, ...]
    fit: float | None
    mine: TopicReview | None
    letter: str


def call_rows() -> QuerySet[TopicCall]:
    """Return calls with ``offered`` and ``waiting`` topics, those that close last first."""
    return TopicCall.objects.annotate(
        offered=Count("topics", distinct=True),
        waiting=Count("topics", filter=Q(topics__state=TopicState.NEW), distinct=True),
    ).order_by("-closes_on", "title")


def topic_rows(call: TopicCall, reader: Account, day: date) -> list[TopicRow]:
    """Return the topics of a call: undecided first, then by fit, best first."""
    topics = call.topics.prefetch_related("reviews__reviewer")
    rows = [_row(topic, call, reader, day) for topic in topics]
    return sorted(rows, key=lambda row: (row.topic.state != TopicState.NEW, -(row.fit or 0.0)))


def call_token(call: TopicCall) -> str:
    """Return the word of a call's link; empty where there is none."""
    if not call.link_word:
        return ""
    return link.token_for(access.CALL_LINK, str(call.pk), call.link_word, settings.SECRET_KEY)


def call_by_token(token: str) -> TopicCall | None:
    """Return the call whose genuine link this is."""
    key = link.key_in(token)
    try:
        call = TopicCall.objects.filter(pk=UUID(key)).first() if key else None
    except ValueError:
        return None
    return call if call and access.may_use_call_link(call, token) else None


def _row(topic: Topic, call: TopicCall, reader: Account, day: date) -> TopicRow:
    reviews = tuple(topic.reviews.all())
    mine = next((review for review in reviews if review.reviewer_id == reader.pk), None)
    fit = fmean(review.fit for review in reviews) if reviews else None
    letter = ""
    if topic.state != TopicState.NEW:
        offer = thanks.Offer(
            topic.speaker_name,
            topic.institution,
            topic.title,
            call.title,
            topic.state == TopicState.CHOSEN,
            "",
        )
        letter = thanks.letter(offer, sender=base_queries.city().training_unit, on=day)
    return TopicRow(topic, reviews, fit, mine, letter)
