"""What a whole class sends in the same minute: the short way lets in exactly whom the common page would let in."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.db import connection
from django.test import Client

from saindege.base.app.models import AuditEntry
from saindege.delivery import attendance, check_in_code
from saindege.delivery.app import actions
from saindege.delivery.app.models import CheckIn
from saindege.programme.app.models import Session
from saindege.web.operation.audit import check_chain

WIB = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
TOKEN = "t" * 32
ADDRESS = "/hadir/KELAS10/"
ROOT = Path(__file__).resolve().parents[3]


def running(made):
    """Let the first session of a class run now."""
    begin = datetime.now(WIB) - timedelta(minutes=5)
    Session.objects.filter(pk=made.session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
    made.session.refresh_from_db()
    return made


def code_now(made):
    return made.code(datetime.now(WIB))


@pytest.fixture
def now_class(make_class):
    return running(make_class())


@pytest.fixture
def phone(now_class, client_for):
    return client_for(now_class.people[0].account)


def test_check_in_takes_few_statements(now_class, phone, django_assert_max_num_queries):
    typed = code_now(now_class)

    # Sign-in, account, person, session; then lock, called, here, present, one row each of roll and record, the chain.
    with django_assert_max_num_queries(14):
        answer = phone.post(ADDRESS, {"kode": typed})

    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    assert CheckIn.objects.get().person == now_class.people[0]
    assert answer["Cache-Control"] == "private, no-cache"


def test_replay_is_answered_alike_and_stored_once(now_class, phone):
    typed = code_now(now_class)

    answers = [phone.post(ADDRESS.lower(), {"kode": typed}) for _ in range(3)]

    assert [(one.status_code, one["Location"]) for one in answers] == [(302, ADDRESS)] * 3
    assert CheckIn.objects.count() == 1
    assert AuditEntry.objects.filter(action="delivery.checked_in").count() == 1


def test_phone_whose_sign_in_ended_is_let_in_nowhere(now_class, phone):
    SignIn.objects.update(expire_date=datetime.now(WIB) - timedelta(seconds=1))

    answer = phone.post(ADDRESS, {"kode": code_now(now_class)})

    assert answer.status_code in (401, 403, 404) and not CheckIn.objects.exists()


def test_closed_account_and_changed_password_end_every_sign_in(now_class, client_for):
    phones = [client_for(one.account) for one in now_class.people]
    first, second = (one.account for one in now_class.people)
    first.is_active = False
    first.save()
    second.set_password("kata sandi baru 42")
    second.save()

    answers = [one.post(ADDRESS, {"kode": code_now(now_class)}) for one in phones]

    assert {one.status_code for one in answers} <= {401, 403, 404} and not CheckIn.objects.exists()


def test_form_of_another_page_lets_nobody_in(now_class, client_for):
    client = client_for(now_class.people[0].account, enforce_csrf_checks=True)
    client.cookies["csrf"] = TOKEN
    form = {"kode": code_now(now_class)}

    refused = [
        client.post(ADDRESS, form),
        client.post(ADDRESS, form, headers={"X-CSRFToken": "u" * 32}),
        client.post(ADDRESS, form, headers={"X-CSRFToken": TOKEN, "Origin": "https://lain.example"}),
    ]
    taken = client.post(ADDRESS, form, headers={"X-CSRFToken": TOKEN})

    assert [one.status_code for one in refused] == [403, 403, 403]
    assert taken.status_code == 302 and CheckIn.objects.count() == 1


@pytest.mark.parametrize("role", ["bkpsdm", "peserta"])
def test_account_without_a_person_finds_no_door(now_class, client_for, role):
    answer = client_for(role).post(ADDRESS, {"kode": code_now(now_class)})

    assert answer.status_code in (200, 302, 404) and not CheckIn.objects.exists()
    assert answer.get("Location") != ADDRESS


def test_unknown_door_and_stranger_get_nothing(now_class, phone):
    unknown = phone.post("/hadir/TIDAKADA/", {"kode": "123456"})
    stranger = Client().post(ADDRESS, {"kode": code_now(now_class)})

    assert (unknown.status_code, stranger.status_code) == (404, 404)
    assert not CheckIn.objects.exists()


def test_right_code_after_wrong_ones_is_still_taken_until_there_were_ten(now_class, client_for):
    first, second = (client_for(one.account) for one in now_class.people)
    wrong = [first.post(ADDRESS, {"kode": "000000"}).status_code for _ in range(3)]
    guessed = [second.post(ADDRESS, {"kode": "000000"}).status_code for _ in range(10)]

    answers = [one.post(ADDRESS, {"kode": code_now(now_class)}).status_code for one in (first, second)]

    assert wrong == [422] * 3 and guessed == [422] * 10
    assert answers == [302, 429]


def test_rule_says_no_in_words_on_the_common_page(now_class, phone, make_person, client_for):
    Session.objects.filter(pk=now_class.session.pk).update(ends_at=datetime.now(WIB) - timedelta(minutes=1))

    late = phone.post(ADDRESS, {"kode": code_now(now_class)})
    not_called = client_for(make_person("Budi").account).post(ADDRESS, {"kode": code_now(now_class)})

    assert late.status_code == 409 and "Presensi berakhir" in late.text
    assert "belum ada di daftar peserta" in not_called.text
    assert not CheckIn.objects.exists()


def in_threads(work, items):
    """Call for each item in a thread of its own, all at once; returns what each got."""

    def call(item):
        try:
            return work(item)
        except attendance.NotAdmitted as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(call, items))


@pytest.mark.django_db(transaction=True)
def test_class_at_once_fills_the_room_exactly_and_the_record_stays_whole(make_class, client_for):
    made = running(make_class([f"Orang {number}" for number in range(12)], capacity=9))
    phones = [client_for(person.account) for person in made.people]
    typed = code_now(made)

    # Each taps twice, as people do.
    statuses = in_threads(lambda one: one.post(ADDRESS, {"kode": typed}).status_code, [*phones, *phones])

    assert sorted(statuses) == [302] * 18 + [409] * 6
    assert CheckIn.objects.count() == 9
    recorded = AuditEntry.objects.filter(action="delivery.checked_in")
    assert sorted(one.detail["person"] for one in recorded) == sorted(
        str(one.person_id) for one in CheckIn.objects.all()
    )
    assert check_chain().first_wrong is None


@pytest.mark.django_db(transaction=True)
def test_wrong_code_among_others_that_come_together_stops_only_itself(make_class):
    made = make_class([f"Orang {number}" for number in range(8)])
    codes = [made.code(AT)] * 8
    codes[2] = check_in_code.code_at("lain", AT)

    outcomes = in_threads(
        lambda one: (
            actions.check_in(
                made.people[one].account, made.people[one], made.session, typed=codes[one], arrived_at=AT
            ).person_id
        ),
        range(8),
    )

    expected = [person.pk for person in made.people]
    assert outcomes == [*expected[:2], attendance.WrongCode, *expected[3:]]
    assert CheckIn.objects.count() == 7 and check_chain().entries == 7


@pytest.mark.django_db(transaction=True)
def test_two_classes_at_one_moment_are_kept_apart(make_class):
    first, second = make_class(["A", "B"], capacity=1), make_class(["C", "D"], capacity=2)
    visits = [(made, person) for made in (first, second) for person in made.people]

    in_threads(
        lambda one: (
            actions.check_in(one[1].account, one[1], one[0].session, typed=one[0].code(AT), arrived_at=AT).pk
        ),
        visits,
    )

    assert CheckIn.objects.filter(session=first.session).count() == 1
    assert set(CheckIn.objects.filter(session=second.session).values_list("person", flat=True)) == {
        person.pk for person in second.people
    }


def test_server_killed_in_the_middle_loses_and_doubles_nothing():
    words = ["--only-partition", "--scans", "5", "--kills", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.delivery.check_in", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
