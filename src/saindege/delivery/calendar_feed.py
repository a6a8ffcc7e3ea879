"""Sessions as an iCalendar file, for the calendar on a phone: title, place and time, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LINE_OCTETS = 75
PRODUCT = "-//Saindege//Jadwal pelatihan//ID"
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class Event:
    """One session.

    Attributes
    ----------
    uid : the same as long as the session exists, so that a change moves it instead of doubling it
    starts_at, ends_at : with a time zone
    version : counted up with each change
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    version: int = 0


def write_feed(name: str, events: Iterable[Event], *, as_of: datetime) -> str:
    """Return the text of a calendar; times are in UTC, so no table of time zones is needed.

    Parameters
    ----------
    name : what the calendar is called on the reader's side
    as_of : when the text is written, with a time zone

    Source
    ------
    RFC 5545, Internet Calendaring and Scheduling (iCalendar), 2009: sections 3.1, 3.3.5, 3.3.11, 3.4, 3.6.1
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(event.uid)}",
            f"DTSTAMP:{_moment(as_of)}",
            f"DTSTART:{_moment(event.starts_at)}",
            f"DTEND:{_moment(event.ends_at)}",
            f"SEQUENCE:{event.version}",
            f"SUMMARY:{_text(event.title)}",
            f"LOCATION:{_text(event.place)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(written: str) -> str:
    """Escape what has a meaning in the format; signs that no calendar may hold are left out."""
    plain = written.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in plain if sign == "\n" or (ord(sign) >= 32 and ord(sign) != 127))
    return "".join(_ESCAPES.get(sign, sign) for sign in kept)


def _folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 octets, never inside a sign; pieces after the first begin with a space."""
    piece, octets = "", 0
    for sign in line:
        width = len(sign.encode())
        if octets + width > LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + sign, octets + width
    yield piece
