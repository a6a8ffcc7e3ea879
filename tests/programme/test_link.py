"""Addresses that cannot be guessed."""

from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import link

TOKEN = link.token_for("offer", "17", "kata", "rahasia")


def test_token_is_genuine_only_for_its_purpose_word_and_house():
    assert link.key_in(TOKEN) == "17"
    assert link.is_genuine(TOKEN, "offer", "kata", "rahasia")
    assert not link.is_genuine(TOKEN, "call", "kata", "rahasia")
    assert not link.is_genuine(TOKEN, "offer", "kata baru", "rahasia")
    assert not link.is_genuine(TOKEN, "offer", "kata", "rahasia lain")
    assert not link.is_genuine(TOKEN.replace("17.", "18."), "offer", "kata", "rahasia")


def test_row_without_a_word_has_no_genuine_token():
    assert not link.is_genuine(link.token_for("offer", "17", "", "rahasia"), "offer", "", "rahasia")


def test_known_value_stays_the_same_in_every_release():
    assert TOKEN == "17.0cbba78d88e478fd5ecc763a4505e6af"


@given(text=st.text(max_size=60))
def test_no_text_that_somebody_types_opens_a_page(text):
    assert not link.is_genuine(text, "offer", "kata", "rahasia") or text == TOKEN
