"""Two at once, on a real database file: nobody is let in twice, no number is given twice or left out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from django.db import connection

from saindege.delivery import attendance
from saindege.delivery.app import actions
from saindege.delivery.app.models import Certificate, CheckIn, RegisterBook

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
END = datetime(2026, 11, 24, 12, 0, tzinfo=WIB)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(function, arguments):
    """Call a function for each argument in threads of their own; returns results or refusals."""

    def call(argument):
        try:
            return function(argument)
        except attendance.NotAdmitted as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(call, arguments))


def test_many_taps_of_one_person_are_one_check_in(course_class):
    person, code = course_class.people[0], course_class.code(BEGIN)

    arrivals = at_once(
        lambda number: (
            actions.check_in(
                person.account,
                person,
                course_class.session,
                typed=code,
                arrived_at=BEGIN + timedelta(milliseconds=number),
            ).pk
        ),
        range(16),
    )

    assert CheckIn.objects.count() == 1
    assert set(arrivals) == {CheckIn.objects.get().pk}


def test_last_seat_goes_to_one_of_many(make_class):
    made = make_class(people=[f"Orang {number}" for number in range(6)], capacity=2)
    code = made.code(BEGIN)

    outcomes = at_once(
        lambda person: (
            actions.check_in(person.account, person, made.session, typed=code, arrived_at=BEGIN).way
        ),
        made.people,
    )

    assert CheckIn.objects.count() == 2
    assert sorted(map(str, outcomes)) == sorted(map(str, ["code"] * 2 + [attendance.SessionFull] * 4))


def test_numbers_have_no_gap_and_no_double(make_class):
    made = make_class(people=[f"Orang {number}" for number in range(12)])
    for session in made.sessions:
        for person in made.people:
            made.arrive(person, session)
    made.close()

    at_once(
        lambda person: actions.issue_certificate(made.officer, made.batch, person, at=END).pk,
        [*made.people, *made.people],
    )

    serials = sorted(Certificate.objects.values_list("register_serial", flat=True))
    assert serials == list(range(1, 13))
    assert RegisterBook.objects.get().last_number == 12
    assert len(set(Certificate.objects.values_list("number", flat=True))) == 12
