"""How an agreement stands on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import agreement

TERM = {"starts_on": date(2025, 1, 1), "ends_on": date(2026, 12, 31), "remind_days": 60}


def test_last_day_still_counts_and_the_next_one_says_what_to_do():
    last = agreement.standing_on(date(2026, 12, 31), **TERM)
    after = agreement.standing_on(date(2027, 1, 1), **TERM)

    assert (last.standing, last.days) == ("ends_soon", 0)
    assert (after.standing, after.days) == ("expired", 1)
    assert after.sentence.id.startswith("Berakhir 31-12-2026. Perpanjang dahulu")


def test_reminder_begins_sixty_days_before_the_end():
    assert agreement.standing_on(date(2026, 10, 31), **TERM).standing == "running"
    assert agreement.standing_on(date(2026, 11, 1), **TERM).standing == "ends_soon"


def test_before_its_first_day_it_does_not_hold():
    assert agreement.standing_on(date(2024, 12, 30), **TERM).days == 2
    assert agreement.standing_on(date(2024, 12, 31), **TERM).standing == "not_yet"


def test_end_before_start_and_a_slip_of_the_year_are_refused():
    assert agreement.faults(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1))[0].column == "ends_on"
    assert (
        "Periksa tahunnya"
        in agreement.faults(starts_on=date(2026, 1, 1), ends_on=date(2062, 1, 1))[0].sentence.id
    )
    assert agreement.faults(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 1)) == []


@given(ahead=st.integers(-800, 800), remind=st.integers(0, 365))
def test_every_day_has_one_standing_and_all_but_a_running_one_say_what_to_do(ahead, remind):
    day = TERM["ends_on"] + timedelta(days=ahead)

    term = agreement.standing_on(day, **{**TERM, "remind_days": remind})

    assert (term.standing == "expired") == (day > TERM["ends_on"])
    assert (term.sentence is None) == (term.standing == "running")
    assert term.days >= 0
