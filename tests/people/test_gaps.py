"""Levels held against levels required."""

from __future__ import annotations

import pytest

from saindege.base.errors import BadInput
from saindege.people import gaps
from saindege.people.gaps import Gap

STANDARDS = "jabatan,kompetensi,level\nAnalis,Integritas,3\nAnalis,Pelayanan Publik,4\nLurah,Integritas,4\n"
PEOPLE = (
    "nip,jabatan,kompetensi,tingkat\nA,Analis,Integritas,3\nA,Analis,Pelayanan Publik,2\nA,Analis,Kerja Sama,5\n"
    "B,lurah,Integritas,5\nC,Camat,Integritas,1\nD,Analis,Integritas,\n"
)


@pytest.fixture
def measure(tmp_path):
    def measure(people, standards=STANDARDS):
        for name, content in (("orang.csv", people), ("standar.csv", standards)):
            (tmp_path / name).write_text(content, encoding="utf-8")
        return gaps.measure_gaps(tmp_path / "orang.csv", tmp_path / "standar.csv")

    return measure


def refused(call):
    with pytest.raises(BadInput) as caught:
        call()
    return [(problem.file, problem.row, problem.column, problem.code) for problem in caught.value.problems]


def test_gap_is_what_is_required_less_what_is_held_and_never_negative(measure):
    found = measure(PEOPLE)

    assert [(gap, gap.gap) for gap in found.gaps] == [
        (Gap("A", "Integritas", 3, 3), 0),
        (Gap("A", "Pelayanan Publik", 4, 2), 2),
        (Gap("B", "Integritas", 4, 5), 0),
        (Gap("D", "Integritas", 3, None), None),
        (Gap("D", "Pelayanan Publik", 4, None), None),
    ]


def test_match_is_the_mean_share_of_what_was_assessed(measure):
    found = measure(PEOPLE)

    # A: (3/3 + 2/4) / 2 = 75 per cent; B holds more than is asked, which counts as enough.
    assert found.match_percent == {"A": 75.0, "B": 100.0, "C": None, "D": None}
    assert (found.without_standard, found.not_required) == (("C",), 2)


def test_one_standard_needs_no_column_of_posts(measure):
    found = measure(
        "person,competency,held\nA,Integritas,2\n", "post,competency,required\nAnalis,Integritas,4\n"
    )

    assert found.match_percent == {"A": 50.0}


@pytest.mark.parametrize(
    ("people", "standards", "expected"),
    [
        ("nip,kompetensi,level\nA,Integritas,1\n", STANDARDS, [("orang.csv", None, "post", "missing_column")]),
        ("nip,jabatan,kompetensi,level\nA,Analis,Integritas,6\nB,Analis,Integritas,dua\n", STANDARDS,
         [("orang.csv", 2, "held", "out_of_range"), ("orang.csv", 3, "held", "not_a_number")]),
        ("nip,jabatan,kompetensi,level\nA,Analis,Integritas,1\nA,Analis,Integritas,2\n", STANDARDS,
         [("orang.csv", 3, "competency", "duplicate")]),
        ("nip,jabatan,kompetensi,level\nA,Analis,Integritas,1\nA,Lurah,Etika,2\n", STANDARDS,
         [("orang.csv", 3, "post", "conflict")]),
        ("nip,jabatan,kompetensi,level\n,Analis,Integritas,1\n", STANDARDS, [("orang.csv", 2, "person", "unknown_value")]),
        (PEOPLE, STANDARDS + "Lurah,Integritas,2\n", [("standar.csv", 5, "competency", "duplicate")]),
        (PEOPLE, STANDARDS + "Lurah,Etika,0\n", [("standar.csv", 5, "required", "out_of_range")]),
        (PEOPLE, STANDARDS + "Lurah,Etika,\n", [("standar.csv", 5, "required", "not_a_number")]),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_with_its_row(measure, people, standards, expected):
    assert refused(lambda: measure(people, standards)) == expected


def test_competency_is_the_same_in_capitals_and_a_number_stands_before_a_name(measure):
    found = measure(
        "No,NIP,Nama,Jabatan,Kompetensi,Tingkat\n1,81,Siti,Analis,integritas,2\n",
        "post,competency,required\nANALIS,Integritas,4\n",
    )

    assert found.gaps == (Gap("81", "Integritas", 4, 2),)
    assert (dict(found.match_percent), found.not_required) == ({"81": 50.0}, 0)
