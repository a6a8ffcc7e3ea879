"""The page of options: hidden for few, right for the kinds of questions that have options, those to look at first."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from saindege.delivery.app.models import Exam, ExamAnswer, Question, Sitting

AT = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def asked(make_class):
    """Four questions; the better half names option 1 of the first, whose key is option 0."""
    made = make_class(people=[f"Peserta {number:02}" for number in range(20)])
    course = made.batch.course
    one, two, three, four = (
        Question.objects.create(course=course, topic="arsip", kind=kind, text=text, options=options, key=key, made_at=AT)
        for kind, text, options, key in [
            ("one", "Ke mana surat masuk?", ["Lemari", "Buku agenda", "Laci"], [0]),
            ("truth", "Surat diberi nomor.", [], True),
            ("several", "Apa isi lembar disposisi?", ["Isi", "Nama", "Cuaca"], [0, 1]),
            ("number", "Berapa hari?", [], [3.0, 0.0]),
        ]
    )  # fmt: skip
    exam = Exam.objects.create(
        batch=made.batch, phase="post", minutes=30, opens_at=AT - timedelta(hours=2), closes_at=AT,
        questions=[one.pk, two.pk, three.pk, four.pk], seed=1,
    )  # fmt: skip
    for number, person in enumerate(made.people):
        is_good = number < 10
        answers = {
            one: 1 if is_good else 0,
            two: is_good,
            three: [0, 1] if is_good else [0, 2],
            four: "3" if is_good else "9",
        }
        sitting = Sitting.objects.create(
            exam=exam, person=person, begun_at=AT, ends_at=AT, handed_in_at=AT, mark=75 if is_good else 25
        )
        for question, value in answers.items():
            score = {one: not is_good, two: is_good, three: is_good, four: is_good}[question]
            ExamAnswer.objects.create(
                sitting=sitting, question=question, value=value, answered_at=AT, score=float(score)
            )
    return made, exam


def address(made) -> str:
    return reverse("delivery:item_choices", args=[made.batch.course_id, made.batch.pk])


def test_options_to_look_at_come_first_with_what_to_do(asked, client_for):
    made, _exam = asked

    page = client_for(made.officer).get(address(made)).text
    whole = client_for(made.officer).get(address(made), {"lihat": "semua"}).text

    assert "Satu dari 3 soal perlu dilihat" in page
    assert "Ke mana surat masuk?" in page and "Surat diberi nomor." not in page
    assert "Menarik yang pandai" in page and "Kunci dipilih yang lemah" in page
    assert "Tidak ada yang memilih" in page
    assert "kelompok atas dan bawah masing-masing 5 orang (27 % nilai" in page
    assert "Satu soal tanpa pilihan tidak dimuat." in page
    assert "Surat diberi nomor." in whole and "Apa isi lembar disposisi?" in whole


def test_file_holds_every_option_of_every_kind(asked, client_for):
    made, _exam = asked

    answer = client_for(made.officer).get(address(made), {"unduh": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    told = [
        (row["pilihan"], row["kunci"], row["dipilih"], row["bagian_kelompok_atas"], row["temuan"])
        for row in rows
    ]
    assert told == [
        ("Lemari", "ya", "10", "0.0", "Kunci dipilih yang lemah"),
        ("Buku agenda", "tidak", "10", "1.0", "Menarik yang pandai"),
        ("Laci", "tidak", "0", "0.0", "Tidak ada yang memilih"),
        ("Benar", "ya", "10", "1.0", ""),
        ("Salah", "tidak", "10", "0.0", ""),
        ("Isi", "ya", "20", "1.0", ""),
        ("Nama", "ya", "10", "1.0", ""),
        ("Cuaca", "tidak", "10", "0.0", ""),
    ]  # fmt: skip


def test_nothing_is_shown_while_few_sat_it(asked, client_for):
    made, exam = asked
    last = exam.sittings.latest("pk")
    last.answers.all().delete()
    last.delete()

    page = client_for(made.officer).get(address(made)).text
    file = client_for(made.officer).get(address(made), {"unduh": "csv"}).text

    assert "Baru 19 lembar" in page and "mulai 20 lembar" in page and "Ke mana surat masuk?" not in page
    assert len(file.strip().splitlines()) == 1


def test_batch_without_a_test_says_what_to_do_and_nobody_else_comes_here(course_class, client_for):
    page = client_for(course_class.officer).get(address(course_class)).text

    assert "Belum ada tes" in page
    assert client_for(course_class.people[0].account).get(address(course_class)).status_code == 404
