"""Tables of assessments and standards: read row by row, refused row by row."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.people import level_lists
from saindege.people.level_lists import AssessmentRow, StandardRow

TODAY = date(2026, 11, 24)
HEADER = ("NIP", "Kompetensi", "Level", "Sumber", "Tanggal", "Bukti")
ANI = "198704122010012003"


def _table(path: Path, *rows: tuple[object, ...], header: tuple[str, ...] = HEADER) -> Path:
    with (path / "nilai.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path / "nilai.csv"


def test_assessments_are_read_with_their_evidence(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        ("19870412 201001 2 003", "Kerja  sama", "3", "Uji Kompetensi", "23/03/2026", "LHA 14/2026"),
        (ANI, "Integritas", 2, "atasan", "17 April 2026", ""),
    )

    read = level_lists.read_assessments(path, as_of=TODAY)

    assert read.accepted == (
        AssessmentRow(2, ANI, "Kerja sama", "test", 3, date(2026, 3, 23), "LHA 14/2026"),
        AssessmentRow(3, ANI, "Integritas", "superior", 2, date(2026, 4, 17), ""),
    )
    assert read.problems == ()


def test_each_refused_row_has_its_reason(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        ("", "Integritas", 2, "atasan", "2026-04-17", ""),
        (ANI, "Integritas", 6, "atasan", "2026-04-17", ""),
        (ANI, "Integritas", 2.5, "atasan", "2026-04-17", ""),
        (ANI, "Integritas", 2, "peramal", "2026-04-17", ""),
        (ANI, "Integritas", 2, "atasan", "2027-04-17", ""),
        (ANI, "Integritas", 2, "atasan", "", ""),
    )

    read = level_lists.read_assessments(path, as_of=TODAY)

    assert read.accepted == ()
    assert [(each.row, each.column, each.code) for each in read.problems] == [
        (2, "person", "unknown_value"),
        (3, "level", "out_of_range"),
        (4, "level", "out_of_range"),
        (5, "source", "unknown_value"),
        (6, "date", "out_of_range"),
        (7, "date", "unknown_value"),
    ]


def test_rows_that_contradict_each_other_are_all_refused(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        (ANI, "Integritas", 2, "uji", "2026-04-17", ""),
        (ANI, "INTEGRITAS", 3, "tes", "2026-04-17", ""),
        (ANI, "Komunikasi", 3, "tes", "2026-04-17", ""),
        (ANI, "komunikasi", 3, "tes", "2026-04-17", ""),
    )

    read = level_lists.read_assessments(path, as_of=TODAY)

    assert [each.row for each in read.accepted] == [4]
    assert [(each.row, each.code) for each in read.problems] == [(2, "conflict"), (3, "conflict")]


def test_standards_are_read(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        ("Lurah", "Pelayanan Publik", 3, "manajerial", "Keputusan 1/2026"),
        ("Lurah", "Aplikasi persuratan", 0, "teknis", ""),
        header=("Nama Jabatan", "Kompetensi", "Level Disyaratkan", "Jenis", "Dasar"),
    )

    read = level_lists.read_standards(path)

    assert read.accepted == (
        StandardRow(2, "Lurah", "Pelayanan Publik", 3, "managerial", "Keputusan 1/2026"),
    )
    assert [(each.row, each.column, each.code) for each in read.problems] == [(3, "level", "out_of_range")]


def test_a_table_without_levels_is_refused(tmp_path: Path) -> None:
    path = _table(tmp_path, (ANI, "Integritas"), header=("NIP", "Kompetensi"))

    with pytest.raises(BadInput) as refused:
        level_lists.read_assessments(path, as_of=TODAY)

    assert refused.value.code == "missing_column"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.just(ANI), st.sampled_from(["Integritas", "integritas", "Komunikasi"]), st.integers(0, 5)
        ),
        min_size=1,
        max_size=8,
    ),
    st.randoms(),
)
def test_the_order_of_rows_changes_nothing(
    tmp_path: Path, rows: list[tuple[str, str, int]], random: object
) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    said = []
    for each in (rows, mixed):
        path = _table(tmp_path, *((*row, "uji", "2026-04-17", "") for row in each))
        read = level_lists.read_assessments(path, as_of=TODAY)
        said.append(
            (
                {(one.person, level_lists.plain_name(one.competency), one.level) for one in read.accepted},
                len(read.problems),
            )
        )

    assert said[0] == said[1]
