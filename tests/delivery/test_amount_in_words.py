"""Amounts in words: each number has one reading, and the reading gives the number back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import amount_in_words

UNITS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def _number(words: str) -> int:
    """Read words back by rules of their own: *se-* is one, *belas* adds ten, groups multiply what stands before."""
    whole = group = last = 0
    for word in _spread(words):
        if word in UNITS:
            last = UNITS[word]
        elif word == "belas":
            group, last = group + 10 + last, 0
        elif word in ("puluh", "ratus"):
            group, last = group + last * {"puluh": 10, "ratus": 100}[word], 0
        else:
            whole, group, last = whole + (group + last) * GROUPS[word], 0, 0
    return whole + group + last


def _spread(words: str) -> list[str]:
    spread: list[str] = []
    for word in words.split():
        if word not in UNITS and word.startswith("se"):
            spread += ["satu", word.removeprefix("se")]
        else:
            spread.append(word)
    return spread


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_111, "seribu seratus sebelas"),
        (101_000, "seratus satu ribu"),
        (1_001_250, "satu juta seribu dua ratus lima puluh"),
        (2_000_000_000_000, "dua triliun"),
    ],
)
def test_known_readings(amount, words):
    assert amount_in_words.in_words(amount) == words


def test_money_begins_with_a_capital_and_ends_with_its_name():
    assert amount_in_words.rupiah_in_words(450_000) == "Empat ratus lima puluh ribu rupiah"


@pytest.mark.parametrize("amount", [-1, 10**15])
def test_amount_beyond_any_budget_is_refused(amount):
    with pytest.raises(amount_in_words.AmountOutOfRange):
        amount_in_words.in_words(amount)


@given(st.integers(1, amount_in_words.LARGEST))
def test_words_give_the_number_back(amount):
    words = amount_in_words.in_words(amount)

    assert _number(words) == amount
    assert "satu ratus" not in words and "satu puluh" not in words and "satu belas" not in words


@given(st.integers(0, 999), st.integers(0, 999))
def test_different_numbers_read_differently(one, other):
    assert (amount_in_words.in_words(one) == amount_in_words.in_words(other)) == (one == other)
