"""Logs as workbooks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from saindege.base.errors import BadInput
from saindege.service.event_log import read_event_log
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.moments import from_microseconds


def _write(path: Path, rows: list[list[object]], title: str | None = None) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy hh:mm"}) as book:
        sheet = book.add_worksheet("Log")
        if title:
            sheet.merge_range(0, 0, 0, 3, title)
        for at, row in enumerate(rows, start=2 if title else 0):
            for place, cell in enumerate(row):
                sheet.write(at, place, cell)
        book.add_worksheet("Kosong")
    return path


def test_workbook_with_title_dates_and_numbers_as_case_numbers(tmp_path):
    rows = [
        ["No Berkas", "Kegiatan", "Waktu", "Petugas"],
        [1042.0, "terima", datetime(2026, 3, 2, 8, 30), "Ani"],
        [1042.0, "cek", "2 Maret 2026 09.15", None],
        *[[1043, "terima", datetime(2026, 3, 3, 8, minute), "Ani"] for minute in range(20)],
        [1043, "serah", "kemarin", "Ani"],
    ]

    log = read_event_log(_write(tmp_path / "log.xlsx", rows, "Buku register layanan"))

    assert list(log.case_names) == ["1042", "1043"]
    assert [from_microseconds(at, log.zone).isoformat() for at in log.at.tolist()[:2]] == [
        "2026-03-02T08:30:00+07:00",
        "2026-03-02T09:15:00+07:00",
    ]
    assert log.resource is not None and log.resource.tolist()[:2] == [0, -1]
    # Title in row 1, header in row 3.
    assert [(one.row, one.code) for one in log.refused] == [(26, "not_a_date")]


def test_year_that_cannot_be_is_out_of_range(tmp_path):
    rows = [
        ["case", "activity", "time"],
        *[["a", "cek", "2026-03-02 08:00"]] * 20,
        ["a", "cek", "0026-03-02"],
    ]

    log = read_event_log(_write(tmp_path / "log.xlsx", rows))

    assert [(one.row, one.code) for one in log.refused] == [(22, "out_of_range")]


def test_sheet_is_chosen_by_name_and_an_empty_one_is_refused(tmp_path):
    path = _write(tmp_path / "log.xlsx", [["case", "activity", "time"], ["a", "cek", "2026-03-02 08:00"]])

    assert read_event_log(path, ReadingChoice(sheet="Log")).n_events == 1
    with pytest.raises(BadInput) as refusal:
        read_event_log(path, ReadingChoice(sheet="Kosong"))
    assert refusal.value.code == "empty_file"


def test_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"rusak" * 100)

    with pytest.raises(BadInput) as refusal:
        read_event_log(path)

    assert refusal.value.code in ("unreadable_file", "unsafe_file")
