"""Logs as text and Parquet: every encoding, delimiter and notation of moments, and the right row numbers."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.service.event_log import EventLog, read_event_log
from saindege.service.log_files import by_table, columnar, opening
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.moments import from_microseconds

TINY = "case,activity,time,resource\na,mulai,2026-03-02 08:00,x\na,selesai,2026-03-02 10:00,y\n"

Read = Callable[..., EventLog]


def _moments(log: EventLog) -> list[str]:
    return [from_microseconds(at, log.zone).isoformat() for at in log.at.tolist()]


def _refuse(read_text: Read, text: str, **choice: object) -> BadInput:
    with pytest.raises(BadInput) as refusal:
        read_text(text, **choice)
    return refusal.value


def test_columns_are_recognised_and_become_codes(read_text):
    log = read_text(TINY)

    assert (log.case_names, log.activity_names, log.resource_names) == (
        ["a"],
        ["mulai", "selesai"],
        ["x", "y"],
    )
    assert (log.case.tolist(), log.activity.tolist()) == ([0, 0], [0, 1])
    assert _moments(log) == ["2026-03-02T08:00:00+07:00", "2026-03-02T10:00:00+07:00"]
    assert log.mapping == {"case": "case", "activity": "activity", "time": "time", "resource": "resource"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encoding_is_told_by_the_bytes(read_text, encoding):
    log = read_text(TINY.replace("mulai", "télaah"), encoding=encoding)

    assert list(log.activity_names) == ["télaah", "selesai"]


def test_accents_of_windows_after_the_first_pages_are_still_read(read_text):
    rows = "".join(f"{number},cek,2026-03-02 08:00\n" for number in range(6000))

    log = read_text(f"case,activity,time\n{rows}z,télaah,2026-03-02 08:00\n", encoding="cp1252")

    assert list(log.activity_names) == ["cek", "télaah"]


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_delimiter_is_told_by_the_header(read_text, delimiter):
    log = read_text(TINY.replace(",", delimiter))

    assert (log.n_events, list(log.resource_names)) == (2, ["x", "y"])


def test_declared_delimiter_and_title_rows_above_the_header_are_passed_over(read_text):
    text = "sep=;\nLog layanan;;;\n;;;\nNo Berkas;Kegiatan;Waktu;Petugas\nA-1;terima;02/03/2026 08.30;Ani\nA-1;;13/03/2026 08.30;\n"
    rest = "".join(f"A-1;cek;{day}/03/2026 08:30:15;Budi\n" for day in range(14, 29))

    log = read_text(text + rest)

    assert log.mapping == {
        "case": "No Berkas",
        "activity": "Kegiatan",
        "time": "Waktu",
        "resource": "Petugas",
    }
    assert _moments(log)[0] == "2026-03-02T08:30:00+07:00"
    assert [(one.row, one.code) for one in log.refused] == [(6, "missing_activity")]


def test_words_for_nothing_are_case_numbers(read_text):
    log = read_text(
        "case,activity,time\nNA,a,2026-03-02 08:00\nNULL,a,2026-03-02 08:00\nNone,a,2026-03-02 08:00\nnan,a,2026-03-02 08:00\n"
    )

    assert list(log.case_names) == ["NA", "NULL", "None", "nan"]


def test_spaces_around_names_do_not_part_them_and_zeros_stay(read_text):
    log = read_text("case,activity,time\n007, cek,2026-03-02 08:00\n 007 ,cek ,2026-03-02 09:00\n")

    assert (list(log.case_names), list(log.activity_names)) == (["007"], ["cek"])


def test_quoted_cells_may_hold_the_delimiter_and_line_ends(read_text):
    text = 'case,activity,time\r\na,"terima, catat",2026-03-02 08:00\r\na,"cek\nulang",2026-03-02 09:00\r\n'

    assert list(read_text(text).activity_names) == ["terima, catat", "cek\nulang"]


def test_row_numbers_are_those_of_a_spreadsheet_across_blank_lines_and_long_cells(read_text):
    good = "".join(f"c{number},cek,2026-03-02 08:00\n" for number in range(30))

    log = read_text(
        f'case,activity,time\n\n"d\ne",cek,2026-03-02 08:00\n{good}\n,cek,2026-03-02 08:00\nz,cek,kemarin\n'
    )

    # Header 1, blank 2, a cell of two lines 3, thirty rows 4 to 33, blank 34.
    assert [(one.row, one.code) for one in log.refused] == [(35, "missing_case"), (36, "not_a_date")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_row_numbers_are_right_in_every_encoding(read_text, encoding):
    good = "".join(f"c{number},télaah,2026-03-02 08:00\n" for number in range(30))

    log = read_text(f"case,activity,time\n\n{good}z,cek,\n", encoding=encoding)

    assert [one.row for one in log.refused] == [33]


def test_unreadable_moment_names_its_row_and_text(read_text):
    good = "".join(f"c{number},cek,2026-03-02 08:00\n" for number in range(30))

    log = read_text(f"case,activity,time\n{good}x,cek,belum dicatat\ny,cek,0026-03-02 08:00\n")

    assert [(one.row, one.code, one.column) for one in log.refused] == [
        (32, "not_a_date", "time"),
        (33, "out_of_range", "time"),
    ]
    assert "belum dicatat" in log.refused[0].sentence.id


def test_rows_of_delimiters_only_are_no_rows(read_text):
    log = read_text(TINY + ",,,\n,,,\n")

    assert (log.n_events, log.refused) == (2, ())


def test_more_than_a_tenth_refused_is_an_error_with_its_rows(read_text):
    refusal = _refuse(read_text, TINY + "a,,2026-03-02 08:00,x\n")

    assert refusal.code == "too_many_refused"
    assert [(one.row, one.column) for one in refusal.problems] == [(4, "activity")]


def test_row_with_too_many_cells_is_refused_with_its_number(read_text):
    refusal = _refuse(read_text, TINY + "a,terima, catat,2026-03-02 08:00,x\n")

    assert (refusal.code, refusal.problems[0].row) == ("unreadable_file", 4)


def test_short_rows_lack_their_last_cells(read_text):
    log = read_text(TINY + "a,kirim,2026-03-02 11:00\n")

    assert (log.n_events, log.resource is not None and log.resource.tolist()) == (3, [0, 1, -1])


def test_open_quote_is_refused(read_text):
    assert _refuse(read_text, TINY + 'a,"kirim,2026-03-02 11:00,x\n').code == "unreadable_file"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        ("\n\n", "empty_file"),
        ("case,activity,time\n", "empty_file"),
        ("nama,alamat\nAni,Losung\n", "missing_column"),
        ("satu kolom saja\n1\n2\n", "missing_column"),
    ],
)
def test_file_without_a_log_is_refused(read_text, text, code):
    assert _refuse(read_text, text).code == code


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"case,activity,time\n" + bytes(range(256)) * 40)

    with pytest.raises(BadInput) as refusal:
        read_event_log(path)

    assert refusal.value.code == "unreadable_file"


def test_two_hundred_columns_are_read_as_any(read_text):
    more = ",".join(f"k{number}" for number in range(200))

    log = read_text(f"case,activity,time,{more}\na,cek,2026-03-02 08:00,{',' * 199}\n")

    assert log.n_events == 1


def test_packed_log_is_read_and_a_bomb_is_refused(tmp_path):
    packed, bomb = tmp_path / "log.csv.gz", tmp_path / "bom.csv.gz"
    packed.write_bytes(gzip.compress(TINY.encode()))
    bomb.write_bytes(gzip.compress(b"case,activity,time\n" + b"0" * (80 << 20)))

    log = read_event_log(packed)
    with pytest.raises(BadInput) as refusal:
        read_event_log(bomb)

    assert (log.file, log.n_events) == ("log.csv.gz", 2)
    assert refusal.value.code == "unsafe_file"


def test_line_without_end_is_refused_before_it_fills_the_memory(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"case,activity,time\n" + b"a" * (20 << 20))

    with pytest.raises(BadInput) as refusal:
        read_event_log(path)

    assert refusal.value.code == "unreadable_file"


def test_two_gigabytes_are_refused_before_one_byte_is_read(tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.write(b"case,activity,time\n")
        # A hole: it takes no room on the disk.
        file.truncate(2_000_000_000)

    with pytest.raises(BadInput) as refusal:
        read_event_log(path)

    assert refusal.value.code == "file_too_large"


def test_nothing_is_written_beside_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("log[1]*.csv").write_text(TINY, encoding="utf-16")

    log = read_event_log(tmp_path / "log[1]*.csv")

    assert log.n_events == 2
    assert [file.name for file in tmp_path.iterdir()] == ["log[1]*.csv"]


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=8)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(_TEXT, st.sampled_from(["terima", "cek, ulang", ' "kata" ', ""]), st.sampled_from(["2026-03-02 08:00", "2026-03-02T01:00Z", "2 Mei 2026 08.00", "kemarin", ""])), min_size=1, max_size=15))  # fmt: skip
def test_fast_reader_and_table_reader_agree(tmp_path_factory, rows):
    import csv

    path = tmp_path_factory.mktemp("log") / "log.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case", "activity", "time", "note"])
        writer.writerows([*row, "x"] for row in rows)

    fast = columnar.read_columnar(path, ReadingChoice(), kind="text", limits=opening.Limits())
    slow = by_table.read_by_table(path, ReadingChoice())

    def shown(raw):
        return [
            [None if code < 0 else column.names[code] for code in column.codes.tolist()]
            for column in (raw.case, raw.activity)
        ]

    assert shown(fast) == shown(slow)
    assert fast.at.tolist() == slow.at.tolist()
    assert dict(fast.unreadable) == dict(slow.unreadable)
    positions = np.arange(len(rows))
    assert list(fast.number_rows(positions)) == list(slow.number_rows(positions))


def test_packed_log_that_is_not_even_goes_through_the_database_too(tmp_path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(
        gzip.compress(TINY.replace("mulai", '"mulai"').replace(" 08:00", " 08:00+07:00").encode())
    )

    # Only the database tells how many moments say their offset.
    assert read_event_log(path).with_offset == 1
