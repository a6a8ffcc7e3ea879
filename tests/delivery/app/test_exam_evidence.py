"""Marks of the test after a batch become assessments: once, with their evidence, and only where they suffice."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.delivery.app.models import Exam, Sitting
from saindege.people.app import actions as people_actions
from saindege.people.app.models import Assessment, Competency
from saindege.programme.app.models import CourseCompetency

AT = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def tested(course_class):
    """Two sat the test after the course: 82 and 55."""
    arsip = Competency.objects.create(code="arsip", name="Arsip", name_en="Filing", kind="technical")
    CourseCompetency.objects.create(course=course_class.batch.course, competency="arsip", level=2)
    exam = Exam.objects.create(
        batch=course_class.batch, phase="post", minutes=30, opens_at=AT - timedelta(hours=2), closes_at=AT,
        questions=[], seed=1,
    )  # fmt: skip
    for person, mark in zip(course_class.people, (82, 55), strict=False):
        Sitting.objects.create(exam=exam, person=person, begun_at=AT, ends_at=AT, handed_in_at=AT, mark=mark)
    return course_class, arsip


def address(course_class) -> str:
    return reverse("delivery:exam_evidence", args=[course_class.batch.course.pk, course_class.batch.pk])


def test_marks_that_suffice_become_assessments_once(tested, client_for):
    course_class, arsip = tested
    officer = client_for("bkpsdm")

    page = officer.get(address(course_class)).content.decode()
    for _ in range(2):
        officer.post(address(course_class))

    made = Assessment.objects.get()
    assert "1 penilaian dapat disimpan" in page and "belum cukup" in page
    assert (made.person, made.competency, made.source, made.level) == (
        course_class.people[0], arsip, "test", 2,
    )  # fmt: skip
    assert (made.assessed_on, made.evidence) == (AT.date(), "Tes akhir Arsip Surat, Angkatan 1")
    assert "Semua yang dapat disimpan sudah tersimpan." in officer.get(address(course_class)).content.decode()


def test_own_pass_mark_of_the_course_counts(tested, client_for):
    course_class, _arsip = tested
    course_class.batch.course.pass_post_mark = 90
    course_class.batch.course.save()

    client_for("bkpsdm").post(address(course_class))

    assert not Assessment.objects.exists()


def test_course_without_competencies_says_what_to_do(course_class, client_for):
    page = client_for("bkpsdm").get(address(course_class)).content.decode()

    assert "Kursus ini belum menyebut kompetensi" in page
    assert reverse("programme:contents", args=[course_class.batch.course.pk]) in page


def test_only_organisers_take_tests_over(tested, client_for, account):
    course_class, _arsip = tested

    assert client_for("peserta").get(address(course_class)).status_code == 404
    with pytest.raises(NotAllowed):
        people_actions.assess_by_test(account("atasan"), [], at=AT)
