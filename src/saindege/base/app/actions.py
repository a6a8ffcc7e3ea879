"""The record of what was done, and long work asked for. Called inside an area's actions, after their gate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from saindege.base.app import access
from saindege.base.app.access import require
from saindege.base.app.models import Account, AuditEntry, Job, JobState


def chain_hash(previous_hash: str, content: Mapping[str, object]) -> str:
    """Return the SHA-256 of a row of the record, bound to the row before it."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()


def record(
    *,
    by: Account | None,
    action: str,
    subject: models.Model,
    at: datetime,
    detail: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Write one row of the record in the transaction of the act itself.

    ``detail`` holds identifiers and counts, never a NIP, a mark or an answer.
    """
    content = {
        "at": at.isoformat(),
        "actor": by.pk if by else None,
        "action": action,
        "subject_type": subject._meta.model_name,
        "subject_id": str(subject.pk),
        "detail": dict(detail or {}),
    }
    with transaction.atomic():
        # SQLite takes the write lock at BEGIN IMMEDIATE; PostgreSQL locks the last row of the chain.
        last = AuditEntry.objects.select_for_update().order_by("-id").first()
        previous = last.hash if last else ""
        return AuditEntry.objects.create(
            at=at,
            actor=by,
            action=action,
            subject_type=content["subject_type"],
            subject_id=content["subject_id"],
            detail=content["detail"],
            previous_hash=previous,
            hash=chain_hash(previous, content),
        )


def enqueue(
    *,
    kind: str,
    key: str,
    title: str,
    by: Account | None,
    arguments: Mapping[str, object] | None = None,
    result_url: str = "",
) -> Job:
    """Ask for long work once; asking again with the same key returns the same job.

    Work that failed is tried again when it is asked for again.
    """
    job, made = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title,
            "asked_by": by,
            "arguments": dict(arguments or {}),
            "result_url": result_url,
        },
    )
    if not made and job.state == JobState.FAILED:
        again = {"state": JobState.WAITING, "attempts": 0, "done": 0, "message": "", "fault": {}}
        # Two who ask again at the same moment restart it once.
        Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(**again, finished_at=None)
        job.refresh_from_db()
    return job


def choose_language(by: Account, language: str) -> None:
    """Keep the language that an account reads."""
    require(access.may_change_own(by))
    Account.objects.filter(pk=by.pk).update(language=language)


def choose_theme(by: Account, theme: str) -> None:
    """Keep light, dark or the device's wish."""
    require(access.may_change_own(by))
    Account.objects.filter(pk=by.pk).update(theme=theme)
