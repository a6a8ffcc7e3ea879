"""Handing in a test with questions left open: asked once more, while there is time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.delivery.app import actions
from saindege.delivery.app.models import Exam, Sitting
from saindege.delivery.exam.question import read_question

WIB = timezone(timedelta(hours=7))


@pytest.fixture
def sitting(course_class):
    """Somebody sits at a test of two questions."""
    now, made, person = datetime.now(WIB), course_class, course_class.people[0]
    keys = [
        actions.add_question(made.officer, made.batch.course, read_question("truth", text, ["benar"]), topic="a", at=now).pk
        for text in ("Satu?", "Dua?")
    ]  # fmt: skip
    exam = Exam.objects.create(
        batch=made.batch, phase="pre", minutes=30, opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1),
        questions=keys, seed=1,
    )  # fmt: skip
    return actions.begin_sitting(person.account, exam, person, at=now)


def hand_in(sitting, client_for, **more):
    first = sitting.exam.questions[0]
    address = reverse("delivery:exam", args=[sitting.exam_id])
    form = {"langkah": "selesai", f"q{first}": "ya", **more}
    return client_for(sitting.person.account).post(address, form)


def is_handed_in(sitting):
    return Sitting.objects.get(pk=sitting.pk).handed_in_at is not None


def test_open_questions_are_told_and_the_answers_are_kept(sitting, client_for):
    page = hand_in(sitting, client_for)

    assert page.status_code == 422
    assert "Satu soal belum dijawab." in page.text and "Kumpulkan juga" in page.text
    assert sitting.answers.count() == 1
    assert not is_handed_in(sitting)


def test_whoever_is_sure_hands_in_all_the_same(sitting, client_for):
    hand_in(sitting, client_for, yakin="1")

    assert is_handed_in(sitting)


def test_whole_sheet_is_handed_in_at_once(sitting, client_for):
    hand_in(sitting, client_for, **{f"q{sitting.exam.questions[1]}": "tidak"})

    assert is_handed_in(sitting)


def test_nothing_is_asked_at_the_last_moment(sitting, client_for):
    Sitting.objects.update(ends_at=datetime.now(WIB) + timedelta(seconds=2))

    hand_in(sitting, client_for)

    assert is_handed_in(sitting)
