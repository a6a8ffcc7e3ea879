from collections import Counter
from datetime import date

import pytest

from saindege.base import period
from saindege.demo import city, offices, services, waves
from saindege.demo.city import City


def _draws(seed: int, until: date) -> tuple[waves.Draw, ...]:
    tree = offices.read_offices()
    calendar = period.office_calendar(first_year=until.year - 3, last_year=until.year + 1)
    return waves.draw_waves(tree, services.read_services(tree), seed=seed, until=until, calendar=calendar)


def test_waves_of_the_village_course_by_the_file(demo_city: City) -> None:
    draw = demo_city.draws[0]

    assert draw.course == "BLD"
    assert [(str(wave.last_day), len(wave.offices)) for wave in draw.waves] == [
        # Twenty months before November 2026 is March 2025, which was Ramadan: the wave moved on.
        ("2025-04-09", 5),
        ("2025-08-06", 5),
        ("2025-12-10", 5),
        ("2026-04-08", 5),
    ]
    assert len(draw.waiting) == 17


def test_each_office_is_drawn_once(demo_city: City) -> None:
    for draw in demo_city.draws:
        drawn = [code for wave in draw.waves for code in wave.offices] + list(draw.waiting)

        assert max(Counter(drawn).values()) == 1


def test_six_trained_and_six_waiting_offices_where_something_can_be_proven(demo_city: City) -> None:
    counts = {
        draw.course: (sum(len(wave.offices) for wave in draw.waves), len(draw.waiting))
        for draw in demo_city.draws
    }

    assert counts == {"BLD": (20, 17), "PPK": (8, 8), "SPP": (3, 4)}


def test_another_seed_draws_other_offices_on_the_same_days() -> None:
    one, other = _draws(1, date(2026, 11, 20))[0], _draws(2, date(2026, 11, 20))[0]

    assert [wave.first_day for wave in one.waves] == [wave.first_day for wave in other.waves]
    assert one.trained_on() != other.trained_on()


@pytest.mark.parametrize("as_of", [date(2026, month, 9) for month in range(1, 13)])
def test_no_course_falls_on_a_day_off_or_into_ramadan_whenever_the_demo_starts(as_of: date) -> None:
    until = city.last_logged_day(as_of)
    calendar = period.office_calendar(first_year=2023, last_year=2027)

    for draw in _draws(1, until):
        for wave in draw.waves:
            for day in (wave.first_day, wave.last_day):
                assert calendar.open_seconds(day) == 7.5 * 3600
            assert date(until.year - 3, until.month, 1) < wave.last_day < until
