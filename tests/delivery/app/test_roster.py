"""The list of a batch once sessions are closed: who was on it stays, and nobody comes on a list that is over."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.delivery.app import actions
from saindege.delivery.app.actions import enrolling
from saindege.delivery.app.actions.calling import AlreadyCame
from saindege.delivery.app.actions.roster import BatchOver, ListStands
from saindege.delivery.app.models import Participant
from saindege.programme.app.models import Session

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 24, 13, 0, tzinfo=WIB)


@pytest.fixture
def half(course_class):
    """The first of two sessions is closed; Amran was there, Nurhayati was not."""
    course_class.arrive(course_class.people[0], course_class.session)
    Session.objects.filter(pk=course_class.session.pk).update(closed_at=NOW, closed_by=course_class.officer)
    return course_class


def test_absentee_of_a_closed_session_is_neither_released_nor_replaced(half, make_person):
    absent, colleague = half.people[1], make_person("Lenni Tanjung")

    with pytest.raises(ListStands, match="daftar pesertanya tetap"):
        actions.release_participant(half.officer, half.batch, absent, at=NOW)
    with pytest.raises(ListStands):
        enrolling.hand_seat_over(half.officer, half.batch, absent, colleague, at=NOW)

    assert set(Participant.objects.values_list("person", flat=True)) == {one.pk for one in half.people}


def test_whoever_came_is_told_so(half, make_person):
    with pytest.raises(AlreadyCame):
        enrolling.hand_seat_over(half.officer, half.batch, half.people[0], make_person("Lenni"), at=NOW)


def test_late_comer_may_be_called_while_a_session_is_open(half, make_person):
    assert actions.call_people(half.officer, half.batch, [make_person("Lenni Tanjung")], at=NOW) == 1


def test_nobody_is_called_to_a_batch_that_is_over(half, make_person):
    half.close()

    with pytest.raises(BatchOver, match="Buat angkatan baru"):
        actions.call_people(half.officer, half.batch, [make_person("Lenni Tanjung")], at=NOW)


def test_pages_offer_nothing_that_would_be_refused(half, client_for):
    officer, batch = client_for(half.officer), [half.batch.course_id, half.batch.pk]
    people, queue = (reverse(f"delivery:{name}", args=batch) for name in ("participants", "queue"))

    running = [officer.get(page).text for page in (people, queue)]
    half.close()
    over = officer.get(people).text

    assert not any(word in page for page in running for word in ("Keluarkan", "Ganti orang"))
    assert "belum hadir" in running[0] and "Periksa dan panggil" in running[0]
    assert "Semua sesi sudah ditutup" in over and "Periksa dan panggil" not in over
