"""Lists from other systems: performance and discipline, official results; faults with their rows."""

from __future__ import annotations

import pytest

from saindege.base.errors import BadInput
from saindege.impact.professionalism.lists import Facts, read_facts, read_official


def write(tmp_path, text: str):
    path = tmp_path / "daftar.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_facts_are_read_with_predicates_numbers_and_gaps(tmp_path):
    path = write(
        tmp_path,
        "NIP;Predikat Kinerja;Hukuman Disiplin;Jam Teknis\n"
        "198609262015051001;Sangat Baik;tidak ada;24\n"
        "198012302010012005;80;ringan;\n"
        "199608182022041001;;;\n",
    )

    found = read_facts(path)

    assert found == [
        Facts("198609262015051001", 2, "Sangat Baik", "none", None, 24.0, None),
        Facts("198012302010012005", 3, "Baik", "ringan", None, None, None),
        Facts("199608182022041001", 4, None, None, None, None, None),
    ]


def test_every_fault_is_named_with_its_row(tmp_path):
    path = write(tmp_path, "nip,kinerja,disiplin\n1,hebat,none\n2,Baik,parah\n1,Baik,none\n,Baik,none\n")

    with pytest.raises(BadInput) as refusal:
        read_facts(path)

    assert [(problem.code, problem.row, problem.column) for problem in refusal.value.problems] == [
        ("unknown_value", 2, "performance"),
        ("unknown_value", 3, "discipline"),
        ("duplicate", 4, "person"),
        ("unknown_value", 5, "person"),
    ]


def test_list_without_anything_to_take_is_refused(tmp_path):
    with pytest.raises(BadInput) as refusal:
        read_facts(write(tmp_path, "nip,nama\n1,A\n"))

    assert refusal.value.code == "missing_column"


def test_official_points_are_read_by_part(tmp_path):
    path = write(tmp_path, "NIP,Kualifikasi,Kompetensi,Kinerja,Disiplin,Total\n1,15,22.5,25,5,67.5\n")

    (found,) = read_official(path)

    assert dict(found.points) == {
        "qualification": 15.0,
        "competence": 22.5,
        "performance": 25.0,
        "discipline": 5.0,
    }


def test_total_that_is_not_the_sum_and_points_beyond_the_rule_are_refused(tmp_path):
    path = write(
        tmp_path, "NIP,Kualifikasi,Kompetensi,Kinerja,Disiplin,Total\n1,15,20,25,5,66\n2,99,20,25,5,149\n"
    )

    with pytest.raises(BadInput) as refusal:
        read_official(path)

    assert [(problem.code, problem.row) for problem in refusal.value.problems] == [
        ("conflict", 2),
        ("out_of_range", 3),
    ]
