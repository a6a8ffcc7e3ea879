"""Calling people: all or none, within the seats, from a search or a pasted list."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery.app import actions, queries
from saindege.delivery.app.models import Participant

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)


def test_people_are_called_once(course_class, make_person):
    fresh = make_person("Lenni Tanjung")

    counts = [
        actions.call_people(
            course_class.officer, course_class.batch, [*course_class.people, fresh, fresh], at=BEGIN
        )
        for _ in range(2)
    ]

    assert counts == [1, 0]
    assert Participant.objects.filter(batch=course_class.batch).count() == 3
    assert AuditEntry.objects.get().detail == {"people": 1}


def test_more_people_than_seats_call_nobody(make_class, make_person):
    made = make_class(capacity=3)

    with pytest.raises(actions.BatchFull) as refused:
        actions.call_people(made.officer, made.batch, [make_person("A"), make_person("B")], at=BEGIN)

    assert "Tersisa 1 kursi untuk 2 orang" in refused.value.sentence.id
    assert Participant.objects.filter(batch=made.batch).count() == 2


def test_only_organisers_call(course_class):
    with pytest.raises(NotAllowed):
        actions.call_people(course_class.speaker, course_class.batch, [], at=BEGIN)


def test_participant_is_released_until_the_first_arrival(course_class):
    gone, stays = course_class.people
    course_class.arrive(stays, course_class.session)

    actions.release_participant(course_class.officer, course_class.batch, gone, at=BEGIN)
    with pytest.raises(actions.AlreadyCame):
        actions.release_participant(course_class.officer, course_class.batch, stays, at=BEGIN)

    assert [one.person for one in Participant.objects.all()] == [stays]


def test_seats_are_those_of_the_smallest_session(make_class):
    made = make_class(capacity=10)
    made.sessions[1].capacity = 5
    made.sessions[1].save()

    assert queries.seats_of(made.batch) == queries.Seats(5, 2)
    assert queries.seats_of(made.batch).free == 3


def test_search_leaves_out_who_is_called_or_gone(course_class, make_person):
    found = make_person("Lenni Tanjung", post="Staf loket")
    make_person("Lenni Lubis", missing_since=BEGIN.date())

    assert list(queries.people_to_call(course_class.batch, "lenni wek loket")) == [found]
    assert not queries.people_to_call(course_class.batch, "amran")


def test_pasted_list_names_each_fault_by_its_line(course_class, make_person):
    fresh = make_person("Lenni Tanjung")
    called = course_class.people[0]
    spaced = f"{fresh.nip[:8]} {fresh.nip[8:14]} {fresh.nip[14]} {fresh.nip[15:]}"
    pasted = "\n".join(
        ["NIP", f"1. Lenni  {spaced}", called.nip, "", fresh.nip, "199003152015049999", "12345"]
    )

    read = queries.read_nips(course_class.batch, pasted)

    assert (read.people, read.already) == ((fresh,), (called,))
    assert [(each.row, each.code) for each in read.problems] == [
        (1, "nip_length"),
        (5, "nip_duplicate"),
        (6, "unknown_value"),
        (7, "nip_length"),
    ]


def test_list_that_does_not_fit_stays_in_its_box(make_class, make_person, client_for):
    made = make_class(capacity=3)
    fresh = [make_person(name) for name in ("Lenni Tanjung", "Mahmud Siregar")]
    address = f"/kursus/{made.batch.course_id}/angkatan/{made.batch.pk}/peserta/"

    page = client_for(made.officer).post(address, {"nips": "\n".join(one.nip for one in fresh)})

    assert page.status_code == 422
    assert "Tersisa 1 kursi untuk 2 orang" in page.text
    assert all(one.nip in page.text for one in fresh)
    assert Participant.objects.filter(batch=made.batch).count() == 2


def test_ticks_that_do_not_fit_stay_on_the_page_of_the_search(make_class, make_person, client_for):
    made = make_class(capacity=3)
    fresh = [make_person(name) for name in ("Lenni Tanjung", "Lenni Siregar", "Lenni Daulay")]
    address = f"/kursus/{made.batch.course_id}/angkatan/{made.batch.pk}/peserta/"
    client = client_for(made.officer)
    shown = client.get(f"{address}?q=Lenni")

    page = client.post(f"{address}panggil/?q=Lenni", {"person": [str(one.pk) for one in fresh[:2]]})
    again = client.get(f"{address}panggil/?q=Lenni")

    assert f'action="{address}panggil/?q=Lenni"' in shown.text
    assert page.status_code == 422 and "Tersisa 1 kursi untuk 2 orang" in page.text
    assert page.text.count("checked>") == 2 and page.text.count('type="checkbox"') == 3
    assert again.headers["Location"] == f"{address}?q=Lenni"
