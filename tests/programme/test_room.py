"""Rooms and equipment."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import room
from saindege.programme.room import Need

ROOMS = {"Aula BKPSDM": 60, "Lab Kominfo": 24}


def at(hour):
    return datetime(2026, 12, 1, hour)


def test_too_many_people_are_told_the_smallest_room_that_holds_them():
    fault = room.seat_fault("lab  kominfo", 40, ROOMS)

    assert fault.sentence.id == "lab  kominfo memuat 24 orang. Isi 24 atau kurang, atau pilih Aula BKPSDM."
    assert "bagi kelompoknya" in room.seat_fault("Lab Kominfo", 100, ROOMS).sentence.id


def test_room_that_fits_and_place_that_is_no_room_have_no_fault():
    assert room.seat_fault("Lab Kominfo", 24, ROOMS) is None
    assert room.seat_fault("Hotel Contoh", 500, ROOMS) is None


def test_sessions_that_never_meet_do_not_take_pieces_from_each_other():
    others = [Need("Laptop", 10, at(8), at(10)), Need("Laptop", 10, at(10), at(12))]

    assert room.shortage(Need("Laptop", 10, at(8), at(12)), others, have=20) is None
    assert room.shortage(Need("Laptop", 11, at(8), at(12)), others, have=20).sentence.id == (
        "Laptop: tersisa 10 dari 20 pada waktu itu, perlu 11. Kurangi jumlahnya atau pilih waktu lain."
    )


def test_other_things_and_other_times_do_not_matter():
    others = [Need("Proyektor", 5, at(8), at(12)), Need("Laptop", 20, at(13), at(15))]

    assert room.shortage(Need("Laptop", 20, at(8), at(13)), others, have=20) is None


spans = st.tuples(st.integers(6, 20), st.integers(1, 4))


@given(
    st.lists(st.tuples(spans, st.integers(1, 9)), max_size=8), spans, st.integers(1, 9), st.integers(0, 30)
)
def test_shortage_is_what_counting_hour_by_hour_finds(others, span, wanted, have):
    def need(start, hours, quantity):
        return Need("Laptop", quantity, at(start), at(min(23, start + hours)))

    taken = [need(*window, quantity) for window, quantity in others]
    mine = need(*span, wanted)

    most = max(
        sum(other.quantity for other in taken if other.starts_at.hour <= hour < other.ends_at.hour)
        for hour in range(mine.starts_at.hour, mine.ends_at.hour)
    )
    assert (room.shortage(mine, taken, have=have) is not None) == (wanted > max(0, have - most))
