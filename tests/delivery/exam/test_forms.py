"""Two parallel forms, drawn by chance with a seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery.exam.forms import BankItem, BankTooSmall, draw_forms

BANK = [BankItem(n, "arsip" if n < 12 else "surat", n / 20) for n in range(20)]


def test_forms_have_the_blueprint_and_share_nothing_where_the_bank_is_large_enough():
    forms = draw_forms(BANK, {"arsip": 5, "surat": 3}, seed=1)

    assert (len(forms.pre), len(forms.post), forms.shared) == (8, 8, 0)
    assert sum(key < 12 for key in forms.pre) == sum(key < 12 for key in forms.post) == 5


def test_same_seed_draws_the_same_forms_and_another_draws_others():
    first, again, other = (draw_forms(BANK, {"arsip": 5}, seed=seed) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_forms_are_about_equally_difficult():
    forms = draw_forms(BANK, {"arsip": 6}, seed=3)

    means = [sum(key / 20 for key in form) / 6 for form in (forms.pre, forms.post)]
    assert abs(means[0] - means[1]) <= 0.05


def test_small_bank_shares_questions_and_says_how_many():
    forms = draw_forms(BANK[:3], {"arsip": 2}, seed=1)

    assert (len(set(forms.pre)), len(set(forms.post)), forms.shared) == (2, 2, 1)


def test_bank_that_is_too_small_is_refused():
    with pytest.raises(BankTooSmall):
        draw_forms(BANK, {"surat": 9}, seed=1)


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 99))
def test_each_form_has_different_questions_of_the_topic(size, count, seed):
    bank = [BankItem(n, "a") for n in range(max(size, count))]

    forms = draw_forms(bank, {"a": count}, seed=seed)

    assert len(set(forms.pre)) == len(forms.pre) == len(set(forms.post)) == len(forms.post) == count
    assert forms.shared == max(0, 2 * count - len(bank))
