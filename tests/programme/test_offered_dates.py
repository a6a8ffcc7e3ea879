"""Dates that a speaker offers."""

from datetime import date, datetime

from saindege.programme import offered_dates

TODAY = date(2026, 11, 24)


def at(hour, minute=0, day=30):
    return datetime(2026, 11, day, hour, minute)  # the clock of the place


def test_today_may_be_offered_and_yesterday_not():
    assert offered_dates.faults(TODAY, as_of=TODAY, offered=0) == []
    assert "sudah lewat" in offered_dates.faults(date(2026, 11, 23), as_of=TODAY, offered=0)[0].sentence.id


def test_dates_of_last_year_far_years_and_too_many_are_refused():
    assert (
        "(tahun lalu) sudah lewat"
        in offered_dates.faults(date(2025, 11, 30), as_of=TODAY, offered=0)[0].sentence.id
    )
    assert "Periksa tahunnya" in offered_dates.faults(date(2062, 1, 1), as_of=TODAY, offered=0)[0].sentence.id
    assert "Sudah 120 tanggal" in offered_dates.faults(TODAY, as_of=TODAY, offered=120)[0].sentence.id


def test_morning_ends_at_noon_and_the_afternoon_begins_there():
    assert offered_dates.covers("morning", at(8), at(12))
    assert not offered_dates.covers("morning", at(8), at(12, 15))
    assert offered_dates.covers("afternoon", at(12), at(15))
    assert not offered_dates.covers("afternoon", at(11), at(15))
    assert offered_dates.covers("day", at(8), at(16))


def test_session_outside_the_offered_dates_names_the_next_ones():
    offers = {date(2026, 11, 25): "day", date(2026, 12, 2): "morning", date(2026, 12, 9): "day"}

    told = offered_dates.advice("Ida", offers, at(8), at(11))

    assert told.id == "Ida tidak menawarkan waktu ini. Yang ditawarkan berikutnya: 02-12-2026, 09-12-2026."
    assert offered_dates.advice("Ida", offers, at(8, day=25), at(11, day=25)) is None


def test_whoever_offered_nothing_is_not_judged():
    assert offered_dates.advice("Ida", {}, at(8), at(11)) is None
