"""Passing by attendance and marks: who passes, why not, and what is said to whom."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.urls import reverse

from saindege.delivery.app import actions, queries
from saindege.delivery.app.models import CheckIn, Exam, Observation, Rubric, Sitting
from saindege.programme.app.models import Course

WIB = timezone(timedelta(hours=7))
ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)


@pytest.fixture
def tested(finished):
    """Everybody was there; the test after is over and Amran sat it."""
    exam = Exam.objects.create(
        batch=finished.batch,
        phase="post",
        minutes=30,
        opens_at=ISSUED - timedelta(days=12),
        closes_at=ISSUED - timedelta(days=10),
        questions=[],
        seed=1,
    )
    sat = {"exam": exam, "begun_at": exam.opens_at, "ends_at": exam.closes_at, "handed_in_at": exam.closes_at}
    Sitting.objects.create(person=finished.people[0], mark=Decimal("62.5"), **sat)
    return finished


def ask(made, *, post=None, practice=None):
    Course.objects.filter(pk=made.batch.course_id).update(pass_post_mark=post, pass_practice_percent=practice)
    made.batch.course.refresh_from_db()


def observe(made, person, *marks, title="Loket"):
    rubric, _ = Rubric.objects.get_or_create(
        course=made.batch.course, title=title, defaults={"criteria": ["salam", "periksa"], "levels": ["a", "b", "c"]}
    )  # fmt: skip
    for observer, each in zip((made.officer, made.speaker), marks, strict=False):
        Observation.objects.create(
            rubric=rubric, batch=made.batch, person=person, observer=observer, marks=each, observed_at=ISSUED
        )


def standing(made, person):
    return queries.part_of(made.batch, person.pk).seat.standing


def waiting(made):
    return [part.person for part in queries.waiting_in(made.batch)]


def session_page(made, client_for):
    address = reverse("delivery:session", args=[made.batch.course_id, made.sessions[-1].pk])
    return client_for(made.officer).get(address).text


def test_course_that_asks_for_no_mark_lets_everybody_pass_who_was_there(tested):
    assert waiting(tested) == tested.people


def test_mark_of_the_test_holds_the_certificate_back_until_it_is_reached(tested):
    ask(tested, post=70)
    too_low = waiting(tested)

    ask(tested, post=Decimal("62.5"))

    assert too_low == []
    assert waiting(tested) == [tested.people[0]]
    assert [standing(tested, person).lacks for person in tested.people] == [(), ("post_missing",)]


def test_certificate_is_refused_to_whoever_lacks_a_mark(tested):
    ask(tested, post=70)

    with pytest.raises(actions.CertificateNotDue) as refusal:
        actions.issue_certificate(tested.officer, tested.batch, tested.people[0], at=ISSUED)

    assert "nilai" in refusal.value.sentence.id
    assert actions.issue_certificates(tested.officer, tested.batch, at=ISSUED) == 0


def test_practice_is_the_mean_of_observers_and_rubrics(tested):
    ask(tested, practice=75)
    amran, nurhayati = tested.people
    # Levels 1 to 3: marks 3, 3, 2, 2 are 75 % of the way up; the second rubric 3, 3 is 100 %.
    observe(tested, amran, [3, 3], [2, 2])
    observe(tested, amran, [3, 3], title="Berkas")
    observe(tested, nurhayati, [3, 3])

    marks = [queries.part_of(tested.batch, person.pk).seat.marks.practice for person in tested.people]

    assert marks == [87.5, None]
    assert waiting(tested) == [amran]
    assert standing(tested, nurhayati).lacks == ("practice_missing",)


def test_rubric_written_after_the_practice_takes_nothing_away(tested):
    ask(tested, practice=75)
    observe(tested, tested.people[0], [3, 3])

    Rubric.objects.create(course=tested.batch.course, title="Baru", criteria=["x"], levels=["a", "b"])

    assert waiting(tested) == [tested.people[0]]


def test_issued_certificate_and_its_hours_stand_when_the_course_asks_for_more(tested):
    issued = actions.issue_certificate(tested.officer, tested.batch, tested.people[0], at=ISSUED)
    year = tested.sessions[0].starts_at.year
    before = queries.hours_of(tested.people[0], year)

    ask(tested, post=100)

    assert queries.hours_of(tested.people[0], year) == before
    assert before.done > 0
    assert queries.certificate_by_code(issued.number).revoked_at is None
    assert queries.hours_of(tested.people[1], year).done == 0


def test_page_says_who_passes_why_not_and_what_to_do(tested, client_for):
    ask(tested, post=70, practice=60)
    observe(tested, tested.people[0], [1, 2])

    page = session_page(tested, client_for)

    assert "Siapa yang lulus: 0 dari 2" in page
    assert "nilai tes akhir paling sedikit 70" in page and "nilai praktik paling sedikit 60 %" in page
    assert "Nilai tes akhir 62,5, paling sedikit 70." in page
    assert page.count("Panggil lagi ke angkatan berikutnya.") == 2
    assert "Nilai praktik 25 %, paling sedikit 60 %. Latih lagi, lalu minta pengamat menilai ulang." in page
    assert "Tidak mengerjakan tes akhir, yang sudah ditutup." in page
    assert "Praktiknya belum dinilai lengkap." in page
    assert reverse("delivery:practice", args=[tested.batch.course_id, tested.batch.pk]) in page


def test_page_leads_to_the_test_that_nobody_prepared(finished, client_for):
    ask(finished, post=70)

    page = session_page(finished, client_for)

    assert page.count("Tes akhir belum disiapkan.") == 2
    assert "Siapkan tes akhir" in page


def test_participant_reads_what_is_missing(tested, client_for):
    ask(tested, post=70)

    page = client_for(tested.people[0].account).get(reverse("delivery:hours")).text

    assert "Nilai tes akhir kurang" in page


def test_whoever_was_not_there_is_not_to_be_reminded_of_the_test(tested, client_for):
    ask(tested, post=70)
    Exam.objects.update(closes_at=datetime.now(WIB) + timedelta(days=1))
    CheckIn.objects.filter(person=tested.people[1]).delete()

    page = session_page(tested, client_for)

    assert "Hadir 0 % dari JP" in page and "Panggil lagi ke angkatan berikutnya." in page
    assert "Ingatkan peserta ini" not in page
