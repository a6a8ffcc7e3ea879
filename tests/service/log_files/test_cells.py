"""Cells are told apart by all of their bytes, however many are alike."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.log_files.cells import Cells, Merger, code_cells, decode, same_cells, with_margin

_CELL = st.binary(max_size=20).map(lambda cell: cell.replace(b"\0", b"1"))
_LONG_CELL = st.sampled_from([b"a", b"b", b""]).flatmap(
    lambda end: st.sampled_from([b"x" * 40 + end, b"x" * 32 + end, b"x" * 300 + end])
)


def _cells(texts: list[bytes]) -> Cells:
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    begins = np.concatenate(([0], np.cumsum(lengths)[:-1])) if texts else lengths
    letters = with_margin(b"".join(texts))
    return Cells(letters, begins + (len(letters) - int(lengths.sum())) // 2, lengths)


@given(st.lists(_CELL | _LONG_CELL, max_size=60))
def test_each_text_has_a_code_in_order_of_its_first_cell(texts: list[bytes]) -> None:
    codes, names = code_cells(_cells(texts))

    assert [names[code] for code in codes.tolist()] == texts
    assert names == list(dict.fromkeys(texts))


def test_many_different_texts_are_told_apart() -> None:
    texts = [b"berkas-%d" % (number // 2) for number in range(40_000)]

    codes, names = code_cells(_cells(texts))

    assert codes.tolist() == [number // 2 for number in range(40_000)]
    assert len(names) == 20_000


def test_texts_made_to_be_mixed_up_are_told_apart() -> None:
    odd, mask = 0x9E3779B97F4A7C15, 2**64 - 1
    texts = []
    for number in range(1, 80):
        first = 0x0101010101010101 * number
        mixed = first * odd & mask
        # The second word undoes what the first one did.
        second = (mixed ^ mixed >> 29) ^ 0x5555555555555555
        texts.append(first.to_bytes(8, "little") + second.to_bytes(8, "little"))
    texts = [text for text in texts if b"\0" not in text]

    codes, names = code_cells(_cells(texts * 2))

    assert len(texts) > 40
    assert names == texts
    assert codes.tolist() == [*range(len(texts))] * 2


@given(st.lists(_CELL | _LONG_CELL, max_size=8), st.lists(_CELL | _LONG_CELL, max_size=8))
def test_columns_are_the_same_when_every_cell_is(one: list[bytes], other: list[bytes]) -> None:
    assert same_cells(_cells(one), _cells(other)) == (one == other)
    assert same_cells(_cells(one), _cells([*one]))


@given(st.lists(st.lists(st.sampled_from(["a", " a", "b", "", " ", "c\u00a0"]), max_size=5), max_size=4))
def test_pieces_are_joined_as_one_column_without_spaces_around_names(pieces: list[list[str]]) -> None:
    merger = Merger()
    for piece in pieces:
        codes, names = code_cells(_cells([text.encode() for text in piece]))
        merger.add(codes, decode(names))

    column = merger.column()

    texts = [text.strip() for piece in pieces for text in piece]
    assert [column.names[code] if code >= 0 else "" for code in column.codes.tolist()] == texts
    assert list(column.names) == list(dict.fromkeys(filter(None, texts)))
