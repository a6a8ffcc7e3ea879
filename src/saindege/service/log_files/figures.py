"""Figures in eight bytes at once: two by two as numbers, where the bytes have the form that is asked for."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from saindege.service.log_files.cells import Places, Words

Flags = npt.NDArray[np.bool_]

_HIGH, _LOW = np.uint64(0x8080808080808080), np.uint64(0x7F7F7F7F7F7F7F7F)
_BYTE = np.uint64(0xFF)


def read_pairs(words: Words, form: str) -> tuple[Words, Flags]:
    """Return in each byte the number of two figures that begins there, and which words have the form.

    A 0 in the form stands for a figure, a ? for anything, which counts as nothing.
    """
    expected, asked, figures, carried = _masks(form)
    found = (words ^ expected) & asked
    # Beyond nine a figure reaches the highest bit of its byte, as does any other sign that is not the expected one.
    good = ((found | ((found & _LOW) + carried)) & _HIGH) == 0
    figures_only = found & figures
    return figures_only * np.uint64(10) + (figures_only >> np.uint64(8)), good


def pair_at(pairs: Words, byte: int) -> Places:
    """Return the number of the two figures of which the first stands at a byte."""
    found: Places = ((pairs >> np.uint64(8 * byte)) & _BYTE).view(np.int64)
    return found


@functools.cache
def _masks(form: str) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    def word(*byte_of: int) -> np.uint64:
        return np.uint64(int.from_bytes(bytes(byte_of), "little"))

    return (
        word(*(0 if sign == "?" else ord(sign) for sign in form)),
        word(*(0 if sign == "?" else 0xFF for sign in form)),
        word(*(0xFF if sign == "0" else 0 for sign in form)),
        word(*(0x76 if sign == "0" else 0x7F for sign in form)),
    )
