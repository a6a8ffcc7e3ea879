"""Somebody with a seat in two classes at the same time: told to whoever calls, agrees or asks; nobody is refused."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.delivery.app.actions import enrolling as actions
from saindege.delivery.app.models import Participant
from saindege.delivery.app.queries.clashes import clashes_in, clashes_of
from saindege.programme.app.models import Session

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
SAID = "Jadwal bentrok."


@pytest.fixture
def two(make_class):
    """Two classes at the same hours; Amran has a seat in both, Nurhayati in the first."""
    first, second = make_class(sessions=1), make_class(people=(), sessions=1)
    Participant.objects.create(batch=second.batch, person=first.people[0], called_at=BEGIN)
    return first, second


def found(batch):
    return [(one.person.name, one.session.batch) for one in clashes_in(batch)]


def test_clash_is_found_from_both_sides(two):
    first, second = two

    assert found(first.batch) == [("Amran Rambe", second.batch)]
    assert found(second.batch) == [("Amran Rambe", first.batch)]


@pytest.mark.parametrize(("minutes", "clashes"), [(-210, 0), (-209, 1), (209, 1), (210, 0)])
def test_classes_that_only_touch_do_not_clash(two, minutes, clashes):
    first, second = two
    moved = BEGIN + timedelta(minutes=minutes)
    Session.objects.filter(batch=second.batch).update(starts_at=moved, ends_at=moved + timedelta(minutes=210))

    assert len(clashes_in(first.batch)) == clashes


def test_class_that_is_over_clashes_with_nothing(two):
    first, second = two
    first.close()

    assert clashes_in(first.batch) == clashes_in(second.batch) == []


def test_batch_without_sessions_clashes_with_nothing(make_class):
    made = make_class(sessions=0)

    assert clashes_in(made.batch) == []


def test_clash_is_told_where_people_are_called_and_agreed_to(
    two, make_class, make_person, account, client_for
):
    first, second = two
    boss = make_person("Dahlia Hasibuan", account=account("atasan"))
    person = make_person("Lenni Tanjung", superior=boss)
    Participant.objects.create(batch=first.batch, person=person, called_at=BEGIN)
    asked = actions.ask_for_seat(person.account, second.batch, person, at=BEGIN - timedelta(days=3))
    officer, batch = client_for(first.officer), [first.batch.course_id, first.batch.pk]

    calling = officer.get(reverse("delivery:participants", args=batch)).text
    line = officer.get(reverse("delivery:queue", args=batch)).text
    decision = client_for(boss.account).get(reverse("delivery:request", args=[asked.pk])).text
    own = client_for(person.account).get(
        reverse("delivery:enrol", args=[second.batch.course_id, second.batch.pk])
    )

    assert all(SAID in page for page in (calling, line, decision, own.text))
    assert "Amran Rambe: Arsip Surat, Angkatan 1, 24 November 2026, 08.30" in calling
    assert "Lenni Tanjung: Arsip Surat" in decision and "Amran" not in decision
    assert [one.person for one in clashes_of(second.batch, [person])] == [person]


def test_class_at_the_same_time_is_not_called_the_next_one(two, client_for):
    first, second = two
    now = datetime.now(WIB)
    Session.objects.filter(pk=first.session.pk).update(starts_at=now, ends_at=now + timedelta(hours=2))
    Session.objects.filter(pk=second.session.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=5)
    )
    first.arrive(first.people[0], Session.objects.get(pk=first.session.pk))
    page = reverse("delivery:check_in", args=[first.session.code])
    me = client_for(first.people[0].account)

    at_once = me.get(page).text
    Session.objects.filter(pk=second.session.pk).update(starts_at=now + timedelta(hours=2))
    after = me.get(page).text

    assert "Anda tercatat hadir" in at_once and "Sesi berikutnya" not in at_once
    assert "Sesi berikutnya" in after
