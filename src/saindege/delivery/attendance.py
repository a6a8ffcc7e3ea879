"""The rule of attendance: who may check in, when, and what an arrival by hand needs."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import cast

from saindege.base.errors import SaindegeError, Sentence


@dataclass(frozen=True, slots=True)
class AttendanceRules:
    """Minutes of the door, from ``rules/attendance.toml``.

    Attributes
    ----------
    version, in_force_from : of the table
    opens_minutes_before : before the session begins
    late_after_minutes : after the beginning; an arrival from then on is called late
    reason_letters : shortest reason of an arrival by hand
    offline_hours : after a scan without signal, within which it may be sent
    burst_people, burst_seconds : so many arrivals in so short a time are odd
    late_sending_minutes : after a scan, from when on its sending is listed
    recall_people : names called out at one random recall
    """

    version: str
    in_force_from: date
    opens_minutes_before: int
    late_after_minutes: int
    reason_letters: int
    offline_hours: int
    burst_people: int
    burst_seconds: int
    late_sending_minutes: int
    recall_people: int


@dataclass(frozen=True, slots=True)
class Door:
    """When a session takes arrivals; both ends are inside.

    Attributes
    ----------
    opens_at, closes_at : moments on the clock of the place; sentences print them as they are
    starts_at : when the session begins
    """

    opens_at: datetime
    starts_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """What is known of a session when somebody comes to its door.

    Attributes
    ----------
    door : when it takes arrivals
    capacity : seats
    present : people who checked in so far
    is_closed : the officer closed the session
    """

    door: Door
    capacity: int
    present: int
    is_closed: bool


class NotAdmitted(SaindegeError):
    """Somebody could not be checked in; the sentence says what to do."""


class NotCalled(NotAdmitted):
    """The person is not a participant of the batch."""

    code = "not_called"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Nama Anda belum ada di daftar peserta angkatan ini. Temui panitia di kelas; "
                "panitia dapat memanggil Anda sekarang juga.",
                en="Your name is not on the list of this batch. Ask the organiser in the room, "
                "who can call you right now.",
            )
        )


class TooEarly(NotAdmitted):
    """The door is not open yet."""

    code = "too_early"

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(
            Sentence(
                id=f"Presensi dibuka {opens_at:%d-%m-%Y} pukul {opens_at:%H.%M}. Buka lagi halaman ini saat itu.",
                en=f"Check-in opens on {opens_at:%Y-%m-%d} at {opens_at:%H:%M}. Open this page again then.",
            )
        )


class TooLate(NotAdmitted):
    """The session is over."""

    code = "too_late"

    def __init__(self, closes_at: datetime) -> None:
        super().__init__(
            Sentence(
                id=f"Presensi berakhir pukul {closes_at:%H.%M}. Bila Anda hadir, minta panitia mencatatnya.",
                en=f"Check-in ended at {closes_at:%H:%M}. If you were there, ask the organiser to write it down.",
            )
        )


class SessionClosed(NotAdmitted):
    """The session is closed: who was there is settled."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sesi ini sudah ditutup, jadi daftar hadirnya tetap. Hubungi panitia bila ada yang keliru.",
                en="This session is closed, so its attendance stands. Tell the organiser if something is wrong.",
            )
        )


class SessionFull(NotAdmitted):
    """Every seat is taken."""

    code = "full"

    def __init__(self, capacity: int) -> None:
        super().__init__(
            Sentence(
                id=f"Semua {capacity} kursi sudah terisi. Temui panitia; panitia dapat menambah kursi.",
                en=f"All {capacity} seats are taken. Ask the organiser, who can add seats.",
            )
        )


class WrongArrival(NotAdmitted):
    """An arrival written down by hand lies outside the hours of the door."""

    code = "out_of_range"

    def __init__(self, arrived_at: datetime, door: Door) -> None:
        opens, closes = door.opens_at, door.closes_at
        super().__init__(
            Sentence(
                id=f"Datang {arrived_at:%d-%m-%Y %H.%M} di luar waktu presensi sesi ini, {opens:%H.%M} sampai "
                f"{closes:%H.%M}. Perbaiki jam datangnya.",
                en=f"The arrival {arrived_at:%Y-%m-%d %H:%M} is outside the check-in of this session, {opens:%H:%M} to "
                f"{closes:%H:%M}. Mend the hour.",
            )
        )


class NoSeatLeft(NotAdmitted):
    """Every seat is taken by people who came; said to whoever can add one."""

    code = "full"

    def __init__(self, capacity: int) -> None:
        super().__init__(
            Sentence(
                id=f"Semua {capacity} kursi sudah terisi. Tambah kursi sesi ini dulu, lalu catat lagi.",
                en=f"All {capacity} seats are taken. Add seats to this session, then record it again.",
            )
        )


class WrongCode(NotAdmitted):
    """The digits are not those on the screen."""

    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Kode itu tidak sama dengan yang di layar. Ketik enam angka yang tampil sekarang.",
                en="That is not the code on the screen. Type the six digits that it shows now.",
            )
        )


class ReasonMissing(NotAdmitted):
    """What is done by hand, taken back or refused has no reason."""

    code = "missing_reason"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tulis alasannya dalam beberapa kata, agar yang membaca nanti paham.",
                en="Write the reason in a few words, so that whoever reads it later understands.",
            )
        )


@functools.cache
def load_rules() -> AttendanceRules:
    """Read the table that ships with the product."""
    text = resources.files("saindege.delivery").joinpath("rules/attendance.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return AttendanceRules(
        version=str(table["version"]),
        in_force_from=cast(date, table["in_force_from"]),
        opens_minutes_before=int(table["opens_minutes_before"]),
        late_after_minutes=int(table["late_after_minutes"]),
        reason_letters=int(table["reason_letters"]),
        offline_hours=int(table["offline_hours"]),
        burst_people=int(table["burst_people"]),
        burst_seconds=int(table["burst_seconds"]),
        late_sending_minutes=int(table["late_sending_minutes"]),
        recall_people=int(table["recall_people"]),
    )


def door_of(starts_at: datetime, ends_at: datetime, rules: AttendanceRules) -> Door:
    """Return when a session takes arrivals: from some time before its beginning until its end."""
    return Door(starts_at - timedelta(minutes=rules.opens_minutes_before), starts_at, ends_at)


def require_admitted(room: Room, *, is_called: bool, arrived_at: datetime) -> None:
    """Let through whoever may check in now. Whoever is in already is not asked again: the first arrival counts.

    Raises
    ------
    SessionClosed, NotCalled, TooEarly, TooLate, SessionFull : in this order; each says what to do
    """
    if room.is_closed:
        raise SessionClosed
    if not is_called:
        raise NotCalled
    if arrived_at < room.door.opens_at:
        raise TooEarly(room.door.opens_at)
    if arrived_at > room.door.closes_at:
        raise TooLate(room.door.closes_at)
    if room.present >= room.capacity:
        raise SessionFull(room.capacity)


def require_admitted_by_hand(room: Room, *, is_called: bool, arrived_at: datetime) -> None:
    """Ask the same of an arrival that somebody writes down; the sentences speak to the writer.

    Raises
    ------
    SessionClosed, NotCalled, WrongArrival, NoSeatLeft : in this order; each says what to do
    """
    try:
        require_admitted(room, is_called=is_called, arrived_at=arrived_at)
    except (TooEarly, TooLate) as error:
        raise WrongArrival(arrived_at, room.door) from error
    except SessionFull as error:
        raise NoSeatLeft(room.capacity) from error


def require_reason(reason: str, rules: AttendanceRules) -> None:
    """Refuse what says nothing about why.

    Raises
    ------
    ReasonMissing : no reason, or one too short to mean anything
    """
    if sum(letter.isalnum() for letter in reason) < rules.reason_letters:
        raise ReasonMissing


def minutes_late(door: Door, arrived_at: datetime, rules: AttendanceRules) -> int:
    """Return whole minutes after the beginning; 0 for whoever came in time or is forgiven."""
    minutes = int((arrived_at - door.starts_at).total_seconds() // 60)
    return minutes if minutes >= rules.late_after_minutes else 0
