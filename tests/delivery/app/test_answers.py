"""Answers of a class in a test: stored together, each once, each with its own moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from django.db import connection
from django.urls import reverse

from saindege.delivery.app import actions
from saindege.delivery.app.models import ExamAnswer, Sitting
from saindege.delivery.exam.question import read_question

WIB = timezone(timedelta(hours=7))


@pytest.fixture
def tested(make_class):
    """A class of six in a test of two questions that began a minute ago."""
    made, begun = (
        make_class([f"Orang {number}" for number in range(6)]),
        datetime.now(WIB) - timedelta(minutes=1),
    )
    for place in range(4):
        asked = read_question("one", f"Soal {place}", ["*a", "b", "c"])
        actions.add_question(made.officer, made.batch.course, asked, topic="arsip", at=begun)
    windows = dict.fromkeys(("pre", "post"), (begun, begun + timedelta(hours=1)))
    plan = actions.Plan({"arsip": 2}, 30, windows)
    made.exam, _ = actions.arrange_exams(made.officer, made.batch, plan, seed=7, at=begun)
    made.sittings = [
        actions.begin_sitting(person.account, made.exam, person, at=begun) for person in made.people
    ]
    made.begun = begun
    return made


def keep(made, place, answers, *, at):
    return actions.keep_answers(made.people[place].account, made.sittings[place], answers, at=at)


def at_once(work, items):
    """Call for each item in a thread of its own; returns results or refusals."""

    def call(item):
        try:
            return work(item)
        except actions.CannotSit as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(call, items))


def test_answer_from_the_page_takes_few_statements(tested, client_for, django_assert_max_num_queries):
    client, key = client_for(tested.people[0].account), tested.exam.questions[0]
    address = reverse("delivery:answer", args=[tested.exam.pk])
    client.post(address, {f"q{key}": "0"})

    # Sign-in, account, sitting; then lock, what stands, what changed, with the bounds of their transaction.
    with django_assert_max_num_queries(9):
        answer = client.post(address, {f"q{key}": "1"})

    assert (answer.status_code, answer.json()["kept"]) == (200, 1)
    assert ExamAnswer.objects.get().value == 1


def test_form_sent_again_keeps_the_moment_at_which_each_answer_was_given(tested):
    first, second = tested.exam.questions
    early, late = tested.begun + timedelta(minutes=1), tested.begun + timedelta(minutes=2)

    keep(tested, 0, {first: 0, second: 1}, at=early)
    kept = keep(tested, 0, {first: 0, second: 2}, at=late)

    assert kept == 2
    rows = ExamAnswer.objects.values_list("question", "value", "answered_at")
    assert set(rows) == {(first, 0, early), (second, 2, late)}


def test_question_of_another_test_is_left_out(tested):
    other = tested.batch.exams.get(phase="post").questions[0]

    kept = keep(tested, 0, {other: 0, tested.exam.questions[0]: 9}, at=tested.begun)

    assert kept == 0 and not ExamAnswer.objects.exists()


def test_time_that_is_up_is_told_in_words(tested, client_for):
    Sitting.objects.update(ends_at=datetime.now(WIB) - timedelta(minutes=1))
    form = {f"q{tested.exam.questions[0]}": "0"}

    answer = client_for(tested.people[0].account).post(
        reverse("delivery:answer", args=[tested.exam.pk]), form
    )

    assert answer.status_code == 409 and "sudah habis" in answer.json()["fault"]
    assert not ExamAnswer.objects.exists()


def test_nobody_answers_in_a_test_that_is_not_theirs(tested, make_class, client_for):
    form = {f"q{tested.exam.questions[0]}": "0"}
    address = reverse("delivery:answer", args=[tested.exam.pk])

    statuses = [
        client_for(who).post(address, form).status_code
        for who in (make_class(["Tamu"]).people[0].account, tested.officer, "peserta")
    ]

    assert statuses == [404] * 3 and not ExamAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_class_that_answers_at_once_is_stored_but_for_whose_time_is_up(tested):
    first, second = tested.exam.questions
    Sitting.objects.filter(pk=tested.sittings[3].pk).update(handed_in_at=tested.begun, mark=0)

    kept = at_once(
        lambda place: keep(tested, place, {first: place % 3, second: 1}, at=tested.begun),
        range(6),
    )

    assert kept == [2, 2, 2, actions.CannotSit, 2, 2]
    rows = ExamAnswer.objects.filter(question=first).values_list("sitting", "value")
    assert dict(rows) == {tested.sittings[place].pk: place % 3 for place in (0, 1, 2, 4, 5)}


@pytest.mark.django_db(transaction=True)
def test_many_sendings_of_one_phone_leave_one_answer(tested):
    first, _ = tested.exam.questions

    at_once(lambda value: keep(tested, 0, {first: value % 3}, at=tested.begun), range(9))

    assert ExamAnswer.objects.count() == 1
