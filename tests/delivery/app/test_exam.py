"""Tests of a batch: drawn, sat, resumed, marked; practice marked by observers. Marks are personal."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery.app import actions, queries
from saindege.delivery.app.models import Exam, ExamAnswer, Question, Sitting
from saindege.delivery.exam.question import read_question

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
WINDOWS = {
    "pre": (BEGIN - timedelta(days=1), BEGIN + timedelta(hours=1)),
    "post": (BEGIN + timedelta(days=1), BEGIN + timedelta(days=8)),
}


@pytest.fixture
def bank(course_class):
    course, by = course_class.batch.course, course_class.officer
    written = [
        ("one", ["*a", "b"]), ("several", ["*a", "*b", "c"]), ("truth", ["benar"]), ("number", ["45"]),
        ("text", ["OPD"]), ("order", ["satu", "dua", "tiga"]), ("truth", ["salah"]), ("one", ["a", "*b"]),
    ]  # fmt: skip
    for place, (kind, lines) in enumerate(written):
        asked = read_question(kind, f"Soal {place}", lines)
        actions.add_question(by, course, asked, topic="arsip", at=BEGIN - timedelta(days=9))
    return course_class


def arrange(made, count=4, seed=7):
    plan = actions.Plan({"arsip": count}, 30, WINDOWS)
    pre, post = actions.arrange_exams(made.officer, made.batch, plan, seed=seed, at=BEGIN - timedelta(days=5))
    return pre, post


def right(exam):
    rows = Question.objects.in_bulk(exam.questions)
    answers = {}
    for key, row in rows.items():
        kinds = {
            "one": lambda r: r.key[0],
            "order": lambda r: list(range(len(r.options))),
            "number": lambda r: "45",
        }
        answers[key] = kinds.get(row.kind, lambda r: r.key[0] if r.kind == "text" else r.key)(row)
    return answers


def sit(made, exam, person, answers, at):
    sitting = actions.begin_sitting(person.account, exam, person, at=at)
    actions.keep_answers(person.account, sitting, answers, at=at + timedelta(minutes=5))
    return actions.hand_in(person.account, sitting, at=at + timedelta(minutes=9))


def test_both_forms_are_drawn_together_and_differ(bank):
    pre, post = arrange(bank)

    assert (len(pre.questions), len(post.questions)) == (4, 4)
    assert set(pre.questions).isdisjoint(post.questions)


def test_forms_stand_once_somebody_has_begun(bank):
    pre, _ = arrange(bank)
    actions.begin_sitting(bank.people[0].account, pre, bank.people[0], at=BEGIN)

    with pytest.raises(actions.ExamRuns):
        arrange(bank, seed=8)

    assert Exam.objects.get(phase="pre") == pre


def test_right_answers_reach_a_hundred_and_silence_nothing(bank):
    pre, _ = arrange(bank)

    best = sit(bank, pre, bank.people[0], right(pre), BEGIN)
    silent = sit(bank, pre, bank.people[1], {}, BEGIN)

    assert (best.mark, silent.mark) == (Decimal("100.00"), Decimal("0.00"))


def test_lost_connection_loses_neither_answers_nor_time(bank):
    pre, _ = arrange(bank)
    person = bank.people[0]
    first = actions.begin_sitting(person.account, pre, person, at=BEGIN)
    key, value = next(iter(right(pre).items()))
    actions.keep_answers(person.account, first, {key: value}, at=BEGIN + timedelta(minutes=2))

    again = actions.begin_sitting(person.account, pre, person, at=BEGIN + timedelta(minutes=20))

    assert (again, again.ends_at) == (first, BEGIN + timedelta(minutes=30))
    assert {one.row.pk: one.answer for one in queries.asked_of(again)}[key] == value


def test_answers_after_the_end_are_refused_and_earlier_ones_marked(bank):
    pre, _ = arrange(bank)
    person = bank.people[0]
    sitting = actions.begin_sitting(person.account, pre, person, at=BEGIN)
    actions.keep_answers(person.account, sitting, right(pre), at=BEGIN + timedelta(minutes=29))

    with pytest.raises(actions.CannotSit):
        actions.keep_answers(person.account, sitting, {pre.questions[0]: 1}, at=BEGIN + timedelta(minutes=31))
    count = actions.hand_in_overdue(bank.officer, bank.batch, at=BEGIN + timedelta(hours=1))

    sitting.refresh_from_db()
    assert (count, sitting.mark, sitting.handed_in_at) == (1, Decimal("100.00"), sitting.ends_at)


def test_time_ends_with_the_window(bank):
    pre, _ = arrange(bank)

    late = actions.begin_sitting(
        bank.people[0].account, pre, bank.people[0], at=BEGIN + timedelta(minutes=50)
    )

    assert late.ends_at == WINDOWS["pre"][1]


@pytest.mark.parametrize("at", [BEGIN - timedelta(days=2), BEGIN + timedelta(hours=2)])
def test_test_outside_its_window_is_refused(bank, at):
    pre, _ = arrange(bank)

    with pytest.raises(actions.CannotSit):
        actions.begin_sitting(bank.people[0].account, pre, bank.people[0], at=at)


def test_test_after_is_for_those_who_came(bank):
    _, post = arrange(bank)
    at = BEGIN + timedelta(days=2)
    bank.arrive(bank.people[0], bank.session)

    assert actions.begin_sitting(bank.people[0].account, post, bank.people[0], at=at)
    with pytest.raises(actions.CannotSit):
        actions.begin_sitting(bank.people[1].account, post, bank.people[1], at=at)


def test_nobody_sits_for_somebody_else(bank):
    pre, _ = arrange(bank)

    with pytest.raises(NotAllowed):
        actions.begin_sitting(bank.officer, pre, bank.people[0], at=BEGIN)


def test_answer_that_fits_no_question_is_not_stored(bank):
    pre, _ = arrange(bank)
    person = bank.people[0]
    sitting = actions.begin_sitting(person.account, pre, person, at=BEGIN)

    kept = actions.keep_answers(
        person.account, sitting, {pre.questions[0]: {"x": 1}, 999_999: 1}, at=BEGIN + timedelta(minutes=1)
    )

    assert (kept, ExamAnswer.objects.count()) == (0, 0)


def test_gain_of_a_batch_is_paired(bank, make_person):
    pre, post = arrange(bank)
    for person in bank.people:
        bank.arrive(person, bank.session)
        sit(bank, pre, person, {}, BEGIN)
        sit(bank, post, person, right(post), BEGIN + timedelta(days=2))

    results = queries.exam_results(bank.batch)

    assert (results.gain.n, results.gain.mean_gain) == (2, 100.0)
    assert results.items["post"].n == 2


def test_marks_and_answers_reach_no_record(bank):
    pre, _ = arrange(bank)
    sit(bank, pre, bank.people[0], right(pre), BEGIN)

    told = [entry.detail for entry in AuditEntry.objects.filter(subject_type="sitting")]

    assert told == [{}, {}]


def live_exam(made):
    pre, _ = arrange(made)
    now = datetime.now(WIB)
    Exam.objects.filter(pk=pre.pk).update(
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1)
    )
    return Exam.objects.get(pk=pre.pk)


def test_person_takes_a_test_without_scripts(bank, client_for):
    exam = live_exam(bank)
    client, address = client_for(bank.people[0].account), reverse("delivery:exam", args=[exam.pk])
    assert "Buka tes" in client.get(reverse("delivery:schedule")).text
    client.post(address, {"langkah": "mulai"})
    form = {"langkah": "selesai"}
    for key, value in right(exam).items():
        row = Question.objects.get(pk=key)
        if row.kind == "order":
            form |= {f"q{key}_{option}": str(option + 1) for option in range(len(row.options))}
        elif row.kind == "truth":
            form[f"q{key}"] = "ya" if value else "tidak"
        else:
            form[f"q{key}"] = value
    page = client.get(address).text
    client.post(address, form)

    assert all(row.text in page for row in Question.objects.filter(pk__in=exam.questions))
    assert "Nilai Anda 100" in client.get(address).text
    assert "Buka tes" not in client.get(reverse("delivery:schedule")).text


def test_answers_are_kept_one_by_one_and_stand_when_the_page_is_opened_again(bank, client_for):
    exam = live_exam(bank)
    client = client_for(bank.people[0].account)
    client.post(reverse("delivery:exam", args=[exam.pk]))
    key = next(
        key
        for key in exam.questions
        if Question.objects.get(pk=key).kind in ("one", "truth", "number", "text")
    )
    kind = Question.objects.get(pk=key).kind
    value = {"one": "0", "truth": "ya", "number": "44", "text": "dinas"}[kind]

    answer = client.post(reverse("delivery:answer", args=[exam.pk]), {f"q{key}": value})

    assert answer.json()["kept"] == 1
    page = client.get(reverse("delivery:exam", args=[exam.pk])).text
    assert " checked" in page or f'value="{value}"' in page


def test_only_organisers_see_marks_of_others(bank, client_for):
    live_exam(bank)
    address = reverse("delivery:exams", args=[bank.batch.course_id, bank.batch.pk])

    statuses = [
        client_for(who).get(address).status_code for who in (bank.officer, bank.people[0].account, "atasan")
    ]

    assert statuses == [200, 404, 404]


def test_test_of_another_batch_is_not_there(bank, make_class, client_for):
    exam = live_exam(bank)
    other = make_class(people=("Orang Lain",))

    assert (
        client_for(other.people[0].account).get(reverse("delivery:exam", args=[exam.pk])).status_code == 404
    )


def test_officer_writes_a_question_and_is_told_what_is_wrong(bank, client_for):
    client, address = client_for(bank.officer), reverse("delivery:bank", args=[bank.batch.course_id])
    form = {"topic": "surat", "kind": "one", "text": "Apa?", "lines": "a\nb", "tolerance": ""}

    refused = client.post(address, form)
    taken = client.post(address, {**form, "lines": "*a\nb"}, follow=True)

    assert (refused.status_code, "bintang" in refused.text) == (422, True)
    assert "Soal masuk ke bank soal" in taken.text
    newest = Question.objects.latest("pk")
    client.post(reverse("delivery:retire_question", args=[bank.batch.course_id, newest.pk]))
    assert newest not in queries.bank_of(bank.batch.course)


def test_officer_arranges_both_tests_on_the_page(bank, client_for):
    client = client_for(bank.officer)
    address = reverse("delivery:exams", args=[bank.batch.course_id, bank.batch.pk])
    form = {
        "minutes": "20", "topic_0": "3",
        "pre_opens": "2026-11-23T08:00", "pre_closes": "2026-11-24T09:00",
        "post_opens": "2026-11-25T12:00", "post_closes": "2026-11-30T12:00",
    }  # fmt: skip

    wrong = client.post(address, {**form, "pre_closes": "2026-11-22T09:00"})
    too_many = client.post(address, {**form, "topic_0": "99"})
    done = client.post(address, form, follow=True)

    assert (wrong.status_code, "Tutup harus sesudah buka" in wrong.text) == (422, True)
    assert (too_many.status_code, "diminta 99" in too_many.text) == (422, True)
    assert "Kedua tes siap" in done.text
    assert Exam.objects.count() == 2


def test_sittings_of_one_person_are_one(bank):
    pre, _ = arrange(bank)
    person = bank.people[0]

    made = {
        actions.begin_sitting(person.account, pre, person, at=BEGIN + timedelta(minutes=n)).pk
        for n in range(3)
    }

    assert len(made) == Sitting.objects.count() == 1
