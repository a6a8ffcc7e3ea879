"""Values that lie sealed."""

import stat

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import sealing

KEY = Fernet.generate_key()


@given(text=st.text())
def test_what_is_sealed_comes_back_and_is_not_to_be_read_meanwhile(text):
    sealed = sealing.seal(text, KEY)

    assert sealing.unseal(sealed, KEY) == text
    assert len(text) < 3 or text not in sealed


def test_another_key_or_a_changed_value_does_not_open():
    sealed = sealing.seal("091234567890123", KEY)

    for wrong, key in (
        (sealed, Fernet.generate_key()),
        (sealed[:-2] + "xx", KEY),
        ("rusak", KEY),
        ("é", KEY),
    ):
        with pytest.raises(sealing.CannotOpen, match="Ketik ulang"):
            sealing.unseal(wrong, key)


def test_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = sealing.keep_key(tmp_path / "kunci")

    assert sealing.keep_key(tmp_path / "kunci") == first
    assert stat.S_IMODE((tmp_path / "kunci" / sealing.KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "kunci").iterdir()] == [sealing.KEY_FILE]


@pytest.mark.parametrize("text", ["09.123.456.7-890.123", "091234567890123", "0912345678901234"])
def test_tax_number_is_read_however_it_is_written(text):
    assert sealing.read_tax_number(text).startswith("0912345678901")


@pytest.mark.parametrize("text", ["", "0912345", "09.123.456.7-890.12x", "09123456789012345"])
def test_no_tax_number_is_refused(text):
    with pytest.raises(sealing.NotATaxNumber, match="15 atau 16 angka"):
        sealing.read_tax_number(text)


def test_mask_leaves_three_digits():
    assert sealing.masked("091234567890123") == "••••••••••••123"
    assert sealing.masked("") == ""
