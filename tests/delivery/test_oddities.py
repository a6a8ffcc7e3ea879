"""What is odd in a list of arrivals."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from saindege.delivery import attendance
from saindege.delivery.oddities import Arrival, Oddity, find_oddities

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
RULES = attendance.load_rules()


def at(seconds):
    return BEGIN + timedelta(seconds=seconds)


def test_one_device_for_two_people_is_listed_once():
    arrivals = [
        Arrival("nur", at(60), "hp-1"),
        Arrival("amran", at(0), "hp-1"),
        Arrival("ucok", at(90), "hp-2"),
    ]

    assert find_oddities(arrivals, rules=RULES) == (Oddity("shared_device", ("amran", "nur"), at(0)),)


def test_unknown_devices_are_not_the_same_device():
    assert find_oddities([Arrival("nur", at(60)), Arrival("amran", at(0))], rules=RULES) == ()


def test_eight_people_in_ten_seconds_are_a_burst_and_seven_are_not():
    eight = [Arrival(f"orang {n}", at(n)) for n in range(8)]

    assert [one.kind for one in find_oddities(eight, rules=RULES)] == ["burst"]
    assert find_oddities(eight[:7], rules=RULES) == ()


def test_slow_stream_of_people_is_no_burst():
    assert find_oddities([Arrival(f"orang {n}", at(4 * n)) for n in range(30)], rules=RULES) == ()


def test_scan_sent_four_hours_later_and_a_name_that_did_not_answer_are_listed():
    arrivals = [
        Arrival("nur", at(0), received_at=at(4 * 3600)),
        Arrival("ucok", at(60), received_at=at(4 * 3600 - 1)),
    ]

    found = find_oddities(arrivals, rules=RULES, not_answered=[("ucok", at(600))])

    assert [(one.kind, one.people) for one in found] == [("sent_late", ("nur",)), ("not_answered", ("ucok",))]
