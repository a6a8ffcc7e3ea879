"""Peak days of offices."""

from datetime import date

from saindege.programme import peak
from saindege.programme.peak import Peak

MONDAYS = Peak("Disdukcapil", date(2026, 1, 1), date(2026, 12, 31), frozenset({0}), "awal pekan ramai")
YEAR_END = Peak("BPKAD", date(2026, 12, 10), date(2026, 12, 31), frozenset(), "tutup buku")


def test_peak_of_weekdays_falls_on_those_of_its_span_only():
    assert MONDAYS.falls_on(date(2026, 11, 30))
    assert not MONDAYS.falls_on(date(2026, 12, 1))
    assert not MONDAYS.falls_on(date(2027, 1, 4))
    assert YEAR_END.falls_on(date(2026, 12, 31))


def test_course_over_busy_days_names_offices_first_days_and_reasons():
    told = peak.advice(date(2026, 12, 10), date(2026, 12, 14), [MONDAYS, YEAR_END])

    assert told.id == (
        "Hari sibuk: BPKAD (10-12-2026: tutup buku); Disdukcapil (14-12-2026: awal pekan ramai). "
        "Jangan panggil petugas loketnya, atau pilih hari lain."
    )


def test_quiet_days_say_nothing_and_many_offices_are_counted():
    many = [Peak(f"Kantor {n}", date(2026, 12, 1), date(2026, 12, 1), frozenset(), "x") for n in range(5)]

    assert peak.advice(date(2026, 12, 1), date(2026, 12, 3), [MONDAYS]) is None
    assert "dan 2 kantor lagi" in peak.advice(date(2026, 12, 1), date(2026, 12, 1), many).id
