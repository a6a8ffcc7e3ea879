"""Scans sent when the signal is back, over HTTP, and the random recall."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta, timezone
from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.delivery import attendance, check_in_code
from saindege.delivery.app import actions, queries
from saindege.delivery.app.actions import SentScan
from saindege.delivery.app.models import CheckIn, OfflineScan
from saindege.programme.app.models import Session

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
PHONE = "1e2d3c4b-0000-4000-8000-00000000000a"
OTHER_PHONE = "1e2d3c4b-0000-4000-8000-00000000000b"


def scan_at(made, minutes, seq=1, typed=None, session=None):
    session = session or made.session
    moment = BEGIN + timedelta(minutes=minutes)
    return SentScan(
        seq, session.code, typed or check_in_code.code_at(session.check_in_secret, moment), moment
    )


def receive(made, person, *scans, phone=PHONE, at=BEGIN + timedelta(hours=2)):
    return actions.receive_scans(person.account, person, phone, scans, received_at=at)


def roll(made):
    return {one.person.name: one.arrived_at for one in CheckIn.objects.filter(session=made.session)}


def test_scan_without_signal_counts_with_its_own_time(course_class):
    verdicts = receive(course_class, course_class.people[0], scan_at(course_class, 3))

    arrival = CheckIn.objects.get()
    assert verdicts == {1: "counted"}
    assert (arrival.arrived_at, arrival.way, arrival.device) == (
        BEGIN + timedelta(minutes=3),
        "offline",
        PHONE,
    )


def test_same_scan_sent_again_changes_nothing(course_class):
    verdicts = [receive(course_class, course_class.people[0], scan_at(course_class, 3)) for _ in range(3)]

    assert verdicts == [{1: "counted"}] * 3
    assert (CheckIn.objects.count(), OfflineScan.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("minutes", "typed", "sent_after", "verdict"),
    [
        (3, "000000", 60, "wrong_code"),
        (-61, None, 120, "late"),
        (211, None, 240, "late"),
        (3, None, 60 * 49, "too_old"),
    ],
)
def test_rules_are_asked_again_when_it_arrives(course_class, minutes, typed, sent_after, verdict):
    found = receive(
        course_class,
        course_class.people[0],
        scan_at(course_class, minutes, typed=typed),
        at=BEGIN + timedelta(minutes=sent_after),
    )

    assert found == {1: verdict}
    assert not CheckIn.objects.exists()


def test_code_of_yesterday_does_not_open_today(course_class):
    old = course_class.code(BEGIN - timedelta(days=1))

    assert receive(course_class, course_class.people[0], scan_at(course_class, 3, typed=old)) == {
        1: "wrong_code"
    }


def test_somebody_who_was_not_called_is_kept_and_does_not_count(course_class, make_person):
    guest = make_person("Tamu")

    assert receive(course_class, guest, scan_at(course_class, 3)) == {1: "not_called"}
    assert not CheckIn.objects.exists()


def test_what_comes_after_the_closing_is_listed_for_the_officer(course_class, client_for):
    course_class.close()

    found = receive(
        course_class, course_class.people[0], scan_at(course_class, 3), at=BEGIN + timedelta(hours=9)
    )

    page = client_for(course_class.officer).get(
        reverse("delivery:session", args=[course_class.batch.course_id, course_class.session.pk])
    )
    assert found == {1: "closed"}
    assert "Sesi sudah ditutup" in page.text and "Amran Rambe" in page.text


def test_nobody_sends_for_somebody_else(course_class):
    with pytest.raises(NotAllowed):
        actions.receive_scans(
            course_class.officer,
            course_class.people[0],
            PHONE,
            [scan_at(course_class, 3)],
            received_at=BEGIN,
        )


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_roll_is_the_same_in_whatever_order_phones_send(make_class, order):
    made = make_class(people=("Amran", "Nur", "Ucok"), capacity=2)
    amran, nur, ucok = made.people
    sendings = [
        lambda: receive(made, amran, scan_at(made, 9, seq=1), phone=PHONE),
        lambda: receive(made, nur, scan_at(made, 5, seq=1), phone=OTHER_PHONE),
        lambda: receive(made, ucok, scan_at(made, 7, seq=2), phone=OTHER_PHONE),
        lambda: receive(made, amran, scan_at(made, 6, seq=3), phone=PHONE),
    ]

    for place in order:
        sendings[place]()

    assert roll(made) == {"Amran": BEGIN + timedelta(minutes=6), "Nur": BEGIN + timedelta(minutes=5)}
    assert set(OfflineScan.objects.filter(person=ucok).values_list("verdict", flat=True)) == {"over_capacity"}


def test_earlier_scan_takes_the_last_seat_and_the_later_arrival_is_kept_in_sight(make_class):
    made = make_class(people=("Amran", "Nur"), capacity=1)
    amran, nur = made.people
    moment = BEGIN + timedelta(minutes=9)
    actions.check_in(amran.account, amran, made.session, typed=made.code(moment), arrived_at=moment)

    receive(made, nur, scan_at(made, 5))

    assert roll(made) == {"Nur": BEGIN + timedelta(minutes=5)}
    kept = queries.late_scans_of(made.session)
    assert [(one.person.name, one.verdict) for one in kept] == [("Amran", "over_capacity")]


def live(made):
    begin = datetime.now(WIB) - timedelta(minutes=5)
    Session.objects.filter(pk=made.session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
    made.session.refresh_from_db()
    return made


def test_phone_sends_and_gets_an_answer_in_words(course_class, client_for):
    made = live(course_class)
    client = client_for(made.people[0].account)
    asked = client.get(reverse("delivery:send")).json()
    now = datetime.now(WIB)
    scan = {"seq": 1, "code": made.session.code, "typed": made.code(now), "scanned_at": now.isoformat()}

    answer = client.post(
        reverse("delivery:send"),
        json.dumps({"owner": asked["owner"], "device": PHONE, "scans": [scan]}),
        content_type="application/json",
    )

    assert answer.json()["answers"] == [{"seq": 1, "verdict": "counted", "words": "Tercatat hadir."}]


def test_scans_of_another_owner_are_refused(course_class, client_for):
    made = live(course_class)
    other = queries.phone_owner(made.people[1].account)
    now = datetime.now(WIB)
    scan = {"seq": 1, "code": made.session.code, "typed": made.code(now), "scanned_at": now.isoformat()}

    answer = client_for(made.people[0].account).post(
        reverse("delivery:send"),
        json.dumps({"owner": other, "device": PHONE, "scans": [scan]}),
        content_type="application/json",
    )

    assert (answer.status_code, OfflineScan.objects.count()) == (400, 0)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"owner":1}', b'{"owner":"x","device":"y","scans":[{}]}', b"\xff" * 9]
)
def test_torn_sending_is_refused_without_harm(course_class, client_for, body):
    client = client_for(course_class.people[0].account)

    answer = client.post(reverse("delivery:send"), body, content_type="application/json")

    assert answer.status_code == 400


def test_worker_and_kept_page_are_the_same_for_everybody(course_class, client_for):
    signed_in = client_for(course_class.people[0].account)
    worker, page = reverse("delivery:service_worker"), reverse("delivery:offline")

    answer = Client().get(worker)

    assert answer["Service-Worker-Allowed"] == "/hadir/"
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert answer.text == signed_in.get(worker).text
    assert "Amran" not in Client().get(page).text


def test_recall_draws_only_people_recorded_present_and_each_once(make_class):
    made = make_class(people=("A Satu", "B Dua", "C Tiga", "D Empat", "E Lima"))
    for person in made.people[:4]:
        made.arrive(person, made.session)
    chance = random.Random(1)

    drawn = [actions.draw_recall(made.speaker, made.session, at=BEGIN, chance=chance) for _ in range(3)]

    names = [one.person.name for recall in drawn for one in recall]
    assert [len(recall) for recall in drawn] == [3, 1, 0]
    assert sorted(names) == ["A Satu", "B Dua", "C Tiga", "D Empat"]


def test_name_that_does_not_answer_is_listed_and_the_roll_stays(course_class, client_for):
    made = course_class
    made.arrive(made.people[0], made.session)
    actions.draw_recall(made.speaker, made.session, at=BEGIN, chance=random.Random(1))
    client = client_for(made.speaker)

    answer = client.post(
        reverse("delivery:answer_recall", args=[made.batch.course_id, made.session.pk]),
        {"person": made.people[0].pk, "ada": "tidak"},
        follow=True,
    )

    assert "tidak menjawab panggilan" in answer.text
    assert CheckIn.objects.count() == 1
    assert (
        client_for("peserta")
        .post(reverse("delivery:draw_recall", args=[made.batch.course_id, made.session.pk]))
        .status_code
        == 404
    )


def test_recall_of_a_closed_session_stands(course_class):
    made = course_class
    made.arrive(made.people[0], made.session)
    actions.draw_recall(made.speaker, made.session, at=BEGIN, chance=random.Random(1))
    made.close()

    with pytest.raises(attendance.SessionClosed):
        actions.answer_recall(made.speaker, made.session, made.people[0].pk, is_here=False, at=BEGIN)
