"""At the door: the first arrival counts, by code or by hand; the list of a closed session stands."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery import attendance
from saindege.delivery.app import actions
from saindege.delivery.app.models import CheckIn, HeadCount

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
END = datetime(2026, 11, 24, 12, 0, tzinfo=WIB)

SOON = BEGIN - timedelta(minutes=9)


def come(made, person, *, at=SOON, typed=None, by=None):
    typed = made.code(at) if typed is None else typed
    return actions.check_in(by or person.account, person, made.session, typed=typed, arrived_at=at)


def test_participant_checks_in_by_the_code_on_the_screen(course_class):
    person = course_class.people[0]

    arrival = come(course_class, person)

    assert (arrival.person, arrival.arrived_at, arrival.way, arrival.recorded_by) == (
        person,
        SOON,
        "code",
        None,
    )
    entry = AuditEntry.objects.get(action="delivery.checked_in")
    assert entry.detail == {"person": str(person.pk), "way": "code"}


def test_second_tap_changes_nothing_even_with_an_old_code(course_class):
    person = course_class.people[0]
    first = come(course_class, person)

    again = come(course_class, person, at=SOON + timedelta(minutes=5), typed="000000")

    assert again == first and CheckIn.objects.get().arrived_at == SOON
    assert AuditEntry.objects.count() == 1


def test_wrong_code_is_refused_and_nothing_stored(course_class):
    with pytest.raises(attendance.WrongCode):
        come(course_class, course_class.people[0], typed="12345")

    assert not CheckIn.objects.exists() and not AuditEntry.objects.exists()


def test_nobody_checks_in_for_somebody_else(course_class):
    first, second = course_class.people

    with pytest.raises(NotAllowed):
        come(course_class, first, by=second.account)


def test_whoever_was_not_called_is_sent_to_the_organiser(course_class, make_person):
    with pytest.raises(attendance.NotCalled):
        come(course_class, make_person("Tamu"))


def test_last_seat_is_given_once(make_class):
    made = make_class(capacity=1)
    come(made, made.people[0])

    with pytest.raises(attendance.SessionFull):
        come(made, made.people[1])


def test_arrival_by_hand_keeps_who_wrote_it_and_why(course_class):
    person = course_class.people[0]

    arrival = actions.record_arrival(
        course_class.speaker, course_class.session, person, arrived_at=BEGIN, reason="  ponsel tidak dibawa "
    )

    assert (arrival.way, arrival.reason, arrival.recorded_by) == (
        "manual",
        "ponsel tidak dibawa",
        course_class.speaker,
    )


def test_arrival_by_hand_needs_a_reason_and_the_right(course_class):
    person = course_class.people[0]

    with pytest.raises(attendance.ReasonMissing):
        actions.record_arrival(
            course_class.officer, course_class.session, person, arrived_at=BEGIN, reason=" - "
        )
    with pytest.raises(NotAllowed):
        actions.record_arrival(
            person.account, course_class.session, person, arrived_at=BEGIN, reason="lupa ponsel"
        )


def test_arrival_by_hand_is_withdrawn_and_one_by_code_stays(course_class):
    by_code, by_hand = course_class.people
    come(course_class, by_code)
    actions.record_arrival(
        course_class.officer, course_class.session, by_hand, arrived_at=BEGIN, reason="tanpa ponsel"
    )

    for person in (by_code, by_hand, by_hand):
        actions.withdraw_arrival(course_class.officer, course_class.session, person, at=BEGIN)

    assert [one.person for one in CheckIn.objects.all()] == [by_code]
    assert AuditEntry.objects.filter(action="delivery.arrival_withdrawn").count() == 1


def test_session_is_closed_once_and_by_organisers_only(course_class):
    come(course_class, course_class.people[0])

    with pytest.raises(NotAllowed):
        actions.close_session(course_class.speaker, course_class.session, at=END)
    closed = actions.close_session(course_class.officer, course_class.session, at=END)
    again = actions.close_session(course_class.officer, course_class.session, at=END + timedelta(hours=2))

    assert (closed.closed_at, again.closed_at, again.closed_by) == (END, END, course_class.officer)
    assert AuditEntry.objects.get(action="delivery.session_closed").detail == {"present": 1}


def test_session_is_not_closed_while_it_runs(course_class):
    with pytest.raises(actions.SessionStillRuns) as refused:
        actions.close_session(course_class.officer, course_class.session, at=END - timedelta(seconds=1))

    assert "12.00" in refused.value.sentence.id


def test_list_of_a_closed_session_stands(course_class):
    actions.close_session(course_class.officer, course_class.session, at=END)
    person = course_class.people[0]

    with pytest.raises(attendance.SessionClosed):
        come(course_class, person)
    with pytest.raises(attendance.SessionClosed):
        actions.record_arrival(
            course_class.officer, course_class.session, person, arrived_at=BEGIN, reason="lupa ponsel"
        )
    with pytest.raises(attendance.SessionClosed):
        actions.withdraw_arrival(course_class.officer, course_class.session, person, at=END)
    with pytest.raises(attendance.SessionClosed):
        actions.count_heads(course_class.officer, course_class.session, people=2, at=END)


def test_heads_are_counted_again_and_the_last_count_stands(course_class):
    actions.count_heads(course_class.speaker, course_class.session, people=20, at=BEGIN)
    actions.count_heads(course_class.officer, course_class.session, people=21, at=END)

    count = HeadCount.objects.get()
    assert (count.people, count.counted_at, count.counted_by) == (21, END, course_class.officer)
    with pytest.raises(actions.OutOfRange):
        actions.count_heads(course_class.officer, course_class.session, people=49, at=END)
