"""Parquet: values of every usual type, and what cannot be read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import duckdb
import pytest

from saindege.base import table


@pytest.fixture
def parquet(tmp_path):
    def write(select, name="a.parquet"):
        path = tmp_path / name
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
        return path

    return write


def test_values_keep_their_kind_and_the_header_counts_as_row_one(parquet):
    read = table.read_table(
        parquet(
            "SELECT 198609262015051001 AS nip, 'A' AS nama, 1.25::DECIMAL(9,2) AS nilai, DATE '2026-08-17' AS lahir, "
            "TIMESTAMP '2026-08-17 08:30:00' AS saat, true AS ya, NULL AS kosong, 'nan'::DOUBLE AS tiada"
        )
    )

    assert read.columns == ("nip", "nama", "nilai", "lahir", "saat", "ya", "kosong", "tiada")
    assert [read.cells(at)[0] for at in range(8)] == [
        198609262015051001, "A", 1.25, date(2026, 8, 17), datetime(2026, 8, 17, 8, 30), True, None, None,
    ]  # fmt: skip
    assert read.row_numbers == [2]


def test_moment_with_a_zone_keeps_its_instant(parquet):
    read = table.read_table(parquet("SELECT TIMESTAMPTZ '2026-08-17 08:30:00+07' AS saat"))

    assert read.moments(0, "time", UTC).values == [datetime(2026, 8, 17, 1, 30, tzinfo=UTC)]


def test_whole_number_in_a_column_of_dates_is_no_serial_date(parquet):
    read = table.read_table(parquet("SELECT 45000 AS tanggal"))

    assert [problem.code for problem in read.dates(0, "date").problems] == ["not_a_date"]


def test_name_with_signs_of_a_pattern_is_one_file(parquet):
    assert len(table.read_table(parquet("SELECT 1 AS a", "data[1]?.parquet"))) == 1


def test_limits_hold_before_rows_are_fetched(parquet, refusal):
    path = parquet("SELECT range AS a, 1 AS b FROM range(1000)")

    for limits in (table.Limits(rows=1000), table.Limits(columns=1), table.Limits(cells=1999)):
        assert refusal(lambda limits=limits: table.read_table(path, limits=limits)).code == "file_too_large"


def test_no_rows_and_half_a_file_are_refused(parquet, refusal, tmp_path):
    none, whole = (
        parquet("SELECT 1 AS a WHERE false", "kosong.parquet"),
        parquet("SELECT range AS a FROM range(9)"),
    )
    half = tmp_path / "putus.parquet"
    half.write_bytes(whole.read_bytes()[:80])

    assert refusal(lambda: table.read_table(none)).code == "empty_file"
    assert refusal(lambda: table.read_table(half)).code == "unreadable_file"
