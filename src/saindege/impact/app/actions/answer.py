"""Writes of the answer: an estimate asked for, made once, kept with all that is needed to make it again."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from saindege import __version__
from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.impact import answer
from saindege.impact.app import access, queries
from saindege.impact.app.models import Study, StudyResult
from saindege.impact.app.queries.records import kept_files


def ask_estimate(by: Account, key: uuid.UUID) -> Job:
    """Ask for an estimate of a study as it stands; asking twice for the same data is one job.

    Raises
    ------
    NothingToEstimate : there are no monthly figures yet, or nothing to compare with
    """
    require(access.may_arrange_studies(by))
    asked = Study.objects.select_related("service").get(pk=key)
    records = queries.records_of(asked)
    answer.require_comparison(records)
    return base_actions.enqueue(
        kind="impact.estimate",
        key=f"impact.estimate:{asked.pk}:{answer.fingerprint(records)[:24]}",
        title=f"Menghitung kajian: {asked.title}"[:200],
        by=by,
        arguments={"study": str(asked.pk)},
        result_url=reverse("impact:study", args=[asked.pk]),
    )


def estimate_study(by: Account, key: uuid.UUID, *, at: datetime, tell: answer.Tell) -> StudyResult:
    """Estimate a study and keep the answer; the same data, version and seed are kept once.

    Raises
    ------
    NothingToEstimate : there are no monthly figures yet, or nothing to compare with
    """
    require(access.may_arrange_studies(by))
    asked = Study.objects.select_related("service").get(pk=key)
    records = queries.records_of(asked)
    figures = answer.answer_study(records, tell=tell)
    fingerprint = answer.fingerprint(records)
    panel_file = f"studies/{asked.pk}/{fingerprint[:24]}.csv"
    panel = Path(settings.MEDIA_ROOT) / panel_file
    for path, content in kept_files(panel, records).items():
        _write_aside(path, content)
    with transaction.atomic():
        kept, is_new = StudyResult.objects.get_or_create(
            study=asked,
            data_hash=fingerprint,
            version=__version__,
            seed=records.seed,
            defaults={
                "figures": figures,
                "summary": {name: figures["main"][name] for name in ("verdict", "simple")},
                "panel_file": panel_file,
                "estimated_at": at,
            },
        )
        if is_new:
            base_actions.record(
                by=by,
                action="impact.study_estimated",
                subject=asked,
                at=at,
                detail={"data": fingerprint, "verdict": figures["main"]["verdict"], "plan": asked.plan_hash},
            )
    return kept


def _write_aside(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    try:
        aside.write_text(content, encoding="utf-8", newline="")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
