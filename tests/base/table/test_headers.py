"""Our columns are found by their headers; what is missing or doubled is asked for by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import table
from saindege.base.table.headers import Header, find_header

WORDS = {
    "nip": ("nip baru", "nomor induk pegawai"),
    "name": ("nama", "nama lengkap"),
    "office": ("unit kerja",),
}


@pytest.mark.parametrize(
    "written",
    [
        "unit kerja",
        "UNIT_KERJA",
        "Unit-Kerja",
        " Unit  Kerja: ",
        "Únit Kèrja",
        "unitkerja",
        "office",
        "Office",
    ],
)
def test_header_is_matched_without_case_spaces_accents_and_punctuation(written):
    assert table.match_columns(["no", written], WORDS) == {"office": 1}


def test_column_that_nobody_knows_is_left_alone():
    assert table.match_columns(["NIP", "keterangan", "Nama"], WORDS) == {"nip": 0, "name": 2}


def test_two_headers_for_one_column_are_a_question(refusal):
    error = refusal(lambda: table.match_columns(["Nama", "NIP", "Nama Lengkap"], WORDS, file="a.csv"))

    assert error.code == "conflict" and "“Nama” / “Nama Lengkap”" in error.sentence.id
    assert [(one.file, one.column, one.code) for one in error.problems] == [("a.csv", "name", "conflict")]


def test_choice_answers_the_question_and_beats_the_header():
    chosen = {"Nama Lengkap": "name", "Nama": "office"}

    assert table.match_columns(["Nama", "NIP", "Nama Lengkap"], WORDS, chosen=chosen) == {
        "name": 2,
        "office": 0,
        "nip": 1,
    }


def test_header_chosen_to_be_left_out_is_not_matched():
    assert table.match_columns(["Nama", "NIP"], WORDS, chosen={"Nama": ""}) == {"nip": 1}


def test_choice_that_names_nothing_lists_what_there_is(refusal):
    header = refusal(lambda: table.match_columns(["Nama"], WORDS, chosen={"Nami": "name"}))
    ours = refusal(lambda: table.match_columns(["Nama"], WORDS, chosen={"Nama": "nama orang"}))

    assert (header.code, ours.code) == ("unknown_column", "unknown_column")
    assert "Nama" in header.sentence.id and "nip, office" in ours.sentence.id


def test_one_column_chosen_twice_is_a_conflict(refusal):
    error = refusal(lambda: table.match_columns(["A", "B"], WORDS, chosen={"A": "name", "B": "name"}))

    assert error.code == "conflict"


def test_all_missing_columns_are_told_at_once_with_the_headers_that_would_do(refusal):
    error = refusal(
        lambda: table.match_columns(["Nama Lengkp"], WORDS, required=("nip", "name"), file="a.csv")
    )

    assert error.code == "missing_column"
    assert [(one.column, one.code) for one in error.problems] == [
        ("nip", "missing_column"),
        ("name", "missing_column"),
    ]
    assert "“nip baru”" in error.problems[0].sentence.id
    assert "“Nama Lengkp”?" in error.problems[1].sentence.id


def test_header_is_the_first_wide_row_of_words():
    rows = [["DAFTAR", None, None], [None, None, None], ["nip", "nama", None], ["1", "A", "x"]]

    assert find_header(rows) == Header(("nip", "nama", ""), 3)


def test_numbers_may_be_headers_where_words_lead():
    assert find_header([["wilayah", "kota", 2024.0], ["A", "B", 1.0]]) == Header(
        ("wilayah", "kota", "2024"), 1
    )


def test_merged_header_is_parted_by_the_row_below():
    rows = [
        ["No", "NIP", "Nama", "Tempat/Tanggal Lahir", None, "Unit Kerja"],
        [None, None, None, "Tempat", "Tanggal", None],
        ["1", "198609262015051001", "A", "Sipirok", "26-09-1986", "Setda"],
    ]

    assert find_header(rows) == Header(("No", "NIP", "Nama", "Tempat", "Tanggal", "Unit Kerja"), 2)


def test_merged_header_of_a_small_table_is_parted_too():
    rows = [
        ["No Berkas", "Kegiatan", "Pelaksanaan", None, "Petugas"],
        [None, None, "Mulai", "Waktu", None],
        ["B-1", "Periksa", "02-03-2026 08:00", "02-03-2026 09:00", "Rahma"],
    ]

    assert find_header(rows) == Header(("No Berkas", "Kegiatan", "Mulai", "Waktu", "Petugas"), 2)


def test_words_that_stand_under_no_merged_header_are_data():
    rows = [["nama", "kota", "kantor", "catatan", "jabatan", None], ["A", None, None, None, None, "pindah"]]

    assert find_header(rows) == Header(("nama", "kota", "kantor", "catatan", "jabatan", ""), 1)


def test_row_with_a_note_beside_the_table_is_data():
    rows = [["nip", "nama", "kota", None], ["1", "A", None, "pindah"], ["2", "B", "X", None]]

    assert find_header(rows) == Header(("nip", "nama", "kota", ""), 1)


def test_blank_rows_hold_no_header():
    assert find_header([[None, None], []]) is None


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(header):
    assert table.normalise(table.normalise(header)) == table.normalise(header)


@given(st.permutations(["NIP", "Nama", "Unit Kerja", "Catatan"]))
def test_order_of_columns_does_not_matter(columns):
    found = table.match_columns(columns, WORDS)

    assert {name: columns[at] for name, at in found.items()} == {
        "nip": "NIP",
        "name": "Nama",
        "office": "Unit Kerja",
    }
