"""Writes of calendar addresses: make one, withdraw it."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.delivery.app import access
from saindege.delivery.app.models import CalendarFeed

WORD_BYTES = 16


def make_feed(by: Account, *, kind: str, subject: str, at: datetime) -> CalendarFeed:
    """Make a secret address for a calendar; asked for again, the living one is returned."""
    require(access.may_make_feed(by, kind) and (kind != "person" or subject == str(by.pk)))
    with transaction.atomic():
        living = CalendarFeed.objects.filter(kind=kind, subject=subject, made_by=by).exclude(link_word="")
        before = living.first()
        if before is not None:
            return before
        made = CalendarFeed.objects.create(
            kind=kind, subject=subject, link_word=secrets.token_hex(WORD_BYTES), made_at=at, made_by=by
        )
        base_actions.record(by=by, action="delivery.feed_made", subject=made, at=at, detail={"kind": kind})
    return made


def withdraw_feed(by: Account, feed: CalendarFeed, *, at: datetime) -> None:
    """Withdraw an address for ever; calendars that read it get nothing any more."""
    require(access.may_withdraw_feed(by, feed))
    with transaction.atomic():
        if CalendarFeed.objects.filter(pk=feed.pk).exclude(link_word="").update(link_word=""):
            base_actions.record(by=by, action="delivery.feed_withdrawn", subject=feed, at=at)
