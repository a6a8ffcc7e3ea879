"""Codes of the survey: short, typed from paper, with a letter that catches slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.survey_code import (
    ALPHABET,
    CHANCE_BYTES,
    LENGTH,
    WrongCode,
    make_code,
    read_code,
    show_code,
)

codes = st.binary(min_size=CHANCE_BYTES, max_size=CHANCE_BYTES).map(make_code)


def test_bytes_give_a_code_worked_by_hand():
    # 30 = 1 * 29 + 1: letters at 1, 1, then five at 0; the check is (1 * 2 + 1 * 3) mod 29 = 5.
    chance = (30).to_bytes(CHANCE_BYTES, "big")

    code = make_code(chance)

    assert code == "3322222" + ALPHABET[5] == "33222227"
    assert show_code(code) == "3322-2227"


@given(codes)
def test_code_is_read_as_it_is_printed(code):
    assert read_code(show_code(code)) == code
    assert read_code(f" {code.lower()[:4]} {code.lower()[4:]} ") == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_slip_is_caught(code, place, letter):
    slipped = code[:place] + letter + code[place + 1 :]

    if slipped != code:
        with pytest.raises(WrongCode):
            read_code(slipped)


@given(codes, st.integers(0, LENGTH - 2))
def test_swap_of_neighbours_is_caught(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if swapped != code and place < LENGTH - 2:
        with pytest.raises(WrongCode):
            read_code(swapped)


@pytest.mark.parametrize("typed", ["", "3322", "332222277", "3322222O", "33222228", "<script>"])
def test_what_is_no_code_is_refused_with_what_to_do(typed):
    with pytest.raises(WrongCode) as refused:
        read_code(typed)

    assert "ketik lagi" in refused.value.sentence.id
    assert refused.value.code == "unknown_value"
