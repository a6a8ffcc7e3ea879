"""CSV as it comes: any usual separator and encoding, title rows above, rows that are cut, quoted or shifted."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import table
from saindege.base.errors import BadInput
from saindege.base.table.text_file import encoding_of

LIST = "nip;nama;tgl lahir\n198609262015051001;Siregar, S.E.;26-09-1986\n198012302010012005;Hasibuan;30-12-1980\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separator_encoding_and_line_ends_do_not_matter(text, encoding, separator, line_end):
    content = f"nama{separator}kota{line_end}André{separator}Batang Toru{line_end}"

    read = table.read_table(text(content, encoding=encoding))

    assert (read.columns, read.texts(0), read.texts(1)) == (("nama", "kota"), ["André"], ["Batang Toru"])


def test_comma_inside_cells_is_no_separator_of_a_semicolon_file(text):
    read = table.read_table(text(LIST))

    assert read.texts(1) == ["Siregar, S.E.", "Hasibuan"]
    assert read.row_numbers == [2, 3]


def test_first_line_of_excel_that_names_the_separator_is_no_header(text):
    read = table.read_table(text("sep=;\nnama;umur\nA;40\n"))

    assert (read.columns, read.row_numbers) == (("nama", "umur"), [3])


def test_header_is_found_below_titles_and_rows_keep_their_numbers(text):
    read = table.read_table(
        text(f"PEMERINTAH KOTA;;\nKEADAAN NOVEMBER;;\n\n{LIST}\n;;\n1;Nasution;01-02-1990\n")
    )

    assert read.columns == ("nip", "nama", "tgl lahir")
    assert read.row_numbers == [5, 6, 9]


def test_line_end_inside_quotes_is_one_row_as_in_a_spreadsheet(text):
    read = table.read_table(text('nama,alamat\nA,"Jalan 1\nPadangsidimpuan"\nB,Jalan 2\n'))

    assert read.texts(1) == ["Jalan 1\nPadangsidimpuan", "Jalan 2"]
    assert read.row_numbers == [2, 3]


def test_short_row_is_filled_with_blanks_and_trailing_separators_are_ignored(text):
    read = table.read_table(text("a,b,c\n1\n2,3,4,,\n"))

    assert [read.texts(at) for at in range(3)] == [["1", "2"], [None, "3"], [None, "4"]]


def test_row_with_more_cells_than_headers_is_refused_with_its_row(text, refusal):
    error = refusal(
        lambda: table.read_table(text("nip,nama,kota\n1,A,X\n2,B, S.E.,Y\n3,C, M.Si.,Y\n4,D,Z\n5,E,Z\n"))
    )

    assert error.code == "unreadable_file"
    assert [(problem.row, problem.code) for problem in error.problems] == [
        (3, "unreadable_file"),
        (4, "unreadable_file"),
    ]


def test_quote_that_is_never_closed_is_refused_instead_of_swallowing_rows(text, refusal):
    error = refusal(lambda: table.read_table(text('nama,kota\nA,"Sipirok\nB,Angkola\nC,Batunadua\n')))

    assert error.code == "unreadable_file" and "kutip" in error.sentence.id


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n\n", " ; ; \n;;\n"])
def test_file_without_a_word_is_empty(text, content, refusal):
    assert refusal(lambda: table.read_table(text(content))).code == "empty_file"


def test_header_without_a_row_below_is_empty(text, refusal):
    assert refusal(lambda: table.read_table(text("nip;nama\n\n;\n"))).code == "empty_file"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0JFIF",
        b"\x1f\x8b\x08\x00",
        b"<html><table><tr><td>nip</td></tr></table></html>",
        b"<?xml version='1.0'?><Workbook/>",
        b"a,b\n1,2\n" + bytes(range(256)) * 4,
        b"\x00\x01\x02\x03" * 300,
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(text, content, refusal):
    error = refusal(lambda: table.read_table(text(content)))

    assert error.code == "unreadable_file" and ("XLSX" in error.sentence.id or "CSV" in error.sentence.id)


def test_missing_file_and_folder_are_refused(tmp_path, refusal):
    assert refusal(lambda: table.read_table(tmp_path / "tidak-ada.csv")).code == "missing_file"
    assert refusal(lambda: table.read_table(tmp_path)).code == "unreadable_file"


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file"
)
def test_file_that_may_not_be_read_is_refused(text, refusal):
    path = text(LIST)
    path.chmod(0)

    assert refusal(lambda: table.read_table(path)).code == "unreadable_file"


def test_two_gigabytes_are_refused_before_a_byte_is_read(tmp_path, refusal):
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.write(b"nip;nama\n1;A\n")
        file.truncate(2 << 30)

    assert refusal(lambda: table.read_table(path)).code == "file_too_large"


@pytest.mark.parametrize(
    "limits",
    [table.Limits(rows=100), table.Limits(columns=1), table.Limits(cells=150), table.Limits(file_bytes=200)],
)
def test_rows_columns_cells_and_bytes_have_a_limit(text, limits, refusal):
    path = text("a,b\n" + "1,2\n" * 100)

    assert refusal(lambda: table.read_table(path, limits=limits)).code == "file_too_large"
    assert len(table.read_table(path)) == 100


def test_cell_of_a_megabyte_is_refused(text, refusal):
    assert refusal(lambda: table.read_table(text("a,b\n1," + "x" * (2 << 20)))).code == "unreadable_file"


def test_two_hundred_columns_are_read(text):
    header = ",".join(f"kolom {number}" for number in range(200))
    read = table.read_table(text(f"{header}\n" + ",".join(map(str, range(200)))))

    assert len(read.columns) == 200 and read.numbers(199, "x").values == [199.0]


def test_accent_far_behind_the_sample_still_tells_windows_1252(text):
    path = text(b"nama,kota\n" + b"Budi,Sipirok\n" * 20_000 + "André,Medan\n".encode("cp1252"))

    assert encoding_of(path) == "utf-8"
    assert table.read_table(path).texts(0)[-1] == "André"


def test_na_null_and_none_are_texts(text):
    read = table.read_table(text("kasus,kegiatan\nNA,NULL\nNone,nan\n"))

    assert (read.texts(0), read.texts(1)) == (["NA", "None"], ["NULL", "nan"])


def test_row_of_column_numbers_below_the_header_is_left_out(text):
    read = table.read_table(text("no;nip;nama\n(1);(2);(3)\n1;2;A\n"))

    assert read.row_numbers == [3]


def test_data_row_that_counts_from_one_is_data(text):
    assert len(table.read_table(text("person,pre,post\n1,2,3\n2,3,4\n"))) == 2


CELL = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
).filter(lambda cell: cell == cell.strip() and cell)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_quoted_cells_come_back_as_they_were_written(tmp_path_factory, rows, separator, encoding):
    def quoted(cells):
        return separator.join('"' + cell.replace('"', '""') + '"' for cell in cells)

    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes("\n".join(map(quoted, [("satu", "dua", "tiga"), *rows])).encode(encoding))

    read = table.read_table(path)

    assert list(zip(*(read.texts(at) for at in range(3)), strict=True)) == rows


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_promised_code(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes(content)

    try:
        outcome = f"{min(len(table.read_table(path)), 1)} row"
    except BadInput as refused:
        outcome = refused.code

    assert outcome in {"1 row", "empty_file", "unreadable_file", "unsafe_file", "file_too_large"}
