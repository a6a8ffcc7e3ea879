"""What official papers cite."""

from __future__ import annotations

import tomllib
from importlib import resources

from saindege.delivery.legal_basis import legal_basis


def test_assignment_cites_law_and_government_regulation_in_that_order() -> None:
    cited = legal_basis("assignment")

    assert [each.split(" tentang ")[0] for each in cited] == [
        "Undang-Undang Nomor 20 Tahun 2023",
        "Peraturan Pemerintah Nomor 11 Tahun 2017",
    ]


def test_committee_cites_the_regulation_on_competence_too() -> None:
    cited = legal_basis("committee")

    assert cited[:2] == legal_basis("assignment")
    assert cited[2].startswith("Peraturan Lembaga Administrasi Negara Nomor 10 Tahun 2018")
    assert all(each.endswith(";") for each in cited)


def test_list_says_where_it_comes_from_and_since_when() -> None:
    text = resources.files("saindege.delivery").joinpath("rules/legal_basis.toml").read_text("utf-8")

    assert {"version", "in_force_from", "source", "confidence"} <= tomllib.loads(text).keys()
