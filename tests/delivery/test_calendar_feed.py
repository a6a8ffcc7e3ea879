"""The calendar text: as the standard writes it, whatever stands in a title."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import calendar_feed
from saindege.delivery.calendar_feed import Event

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
START = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
# Control signs other than the line break may not stand in a calendar; a lone half of a pair has no bytes.
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=200)


def _read(text: str) -> list[dict[str, str]]:
    """Read a calendar by the letter of the standard, on a path of its own: unfold, split, take escapes back."""
    assert text.endswith("\r\n")
    rows: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            rows.append({})
        elif rows and not line.startswith("END:"):
            rows[-1][name] = _plain(value)
    return rows


def _plain(value: str) -> str:
    signs, out = iter(value), []
    for sign in signs:
        if sign == "\\":
            following = next(signs)
            out.append("\n" if following in "nN" else following)
        else:
            assert sign not in ";,"
            out.append(sign)
    return "".join(out)


def test_one_session_is_written_as_the_standard_says():
    event = Event("a1@saindege", START, START + timedelta(hours=3), "Arsip, surat; dan C:\\", "Ruang\n1", 2)

    text = calendar_feed.write_feed("Jadwal saya", [event], as_of=NOW)

    assert text.split("\r\n")[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Saindege//Jadwal pelatihan//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Jadwal saya",
    ]
    assert text.split("\r\n")[8:] == [
        "BEGIN:VEVENT",
        "UID:a1@saindege",
        "DTSTAMP:20261120T010203Z",
        "DTSTART:20261124T013000Z",
        "DTEND:20261124T043000Z",
        "SEQUENCE:2",
        "SUMMARY:Arsip\\, surat\\; dan C:\\\\",
        "LOCATION:Ruang\\n1",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_empty_calendar_is_still_a_calendar():
    text = calendar_feed.write_feed("Kosong", [], as_of=NOW)

    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert _read(text) == []


def test_control_signs_are_left_out():
    text = calendar_feed.write_feed("x", [Event("u", START, START, "a\x00b\x1f\r\nc", "")], as_of=NOW)

    assert _read(text)[0]["SUMMARY"] == "ab\nc"


@given(words, words)
def test_every_title_comes_back_whole_and_no_line_is_too_long(title, place):
    text = calendar_feed.write_feed(title, [Event("u", START, START, title, place)], as_of=NOW)

    read = _read(text)[0]
    assert (read["SUMMARY"], read["LOCATION"]) == (title, place)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(-12, 14))
def test_moments_are_the_same_in_every_zone(moment, hours):
    at = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))

    text = calendar_feed.write_feed("x", [Event("u", at, at, "", "")], as_of=NOW)

    read = datetime.strptime(_read(text)[0]["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert read == at
