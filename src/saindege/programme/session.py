"""A session: when it may stand, what it clashes with, and what the calendar says about its day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from saindege.base import period
from saindege.base.errors import BadInput, Problem, Sentence

Shared = Literal["place", "speaker", "batch"]
_SPACES = re.compile(r"\s+")
_TIME = re.compile(
    r"^(?:pukul|jam)?\s*(\d{1,2})(?:\s*[.:]\s*(\d{2})|(\d{2}))?(?:\s*[.:]\s*00)?\s*(?:wib|wita|wit)?$"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a session needs: people, a place and a time.

    Attributes
    ----------
    key : identifies the session, so that it never clashes with itself
    title : how a sentence calls it
    place : room or address, compared without case and doubled spaces
    speaker : who teaches; empty when not known yet
    batch : the group that learns
    starts_at, ends_at : moments on the clock of the place; sentences print them as they are
    """

    key: str
    title: str
    place: str
    speaker: str
    batch: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions that need the same thing at the same time.

    Attributes
    ----------
    other : key of the session that was there first
    shared : what both need
    sentence : what to do
    """

    other: str
    shared: Shared
    sentence: Sentence


def faults(slot: Slot, *, capacity: int, learning_hours: float) -> list[Problem]:
    """Name everything that a session may not be: ending before it starts, without seats or hours."""
    found = order_faults(slot.starts_at, slot.ends_at)
    if capacity < 1:
        found.append(_out_of_range("capacity", "Isi paling sedikit satu kursi.", "Give at least one seat."))
    if learning_hours <= 0:
        found.append(
            _out_of_range(
                "learning_hours", "JP harus lebih dari nol.", "Learning hours must be more than zero."
            )
        )
    return found


def order_faults(starts: datetime | time, ends: datetime | time) -> list[Problem]:
    """Name an end that does not come after its start."""
    if ends > starts:  # type: ignore[operator] # both moments, or both hours of one day
        return []
    return [
        _out_of_range(
            "ends_at",
            f"Selesai {ends:%H.%M} tidak sesudah mulai {starts:%H.%M}. Ubah satu.",
            f"The end {ends:%H:%M} is not after the start {starts:%H:%M}. Change one.",
        )
    ]


def hours_advice(slot: Slot, *, learning_hours: float, hour_minutes: int) -> Sentence | None:
    """Say so when the hours credited take longer than the session; forms counted by the day may do that.

    Parameters
    ----------
    learning_hours : JP given for the session
    hour_minutes : minutes of one JP
    """
    minutes = (slot.ends_at - slot.starts_at).total_seconds() / 60
    needed = learning_hours * hour_minutes
    if needed <= minutes:
        return None
    fits = int(minutes // hour_minutes)
    return Sentence(
        id=f"{_number(learning_hours)} JP setara {_number(needed)} menit, sesi ini {_number(minutes)} menit. "
        f"Isi {fits} JP, kecuali bentuk kursusnya dihitung per hari.",
        en=f"{learning_hours:g} learning hours are {needed:g} minutes, this session has {minutes:g}. "
        f"Give {fits}, unless the form of the course is counted by the day.",
    )


def clashes(slot: Slot, others: Iterable[Slot]) -> list[Clash]:
    """Name the sessions that need the same place, speaker or group at the same time.

    Sessions that only touch (one ends when the other begins) do not clash. Sorted by time, then key.
    """
    found = []
    for other in sorted(others, key=lambda each: (each.starts_at, each.key)):
        if other.key == slot.key or other.starts_at >= slot.ends_at or other.ends_at <= slot.starts_at:
            continue
        found += [
            Clash(other.key, shared, _clash_sentence(slot, other, shared)) for shared in _shared(slot, other)
        ]
    return found


def calendar_advice(slot: Slot, calendar: period.WorkCalendar) -> Sentence | None:
    """Say so when the office is closed on the day of a session, or for a part of it.

    A session outside office hours is allowed: participants then need their own time, and may need a permit.
    """
    day = slot.starts_at.date()
    windows = calendar.windows_on(day)
    if not windows:
        free = "hari libur" if day in calendar.holidays else "di luar hari kerja"
        free_en = "a holiday" if day in calendar.holidays else "no working day"
        return Sentence(
            id=f"{day:%d-%m-%Y} {free}. Pilih hari kerja, atau pastikan peserta bisa datang.",
            en=f"{day:%Y-%m-%d} is {free_en}. Choose a working day, or make sure that people can come.",
        )
    opens, closes = windows[0].opens, windows[-1].closes
    if _second(slot.starts_at) >= opens and slot.ends_at.date() == day and _second(slot.ends_at) <= closes:
        return None
    return Sentence(
        id=f"Jam kantor hari itu {_clock(opens, '.')} sampai {_clock(closes, '.')}. Sesi ini melewatinya.",
        en=f"Office hours on that day are {_clock(opens, ':')} to {_clock(closes, ':')}. The session exceeds them.",
    )


def same_place(one: str, other: str) -> bool:
    """Whether two places are written alike; an empty place, or an online one, is never taken."""
    first = _place(one)
    return bool(first) and first == _place(other) and not first.startswith(("daring", "online", "zoom"))


def read_time(text: str) -> time:
    """Read a time of day as people write it: 08.30, 8:30, 0830, pukul 8, 13.00 WIB.

    Raises
    ------
    NotATime : it is no time of day
    """
    match = _TIME.match(_SPACES.sub(" ", text.strip().lower()))
    if match:
        hour, minute = int(match[1]), int(match[2] or match[3] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise NotATime(text)


class NotATime(BadInput):
    """A text is no time of day."""

    code = "not_a_date"

    def __init__(self, text: str) -> None:
        super().__init__(
            Sentence(
                id=f"“{text}” bukan jam. Tulis jam dan menit, misalnya 08.30.",
                en=f"“{text}” is no time of day. Write hours and minutes, for example 08:30.",
            )
        )


def _out_of_range(column: str, indonesian: str, english: str) -> Problem:
    return Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)


def _shared(slot: Slot, other: Slot) -> list[Shared]:
    needs: list[Shared] = []
    if same_place(slot.place, other.place):
        needs.append("place")
    if slot.speaker and slot.speaker == other.speaker:
        needs.append("speaker")
    if slot.batch == other.batch:
        needs.append("batch")
    return needs


def _clash_sentence(slot: Slot, other: Slot, shared: Shared) -> Sentence:
    when = f"{other.starts_at:%H.%M} sampai {other.ends_at:%H.%M}"
    when_en = f"{other.starts_at:%H:%M} to {other.ends_at:%H:%M}"
    if shared == "place":
        return Sentence(
            id=f"{slot.place} dipakai “{other.title}” pukul {when}. Pilih tempat atau waktu lain.",
            en=f"{slot.place} is used by “{other.title}” from {when_en}. Choose another place or time.",
        )
    if shared == "speaker":
        return Sentence(
            id=f"{slot.speaker} mengajar “{other.title}” pukul {when}. Pilih narasumber atau waktu lain.",
            en=f"{slot.speaker} teaches “{other.title}” from {when_en}. Choose another speaker or time.",
        )
    return Sentence(
        id=f"Angkatan ini mengikuti “{other.title}” pukul {when}. Pilih waktu lain.",
        en=f"This batch attends “{other.title}” from {when_en}. Choose another time.",
    )


def _second(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _clock(seconds: int, mark: str) -> str:
    return f"{seconds // 3600:02d}{mark}{seconds % 3600 // 60:02d}"


def _place(text: str) -> str:
    return _SPACES.sub(" ", text.strip()).casefold()


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
