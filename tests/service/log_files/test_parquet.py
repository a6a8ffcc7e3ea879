"""Logs as Parquet."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from saindege.base.errors import BadInput
from saindege.service.event_log import EventLog, read_event_log
from saindege.service.log_files.moments import from_microseconds


def _moments(log: EventLog) -> list[str]:
    return [from_microseconds(at, log.zone).isoformat() for at in log.at.tolist()]


def _write_parquet(path: Path, query: str) -> Path:
    with duckdb.connect() as database:
        database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet_keeps_its_types(tmp_path):
    path = _write_parquet(
        tmp_path / "log.parquet",
        "SELECT * FROM (VALUES (1042.0::DOUBLE, 'terima', TIMESTAMP '2026-03-02 08:30:00', 7),"
        " ('NaN'::DOUBLE, 'cek', TIMESTAMP '2026-03-02 09:30:00', 8),"
        + ",".join(f"({number}.0, 'cek', TIMESTAMP '2026-03-03 08:00:00', NULL)" for number in range(20))
        + ') t("case", activity, time, resource)',
    )

    log = read_event_log(path)

    assert log.case_names[0] == "1042"
    assert [(one.row, one.code) for one in log.refused] == [(3, "missing_case")]
    assert _moments(log)[0] == "2026-03-02T08:30:00+07:00"
    assert list(log.resource_names) == ["7", "8"]


def test_parquet_with_offsets_and_texts_of_moments(tmp_path):
    path = _write_parquet(
        tmp_path / "log.parquet",
        "SELECT 'a' AS \"case\", 'cek' AS activity, TIMESTAMPTZ '2026-03-02 01:30:00+00' AS time, '02.03.2026 08.00' AS start",
    )

    log = read_event_log(path)

    assert _moments(log) == ["2026-03-02T08:30:00+07:00"]
    assert log.started_at is not None and log.at[0] - log.started_at[0] == 30 * 60_000_000


def test_damaged_parquet_is_refused(tmp_path):
    path = tmp_path / "log.parquet"
    path.write_bytes(b"PAR1" + b"rusak" * 50)

    with pytest.raises(BadInput) as refusal:
        read_event_log(path)

    assert refusal.value.code == "unreadable_file"
