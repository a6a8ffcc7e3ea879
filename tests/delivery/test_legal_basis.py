"""What official papers cite."""

from __future__ import annotations

import tomllib
from importlib import resources

from saindege.delivery.legal_basis import legal_basis


def test_assignment_cites_law_and_government_regulations_in_that_order() -> None:
    cited = legal_basis("assignment")

    assert [each.split(" tentang ")[0] for each in cited] == [
        "Undang-Undang Nomor 20 Tahun 2023",
        "Peraturan Pemerintah Nomor 11 Tahun 2017",
        "Peraturan Pemerintah Nomor 49 Tahun 2018",
    ]


def test_committee_cites_the_regulations_on_competence_too() -> None:
    cited = legal_basis("committee")

    assert cited[:3] == legal_basis("assignment")
    assert [each.split(" tentang ")[0] for each in cited[3:]] == [
        "Peraturan Lembaga Administrasi Negara Nomor 10 Tahun 2018",
        "Peraturan Lembaga Administrasi Negara Nomor 15 Tahun 2020",
    ]
    assert all(each.endswith(";") for each in cited)


def test_list_says_where_it_comes_from_and_since_when() -> None:
    text = resources.files("saindege.delivery").joinpath("rules/legal_basis.toml").read_text("utf-8")

    table = tomllib.loads(text)
    assert {"version", "in_force_from", "source", "confidence"} <= table.keys()
    assert all(row["checked"].startswith("2026-") for row in table["basis"])
