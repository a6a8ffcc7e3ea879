"""Texts become codes by their hashes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.log_files import coding


@given(st.lists(st.one_of(st.integers(0, 20), st.integers(0, 2**64 - 1)), max_size=200))
def test_equal_hashes_and_no_others_share_a_code(numbers):
    hashes = np.array(numbers, dtype=np.uint64)

    codes, count = coding.code_hashes(hashes)

    assert count == len(set(numbers)) == len(set(codes.tolist()))
    assert len(set(zip(numbers, codes.tolist(), strict=True))) == count


def test_names_stay_right_should_two_hashes_ever_fall_together(read_text, monkeypatch):
    # The collision itself cannot be made by hand: the codes are counted as if there had been one.
    monkeypatch.setattr(coding, "code_hashes", lambda hashes: (np.zeros(len(hashes), dtype=np.int64), 0))

    log = read_text("case,activity,time\na,mulai,2026-03-02 08:00\na,selesai,2026-03-02 10:00\n")

    assert list(log.activity_names) == ["mulai", "selesai"]
    assert log.activity.tolist() == [0, 1]
