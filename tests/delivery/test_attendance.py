"""The rule of attendance: the door, the seats, the first arrival, and arrivals by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from saindege.delivery import attendance

ZONE = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
END = datetime(2026, 11, 24, 12, 0, tzinfo=ZONE)
RULES = attendance.load_rules()
DOOR = attendance.door_of(BEGIN, END, RULES)
ROOM = attendance.Room(DOOR, capacity=24, present=20, is_closed=False)


def test_door_opens_an_hour_before_and_closes_at_the_end():
    assert attendance.Door(BEGIN - timedelta(hours=1), BEGIN, END) == DOOR


def test_participant_is_admitted_at_both_ends_of_the_door():
    attendance.require_admitted(ROOM, is_called=True, arrived_at=DOOR.opens_at)
    attendance.require_admitted(ROOM, is_called=True, arrived_at=DOOR.closes_at)


@pytest.mark.parametrize(
    ("change", "is_called", "minutes", "refusal"),
    [
        ({}, False, 0, attendance.NotCalled),
        ({}, True, -61, attendance.TooEarly),
        ({}, True, 211, attendance.TooLate),
        ({"present": 24}, True, 0, attendance.SessionFull),
        ({"is_closed": True}, True, 0, attendance.SessionClosed),
    ],
)
def test_each_refusal_has_its_name(change, is_called, minutes, refusal):
    room = replace(ROOM, **change)

    with pytest.raises(refusal):
        attendance.require_admitted(room, is_called=is_called, arrived_at=BEGIN + timedelta(minutes=minutes))


def test_refusal_says_when_to_come_back_in_both_languages():
    with pytest.raises(attendance.TooEarly) as refused:
        attendance.require_admitted(ROOM, is_called=True, arrived_at=BEGIN - timedelta(hours=3))

    assert "07.30" in refused.value.sentence.id
    assert "07:30" in refused.value.sentence.en


@pytest.mark.parametrize(
    ("change", "minutes", "refusal", "said"),
    [
        ({}, -61, attendance.WrongArrival, "Datang 24-11-2026 07.29 di luar waktu presensi sesi ini, 07.30 sampai 12.00."),
        ({}, 211, attendance.WrongArrival, "Perbaiki jam datangnya."),
        ({"present": 24}, 0, attendance.NoSeatLeft, "Semua 24 kursi sudah terisi. Tambah kursi sesi ini dulu"),
        ({"is_closed": True}, 0, attendance.SessionClosed, "Sesi ini sudah ditutup"),
    ],
)  # fmt: skip
def test_whoever_writes_an_arrival_down_is_told_what_to_do_about_it(change, minutes, refusal, said):
    room, at = replace(ROOM, **change), BEGIN + timedelta(minutes=minutes)

    with pytest.raises(refusal) as refused:
        attendance.require_admitted_by_hand(room, is_called=True, arrived_at=at)

    assert said in refused.value.sentence.id


def test_last_seat_is_given():
    attendance.require_admitted(replace(ROOM, present=23), is_called=True, arrived_at=BEGIN)


def test_stranger_is_not_told_that_the_room_is_full():
    with pytest.raises(attendance.NotCalled):
        attendance.require_admitted(replace(ROOM, present=24), is_called=False, arrived_at=BEGIN)


@pytest.mark.parametrize("reason", ["", "  ", "---", "ok", ". . . ."])
def test_arrival_by_hand_without_a_reason_is_refused(reason):
    with pytest.raises(attendance.ReasonMissing):
        attendance.require_reason(reason, RULES)


def test_arrival_by_hand_with_a_reason_is_taken():
    attendance.require_reason("ponsel tidak dibawa", RULES)


def test_quarter_of_an_hour_is_forgiven():
    late = [
        attendance.minutes_late(DOOR, BEGIN + timedelta(minutes=minutes), RULES)
        for minutes in (-40, 0, 14, 15, 22)
    ]

    assert late == [0, 0, 0, 15, 22]


def test_rules_name_their_version():
    assert RULES.version == "2026-1"
