"""Pieces are read side by side and come back in order."""

from __future__ import annotations

import time

import pytest

from saindege.service.log_files.pieces import NotEven, in_order


def test_results_stand_in_the_order_of_the_pieces():
    def read(piece: int) -> int:
        time.sleep(0.01 if piece == 0 else 0)
        return piece * piece

    assert list(in_order(read, range(20))) == [number * number for number in range(20)]


def test_first_fault_ends_the_reading():
    begun = []

    def read(piece: int) -> int:
        begun.append(piece)
        if piece == 3:
            raise NotEven
        return piece

    with pytest.raises(NotEven):
        list(in_order(read, range(1000)))

    assert len(begun) < 20
