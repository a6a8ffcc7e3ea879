"""Calendar addresses: what they show, that they cannot be guessed, and that they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.access import NotAllowed
from saindege.delivery.app.actions import feeds as actions
from saindege.delivery.app.queries import feeds as queries
from saindege.programme.app.models import Room


@pytest.fixture
def soon(course_class):
    for session in course_class.sessions:
        session.starts_at = timezone.now() + timedelta(days=2)
        session.ends_at = session.starts_at + timedelta(hours=3)
        session.save()
    return course_class


def _address(account):
    (row,) = queries.feeds_of(account)
    return reverse("delivery:calendar_feed", args=[row.token])


def test_own_sessions_are_read_without_an_account_and_name_nobody(soon):
    me = soon.people[0]
    actions.make_feed(me.account, kind="person", subject=str(me.account.pk), at=timezone.now())

    answer = Client().get(_address(me.account))
    text = answer.content.decode()

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 2
    assert "LOCATION:Ruang Komputer" in text
    for person in soon.people:
        assert person.name.split()[0] not in text
    assert "Ida Pulungan" not in text


@pytest.mark.parametrize("kind", ["room", "speaker", "course"])
def test_rooms_speakers_and_courses_have_calendars(soon, kind):
    subject = {
        "room": Room.objects.create(name="Ruang Komputer", capacity=30).pk,
        "speaker": soon.session.speaker.pk,
        "course": soon.batch.course_id,
    }[kind]

    actions.make_feed(soon.officer, kind=kind, subject=str(subject), at=timezone.now())

    assert Client().get(_address(soon.officer)).content.decode().count("BEGIN:VEVENT") == 2


def test_address_ends_when_it_is_withdrawn_changed_or_its_maker_is_gone(soon):
    me = soon.people[0].account
    feed = actions.make_feed(me, kind="person", subject=str(me.pk), at=timezone.now())
    address = _address(me)

    other_sign = "1" if address[-5] == "0" else "0"
    assert Client().get(f"{address[:-5]}{other_sign}.ics").status_code == 404
    me.is_active = False
    me.save()
    gone = Client().get(address).status_code
    me.is_active = True
    me.save()
    back = Client().get(address).status_code
    actions.withdraw_feed(me, feed, at=timezone.now())

    assert (gone, back, Client().get(address).status_code) == (404, 200, 404)


def test_nobody_makes_or_withdraws_what_is_not_theirs(soon):
    me, other = (one.account for one in soon.people)
    feed = actions.make_feed(me, kind="person", subject=str(me.pk), at=timezone.now())

    with pytest.raises(NotAllowed):
        actions.make_feed(other, kind="person", subject=str(me.pk), at=timezone.now())
    with pytest.raises(NotAllowed):
        actions.make_feed(other, kind="course", subject=str(soon.batch.course_id), at=timezone.now())
    with pytest.raises(NotAllowed):
        actions.withdraw_feed(other, feed, at=timezone.now())


def test_page_gives_an_address_and_takes_it_back(soon, client_for):
    me = client_for(soon.people[0].account)

    me.post("/jadwal/langganan/buat/", {"subject": "person"})
    page = me.get("/jadwal/langganan/").content.decode()
    (row,) = queries.feeds_of(soon.people[0].account)
    me.post(f"/jadwal/langganan/{row.feed.pk}/cabut/")

    assert row.token in page
    assert queries.feeds_of(soon.people[0].account) == []
    assert me.post("/jadwal/langganan/buat/", {"subject": "course:1"}).status_code == 404
    officer = client_for(soon.officer)
    assert officer.post("/jadwal/langganan/buat/", {"subject": "course:0"}).status_code == 302
    assert queries.feeds_of(soon.officer) == []


def test_session_that_says_its_course_is_not_named_twice(soon):
    first, second = soon.sessions
    first.title = f"{soon.batch.course.title}, hari 1"
    first.save()
    me = soon.people[0]
    actions.make_feed(me.account, kind="person", subject=str(me.account.pk), at=timezone.now())

    text = Client().get(_address(me.account)).content.decode()

    assert "SUMMARY:Arsip Surat\\, hari 1\r\n" in text
    assert f"SUMMARY:Arsip Surat: {second.title}\r\n" in text
