"""The index from a file as agencies keep it."""

from __future__ import annotations

import pytest

from saindege.base.errors import BadInput
from saindege.impact.professionalism import as_json, read_records, score

HEADER = "nip;jenis jabatan;pendidikan;pelatihan jabatan;jam teknis;seminar;kinerja;disiplin\n"


@pytest.fixture
def write(tmp_path):
    def make(rows: str, header: str = HEADER):
        path = tmp_path / "ipasn.csv"
        path.write_text(header + rows, encoding="utf-8")
        return path

    return make


def test_words_of_agencies_are_understood(write):
    path = write(
        "1;JPT Pratama;S-2 Magister Hukum;ya;20;ya;SANGAT BAIK;tidak ada\n"
        "2;Jabatan Pengawas;S1;tidak;24,5;Ya;85;Ringan\n"
        "3;JFU;SLTA/SMK;-;;;90,5;\n"
        "4;Fungsional;40;sudah;-;belum;-;R\n".replace("-;;;90", ";;;90")
    )

    found = as_json(score(read_records(path)))

    points = [
        tuple(person[part] for part in ("person", "qualification", "competence", "performance", "discipline"))
        for person in found["people"]
    ]
    assert points == [
        ("1", 20, 40, 30, 5),
        ("2", 15, 25, 25, 3),
        ("3", 5, 0, 30, 5),
        ("4", 15, 15, 0, 3),
    ]
    assert (found["n"], found["missing"], found["rule_version"]) == (4, 0, "2019")


def test_person_without_any_record_has_no_points_and_is_counted_as_missing(write):
    found = as_json(score(read_records(write("1;pelaksana;;;;;;\n2;pelaksana;S1;;;;;\n"))))

    assert found["people"][0] == {
        "person": "1", "qualification": None, "competence": None, "performance": None, "discipline": None,
        "total": None, "category": None,
    }  # fmt: skip
    assert (found["n"], found["missing"], found["mean"]["total"]) == (1, 1, 20)


def test_every_fault_is_named_with_row_and_column(write):
    path = write(
        "1;raja;S9;mungkin;banyak;ya;Hebat;enteng\n"
        "2;;5;ya;-3;ya;101;none\n"
        "1;jpt;S1;ya;20;ya;Baik;none\n"
        ";jpt;S1;ya;20;ya;Baik;none\n"
    )

    with pytest.raises(BadInput) as refusal:
        read_records(path)

    found = {(problem.row, problem.column): problem.code for problem in refusal.value.problems}
    assert found == {
        (2, "post_type"): "unknown_value",
        (2, "education"): "unknown_value",
        (2, "post_training"): "unknown_value",
        (2, "technical_hours"): "not_a_number",
        (2, "performance"): "unknown_value",
        (2, "discipline"): "unknown_value",
        (3, "post_type"): "unknown_value",
        (3, "education"): "unknown_value",
        (3, "technical_hours"): "out_of_range",
        (3, "performance"): "out_of_range",
        (4, "person"): "duplicate",
        (5, "person"): "unknown_value",
    }


def test_missing_column_is_refused(write):
    path = write("1;jpt;S1\n", "nip;jenis jabatan;pendidikan\n")

    with pytest.raises(BadInput) as refusal:
        read_records(path)

    assert refusal.value.code == "missing_column"
    assert "discipline" in {problem.column for problem in refusal.value.problems}


def test_two_people_may_share_a_name_where_a_list_has_no_numbers(write):
    path = write("Sari;jpt;S1;;;;;\nSari;jpt;S2;;;;;\n", HEADER.replace("nip", "nama"))

    assert len(read_records(path)) == 2


def test_each_point_is_explained_in_the_language_asked_for(write):
    index = score(read_records(write("1;pelaksana;S1;tidak;12;ya;Baik;\n")))

    found = as_json(index, "en", explained=True)["people"][0]["explanation"]

    assert [(point["part"], point["points"], point["most"]) for point in found] == [
        ("qualification", 15, 25), ("post_training", 0, 0), ("technical", 0, 22.5), ("seminar", 17.5, 17.5),
        ("performance", 25, 30), ("discipline", 5, 5),
    ]  # fmt: skip
    assert "worth 22.5 once done" in found[2]["message"]
