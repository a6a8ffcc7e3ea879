"""How people type money, hours and per cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import amounts


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("2500000", 2_500_000),
        ("Rp2.500.000", 2_500_000),
        ("Rp 2.500.000,00", 2_500_000),
        ("2.500.000,-", 2_500_000),
        ("2,5 juta", 2_500_000),
        ("1,84 miliar", 1_840_000_000),
        ("750 rb", 750_000),
        ("2.500", 2_500),
        ("2,500,000", 2_500_000),
        ("0", 0),
    ],
)
def test_rupiah_are_read_in_every_common_notation(text, rupiah):
    assert amounts.read_rupiah(text) == rupiah


@pytest.mark.parametrize(
    "text", ["", "gratis", "-5", "2,5", "1.2.3", "9 triliun triliun", "1e30", "0,0000001 juta"]
)
def test_what_is_no_whole_amount_of_rupiah_is_refused(text):
    with pytest.raises(amounts.NotAnAmount, match="bukan jumlah rupiah"):
        amounts.read_rupiah(text)


@given(st.integers(0, 10**12))
def test_grouped_rupiah_are_read_back(amount):
    assert amounts.read_rupiah(f"Rp{amount:,}".replace(",", ".")) == amount


@pytest.mark.parametrize(("text", "hours"), [("8", "8"), ("7,5", "7.5"), ("7.5", "7.5"), ("20 JP", "20")])
def test_learning_hours_take_one_decimal_in_either_notation(text, hours):
    assert amounts.read_learning_hours(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["", "0", "-1", "7,25", "delapan", "10.000"])
def test_what_is_no_number_of_learning_hours_is_refused(text):
    with pytest.raises(amounts.NotAnAmount, match="bukan jumlah JP"):
        amounts.read_learning_hours(text)


@pytest.mark.parametrize(
    ("text", "share"), [("85", "0.85"), ("85 %", "0.85"), ("87,5", "0.875"), ("0", "0"), ("100", "1")]
)
def test_per_cent_become_a_share(text, share):
    assert amounts.read_percent(text) == Decimal(share)


@pytest.mark.parametrize("text", ["", "0,85", "101", "-1", "hampir semua"])
def test_a_share_in_place_of_per_cent_is_asked_back(text):
    with pytest.raises(amounts.NotAnAmount, match="bukan persen"):
        amounts.read_percent(text)
