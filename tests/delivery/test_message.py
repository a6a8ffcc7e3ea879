"""Messages in words: the link carries the text whole, and numbers are written one way."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import message
from saindege.delivery.message import Facts

ABOUT = Facts(
    "Amran Rambe", "Arsip Surat, Angkatan 1", "Selasa, 24 November 2026", "Ruang Komputer", "https://x/a"
)


def test_call_says_what_when_and_where():
    assert message.text_of("called", ABOUT) == (
        "Yth. Amran Rambe,\n"
        "Anda dipanggil mengikuti Arsip Surat, Angkatan 1. Mulai Selasa, 24 November 2026, di Ruang Komputer. "
        "Bila berhalangan, segera lepas kursi Anda agar diberikan kepada yang menunggu.\n"
        "https://x/a"
    )


@pytest.mark.parametrize("kind", sorted(message.WORDS))
def test_no_kind_leaves_a_gap(kind):
    assert "{" not in message.text_of(kind, Facts("A", "B", "", "", ""))


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0812 3456 7890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("62 (812) 34567890", "6281234567890"),
        ("+65 9123 4567", "6591234567"),
    ],
)
def test_numbers_are_written_one_way(written, digits):
    assert message.phone_digits(written) == digits


@pytest.mark.parametrize(
    "written", ["", "abc", "12345", "812 3456 7890", "0812", "+62 0812 3456 789", "0" * 20]
)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(message.PhoneRefused):
        message.phone_digits(written)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_link_carries_the_text_whole(text):
    address = urlsplit(message.whatsapp_link(text, "6281234567890"))

    assert (address.netloc, address.path) == ("wa.me", "/6281234567890")
    assert parse_qs(address.query, keep_blank_values=True) == {"text": [text]}


@given(st.integers(10**8, 10**11 - 1))
def test_writing_a_number_again_changes_nothing(tail):
    digits = message.phone_digits(f"08{tail}")

    assert message.phone_digits(digits) == digits
