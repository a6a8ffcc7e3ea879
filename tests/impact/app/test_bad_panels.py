"""Offices from which little or nothing can be learned: the page refuses or warns in words, and never says proven."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Job
from saindege.impact.app import jobs
from saindege.impact.app.models import OfficeTraining, Study, StudyResult
from saindege.service.app.models import Measurement
from tests.impact.app.conftest import WAVES

Dates = Callable[[int], date | None]


def ask(study: Study, client: Client, dates: Dates, only: int = 20) -> str:
    rows = OfficeTraining.objects.filter(study=study).order_by("office__code")
    for place, row in enumerate(rows):
        if place >= only:
            row.delete()
            continue
        row.trained_on = dates(place)
        row.save()
    answer = client.post(reverse("impact:study_estimate", args=[study.pk]), follow=True)
    for job in Job.objects.filter(kind="impact.estimate"):
        jobs.estimate(job, lambda done, total, message: None)
        answer = client.get(reverse("impact:study", args=[study.pk]))
    said = re.sub(r"<[^>]+>", " ", answer.content.decode())
    assert answer.status_code == 200
    assert not re.search(r"\b(nan|inf|None)\b", said, re.IGNORECASE)
    return said


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (lambda place: date(2025, 1, 10) if place < 8 else None, "sejak"),
        (lambda place: None, "dilatih"),
    ],
    ids=["all trained in the first month", "nobody trained"],
)
def test_nothing_to_compare_is_refused_with_what_to_do(
    study: Study, measure: Callable[[float], Measurement], client_for, media: Path, dates: Dates, words: str
) -> None:
    measure(-0.4)

    said = ask(study, client_for("analis"), dates)

    assert words in said and not StudyResult.objects.exists()


@pytest.mark.parametrize(
    ("dates", "only"),
    [
        (lambda place: WAVES[0], 20),
        (lambda place: WAVES[0] if place == 0 else None, 20),
        (lambda place: WAVES[0] if place == 0 else None, 3),
        (lambda place: WAVES[place % 2], 20),
        (lambda place: date(2025, 1, 10) if place < 3 else WAVES[0] if place < 7 else None, 20),
    ],
    ids=[
        "all at once",
        "one trained office",
        "three offices",
        "nobody never trained",
        "some from the first month",
    ],
)
def test_little_to_compare_is_told_and_never_called_proven(
    study: Study, measure: Callable[[float], Measurement], client_for, media: Path, dates: Dates, only: int
) -> None:
    measure(-0.4)

    said = ask(study, client_for("analis"), dates, only)

    assert "Terbukti membaik" not in said
    result = StudyResult.objects.first()
    assert result is None or result.figures["main"]["verdict"] == "belum_terbukti"


def test_outcome_that_never_moves_is_told(
    study: Study, measure: Callable[[float], Measurement], client_for, media: Path
) -> None:
    measured = measure(0.0)
    measured.panel = [
        {**row, "mean_log_working_hours": 2.0, "mean_working_hours": 7.389, "median_working_hours": 7.389}
        for row in measured.panel
    ]
    measured.save()

    said = ask(study, client_for("analis"), lambda place: WAVES[0] if place < 10 else None)

    assert "Belum terbukti" in said
