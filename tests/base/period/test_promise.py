"""Promised times as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.base.errors import BadInput


@pytest.mark.parametrize(
    ("written", "quantity", "unit"),
    [
        ("3 working days", 3, "working_days"),
        ("3 hari kerja", 3, "working_days"),
        ("3 (tiga) hari kerja", 3, "working_days"),
        ("1 Working Day", 1, "working_days"),
        ("8 jam kerja", 8, "working_hours"),
        ("1,5 jam kerja", 1.5, "working_hours"),
        ("90 menit", 1.5, "hours"),
        ("30 minutes", 0.5, "hours"),
        ("1 x 24 jam", 24, "hours"),
        ("2×24 jam", 48, "hours"),
        ("14 hari", 14, "days"),
        ("14 hari kalender", 14, "days"),
        ("2 minggu", 14, "days"),
        ("1 week", 7, "days"),
        ("5 business days", 5, "working_days"),
    ],
)
def test_promise_is_read_in_both_languages(written, quantity, unit):
    assert period.parse_promise(written) == period.Promise(pytest.approx(quantity), unit)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "cepat",
        "hari kerja",
        "0 hari kerja",
        "-1 hari",
        "1,5 hari kerja",
        "2 minggu kerja",
        "3 working days kerja",
        "3",
    ],
)
def test_promise_that_means_nothing_is_refused_with_an_example(written):
    with pytest.raises(period.PromiseRefused) as caught:
        period.parse_promise(written)

    assert caught.value.code == "unknown_value" and "3 hari kerja" in caught.value.sentence.id


def test_only_working_time_needs_a_calendar():
    assert [
        period.parse_promise(text).counts_working_time
        for text in ("3 hari kerja", "8 jam kerja", "2 hari", "24 jam")
    ] == [
        True,
        True,
        False,
        False,
    ]


@given(st.integers(1, 999), st.sampled_from(["hari kerja", "working days", "hari", "jam", "jam kerja"]))
def test_whole_quantities_come_back(count, words):
    assert period.parse_promise(f"{count} {words}").quantity == count


@given(st.text(max_size=20))
def test_any_text_is_a_promise_or_refused(text):
    try:
        assert period.parse_promise(text).quantity > 0
    except BadInput as refused:
        code = refused.code
    else:
        code = "unknown_value"

    assert code == "unknown_value"
