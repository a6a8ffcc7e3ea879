"""A service of twenty offices with monthly figures, and a study of it."""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from saindege.base.app.models import Account
from saindege.impact.app import actions
from saindege.impact.app.models import OfficeTraining, Study
from saindege.impact.study import month_number, month_of
from saindege.people.app.models import Office
from saindege.service.app.models import Measurement, Service
from tests.impact.app.class_that_ended import Ended, make_ended_class

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
WAVES = (date(2025, 9, 17), date(2026, 1, 21))


@pytest.fixture
def offices(db: None) -> list[Office]:
    return [
        Office.objects.create(code=f"K{i:02d}", name=f"Kelurahan Contoh {i:02d}", kind="urban_village")
        for i in range(20)
    ]


@pytest.fixture
def service(offices: list[Office]) -> Service:
    made = Service.objects.create(code="SKD", name="Surat keterangan domisili", promise="1 hari kerja")
    made.offices.set(offices)
    return made


@pytest.fixture
def measure(service: Service, offices: list[Office]) -> Callable[[float], Measurement]:
    """Store monthly figures in which the training changed the logarithm of hours by so much."""

    def store(effect: float) -> Measurement:
        rng = np.random.default_rng(7)
        panel = []
        for i, office in enumerate(offices):
            day = WAVES[i // 6] if i < 12 else None
            level = 2 + rng.normal(0, 0.3)
            for month in range(month_number(date(2025, 1, 1)), month_number(date(2026, 6, 1)) + 1):
                is_trained = day is not None and month >= month_number(day)
                value = float(level + rng.normal(0, 0.08) + effect * is_trained)
                panel.append(
                    {
                        "office": str(office.pk),
                        "month": f"{month_of(month):%Y-%m}",
                        "cases": 30,
                        "is_watched": True,
                        "mean_log_working_hours": value,
                        "mean_working_hours": math.exp(value),
                        "median_working_hours": math.exp(value),
                        "rework_share": float(rng.uniform(0.1, 0.2)),
                        "on_time_share": float(rng.uniform(0.7, 0.9)),
                        "open_share": 0.01,
                    }
                )
        return Measurement.objects.create(
            service=service, figures={}, panel=panel, data_hash="0" * 64, version="0", measured_at=AT
        )

    return store


@pytest.fixture
def analyst(account: Callable[..., Account]) -> Account:
    return account("analis", display_name="Analis Contoh")


@pytest.fixture
def study(analyst: Account, service: Service) -> Study:
    fields = actions.StudyFields(
        "Apakah Bimtek mempercepat domisili?", service, None, "log_working_hours", "lottery"
    )
    return actions.plan_study(analyst, fields, key=uuid.uuid4(), at=AT)


@pytest.fixture
def trained(study: Study, offices: list[Office]) -> Study:
    for i, office in enumerate(offices[:12]):
        OfficeTraining.objects.filter(study=study, office=office).update(trained_on=WAVES[i // 6])
    return study


@pytest.fixture
def answered(
    analyst: Account, trained: Study, measure: Callable[[float], object], media: Path
) -> Callable[[float], Study]:
    def answer(effect: float) -> Study:
        measure(effect)
        actions.estimate_study(analyst, trained.pk, at=AT, tell=lambda done, total, message: None)
        return trained

    return answer


@pytest.fixture
def ended(db: None) -> Ended:
    return make_ended_class()
