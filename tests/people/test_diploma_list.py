"""Tables of diplomas: what is read, what is refused and why, and which level is the highest."""

from __future__ import annotations

import random
from datetime import date

import pytest

from saindege.base.errors import BadInput
from saindege.people.diploma_list import DiplomaRow, highest, read_diplomas

AS_OF = date(2026, 11, 24)
HEADER = "NIP,Tingkat Pendidikan,Jurusan,Nama Sekolah,Tahun Lulus"
ANI = "198704122010012003"


@pytest.fixture
def read(tmp_path):
    def write(*lines, header=HEADER):
        path = tmp_path / "ijazah.csv"
        path.write_text("\n".join([header, *lines]), "utf-8")
        return read_diplomas(path, as_of=AS_OF)

    return write


def test_row_is_read_with_what_the_register_calls_its_level(read):
    found = read(f"{ANI},S-1/Sarjana,Ilmu Administrasi,Universitas Contoh,2009")

    assert found.accepted == (DiplomaRow(2, ANI, "S1", "Ilmu Administrasi", "Universitas Contoh", 2009),)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("written", "year"), [("2009", 2009), ("17-08-2009", 2009), ("2009-08-17", 2009), ("", None)]
)
def test_year_is_taken_out_of_a_date(read, written, year):
    assert read(f"{ANI},S1,,,{written}").accepted[0].year == year


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (",S1,,,2009", "person", "unknown_value"),
        (f"{ANI},,,,2009", "level", "unknown_value"),
        (f"{ANI},S9,,,2009", "level", "unknown_value"),
        (f"{ANI},S1,,,2031", "year", "out_of_range"),
        (f"{ANI},S1,,,dua ribu", "year", "out_of_range"),
    ],
)
def test_faulty_row_is_refused_with_its_column(read, line, column, code):
    found = read(line)

    assert found.accepted == ()
    assert [(each.row, each.column, each.code) for each in found.problems] == [(2, column, code)]


def test_same_diploma_twice_counts_once_and_contradictions_are_all_refused(read):
    alike = read(f"{ANI},S1,Hukum,Universitas A,2009", f"{ANI},s1,hukum,universitas a,2009")
    different = read(f"{ANI},S1,Hukum,Universitas A,2009", f"{ANI},S1,Hukum,Universitas A,2010")

    assert len(alike.accepted) == 1
    assert different.accepted == ()
    assert [(each.row, each.code) for each in different.problems] == [(2, "conflict"), (3, "conflict")]


def test_order_of_rows_does_not_matter(read):
    lines = [
        f"19870412201001200{n},{level},Ilmu {n},,20{n}0" for n in (1, 2) for level in ("SMA", "S1", "S2")
    ]
    mixed = random.Random(1).sample(lines, len(lines))

    def said(found):
        return {(each.person, each.level, each.study, each.year) for each in found.accepted}

    assert said(read(*lines)) == said(read(*mixed))
    assert len(said(read(*lines))) == 6


def test_table_without_levels_is_refused(read):
    with pytest.raises(BadInput) as refused:
        read(ANI, header="NIP")

    assert refused.value.code == "missing_column"


def test_highest_level_wins_whatever_the_order():
    assert highest(["SMA", "S2", "S1"]) == "S2"
    assert highest(["", "D3"]) == "D3"
    assert highest([]) == ""
