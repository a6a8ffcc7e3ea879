"""A staff list as people really have it: right rows, or every fault with its row and column."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.people import staff_list
from saindege.people.staff_list import Duplicate, StaffRow

TODAY = date(2026, 11, 24)
FULL = (
    "NIP Baru;Nama Lengkap;Tgl Lahir;L/P;Status Pegawai;Unit Kerja;Nama Jabatan;Jenis Jabatan;Gol/Ruang;"
    "Pendidikan Terakhir;Catatan\n"
)


@pytest.fixture
def read(tmp_path):
    def read(content, name="daftar.csv", **choices):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return staff_list.read_staff_list(path, as_of=TODAY, **choices)

    return read


@pytest.fixture
def read_cells(tmp_path):
    def read(rows):
        path = tmp_path / "daftar.xlsx"
        with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        return staff_list.read_staff_list(path, as_of=TODAY)

    return read


def faults(problems):
    return [(problem.row, problem.column, problem.code) for problem in problems]


def refused(call):
    with pytest.raises(BadInput) as caught:
        call()
    return caught.value


def test_row_is_read_in_all_its_parts(read):
    found = read(
        FULL
        + "198609262015051001;Contoh Satu, S.E.;26-09-1986;L;PNS;Disdukcapil;Analis;Pelaksana;III/b;S1;x\n"
    )

    assert found.accepted == (
        StaffRow(
            row=2,
            nip="198609262015051001",
            name="Contoh Satu, S.E.",
            birth_date=date(1986, 9, 26),
            sex="male",
            status="pns",
            office="Disdukcapil",
            post="Analis",
            post_type="pelaksana",
            rank="III/b",
            education="S1",
            active=True,
        ),
    )
    assert (found.rows, found.problems, found.warnings, found.duplicates) == (1, (), (), ())
    assert found.columns["rank"] == "Gol/Ruang" and found.file == "daftar.csv"


def test_what_the_list_does_not_say_comes_from_the_number(read):
    row = read("nip;nama\n199003152023212002;Contoh Lima\n").accepted[0]

    assert (row.birth_date, row.sex, row.status) == (date(1990, 3, 15), "female", "pppk")
    assert (row.office, row.post_type, row.rank, row.education) == ("", "", "", "")


@pytest.mark.parametrize(
    "written",
    [
        "198609262015051001",
        "'198609262015051001",
        "19860926 201505 1 001",
        "NIP. 19860926 201505 1 001",
        "1986.0926.2015.0510.01",
    ],
)
def test_number_is_read_however_it_is_spaced(read, written):
    assert read(f"nip;nama\n{written};A\n").accepted[0].nip == "198609262015051001"


@pytest.mark.parametrize(
    "written", ["1,98609E+17", "1.98609262015051E+17", "198609262015051000.0", "198609262015051000,00"]
)
def test_rounded_number_in_text_says_how_to_mend_the_spreadsheet(read, written):
    found = read(f"nip;nama\n{written};A\n")

    assert faults(found.problems) == [(2, "nip", "nip_serial")]
    assert "Teks" in found.problems[0].sentence.id and found.accepted == ()


def test_number_in_a_numeric_cell_has_lost_digits_and_is_never_guessed(read_cells):
    found = read_cells([["nip", "nama"], [198609262015051001, "A"], ["198012302010012005", "B"]])

    assert faults(found.problems) == [(2, "nip", "nip_serial")]
    assert [row.nip for row in found.accepted] == ["198012302010012005"]
    assert found.duplicates == () and found.numbers_left_out == frozenset()


def test_two_rounded_numbers_are_no_duplicates(read_cells):
    found = read_cells([["nip", "nama"], [198609262015051001, "A"], [198609262015051002, "B"]])

    assert faults(found.problems) == [(2, "nip", "nip_serial"), (3, "nip", "nip_serial")]
    assert found.duplicates == ()


def test_all_faults_of_all_rows_are_told_at_once_by_row(read):
    found = read("nip;nama\n198613262015053000;\n;A\n19860926201505100;B\n198609262015051001;C\n")

    assert faults(found.problems) == [
        (2, "nip", "nip_birth_date"),
        (2, "nip", "nip_sex"),
        (2, "nip", "nip_serial"),
        (2, "name", "missing_name"),
        (3, "nip", "nip_length"),
        (4, "nip", "nip_length"),
    ]
    assert all(problem.file == "daftar.csv" for problem in found.problems)
    assert [row.row for row in found.accepted] == [5]


def test_later_rows_of_a_doubled_number_are_left_out(read):
    line = "198609262015051001;{};Kel. Wek V\n"
    found = read(
        "nip;nama;unit kerja\n"
        + line.format("CONTOH SATU")
        + line.format("Contoh Satu")
        + line.format("Lain")
    )

    assert faults(found.problems) == [(3, "nip", "nip_duplicate"), (4, "nip", "nip_duplicate")]
    assert "baris 2" in found.problems[0].sentence.id
    assert found.duplicates == (Duplicate("198609262015051001", (2, 3, 4), alike=False),)
    assert [row.row for row in found.accepted] == [2]


def test_rows_that_say_the_same_in_other_spellings_are_alike(read):
    found = read(
        "nip;nama;unit kerja\n198609262015051001;CONTOH SATU;Kelurahan Wek V\n198609262015051001;Contoh Satu;KEL. WEK V\n"
    )

    assert found.duplicates[0].alike


def test_valid_number_of_a_row_left_out_is_remembered(read):
    found = read("nip;nama\n198609262015051001;\n19860926201505100;B\n")

    assert found.numbers_left_out == {"198609262015051001"}


def test_list_that_disagrees_with_the_number_is_warned_about(read):
    found = read("nip;nama;tanggal lahir;jk\n198609262015051001;A;27-09-1986;P\n")

    assert faults(found.warnings) == [(2, "birth_date", "nip_birth_mismatch"), (2, "sex", "nip_sex_mismatch")]
    assert (found.accepted[0].birth_date, found.accepted[0].sex) == (date(1986, 9, 27), "female")


def test_value_that_nobody_knows_is_a_warning_and_left_blank(read):
    found = read(FULL + "198609262015051001;A;kemarin;X;Direktur;Setda;;Ketua;III/e;S9;\n")

    assert faults(found.warnings) == [
        (2, "birth_date", "not_a_date"),
        (2, "status", "unknown_value"),
        (2, "sex", "unknown_value"),
        (2, "post_type", "unknown_value"),
        (2, "rank", "unknown_value"),
        (2, "education", "unknown_value"),
    ]
    row = found.accepted[0]
    assert (row.sex, row.status, row.post_type, row.rank, row.education) == ("male", "pns", "", "", "")


def test_person_who_is_no_civil_servant_needs_no_number(read):
    found = read(
        "nip;nama;status;unit kerja\n;Tamu Satu;Honorer;Setda\n;Tamu Dua;PNS;Setda\n;tamu satu;THL;Setda\n"
    )

    assert [(row.nip, row.name, row.status) for row in found.accepted] == [(None, "Tamu Satu", "non_asn")]
    assert faults(found.problems) == [(3, "nip", "nip_length"), (4, "name", "duplicate")]


def test_titles_in_columns_of_their_own_join_the_name(read):
    found = read("nip;gelar depan;nama;gelar belakang\n198609262015051001;Drs.;Contoh;M.Si\n")

    assert found.accepted[0].name == "Drs. Contoh, M.Si"


def test_export_of_siasn_is_understood_by_its_codes(read):
    found = read(
        "nip_baru,nama,tanggal_lahir,jenis_kelamin,status_cpns_pns,kedudukan_hukum_id,jenis_jabatan_id,gol_akhir_id,"
        "tingkat_pendidikan_id,unor_nama\n198609262015051001,A,26-09-1986,M,P,01,4,32,40,Setda\n"
        "198012302010012005,B,30-12-1980,F,P,99,2,41,45,Setda\n"
    )

    assert [
        (row.sex, row.status, row.post_type, row.rank, row.education, row.active) for row in found.accepted
    ] == [
        ("male", "pns", "pelaksana", "III/b", "S1", True),
        ("female", "pns", "fungsional", "IV/a", "S2", False),
    ]
    assert found.warnings == ()


def test_structural_post_is_told_apart_by_its_echelon(read):
    found = read(
        "nip;nama;jenis jabatan;eselon\n198609262015051001;A;Struktural;III.a\n198012302010012005;B;Struktural;\n"
    )

    assert [row.post_type for row in found.accepted] == ["administrator", ""]
    assert faults(found.warnings) == [(3, "post_type", "unknown_value")]


def test_numbers_answer_which_is_the_day_and_which_the_month(read):
    american = read("nip;nama;tanggal lahir\n198609022015051001;A;09/02/1986\n")
    indonesian = read("nip;nama;tanggal lahir\n198609022015051001;A;02/09/1986\n")

    assert american.accepted[0].birth_date == indonesian.accepted[0].birth_date == date(1986, 9, 2)
    assert american.warnings == indonesian.warnings == ()


def test_dates_that_not_even_the_numbers_explain_are_refused(read):
    error = refused(lambda: read("nip;nama;tanggal lahir\n198609262015051001;A;02/03/1986\n"))

    assert error.code == "ambiguous_date" and error.problems[0].column == "birth_date"


def test_missing_columns_are_named_with_their_headers(read):
    error = refused(lambda: read("nomor;orang\n1;A\n"))

    assert error.code == "missing_column"
    assert [problem.column for problem in error.problems] == ["nip", "name"]


def test_columns_may_be_chosen_by_a_person(read):
    found = read("kode;orang;nama\n198609262015051001;Contoh;x\n", chosen={"kode": "nip", "orang": "name"})

    assert found.accepted[0].name == "Contoh" and found.columns == {"nip": "kode", "name": "orang"}


def test_column_may_be_left_out_by_a_person(read):
    found = read("nip;nama;status\n198609262015051001;Contoh;Direktur\n", chosen={"status": ""})

    assert found.warnings == () and "status" not in found.columns


def test_two_columns_for_a_name_are_a_question(read):
    assert refused(lambda: read("nip;nama;nama lengkap\n198609262015051001;A;B\n")).code == "conflict"


def test_standing_with_a_status_tells_both(read):
    found = read("nip;nama;kedudukan hukum\n198609262015051001;A;CPNS Aktif\n")

    assert (found.accepted[0].status, found.accepted[0].active) == ("cpns", True)


LINES = [
    "198609262015051001;Satu;Setda",
    "198012302010012005;Dua;Setda",
    "199003152023212002;Tiga;Setda",
    "198613262015051001;Empat;Setda",
    "199608182022041001;;Setda",
]


@given(order=st.permutations(LINES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_of_rows_changes_nothing_but_row_numbers(read, order):
    def people(found):
        return sorted((replace(row, row=0) for row in found.accepted), key=lambda row: row.nip)

    straight, shuffled = (read("nip;nama;unit kerja\n" + "\n".join(lines)) for lines in (LINES, order))

    assert people(straight) == people(shuffled)
    assert straight.numbers_left_out == shuffled.numbers_left_out == {"199608182022041001"}
    assert sorted(problem.code for problem in shuffled.problems) == ["missing_name", "nip_birth_date"]
