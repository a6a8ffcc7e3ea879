"""Tables and numbers as people read them."""

from __future__ import annotations

from saindege.cli.frame.words import number, text_table, width


def test_numbers_follow_the_language() -> None:
    assert [number(1234567.891, 1), number(1234567.891, 1, lang="en")] == ["1.234.567,9", "1,234,567.9"]
    assert [number(-3), number(None), number(float("nan"))] == ["−3", "–", "–"]


def test_a_table_lines_up_numbers_to_the_right() -> None:
    lines = list(
        text_table(["kantor", "kasus", "jam"], [["Dukcapil", 1200, 3.25], ["Camat\nUtara", 7, None]])
    )

    assert lines == [
        "kantor       kasus   jam",
        "───────────  ─────  ────",
        "Dukcapil     1.200  3,25",
        "Camat Utara      7     –",
    ]


def test_a_table_without_rows_keeps_its_header() -> None:
    assert list(text_table(["a", "bb"], [])) == ["a  bb", "─  ──"]


def test_colours_and_combining_letters_take_no_place() -> None:
    assert [width("\x1b[31mmerah\x1b[0m"), width("e\u0301"), width("語")] == [5, 1, 2]
