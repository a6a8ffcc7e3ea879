"""Answer sheets as tables."""

from __future__ import annotations

import pytest

from saindege.base.errors import BadInput
from saindege.service.satisfaction_sheets import read_answers

NUMBERED = "U1,U2,U3,U4,U5,U6,U7,U8,U9"
CODES = "PENGADUAN;SARANA;PERILAKU;KOMPETENSI;PRODUK;BIAYA;WAKTU;PROSEDUR;PERSYARATAN"


def _write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "skm.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_numbered_columns_stand_for_the_elements(tmp_path):
    sheets = read_answers(_write(tmp_path, f"No,{NUMBERED}\n1,1,2,3,4,4,3,2,1,2\n2,4,4,4,,4,4,4,4,4\n"))

    assert sheets.answers.tolist() == [[1, 2, 3, 4, 4, 3, 2, 1, 2], [4, 4, 4, 0, 4, 4, 4, 4, 4]]


def test_codes_in_any_order_stand_for_themselves(tmp_path):
    sheets = read_answers(_write(tmp_path, f"{CODES}\n1;2;3;4;4;3;2;1;2\n", "utf-16"))

    assert sheets.answers.tolist() == [[2, 1, 2, 3, 4, 4, 3, 2, 1]]


def test_every_answer_outside_1_to_4_is_named_with_row_and_column(tmp_path):
    text = f"{NUMBERED}\n4,4,5,4,4,4,4,4,4\n4,4,4,4,4,baik,4,4,0\n4,4,4,4,4,4,4,4,3.5\n"

    with pytest.raises(BadInput) as refusal:
        read_answers(_write(tmp_path, text))

    assert [(one.row, one.column, one.code) for one in refusal.value.problems] == [
        (2, "U3", "out_of_range"),
        (3, "U6", "not_a_number"),
        (3, "U9", "out_of_range"),
        (4, "U9", "out_of_range"),
    ]


def test_missing_element_is_refused(tmp_path):
    with pytest.raises(BadInput) as refusal:
        read_answers(_write(tmp_path, "U1,U2\n1,2\n"))

    assert refusal.value.code == "missing_column"
    assert [one.column for one in refusal.value.problems] == [f"U{number}" for number in range(3, 10)]
