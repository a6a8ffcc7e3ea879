"""A class opens its test in the same moment: each begins once, and exactly those whom the rule lets begin."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from django.db import connection
from django.urls import reverse

from saindege.base.app.models import AuditEntry
from saindege.delivery.app import actions
from saindege.delivery.app.models import Exam, Sitting
from saindege.delivery.exam.question import read_question
from saindege.web.operation.audit import check_chain

WIB = timezone(timedelta(hours=7))
BEGIN = {"langkah": "mulai"}


@pytest.fixture
def tested(make_class):
    """A class of six whose tests of two questions opened a minute ago; nobody has begun."""
    made = make_class([f"Orang {number}" for number in range(6)])
    now = datetime.now(WIB) - timedelta(minutes=1)
    for place in range(4):
        asked = read_question("one", f"Soal {place}", ["*a", "b", "c"])
        actions.add_question(made.officer, made.batch.course, asked, topic="arsip", at=now)
    plan = actions.Plan({"arsip": 2}, 30, dict.fromkeys(("pre", "post"), (now, now + timedelta(hours=1))))
    made.pre, made.post = actions.arrange_exams(made.officer, made.batch, plan, seed=7, at=now)
    return made


def page(exam):
    return reverse("delivery:exam", args=[exam.pk])


def test_beginning_takes_few_statements_and_says_when_it_ends(
    tested, client_for, django_assert_max_num_queries
):
    client, before = client_for(tested.people[0].account), datetime.now(WIB)

    # Sign-in, account, who may begin, test, who came; one row each of sittings and record, the end of the chain.
    with django_assert_max_num_queries(11):
        answer = client.post(page(tested.pre), BEGIN)

    sitting = Sitting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page(tested.pre))
    assert (sitting.person, sitting.exam) == (tested.people[0], tested.pre)
    assert before <= sitting.begun_at <= datetime.now(WIB)
    assert sitting.ends_at - sitting.begun_at == timedelta(minutes=30)
    entry = AuditEntry.objects.get(action="delivery.sitting_begun")
    assert (entry.actor, entry.subject_id) == (tested.people[0].account, str(sitting.pk))


def test_test_that_closes_soon_ends_when_it_closes(tested, client_for):
    closes = datetime.now(WIB) + timedelta(minutes=5)
    Exam.objects.filter(pk=tested.pre.pk).update(closes_at=closes)

    client_for(tested.people[0].account).post(page(tested.pre), BEGIN)

    assert Sitting.objects.get().ends_at == closes


@pytest.mark.django_db(transaction=True)
def test_class_that_taps_twice_at_once_begins_once_each(tested, client_for):
    phones = [client_for(person.account) for person in tested.people]

    def begin(phone):
        try:
            return phone.post(page(tested.pre), BEGIN).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(begin, [*phones, *phones]))

    assert statuses == [302] * 12
    assert sorted(Sitting.objects.values_list("person", flat=True)) == sorted(one.pk for one in tested.people)
    assert check_chain().first_wrong is None
    assert AuditEntry.objects.filter(action="delivery.sitting_begun").count() == 6


def test_nobody_begins_before_it_opens_or_after_it_closed(tested, client_for):
    client, now = client_for(tested.people[0].account), datetime.now(WIB)
    windows = (
        (now + timedelta(minutes=1), now + timedelta(hours=1)),
        (now - timedelta(hours=1), now - timedelta(minutes=1)),
    )
    told = []

    for opens, closes in windows:
        Exam.objects.filter(pk=tested.pre.pk).update(opens_at=opens, closes_at=closes)
        answer = client.post(page(tested.pre), BEGIN)
        told.append((answer.status_code, "Tes dibuka" in answer.text, "sudah ditutup" in answer.text))

    assert told == [(409, True, False), (409, False, True)]
    assert not Sitting.objects.exists()


def test_test_after_is_for_those_who_came(tested, client_for):
    came, absent = tested.people[:2]
    at = tested.session.starts_at
    actions.check_in(came.account, came, tested.session, typed=tested.code(at), arrived_at=at)

    statuses = [client_for(one.account).post(page(tested.post), BEGIN).status_code for one in (came, absent)]

    assert statuses == [302, 409]
    assert Sitting.objects.get().person == came


def test_stranger_to_the_batch_and_officer_begin_nothing(tested, make_class, client_for):
    guest = make_class(["Tamu"]).people[0]

    statuses = [
        client_for(who).post(page(tested.pre), BEGIN).status_code for who in (guest.account, tested.officer)
    ]

    assert statuses == [404, 404]
    assert not Sitting.objects.exists()


def test_test_begun_before_goes_on_where_it_was(tested, client_for):
    client = client_for(tested.people[0].account)
    client.post(page(tested.pre), BEGIN)
    ends = Sitting.objects.get().ends_at

    again = client.post(page(tested.pre), BEGIN)

    assert again.status_code == 302 and Sitting.objects.get().ends_at == ends


def test_page_shows_each_their_own_order_and_their_own_answers(tested, client_for):
    phones = [client_for(person.account) for person in tested.people[:2]]
    first, second = tested.pre.questions
    for phone in phones:
        phone.post(page(tested.pre), BEGIN)
        phone.get(page(tested.pre))
    phones[0].post(f"{page(tested.pre)}jawab/", {f"q{first}": "2"})

    mine, other = (phone.get(page(tested.pre)).text for phone in phones)

    assert mine.count(" checked") == 1 and other.count(" checked") == 0
    assert f'name="q{first}" value="2" checked' in mine
    assert all(shown.count(f'name="q{key}"') == 3 for shown in (mine, other) for key in (first, second))
    assert "Tes awal" in mine and tested.batch.course.title in mine


def test_running_test_is_shown_after_few_reads(tested, client_for, django_assert_max_num_queries):
    client = client_for(tested.people[0].account)
    client.post(page(tested.pre), BEGIN)
    client.get(page(tested.pre))

    # Sign-in, account, sitting, what was answered, the city's names.
    with django_assert_max_num_queries(5):
        shown = client.get(page(tested.pre))

    assert shown.status_code == 200 and "Soal" in shown.text
