"""Cells are told apart by all of their bytes, however many are alike."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.log_files.cells import (
    MARGIN,
    Cells,
    Merger,
    code_cells,
    code_words,
    same_cells,
    with_margin,
)

_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
_LONG_CELL = st.sampled_from(["a", "b", ""]).flatmap(
    lambda end: st.sampled_from(["x" * 40 + end, "x" * 32 + end, "x" * 300 + end])
)


def _cells(texts: list[str]) -> Cells:
    written = [text.encode() for text in texts]
    lengths = np.array([len(text) for text in written], dtype=np.int64)
    return Cells(with_margin(b"".join(written)), MARGIN + np.cumsum(lengths) - lengths, lengths)


@given(st.lists(_CELL | _LONG_CELL, max_size=60))
def test_each_text_has_a_code_in_order_of_its_first_cell(texts: list[str]) -> None:
    codes, names = code_cells(_cells(texts))

    assert [names[code] for code in codes.tolist()] == texts
    assert names == list(dict.fromkeys(texts))


def test_many_different_texts_are_told_apart() -> None:
    texts = [f"berkas-{number // 2}" for number in range(40_000)]

    codes, names = code_cells(_cells(texts))

    assert codes.tolist() == [number // 2 for number in range(40_000)]
    assert len(names) == 20_000


def test_texts_that_fall_into_one_slot_whatever_is_looked_at_are_told_apart() -> None:
    words = [np.arange(200, dtype=np.uint64) % 70, np.arange(200, dtype=np.uint64) % 10]

    codes, first = code_words(words, np.zeros(200, dtype=np.uint64))

    assert sorted(first[codes].tolist()) == sorted(number % 70 for number in range(200))
    assert first.tolist() == list(range(70))


@given(st.lists(_CELL | _LONG_CELL, max_size=8), st.lists(_CELL | _LONG_CELL, max_size=8))
def test_columns_are_the_same_when_every_cell_is(one: list[str], other: list[str]) -> None:
    assert same_cells(_cells(one), _cells(other)) == (one == other)
    assert same_cells(_cells(one), _cells([*one]))


@given(st.lists(st.lists(st.sampled_from(["a", " a", "b", "", " ", "c\u00a0"]), max_size=5), max_size=4))
def test_pieces_are_joined_as_one_column_without_spaces_around_names(pieces: list[list[str]]) -> None:
    merger = Merger()
    for piece in pieces:
        codes, names = code_cells(_cells(piece))
        merger.add(codes, names)

    column = merger.column()

    texts = [text.strip() for piece in pieces for text in piece]
    assert [column.names[code] if code >= 0 else "" for code in column.codes.tolist()] == texts
    assert list(column.names) == list(dict.fromkeys(filter(None, texts)))


@given(st.lists(_CELL | _LONG_CELL, max_size=30))
def test_cells_are_decoded(texts: list[str]) -> None:
    assert _cells(texts).texts() == texts
