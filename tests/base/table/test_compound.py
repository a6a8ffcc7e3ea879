"""Old XLS files that would end the process are refused before they are opened."""

from __future__ import annotations

import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.base import table
from saindege.base.errors import BadInput

CELLS = [(0, 0, "nip"), (0, 1, "nama"), (1, 0, 5.0), (1, 1, "A")]


def test_cells_in_far_corners_are_unsafe(compound, xls_stream, refusal):
    path = compound({"Workbook": xls_stream([*CELLS, (65535, 65535, 1.0)])})

    assert path.stat().st_size < 10_000
    assert refusal(lambda: table.read_table(path)).code == "unsafe_file"


@pytest.mark.parametrize(
    "claimed",
    [
        struct.pack("<HHIIHHH", 0x0200, 14, 0, 0xFFFFFF, 0, 0xFFFF, 0),
        struct.pack("<HHHHH", 0x00BE, 6, 65535, 0, 65535),
        struct.pack("<HHHH", 0x00D6, 4, 65535, 65535),
    ],
)
def test_claims_of_far_cells_are_unsafe(compound, xls_stream, refusal, claimed):
    path = compound({"Workbook": xls_stream(CELLS, front=claimed)})

    assert refusal(lambda: table.read_table(path)).code == "unsafe_file"


def test_widest_sheet_of_the_old_format_is_no_reason_to_refuse(compound, xls_stream):
    read = table.read_table(compound({"Workbook": xls_stream([*CELLS, (65535, 255, 1.0)])}))

    assert read.row_numbers == [2, 65536]


@pytest.mark.parametrize("streams", [{"WordDocument": b"teks"}, {"Workbook": b""}])
def test_other_compound_files_are_refused(compound, refusal, streams):
    path = compound(streams)

    assert refusal(lambda: table.read_table(path)).code in {"unreadable_file", "empty_file"}


@pytest.mark.parametrize("cut", [1, 2, 3, 100, 511])
def test_file_cut_short_is_refused_without_a_word_from_the_reader(compound, xls_stream, refusal, capfd, cut):
    path = compound({"Workbook": xls_stream(CELLS)})
    path.write_bytes(path.read_bytes()[:-cut])

    assert refusal(lambda: table.read_table(path)).code == "unreadable_file"
    assert capfd.readouterr().err == ""


@given(at=st.integers(0, 6655), byte=st.integers(0, 255))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_damaged_byte_gives_rows_or_a_refusal(compound, xls_stream, at, byte):
    path = compound({"Workbook": xls_stream(CELLS)})
    content = bytearray(path.read_bytes())
    content[at % len(content)] = byte
    path.write_bytes(content)

    try:
        outcome = "rows" if len(table.read_table(path)) else "none"
    except BadInput as refused:
        outcome = refused.code

    assert outcome in {"rows", "unreadable_file", "unsafe_file", "empty_file", "file_too_large"}
