"""Writes of a batch's papers: ask for all of them, keep the archive, mark evidence that only people can see."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import BadInput, Sentence
from saindege.delivery import attendance, evidence
from saindege.delivery.app import access
from saindege.delivery.app.models import BundleKind, EvidenceMark, PaperBundle
from saindege.delivery.app.queries.bundles import FOLDER
from saindege.delivery.app.queries.documents import NobodyCalled
from saindege.programme.app.models import Batch

PRINT = "delivery.print_papers"


class UnknownEvidence(BadInput):
    """The list of the expense report has no such paper that people mark."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Berkas ini tidak ada di daftar, atau dilihat sistem sendiri. Pilih dari daftar.",
                en="This paper is not on the list, or the program finds it itself. Choose from the list.",
            ),
            code="unknown_value",
        )


def ask_for_papers(
    by: Account, batch: Batch, *, at: datetime, result_url: str, kind: str = BundleKind.ALL
) -> Job:
    """Ask for one archive of many papers; each asking makes a new one, since papers change.

    Raises
    ------
    documents.NobodyCalled : assignment letters are asked for, and nobody is called
    """
    require(access.may_organise(by))
    if kind == BundleKind.ASSIGNMENT and not batch.participants.exists():
        raise NobodyCalled
    with transaction.atomic():
        bundle = PaperBundle.objects.create(batch=batch, kind=kind, asked_at=at, asked_by=by)
        base_actions.record(
            by=by, action="delivery.papers_asked", subject=bundle, at=at, detail={"kind": str(kind)}
        )
        return base_actions.enqueue(
            kind=PRINT,
            key=f"{PRINT}:{bundle.pk}",
            title=f"{BundleKind(kind).label}: {batch}"[:200],
            by=by,
            arguments={"bundle": str(bundle.pk)},
            result_url=result_url,
        )


def keep_bundle(
    by: Account, bundle: PaperBundle, write: Callable[[IO[bytes]], None], *, at: datetime
) -> None:
    """Put an archive into the data folder, whole or not at all; a second time it is replaced by the same."""
    require(access.may_organise(by))
    stored = f"{FOLDER}/{bundle.pk}.zip"
    target = Path(settings.MEDIA_ROOT) / stored
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".half")
    with half.open("wb") as file:
        write(file)
    os.replace(half, target)
    PaperBundle.objects.filter(pk=bundle.pk).update(stored_file=stored, made_at=at)


def mark_evidence(by: Account, batch: Batch, item: str, *, note: str, at: datetime) -> EvidenceMark:
    """Write down that a paper is there, and where it lies.

    Raises
    ------
    UnknownEvidence : the list has no such paper
    attendance.ReasonMissing : nothing is said about where it lies
    """
    require(access.may_organise(by))
    if not evidence.load().has(item):
        raise UnknownEvidence
    attendance.require_reason(note, attendance.load_rules())
    with transaction.atomic():
        values = {
            "note": note.strip()[:200],
            "marked_at": at,
            "marked_by": by,
            "is_example": batch.is_example,
        }
        mark, _ = EvidenceMark.objects.update_or_create(batch=batch, item=item, defaults=values)
        base_actions.record(
            by=by, action="delivery.evidence_marked", subject=batch, at=at, detail={"item": item}
        )
    return mark


def unmark_evidence(by: Account, batch: Batch, item: str, *, at: datetime) -> None:
    """Take a mark back."""
    require(access.may_organise(by))
    with transaction.atomic():
        gone, _ = EvidenceMark.objects.filter(batch=batch, item=item).delete()
        if gone:
            base_actions.record(
                by=by, action="delivery.evidence_unmarked", subject=batch, at=at, detail={"item": item}
            )
