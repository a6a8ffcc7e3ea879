"""The codes of a sheet: sealed by the house, bound to session and page; a row is bound to a person of a session."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery.sheet import layout
from saindege.delivery.sheet.code import (
    NO_TAG,
    TAG_BITS,
    ForgedCode,
    PageCode,
    cells_of,
    page_payload,
    pages_for,
    people_by_tag,
    read_payload,
    row_tag,
    tag_of,
)

KEY = b"kunci"


def test_corner_code_says_session_and_page_and_is_read_back():
    code = PageCode("K7M2PQ", 2, 3, "D")

    text = page_payload(code, KEY)

    assert text.startswith("SD1.K7M2PQ.2.3.D.") and read_payload(text, KEY) == code


@pytest.mark.parametrize(
    "forge",
    [
        lambda text: text.replace("K7M2PQ", "K7M2PR"),
        lambda text: text.replace(".2.3.", ".1.3."),
        lambda text: text.replace(".D.", ".A."),
        lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
        lambda text: "SD1.apa saja",
    ],
)
def test_changed_code_is_refused_as_forged(forge):
    text = page_payload(PageCode("K7M2PQ", 2, 3, "D"), KEY)

    with pytest.raises(ForgedCode) as refused:
        read_payload(forge(text), KEY)

    assert "Cetak lembar baru" in refused.value.sentence.id


def test_code_of_another_house_is_forged_and_any_other_qr_is_none_of_ours():
    with pytest.raises(ForgedCode):
        read_payload(page_payload(PageCode("K7M2PQ", 1, 1, "A"), b"kunci lain"), KEY)

    assert read_payload("https://contoh.go.id/hadir/K7M2PQ/", KEY) is None


@given(st.integers(0, 2**TAG_BITS - 1))
def test_cells_of_a_row_give_back_its_number(tag):
    cells = cells_of(tag)

    assert tag_of(cells) == tag
    assert len(cells) == layout.CELL_COLUMNS * layout.CELL_ROWS


@given(st.integers(0, 2**TAG_BITS - 1))
def test_cells_turned_round_are_no_number(tag):
    assert tag_of(cells_of(tag)[::-1]) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_number_of_a_row_is_never_that_of_an_empty_line(session, person):
    assert NO_TAG < row_tag(session, person, KEY) < 2**TAG_BITS


def test_row_of_another_session_is_nobodys_here():
    people = people_by_tag("K7M2PQ", ["amran", "nur"], KEY)

    assert people[row_tag("K7M2PQ", "amran", KEY)] == "amran"
    assert row_tag("LAIN22", "amran", KEY) not in people


def test_number_that_two_people_share_is_nobodys():
    # 6,000 people on one sheet: chance alone makes a pair of the 4 million numbers.
    people = [f"orang-{number}" for number in range(6000)]
    tags = [row_tag("K7M2PQ", one, KEY) for one in people]

    found = people_by_tag("K7M2PQ", people, KEY)

    shared = {tag for tag, times in Counter(tags).items() if times > 1}
    assert shared and not shared & found.keys()
    assert len(found) == len(set(tags)) - len(shared)


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (13, 1), (14, 2), (29, 2), (30, 3)])
def test_three_lines_are_left_for_whoever_comes_unlisted(people, pages):
    assert pages_for(people) == pages
