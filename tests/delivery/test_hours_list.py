"""A list of trainings: forms by any name, every fault named, totals against the target."""

from __future__ import annotations

import pytest

from saindege.base.errors import BadInput
from saindege.delivery import hours_list
from saindege.delivery.hours_list import CountedRow, PersonTotal


def write(tmp_path, text):
    path = tmp_path / "jp.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_list_is_counted_by_person_and_row(tmp_path):
    path = write(
        tmp_path,
        "nama;bentuk;jumlah;tingkat;tanggal;jam\n"
        "A;Lokakarya;2;nasional;19-03-2026;\n"
        "A;9;1;;17 Maret 2026;\n"
        "B;Bimtek;;internasional;2026-06-01;18\n",
    )

    counted = hours_list.count_list(path)

    assert counted.rows == (
        CountedRow(2, 10.0, "2 day x 5"),
        CountedRow(3, 4.0, "1 day x 4"),
        CountedRow(4, 18 * 1.2, "18 hour x 1.2"),
    )
    assert counted.people == (PersonTotal("A", 14.0, 20, False), PersonTotal("B", 18 * 1.2, 20, True))
    assert counted.rule_version == "2019-02"


def test_target_may_be_another(tmp_path):
    path = write(tmp_path, "person,form,quantity,date\nA,Workshop,2,2026-03-09\n")

    assert hours_list.count_list(path, target=10).people == (PersonTotal("A", 10.0, 10, True),)


def test_hours_alone_are_enough_where_every_form_counts_hours(tmp_path):
    path = write(tmp_path, "person,form,date,hours\nA,Pelatihan teknis,2026-03-09,30\n")

    assert hours_list.count_list(path).rows == (CountedRow(2, 30.0, "30 hour x 1"),)


def test_every_fault_is_named_with_row_and_column(tmp_path):
    path = write(
        tmp_path,
        "person,form,quantity,level,date,hours\n"
        "A,Piknik,1,national,2026-03-09,\n"
        ",Seminar,1,lokal,2026-03-09,\n"
        "B,Seminar,,national,kemarin,\n"
        "C,Workshop,-1,national,2026-03-09,\n",
    )

    with pytest.raises(BadInput) as refused:
        hours_list.count_list(path)

    assert [(each.row, each.column, each.code) for each in refused.value.problems] == [
        (2, "form", "unknown_value"),
        (3, "level", "unknown_value"),
        (3, "person", "unknown_value"),
        (4, "date", "not_a_date"),
        (4, "quantity", "not_a_number"),
        (5, "quantity", "out_of_range"),
    ]


def test_list_without_amounts_is_refused(tmp_path):
    with pytest.raises(BadInput) as refused:
        hours_list.count_list(write(tmp_path, "person,form,date\nA,Seminar,2026-03-09\n"))

    assert refused.value.code == "missing_column"


def test_number_tells_people_apart_where_a_list_holds_the_name_too(tmp_path):
    path = write(
        tmp_path,
        "No,NIP,Nama,Bentuk,Jumlah,Tanggal\n"
        "1,198609262015051001,Siti,Seminar,1,2026-03-09\n"
        "2,199003152023212002,Siti,Seminar,2,2026-03-09\n",
    )

    assert hours_list.count_list(path).people == (
        PersonTotal("198609262015051001", 4.0, 20, False),
        PersonTotal("199003152023212002", 8.0, 20, False),
    )


@pytest.mark.parametrize("target", [-1.0, float("nan"), float("inf")])
def test_target_that_is_no_number_of_hours_is_refused(tmp_path, target):
    path = write(tmp_path, "person,form,quantity,date\nA,Workshop,2,2026-03-09\n")

    with pytest.raises(BadInput, match="--target 20") as refused:
        hours_list.count_list(path, target=target)

    assert refused.value.code == "out_of_range"
