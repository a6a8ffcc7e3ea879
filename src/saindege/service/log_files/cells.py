"""Cells of a piece of a file as places in its bytes: compared eight bytes at a time, each text decoded once."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.service.log_files.columns import BLANK, Coded, Codes

Letters = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

_WORD = 8
#: Zero bytes that stand before and after the bytes of a piece, so that a word can be read at any cell's edge.
MARGIN = 32

# Longer cells are looked at apart, or a few would cost as much as all the short ones; the longest are seldom alike.
_SIZES = (32, 256)
# The golden ratio as a fraction of 2**64, odd: multiplying by it mixes all bits upwards.
_ODD = 0x9E3779B97F4A7C15
_FIRST_BITS = 12
# A million different texts are told apart in half as many.
_ROUNDS = 24

# What of a word counts, by how many bytes of the cell are left.
_KEPT = np.array([(1 << 8 * left) - 1 for left in range(_WORD + 1)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Cells:
    """Some cells of a piece of a file, none of which holds a zero byte.

    Attributes
    ----------
    letters : bytes of the piece with ``MARGIN`` zeros around them
    begins : position of each cell's first byte in ``letters``, shape (n_cells,)
    lengths : bytes of each cell, shape (n_cells,)
    """

    letters: Letters
    begins: Places
    lengths: Places

    def __len__(self) -> int:
        return len(self.begins)

    def some(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Cells:
        """Return these of the cells."""
        return Cells(self.letters, self.begins[rows], self.lengths[rows])

    def word(self, number: int) -> Words:
        """Return eight bytes of each cell, zero beyond its end, shape (n_cells,)."""
        if number == 0:
            return words_at(self.letters, self.begins) & _KEPT[np.minimum(self.lengths, _WORD)]
        left = np.clip(self.lengths - number * _WORD, 0, _WORD)
        return words_at(self.letters, self.begins + np.minimum(number * _WORD, self.lengths)) & _KEPT[left]

    def most_words(self) -> int:
        """Return how many words the longest cell takes, at least one."""
        return max(1, -(-int(self.lengths.max(initial=0)) // _WORD))

    def words(self) -> list[Words]:
        """Return every word of the cells, the first words first."""
        return [self.word(at) for at in range(self.most_words())]

    def texts(self) -> list[str]:
        """Return every cell, which must be UTF-8."""
        if int(self.lengths.max(initial=0)) <= _SIZES[-1]:
            return _decode(_join_words(self.words()))
        return [self.text(row).decode() for row in range(len(self))]

    def text(self, row: int) -> bytes:
        """Return one cell."""
        begin = int(self.begins[row])
        return self.letters[begin : begin + int(self.lengths[row])].tobytes()


def with_margin(piece: bytes) -> Letters:
    """Return the bytes of a piece between zeros."""
    return np.frombuffer(b"".join((bytes(MARGIN), piece, bytes(MARGIN))), dtype=np.uint8)


def words_at(letters: Letters, positions: Places) -> Words:
    """Return the eight bytes from each position on as a number, the first byte lowest."""
    # Bytes without a type are copied from any address; numbers would have to be aligned.
    windows = np.ndarray((len(letters) - _WORD + 1,), dtype="V8", buffer=letters, strides=(1,))
    found: Words = windows[positions].view("<u8")
    return found


def same_cells(one: Cells, other: Cells) -> bool:
    """Say whether two columns of a piece hold the same in every row."""
    if not np.array_equal(one.lengths, other.lengths):
        return False
    for at in range(one.most_words()):
        # Few cells are long: only those are looked at to their end.
        rows = np.flatnonzero(one.lengths > at * _WORD)
        if not np.array_equal(one.some(rows).word(at), other.some(rows).word(at)):
            return False
    return True


def code_cells(cells: Cells) -> tuple[Codes, list[str]]:
    """Return a code for each cell, equal ones alike, and the texts, UTF-8, in order of their first cell."""
    if not len(cells):
        return np.zeros(0, dtype=np.int32), []
    size = np.digitize(cells.lengths, _SIZES, right=True)
    codes, firsts = np.empty(len(cells), dtype=np.int64), []
    names: list[bytes] = []
    for kind, code in enumerate((_code, _code, _code_one_by_one)):
        rows = np.flatnonzero(size == kind)
        if len(rows):
            some, first, texts = code(cells if len(rows) == len(cells) else cells.some(rows))
            codes[rows] = some + len(names)
            firsts.append(rows[first])
            names += texts
    first = np.concatenate(firsts)
    order = np.argsort(first)
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return number[codes], _decode([names[at] for at in order.tolist()])


def _code_one_by_one(cells: Cells) -> tuple[Places, Places, list[bytes]]:
    code_of: dict[bytes, int] = {}
    codes = [code_of.setdefault(cells.text(row), len(code_of)) for row in range(len(cells))]
    return np.array(codes), np.unique(codes, return_index=True)[1], list(code_of)


def _code(cells: Cells) -> tuple[Places, Places, list[bytes]]:
    """Return codes in any order, the first cell of each code, and its text."""
    words = cells.words()
    mixed = words[0] * np.uint64(_ODD)
    for word in words[1:]:
        mixed = (mixed ^ (mixed >> np.uint64(29)) ^ word) * np.uint64(_ODD)
    codes, first = code_words(words, mixed)
    return codes, first, _join_words([word[first] for word in words])


def _join_words(words: Sequence[Words]) -> list[bytes]:
    wide = np.empty((len(words[0]), len(words)), dtype="<u8")
    for at, word in enumerate(words):
        wide[:, at] = word
    # Texts of a fixed width lose the zeros at their end.
    return wide.view(f"S{_WORD * len(words)}").ravel().tolist()


def code_words(words: Sequence[Words], mixed: Words) -> tuple[Places, Places]:
    """Code rows by all of their words; returns codes and the first row of each.

    Each round throws the rows into a table of slots: the first row in a slot gives its code to those that equal it
    in every word, the others go into the next round, which has more slots and looks at other bits.
    """
    codes = np.empty(len(mixed), dtype=np.int64)
    left = np.arange(len(mixed))
    firsts: list[Places] = []
    count, bits = 0, _FIRST_BITS
    for _ in range(_ROUNDS):
        if not len(left):
            break
        slot = mixed >> np.uint64(64 - bits)
        stays = np.full(1 << bits, -1, dtype=np.int64)
        # Written backwards, the first row of each slot is the one that stays.
        stays[slot[::-1]] = left[::-1]
        kept = stays >= 0
        code = np.cumsum(kept) + (count - 1)
        firsts.append(stays[kept])
        count += len(firsts[-1])
        stayed = stays[slot]
        alike = np.ones(len(left), dtype=bool)
        for word in words:
            alike &= word[stayed] == (word if len(left) == len(word) else word[left])
        codes[left[alike]] = code[slot[alike]]
        left, mixed = left[~alike], mixed[~alike] * np.uint64(_ODD)
        mixed ^= mixed >> np.uint64(31)
        bits = max(_FIRST_BITS, len(left).bit_length() + 1)
    # Texts made to fall into one slot, whatever is looked at.
    code_of: dict[tuple[int, ...], int] = {}
    for row in left.tolist():
        text = tuple(int(word[row]) for word in words)
        if text not in code_of:
            code_of[text] = count + len(code_of)
            firsts.append(np.array([row]))
        codes[row] = code_of[text]
    return codes, np.concatenate(firsts)


def _decode(names: Sequence[bytes]) -> list[str]:
    # No text holds a zero byte: they are decoded in one go.
    return b"\0".join(names).decode().split("\0") if names else []


class Merger:
    """Joins columns of texts that were coded piece by piece, in the order of the pieces."""

    def __init__(self) -> None:
        # Gives the next code to a text that was not met before.
        self._codes: dict[str, int] = defaultdict(itertools.count().__next__)
        self._codes[""] = BLANK
        self._pieces: list[Codes] = []

    def add(self, codes: Codes, names: Sequence[str]) -> None:
        """Append one piece; a text of spaces only is blank, as is the code -1."""
        number = np.full(len(names) + 1, BLANK, dtype=np.int32)
        number[:-1] = list(map(self._codes.__getitem__, map(str.strip, names)))
        self._pieces.append(number[codes])

    def column(self) -> Coded:
        """Return what was appended."""
        codes = np.concatenate([np.zeros(0, dtype=np.int32), *self._pieces])
        return Coded(codes, [name for name in self._codes if name])
