"""Courses taken elsewhere: days and quantities that cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import outside_course

TODAY = date(2026, 11, 24)
THREE_DAYS = {"first_on": date(2026, 10, 1), "last_on": date(2026, 10, 3)}


def told(**changes):
    fields = {**THREE_DAYS, "quantity": 10, "unit": "hour", "today": TODAY, "hour_minutes": 45, **changes}
    return [(each.column, each.sentence.id) for each in outside_course.faults(**fields)]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"last_on": TODAY},
        # Three days hold 4,320 minutes: 96 learning hours.
        {"quantity": 96},
        {"quantity": 3, "unit": "day"},
        {"quantity": 9, "unit": "session"},
        {"quantity": 1, "unit": "event"},
    ],
)
def test_what_can_be_has_no_fault(fields):
    assert told(**fields) == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"last_on": date(2026, 9, 30)}, ("last_on", "30-09-2026 sebelum tanggal mulai, 01-10-2026. Perbaiki salah satunya.")),
        ({"last_on": date(2026, 11, 25)}, ("last_on", "Pelatihan ini baru selesai 25-11-2026. Ajukan sesudah selesai.")),
        ({"quantity": 0}, ("quantity", "Tulis angka lebih dari 0.")),
        ({"quantity": -2}, ("quantity", "Tulis angka lebih dari 0.")),
        ({"quantity": 96.5}, ("quantity", "96,5 JP tidak muat dalam 3 hari. Periksa jumlah dan tanggalnya.")),
        ({"quantity": 4, "unit": "day"}, ("quantity", "4 hari, padahal mulai sampai selesai 3 hari. Perbaiki salah satunya.")),
    ],
)  # fmt: skip
def test_each_fault_stands_with_its_field(fields, fault):
    assert told(**fields) == [fault]


def test_several_faults_are_told_together():
    assert [column for column, _ in told(last_on=date(2026, 9, 1), quantity=0)] == ["last_on", "quantity"]


@given(st.integers(1, 400), st.integers(0, 300))
def test_days_that_fit_their_dates_are_never_refused(days, before):
    last = date.fromordinal(TODAY.toordinal() - before)
    first = date.fromordinal(last.toordinal() - days + 1)

    assert told(first_on=first, last_on=last, quantity=days, unit="day") == []
