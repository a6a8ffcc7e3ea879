"""What stands beside a day of the calendar."""

from datetime import date

from saindege.base import period
from saindege.programme import holiday

CALENDAR = period.office_calendar(first_year=2026, last_year=2026)


def test_holiday_has_its_name_in_both_languages():
    note = holiday.note_on(date(2026, 8, 17), CALENDAR)

    assert note.is_closed
    assert (note.words.id, note.words.en) == ("Hari Kemerdekaan Republik Indonesia", "Independence Day")


def test_fasting_month_has_its_hours_and_an_ordinary_day_nothing():
    assert holiday.note_on(date(2026, 3, 3), CALENDAR).words.id == "Jam Ramadan 08.00 sampai 15.00"
    assert holiday.note_on(date(2026, 11, 24), CALENDAR) == holiday.DayNote(False, None)


def test_holiday_on_a_sunday_closes_nothing_that_was_open():
    assert not holiday.note_on(date(2026, 5, 31), CALENDAR).is_closed
