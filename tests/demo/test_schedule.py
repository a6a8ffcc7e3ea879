from collections import Counter
from datetime import date, timedelta

import pytest

from saindege.demo import accounts, city, courses
from saindege.demo.city import City
from saindege.programme import method


def test_catalogue_holds_ten_to_fifteen_courses_in_legal_forms() -> None:
    catalogue = courses.read_courses()
    forms = method.load()

    assert 10 <= len(catalogue) <= 15
    for course in catalogue:
        form = forms.by_key(course.method)
        if form.unit == "day":
            assert course.hours == course.days * form.hours_per_unit("national")


def test_speakers_come_from_public_and_private_partners_and_teach_every_course() -> None:
    partners = {partner.name: partner.sector for partner in courses.read_partners()}
    speakers = courses.make_speakers(1)

    assert {partners[speaker.partner] for speaker in speakers if speaker.partner} == {"public", "private"}
    taught = {code for speaker in speakers for code in speaker.courses}
    assert taught == {course.code for course in courses.read_courses()}
    assert all("contoh" in name.lower() for name in partners)


def test_no_room_and_no_speaker_is_in_two_places_on_one_day(demo_city: City) -> None:
    taken = Counter(
        (who, session.starts_at.date())
        for batch in demo_city.batches
        for session in batch.sessions
        for who in (session.place, session.speaker)
    )

    assert max(taken.values()) == 1


def test_sessions_fall_on_plain_working_days_within_office_hours(demo_city: City) -> None:
    for batch in demo_city.batches:
        for session in batch.sessions:
            assert demo_city.calendar.open_seconds(session.starts_at.date()) == 7.5 * 3600
            assert session.starts_at.utcoffset() == timedelta(hours=7)


def test_hours_of_the_sessions_add_up_to_those_of_the_course(demo_city: City) -> None:
    hours = {course.code: course.hours for course in courses.read_courses()}

    for batch in demo_city.batches:
        assert sum(session.hours for session in batch.sessions) == pytest.approx(hours[batch.course])


def test_waves_are_held_on_the_days_that_the_offices_count_as_trained(demo_city: City) -> None:
    trained = {(wave.course, wave.number): wave.last_day for draw in demo_city.draws for wave in draw.waves}

    held = {
        (batch.course, batch.wave): batch.ends_at.date()
        for batch in demo_city.batches
        if batch.wave is not None
    }

    assert held == trained


@pytest.mark.parametrize(
    "as_of", [date(2026, 11, 24), date(2026, 11, 28), date(2027, 2, 16), date(2027, 3, 11)]
)
def test_one_batch_begins_today_or_on_the_next_plain_day(as_of: date) -> None:
    made = city.make_city(seed=1, people=600, as_of=as_of)

    todays = [batch for batch in made.batches if batch.is_todays]

    assert len(todays) == 1
    first = todays[0].sessions[0].starts_at.date()
    assert first >= as_of
    if as_of == date(2026, 11, 24):
        assert first == as_of


def test_something_was_held_and_something_comes_in_the_weeks_around(demo_city: City) -> None:
    days = [session.starts_at.date() for batch in demo_city.batches for session in batch.sessions]
    week = [day for day in days if date(2026, 11, 23) <= day <= date(2026, 11, 27)]

    assert len(week) >= 4
    assert max(days) > date(2026, 11, 30)


def test_people_who_come_were_called_and_come_around_the_beginning(demo_city: City) -> None:
    share = []
    for batch, roll in zip(demo_city.batches, demo_city.rolls, strict=True):
        called = set(roll.participants)
        assert 1 <= len(called) == len(roll.participants) <= 40
        over = [
            number
            for number, session in enumerate(batch.sessions)
            if session.ends_at.date() < demo_city.as_of
        ]
        assert {check_in.session for check_in in roll.check_ins} == set(over)
        for check_in in roll.check_ins:
            late = check_in.arrived_at - batch.sessions[check_in.session].starts_at
            assert check_in.person in called
            assert timedelta(minutes=-30) <= late <= timedelta(minutes=10)
        if over:
            share.append(len(roll.check_ins) / (len(over) * len(called)))
    assert sum(share) / len(share) == pytest.approx(0.93, abs=0.02)


def test_nobody_is_called_to_a_course_twice(demo_city: City) -> None:
    called = Counter(
        (batch.course, person)
        for batch, roll in zip(demo_city.batches, demo_city.rolls, strict=True)
        for person in roll.participants
    )

    assert max(called.values()) == 1


def test_accounts_belong_to_fitting_people_and_the_participant_sits_in_todays_class(demo_city: City) -> None:
    behind = {account.username: account for account in demo_city.accounts}
    posts = {
        name: demo_city.staff[account.person].post
        for name, account in behind.items()
        if account.person is not None
    }
    participant = demo_city.staff[accounts.participant(demo_city.accounts)]
    todays = next(i for i, batch in enumerate(demo_city.batches) if batch.is_todays)

    assert set(behind) == {
        "admin", "bkpsdm", "atasan", "peserta", "narasumber", "organisasi", "walikota", "analis",
    }  # fmt: skip
    assert posts["atasan"] == "Lurah Wek V"
    assert posts["bkpsdm"].startswith("Analis SDM Aparatur")
    assert participant.superior == behind["atasan"].person
    assert participant.number in demo_city.rolls[todays].participants
    assert demo_city.batches[todays].sessions[0].speaker == behind["narasumber"].display_name


def test_names_of_speakers_follow_the_seed() -> None:
    assert courses.make_speakers(1) == courses.make_speakers(1)
    assert courses.make_speakers(1) != courses.make_speakers(2)
