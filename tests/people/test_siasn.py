"""Codes of the national system: one for each value that the register can hold."""

from __future__ import annotations

import pytest

from saindege.people import siasn, vocabulary


@pytest.mark.parametrize(
    ("what", "value", "code"),
    [
        ("education", "S1", "40"),
        ("education", "SD", "05"),
        ("post_type", "pelaksana", "4"),
        ("rank", "III/b", "32"),
        ("rank", "IX", ""),
        ("education", "", ""),
    ],
)
def test_value_has_its_code(what: str, value: str, code: str) -> None:
    assert siasn.code_of(what, value) == code


def test_every_value_that_a_list_can_bring_has_a_code() -> None:
    words = vocabulary.load()

    assert all(siasn.code_of("education", value) for value in words.values["education"].values)
    assert all(siasn.code_of("post_type", value) for value in words.values["post_type"].values)


def test_codes_are_read_back_as_the_same_values() -> None:
    words = vocabulary.load()

    for value in words.values["education"].values:
        assert words.values["education"].find(siasn.code_of("education", value)) == value
    assert words.find_rank(siasn.code_of("rank", "III/b"), pppk=False) == "III/b"
