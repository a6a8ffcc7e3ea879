"""Hours of a year: done, booked, owed; for one person, for the officer, for the city."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from saindege.delivery.app import actions, queries
from saindege.delivery.learning_hours import YearHours

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)


def test_hours_count_when_every_session_is_closed_and_enough_was_attended(course_class):
    came, stayed_away = course_class.people
    for session in course_class.sessions:
        course_class.arrive(came, session)

    before = queries.hours_of(came, 2026)
    course_class.close()
    after = queries.hours_of(came, 2026)

    assert before == YearHours(0.0, 0.0, 8.0, 20)
    assert after == YearHours(8.0, 0.0, 0.0, 20)
    assert queries.hours_of(stayed_away, 2026) == YearHours(0.0, 0.0, 0.0, 20)
    assert queries.hours_of(came, 2025) == YearHours(0.0, 0.0, 0.0, 20)


def test_workshop_is_worth_five_hours_a_day_whatever_the_sessions_say(make_class):
    made = make_class(method="workshop")
    for session in made.sessions:
        made.arrive(made.people[0], session)
    made.close()

    row = queries.courses_of(made.people[0], 2026)[0]

    assert (row.hours, row.rule) == (10.0, "2 day x 5")


def test_recap_lists_everybody_that_an_account_may_see(course_class, make_person):
    chief = make_person("Kepala")
    chief.account.roles = ["atasan"]
    chief.account.save()
    mine = make_person("Bawahan", superior=chief)

    everybody = queries.recap_rows(queries.people_visible_to(course_class.officer), 2026)
    own_people = queries.recap_rows(queries.people_visible_to(chief.account), 2026)
    alone = queries.recap_rows(queries.people_visible_to(mine.account), 2026)

    assert [person.name for person, _ in queries.with_people(everybody)] == [
        "Amran Rambe",
        "Bawahan",
        "Kepala",
        "Nurhayati Harahap",
    ]
    assert [person.name for person, _ in queries.with_people(own_people)] == ["Bawahan", "Kepala"]
    assert [person.name for person, _ in queries.with_people(alone)] == ["Bawahan"]


def test_year_recap_sums_the_city(course_class):
    came = course_class.people[0]
    for session in course_class.sessions:
        course_class.arrive(came, session)
    course_class.close()
    actions.issue_certificate(
        course_class.officer, course_class.batch, came, at=datetime(2026, 12, 1, tzinfo=WIB)
    )

    assert queries.year_recap(2026) == queries.YearRecap(
        year=2026,
        people=1,
        learning_hours=8.0,
        certificates=1,
        with_duty=2,
        duty_met=0,
        rule_version="2019-02 / 2026-1",
    )


def test_next_session_is_the_one_that_runs(course_class):
    person = course_class.people[0]

    assert queries.next_session_of(person, BEGIN) == course_class.sessions[0]
    assert (
        queries.next_session_of(person, course_class.sessions[0].ends_at.replace(hour=13))
        == course_class.sessions[1]
    )


def test_sessions_of_the_week_carry_their_counts(course_class):
    course_class.arrive(course_class.people[0], course_class.session)

    week = [(one.title, one.called_count, one.arrived_count) for one in queries.sessions_this_week(BEGIN)]

    assert week == [("Sesi 1", 2, 1), ("Sesi 2", 2, 0)]


def test_schedule_holds_what_an_account_attends_or_teaches(course_class, make_class):
    make_class(people=["Orang Lain"])

    attends = queries.schedule_of(course_class.people[0].account)
    teaches = queries.schedule_of(course_class.speaker)

    assert (
        [one.pk for one in attends]
        == [one.pk for one in teaches]
        == [one.pk for one in course_class.sessions]
    )
    assert [one.attends for one in teaches] == [False, False]
