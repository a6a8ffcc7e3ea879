"""When a session may stand and what it clashes with."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.programme import session

START = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def slot(key="a", *, start=START, minutes=180, place="Aula BKPSDM", speaker="Ida Contoh", batch="b1"):
    return session.Slot(key, f"Sesi {key}", place, speaker, batch, start, start + timedelta(minutes=minutes))


def test_session_with_seats_hours_and_a_later_end_has_no_fault():
    assert session.faults(slot(), capacity=24, learning_hours=4) == []


def test_all_faults_are_told_at_once_with_their_columns():
    wrong = replace(slot(), ends_at=START)

    found = session.faults(wrong, capacity=0, learning_hours=0)

    assert [problem.column for problem in found] == ["ends_at", "capacity", "learning_hours"]
    assert found[0].sentence.id == "Selesai 08.30 tidak sesudah mulai 08.30. Ubah satu."


def test_four_hours_of_forty_five_minutes_fill_three_hours_exactly():
    assert session.hours_advice(slot(minutes=180), learning_hours=4, hour_minutes=45) is None

    advice = session.hours_advice(slot(minutes=179), learning_hours=4, hour_minutes=45)

    assert advice.id.startswith("4 JP setara 180 menit, sesi ini 179 menit. Isi 3 JP")


def test_clash_names_what_is_shared_and_with_whom():
    other = slot("b", start=START + timedelta(minutes=60), place=" aula  bkpsdm", speaker="", batch="b2")

    found = session.clashes(slot(), [other])

    assert [(clash.other, clash.shared) for clash in found] == [("b", "place")]
    assert found[0].sentence.id == (
        "Aula BKPSDM dipakai “Sesi b” pukul 09.30 sampai 12.30. Pilih tempat atau waktu lain."
    )


def test_speaker_and_group_cannot_be_in_two_places():
    other = slot("b", place="Ruang lain")

    shared = [clash.shared for clash in session.clashes(slot(), [other])]

    assert shared == ["speaker", "batch"]


def test_sessions_that_only_touch_do_not_clash():
    after = slot("b", start=START + timedelta(minutes=180))

    assert session.clashes(slot(), [after]) == []


def test_session_does_not_clash_with_itself():
    assert session.clashes(slot(), [slot()]) == []


@pytest.mark.parametrize("place", ["", "Daring (Zoom)", "online", "Zoom"])
def test_place_that_has_no_walls_is_never_taken(place):
    assert not session.same_place(place, place)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("08.30", time(8, 30)),
        ("8:30", time(8, 30)),
        ("0830", time(8, 30)),
        ("830", time(8, 30)),
        ("13", time(13)),
        ("pukul 13.00 WIB", time(13)),
        ("08:30:00", time(8, 30)),
        (" 24 ", None),
        ("8.75", None),
        ("pagi", None),
        ("", None),
        ("8.3", None),
    ],
)
def test_time_is_read_as_people_write_it(written, expected):
    if expected is None:
        with pytest.raises(session.NotATime, match=r"misalnya 08\.30"):
            session.read_time(written)
    else:
        assert session.read_time(written) == expected


OFFICE = period.office_calendar(first_year=2026, last_year=2026)


@pytest.mark.parametrize(
    ("start", "minutes", "said"),
    [
        (datetime(2026, 12, 1, 8, 30), 180, None),
        (datetime(2026, 8, 17, 8, 30), 180, "17-08-2026 hari libur."),
        (datetime(2026, 11, 28, 8, 30), 180, "28-11-2026 di luar hari kerja."),
        (datetime(2026, 12, 1, 6, 0), 60, "Jam kantor hari itu 07.30 sampai 16.00."),
        (datetime(2026, 12, 1, 15, 0), 180, "Jam kantor hari itu 07.30 sampai 16.00."),
        (datetime(2026, 12, 1, 15, 0), 60 * 24, "Jam kantor hari itu 07.30 sampai 16.00."),
    ],
)
def test_calendar_is_told_when_the_office_is_closed(start, minutes, said):
    advice = session.calendar_advice(slot(start=start, minutes=minutes), OFFICE)

    assert advice is None if said is None else advice.id.startswith(said)


slots = st.builds(
    slot,
    key=st.sampled_from("abcdef"),
    start=st.integers(0, 48).map(lambda quarter: START + timedelta(minutes=15 * quarter)),
    minutes=st.integers(1, 300),
    place=st.sampled_from(["A", "a ", "B", ""]),
    speaker=st.sampled_from(["x", "y", ""]),
    batch=st.sampled_from(["b1", "b2"]),
)


@given(slots, slots)
def test_if_one_clashes_with_the_other_so_does_the_other_with_the_one(one, other):
    there = [clash.shared for clash in session.clashes(one, [other])]
    back = [clash.shared for clash in session.clashes(other, [one])]

    assert there == back


@given(slots, st.lists(slots, max_size=8), st.randoms())
def test_clashes_do_not_depend_on_the_order_of_the_others(one, others, chance):
    shuffled = sorted(others, key=lambda _: chance.random())

    assert sorted(map(repr, session.clashes(one, others))) == sorted(
        map(repr, session.clashes(one, shuffled))
    )
