"""Times of a batch's tests: moved as the class is moved, also once somebody has begun; the questions stand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery.app import actions
from saindege.delivery.app.actions.exam_windows import move_exams
from saindege.delivery.app.models import Exam, Sitting
from saindege.delivery.exam.question import read_question

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
WINDOWS = {
    "pre": (BEGIN - timedelta(days=1), BEGIN + timedelta(hours=1)),
    "post": (BEGIN + timedelta(days=1), BEGIN + timedelta(days=2)),
}
TYPED = {
    "langkah": "waktu",
    "pre_opens": "2026-11-23T08:30", "pre_closes": "2026-11-24T09:30",
    "post_opens": "2026-12-01T12:00", "post_closes": "2026-12-02T12:00",
}  # fmt: skip


@pytest.fixture
def begun(course_class):
    """Both tests are arranged, and somebody has begun the one before."""
    pre, post = (
        Exam.objects.create(
            batch=course_class.batch, phase=phase, minutes=30, opens_at=opens, closes_at=closes, questions=[], seed=1
        )
        for phase, (opens, closes) in WINDOWS.items()
    )  # fmt: skip
    actions.begin_sitting(course_class.people[0].account, pre, course_class.people[0], at=BEGIN)
    return course_class, post


def page_of(made):
    return reverse("delivery:exams", args=[made.batch.course_id, made.batch.pk])


def test_test_after_is_moved_though_the_test_before_has_begun(begun, client_for):
    made, post = begun
    client = client_for(made.officer)
    shown = client.get(page_of(made))

    done = client.post(page_of(made), TYPED, follow=True)

    assert "Sudah ada yang memulai, jadi soalnya tetap." in shown.text
    assert 'value="2026-11-25T08:30"' in shown.text and "Lama tes" not in shown.text
    assert "Waktu tes disimpan. Soalnya tetap." in done.text
    post.refresh_from_db()
    assert post.opens_at == datetime(2026, 12, 1, 12, 0, tzinfo=WIB)
    entry = AuditEntry.objects.get(action="delivery.exams_moved")
    assert set(entry.detail) == {"post_opens", "post_closes"}


def test_whoever_sits_keeps_the_time_that_was_given(begun):
    made, _ = begun

    move_exams(made.officer, made.batch, {**WINDOWS, "pre": (BEGIN, BEGIN + timedelta(minutes=1))}, at=BEGIN)

    assert Sitting.objects.get().ends_at == BEGIN + timedelta(minutes=30)


def test_test_after_that_opens_before_the_test_before_is_refused(begun, client_for):
    made, post = begun

    page = client_for(made.officer).post(page_of(made), {**TYPED, "post_opens": "2026-11-23T08:00"})

    assert page.status_code == 422
    assert "Tes akhir harus dibuka sesudah tes awal dibuka." in page.text
    post.refresh_from_db()
    assert post.opens_at == WINDOWS["post"][0]


def test_only_organisers_move_tests(begun):
    made, _ = begun

    with pytest.raises(NotAllowed):
        move_exams(made.speaker, made.batch, WINDOWS, at=BEGIN)


def test_arranging_anew_starts_from_what_is_arranged(course_class, client_for):
    for phase, (opens, closes) in WINDOWS.items():
        Exam.objects.create(batch=course_class.batch, phase=phase, minutes=45, opens_at=opens, closes_at=closes, questions=[], seed=1)  # fmt: skip
    asked = read_question("truth", "Benar?", ["benar"])
    actions.add_question(course_class.officer, course_class.batch.course, asked, topic="a", at=BEGIN)

    page = client_for(course_class.officer).get(page_of(course_class))

    assert 'value="45"' in page.text and 'value="2026-11-26T08:30"' in page.text
