"""Scans that phones sent later: the rules are asked again, nobody counts twice, the order does not matter."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery.journal import Scan, Window
from saindege.delivery.late_scans import LateScan, settle

WIB = timezone(timedelta(hours=7))
OPEN = datetime(2026, 11, 24, 7, 30, tzinfo=WIB)
WINDOW = Window(OPEN, OPEN + timedelta(hours=4), 3)
CALLED = {"amran", "nur", "rahma", "ucok", "dewi"}


def scan(person, minute, device="hp", seq=1):
    return Scan(OPEN + timedelta(minutes=minute), device, seq, person, "sesi")


def late(person, minute, device="hp", seq=1, *, after=60, is_code_right=True):
    one = scan(person, minute, device, seq)
    return LateScan(one, one.scanned_at + timedelta(minutes=after), is_code_right)


def settled(arrivals=(), scans=(), *, closed_at=None):
    return settle(WINDOW, arrivals, scans, called=CALLED, closed_at=closed_at, offline_hours=48)


def test_scan_without_signal_counts_at_its_own_time():
    found = settled([], [late("amran", 65)])

    assert found.verdicts == {("hp", 1): "counted"}
    assert found.present["amran"].scanned_at == OPEN + timedelta(minutes=65)


def test_earlier_scan_moves_the_arrival_and_a_later_one_is_a_duplicate():
    found = settled([scan("amran", 70, "web", 9)], [late("amran", 65, seq=1), late("amran", 80, seq=2)])

    assert found.verdicts == {("hp", 1): "counted", ("hp", 2): "duplicate"}
    assert found.present["amran"].scanned_at == OPEN + timedelta(minutes=65)


def test_each_rule_is_asked_again():
    found = settled(
        [],
        [
            late("orang luar", 10, seq=1),
            late("nur", 10, seq=2, is_code_right=False),
            late("nur", 300, seq=3),
            late("nur", 10, seq=4, after=60 * 49),
            late("nur", -1, seq=5),
        ],
    )

    assert [found.verdicts["hp", seq] for seq in range(1, 6)] == [
        "not_called", "wrong_code", "late", "too_old", "late",
    ]  # fmt: skip
    assert found.present == {}


def test_what_comes_after_the_closing_is_kept_and_does_not_count():
    closed_at = OPEN + timedelta(hours=5)

    found = settled(
        [], [late("nur", 10, seq=1, after=600), late("amran", 10, seq=2, after=5)], closed_at=closed_at
    )

    assert found.verdicts == {("hp", 1): "closed", ("hp", 2): "counted"}


def test_whom_the_door_admitted_stays_in_where_the_session_was_moved_since():
    found = settled([scan("amran", -40, "web", 1), scan("nur", 250, "web", 2)], [late("rahma", 10)])

    assert set(found.present) == {"amran", "nur", "rahma"}


def test_seats_go_to_those_who_came_first_whenever_it_was_sent():
    arrivals = [scan("amran", 60, "web", 1), scan("nur", 61, "web", 2), scan("rahma", 62, "web", 3)]

    found = settled(arrivals, [late("ucok", 59, seq=1), late("dewi", 63, seq=2)])

    assert set(found.present) == {"ucok", "amran", "nur"}
    assert found.verdicts == {("hp", 1): "counted", ("hp", 2): "over_capacity"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(CALLED)), st.integers(-5, 250), st.sampled_from("abc"), st.booleans()
        ),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_result_does_not_depend_on_the_order(drawn, chance):
    scans = [
        late(person, minute, device, seq, is_code_right=right)
        for seq, (person, minute, device, right) in enumerate(drawn)
    ]
    mixed = list(scans)
    chance.shuffle(mixed)

    one, other = settled([], scans), settled([], mixed)

    assert one == other
    assert len(one.present) <= WINDOW.capacity


@given(
    st.lists(st.tuples(st.sampled_from(sorted(CALLED)), st.integers(0, 240)), max_size=10),
    st.integers(0, 10),
)
def test_settling_in_two_parts_gives_what_settling_at_once_gives(drawn, cut):
    scans = [late(person, minute, "hp", seq) for seq, (person, minute) in enumerate(drawn)]

    at_once = settled([], scans)
    settled([], scans[:cut])
    again = settled(list(at_once.present.values()), scans)

    assert {person: one.scanned_at for person, one in again.present.items()} == {
        person: one.scanned_at for person, one in at_once.present.items()
    }
