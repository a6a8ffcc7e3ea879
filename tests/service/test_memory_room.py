"""A log that does not fit into memory is refused in words, before or while it is read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from saindege.service import memory_room
from saindege.service.event_log import read_event_log
from saindege.service.memory_room import BYTES_A_ROW, BYTES_AT_REST, TooLargeForMemory, within_memory

HEADER = b"case,activity,time\n"
ROW = b"A-0001,Terima,2026-03-02T08:00:00\n"


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(memory_room, "_LOOK_FROM", 1000)
    path = tmp_path / "log.csv"
    path.write_bytes(HEADER + ROW * 10_000)
    return path


def test_a_text_is_reckoned_by_its_lines_and_parquet_by_its_rows(large: Path, tmp_path: Path) -> None:
    import duckdb

    packed = tmp_path / "log.parquet"
    duckdb.sql("SELECT 1 AS a FROM range(5000)").write_parquet(str(packed))

    text, rows = memory_room.estimate_need(large), memory_room.estimate_need(packed)

    assert text is not None
    assert (text - BYTES_AT_REST) / BYTES_A_ROW == pytest.approx(10_001, rel=0.001)
    assert rows == BYTES_AT_REST + 5000 * BYTES_A_ROW


def test_a_packed_text_is_reckoned_by_what_it_unpacks_to(large: Path, tmp_path: Path) -> None:
    packed, torn = tmp_path / "log.csv.gz", tmp_path / "torn.csv.gz"
    packed.write_bytes(gzip.compress(large.read_bytes()))
    torn.write_bytes(packed.read_bytes()[:-500] + b"\xff" * 4)

    need = memory_room.estimate_need(packed)

    assert need is not None
    assert (need - BYTES_AT_REST) / BYTES_A_ROW == pytest.approx(10_001, rel=0.001)
    assert memory_room.estimate_need(torn) is None


def test_what_is_small_or_no_text_is_not_reckoned(tmp_path: Path, large: Path) -> None:
    small, packed = tmp_path / "a.csv", tmp_path / "a.gz"
    small.write_bytes(ROW)
    packed.write_bytes(b"\x1f\x8b" + b"\n" * 2000)

    assert [memory_room.estimate_need(path) for path in (small, packed, tmp_path)] == [None, None, None]


def test_a_log_that_does_not_fit_is_refused_before_it_is_read(large: Path) -> None:
    with pytest.raises(TooLargeForMemory) as refused, within_memory(large, lambda: 10 << 20):
        raise AssertionError("nothing is read")

    assert refused.value.code == "file_too_large"
    assert "Diperlukan sekitar 0,3 GB, tersedia 0,0 GB" in refused.value.sentence.id


def test_memory_that_runs_out_while_reading_is_told_in_words(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_out(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("saindege.service.event_log.open_log", run_out)

    with pytest.raises(TooLargeForMemory):
        read_event_log(large)


def test_the_machine_tells_what_is_left() -> None:
    left = memory_room.bytes_left()

    assert left is None or left > 0
