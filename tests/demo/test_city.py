import hashlib
from datetime import date

import numpy as np

from saindege.demo import city
from saindege.demo.city import City


def _fingerprint(made: City) -> str:
    digest = hashlib.sha256(repr((made.staff, made.draws, made.offices)).encode())
    for log in made.logs:
        digest.update(repr(log.case_numbers).encode())
        for part in (log.case, log.activity, log.started_at, log.at, log.officer, log.finished):
            digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()


def test_same_seed_gives_the_same_city_to_the_last_byte(demo_city: City) -> None:
    again = city.make_city(seed=1, people=4000, as_of=date(2026, 11, 24))

    assert _fingerprint(again) == _fingerprint(demo_city)


def test_another_seed_gives_other_people_other_waves_and_other_cases(demo_city: City) -> None:
    other = city.make_city(seed=2, people=4000, as_of=date(2026, 11, 24))

    assert not {person.nip for person in other.staff} >= {person.nip for person in demo_city.staff}
    assert other.draws != demo_city.draws
    assert [log.n_events for log in other.logs] != [log.n_events for log in demo_city.logs]


def test_city_on_a_later_day_has_later_logs() -> None:
    later = city.make_city(seed=1, people=600, as_of=date(2027, 3, 2))

    assert later.until == date(2027, 2, 26)
    assert max(int(log.case_month.max()) for log in later.logs) == 2027 * 12 + 1
