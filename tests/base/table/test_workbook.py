"""XLSX and ODS as they come: title rows, cached formulas, macros, hidden sheets, a password, half a file."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import table


def test_table_is_read_below_merged_titles_with_the_row_numbers_of_the_sheet(tmp_path):
    path = tmp_path / "daftar.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "PEMERINTAH KOTA PADANGSIDIMPUAN")
        sheet.merge_range(1, 0, 1, 2, "DAFTAR PEGAWAI (DATA CONTOH)")
        sheet.write_row(3, 0, ["NIP", "Nama", "Tgl Lahir"])
        sheet.write_row(4, 0, ["198609262015051001", "Contoh Satu"])
        sheet.write_row(6, 0, ["198012302010012005", "Contoh Dua"])

    read = table.read_table(path)

    assert (read.file, read.columns, read.row_numbers) == (
        "daftar.xlsx",
        ("NIP", "Nama", "Tgl Lahir"),
        [5, 7],
    )
    assert read.texts(1) == ["Contoh Satu", "Contoh Dua"]


def test_cells_keep_their_kind(book):
    cells = ["teks", 7, 1.5, True, date(2026, 8, 17), datetime(2026, 8, 17, 8, 30, 15)]

    read = table.read_table(book({"A": [[f"kolom {at}" for at in range(6)], cells]}))

    assert [read.cells(at)[0] for at in range(6)] == cells
    assert [read.texts(at)[0] for at in range(6)] == [
        "teks", "7", "1.5", "TRUE", "2026-08-17", "2026-08-17T08:30:15",
    ]  # fmt: skip


def test_number_of_eighteen_digits_is_a_float_whose_last_digits_are_gone(book):
    read = table.read_table(book({"A": [["nip", "nama"], [198609262015051001, "A"]]}))

    assert read.cells(0) == [1.98609262015051e17]
    assert read.texts(0) == ["198609262015051008"] or read.texts(0) == ["198609262015051000"]


def test_formula_gives_the_value_last_shown_and_an_error_gives_a_blank(tmp_path):
    path = tmp_path / "rumus.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["angka", "kata", "rusak"])
        sheet.write_formula(1, 0, "=40+2", None, 42)
        sheet.write_formula(1, 1, '=UPPER("ya")', None, "YA")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")

    read = table.read_table(path)

    assert (read.numbers(0, "a").values, read.texts(1), read.texts(2)) == ([42.0], ["YA"], [None])


def test_macro_is_carried_along_and_never_run(book, tmp_path):
    plain, path = book({"A": [["nip", "nama"], ["1", "A"]]}), tmp_path / "a.xlsm"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part, source.read(part))
        target.writestr("xl/vbaProject.bin", b"Sub Auto_Open()\nKill\nEnd Sub")

    assert table.read_table(path).texts(1) == ["A"]


def test_first_visible_sheet_is_read_unless_another_is_named(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        hidden, first, second = (book.add_worksheet(name) for name in ("Rahasia", "Januari", "Februari"))
        for sheet in (hidden, first, second):
            sheet.write_column(0, 0, ["nama", sheet.get_name()])
        first.activate()
        first.set_first_sheet()
        hidden.hide()

    assert table.read_table(path).texts(0) == ["Januari"]
    assert table.read_table(path, sheet=" februari ").texts(0) == ["Februari"]


def test_sheet_that_is_not_there_is_refused_with_those_that_are(book, refusal):
    path = book({"Januari": [["a"], ["1"]], "Maret": [["a"], ["1"]]})

    error = refusal(lambda: table.read_table(path, sheet="Februari"))

    assert error.code == "unknown_value" and "“Januari”, “Maret”" in error.sentence.id


@pytest.mark.parametrize("rows", [[], [["nip", "nama"]], [[None, None], ["nip", "nama"]]])
def test_sheet_without_a_row_of_data_is_empty(book, refusal, rows):
    path = book({"A": rows})

    assert refusal(lambda: table.read_table(path)).code == "empty_file"


def test_header_far_below_the_twentieth_row_is_not_searched(book):
    rows = [[f"catatan {at}", None, None] for at in range(25)]

    read = table.read_table(book({"A": [["a", "b", "c"], *rows, ["nip", "nama", "kota"]]}))

    assert read.columns == ("a", "b", "c")


def test_half_a_workbook_is_refused(book, refusal, tmp_path):
    whole = book({"A": [["nip", "nama"], *([str(at), "A"] for at in range(500))]}).read_bytes()
    path = tmp_path / "putus.xlsx"
    path.write_bytes(whole[: len(whole) // 2])

    assert refusal(lambda: table.read_table(path)).code == "unreadable_file"


@pytest.mark.parametrize("at", range(20, 400, 20))
def test_damaged_byte_gives_the_rows_or_a_refusal(book, tmp_path, at):
    whole = bytearray(book({"A": [["nip", "nama"], ["1", "A"]]}).read_bytes())
    whole[at] ^= 0xFF
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(whole)

    from saindege.base.errors import BadInput

    try:
        outcome = table.read_table(path).texts(1)
    except BadInput as refused:
        outcome = refused.code

    assert outcome in (["A"], "unreadable_file")


def test_workbook_with_a_password_is_refused_with_what_to_do(compound, xls_stream, refusal):
    new = compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"?"}, "terkunci.xlsx")
    old = compound(
        {"Workbook": xls_stream([(0, 0, "nip")], front=b"\x2f\x00\x02\x00\x01\x00")}, "terkunci.xls"
    )

    for path in (new, old):
        error = refusal(lambda path=path: table.read_table(path))
        assert error.code == "unreadable_file" and "kata sandi" in error.sentence.id


def test_old_xls_is_read(compound, xls_stream):
    cells = [(0, 0, "nip"), (0, 1, "nama"), (2, 0, 5.0), (2, 1, "A")]

    read = table.read_table(compound({"Workbook": xls_stream(cells)}))

    assert (read.columns, read.row_numbers, read.texts(0), read.texts(1)) == (
        ("nip", "nama"),
        [3],
        ["5"],
        ["A"],
    )


def test_other_archives_are_told_apart(packed, refusal):
    archive, binary = packed({"a.csv": b"a,b"}, "a.zip"), packed({"xl/workbook.bin": b""}, "a.xlsb")

    assert "arsip" in refusal(lambda: table.read_table(archive)).sentence.id
    assert "XLSB" in refusal(lambda: table.read_table(binary)).sentence.id


def test_ods_is_read_and_its_repeated_blanks_are_ignored(packed, ods_parts):
    blanks = b'<table:table-cell table:number-columns-repeated="16380"/>'
    rows = (
        b"<table:table-row>" + _ods_text("nip") + _ods_text("nama") + blanks + b"</table:table-row>"
        b"<table:table-row>" + _ods_text("1") + _ods_text("A") + blanks + b"</table:table-row>"
        b'<table:table-row table:number-rows-repeated="1048574">' + blanks + b"</table:table-row>"
    )

    read = table.read_table(packed(ods_parts(rows), "a.ods"))

    assert (read.columns[:2], read.texts(1), read.row_numbers) == (("nip", "nama"), ["A"], [2])


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)),
            st.dates(date(1910, 1, 1), date(2199, 12, 31)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_numbers_and_dates_come_back_as_they_were_written(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["angka", "tanggal", "serial"])
        for at, (value, when) in enumerate(rows, start=1):
            if value is not None:
                sheet.write_number(at, 0, value)
            sheet.write_datetime(at, 1, when, day)
            sheet.write_number(at, 2, (when - date(1899, 12, 30)).days)

    read = table.read_table(path)

    blanks = [value is None for value, _ in rows]
    assert [value is None for value in read.numbers(0, "a").values] == blanks
    assert [value or 0 for value in read.numbers(0, "a").values] == pytest.approx(
        [value or 0 for value, _ in rows]
    )
    assert read.dates(1, "b").values == [when for _, when in rows]
    assert read.dates(2, "c").values == [when for _, when in rows]


def _ods_text(word: str) -> bytes:
    return f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'.encode()
