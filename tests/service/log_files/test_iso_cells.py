"""ISO moments in the bytes of a file are read as Python reads them; what only looks so is left unread."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.log_files.cells import MARGIN, Cells, with_margin
from saindege.service.log_files.columns import NO_MOMENT
from saindege.service.log_files.iso_cells import read_iso_cells, read_iso_texts
from saindege.service.log_files.moments import to_microseconds

zones = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
precisions = st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"])
written = st.tuples(
    st.datetimes(timezones=st.none() | zones | st.just(UTC)), precisions, st.sampled_from("T ")
).map(lambda drawn: drawn[0].isoformat(drawn[2], drawn[1]))


def _cells(texts: list[str]) -> Cells:
    piece = [text.encode() for text in texts]
    lengths = np.array([len(text) for text in piece], dtype=np.int64)
    return Cells(with_margin(b"".join(piece)), MARGIN + np.cumsum(lengths) - lengths, lengths)


@given(st.lists(written | written.map(lambda text: text.replace("+00:00", "Z")), min_size=1, max_size=40))
def test_each_moment_is_what_python_reads(texts: list[str]) -> None:
    found = read_iso_cells(_cells(texts))

    moments = [datetime.fromisoformat(text) for text in texts]
    assert found.is_read.all()
    assert found.at.tolist() == [to_microseconds(moment, UTC) for moment in moments]
    assert found.is_local.tolist() == [moment.tzinfo is None for moment in moments]


@pytest.mark.parametrize(
    "bad",
    [
        "2026-02-30T08:00:00+07:00", "2026-13-01T08:00:00+07:00", "2026-00-01T08:00:00+07:00",
        "2026-03-02T24:00:00+07:00", "2026-03-02T08:60:00+07:00", "2026-03-02T08:00:60+07:00",
        "2026-03-02T08:00:00+24:00", "2026-03-02X08:00:00+07:00", "2026/03/02T08:00:00+07:00",
        "2026-03-02T08:00:0x+07:00", "0000-03-02T08:00:00+07:00", "2026-03-02T08:00:00+07.00",
        "2026-03-02T08:00:00~07:00", "2026-03-00T08:00:00+07:00", "2026-03-02T08:00:00.12", "2026-03-02",
        "2026-03-02T08:00:00,123", "2026-03-02T08:00:00.1x3", "2026-03-02T08:00z", "kemarin", "", "1" * 40,
        "202\u00e5-03-02T08:00:0", "2026-03-02T08:00+07:60", "2025-02-29T08:00Z",
    ],
)  # fmt: skip
def test_what_only_looks_so_is_left_unread(bad: str) -> None:
    found = read_iso_cells(_cells([bad, "2026-03-02T08:00Z", bad]))

    assert found.is_read.tolist() == [False, True, False]
    assert [at == NO_MOMENT for at in found.at.tolist()] == [True, False, True]


@given(st.lists(st.text(st.sampled_from("0123456789-:T .+Z"), max_size=34), min_size=1, max_size=30))
def test_nothing_is_read_that_python_refuses(texts: list[str]) -> None:
    found = read_iso_cells(_cells(texts))

    for text, is_read in zip(texts, found.is_read.tolist(), strict=True):
        if is_read:
            datetime.fromisoformat(text)


def test_texts_that_stand_in_no_file_are_read_alike() -> None:
    found = read_iso_texts(["2026-03-02T08:00Z", None, "2026-03-02 15:00", "\ud800", ""])

    eight = to_microseconds(datetime(2026, 3, 2, 8, tzinfo=UTC), UTC)
    assert found.at.tolist() == [eight, NO_MOMENT, eight + 7 * 3_600_000_000, NO_MOMENT, NO_MOMENT]
    assert found.is_local.tolist() == [False, False, True, False, False]
