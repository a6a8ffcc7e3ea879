"""What a list of arrivals holds that somebody should look at. Nothing is decided here: each may have a good reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from saindege.delivery.attendance import AttendanceRules

Kind = Literal["shared_device", "burst", "sent_late", "not_answered", "absent_on_paper"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """How one person arrived.

    Attributes
    ----------
    at : moment of the scan
    device : a random word of the browser; empty where unknown
    received_at : when it was sent, None where it came at once
    """

    person: str
    at: datetime
    device: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing to look at, with the people that it concerns, by arrival."""

    kind: Kind
    people: tuple[str, ...]
    at: datetime


def find_oddities(
    arrivals: Sequence[Arrival],
    *,
    rules: AttendanceRules,
    not_answered: Sequence[tuple[str, datetime]] = (),
    absent_on_paper: Sequence[tuple[str, datetime]] = (),
) -> tuple[Oddity, ...]:
    """Return what is odd in a session, by kind, then by time.

    Parameters
    ----------
    not_answered : people who were recorded present and did not answer a random recall, with its moment
    absent_on_paper : people who checked in by phone and whom the paper sheet marks as not there, with its moment
    """
    ordered = sorted(arrivals, key=lambda one: (one.at, one.person))
    found = [
        *_shared_devices(ordered),
        *_bursts(ordered, rules),
        *(
            Oddity("sent_late", (one.person,), one.at)
            for one in ordered
            if one.received_at is not None
            and one.received_at - one.at >= timedelta(minutes=rules.late_sending_minutes)
        ),
        *(Oddity("not_answered", (person,), at) for person, at in not_answered),
        *(Oddity("absent_on_paper", (person,), at) for person, at in absent_on_paper),
    ]
    return tuple(found)


def _shared_devices(ordered: Sequence[Arrival]) -> list[Oddity]:
    """A device that checked in more than one person: lent out of kindness, or a list of absent friends."""
    users: dict[str, list[Arrival]] = defaultdict(list)
    for one in ordered:
        if one.device and one.person not in {other.person for other in users[one.device]}:
            users[one.device].append(one)
    return [
        Oddity("shared_device", tuple(each.person for each in group), group[0].at)
        for group in users.values()
        if len(group) > 1
    ]


def _bursts(ordered: Sequence[Arrival], rules: AttendanceRules) -> list[Oddity]:
    """More people in a few seconds than a door lets through; one burst is told once."""
    span, found, begin = timedelta(seconds=rules.burst_seconds), [], 0
    while begin < len(ordered):
        end = begin
        while end + 1 < len(ordered) and ordered[end + 1].at - ordered[begin].at <= span:
            end += 1
        if end - begin + 1 >= rules.burst_people:
            group = ordered[begin : end + 1]
            found.append(Oddity("burst", tuple(one.person for one in group), group[0].at))
            begin = end + 1
        else:
            begin += 1
    return found
