"""A panel from a file, and every fault with its row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from saindege.base.errors import BadInput
from saindege.impact.panel_columns import PanelColumns
from saindege.impact.panel_file import read_panel

YEARS = "office;tahun;jam;dilatih\n" + "".join(
    f"{office};{year};{value};{first}\n"
    for office, first, values in (("Wek I", 2025, "8,5 8,0 6,5"), ("Wek II", "", "9 9,5 9"), ("Wek III", 0, "7 7 7,25"))
    for year, value in zip((2024, 2025, 2026), values.split(), strict=True)
)  # fmt: skip
COLUMNS = PanelColumns(outcome="jam")


@pytest.fixture
def write(tmp_path):
    def make(text: str, name: str = "panel.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


def codes(refusal: pytest.ExceptionInfo[BadInput]) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.column) for problem in refusal.value.problems]


def test_indonesian_headers_and_decimal_commas_are_read(write):
    found = read_panel(write(YEARS), COLUMNS)

    assert found.panel.units == ("Wek I", "Wek II", "Wek III")
    assert found.panel.periods.tolist() == [2024, 2025, 2026]
    assert found.panel.first_treated.tolist() == [2025, np.inf, np.inf]
    assert found.panel.outcome.tolist() == [[8.5, 8, 6.5], [9, 9.5, 9], [7, 7, 7.25]]
    assert (found.rows, found.missing_outcomes) == (9, 0)


@pytest.mark.parametrize(
    ("periods", "first"),
    [
        (("2026-01", "2026-02", "2026-03"), "2026-02"),
        (("Januari 2026", "Februari 2026", "Maret 2026"), "Februari 2026"),
        (("202601", "202602", "202603"), "202602"),
        (("31/01/2026", "28/02/2026", "31/03/2026"), "17/02/2026"),
        (("2026-01", "2026-02", "2026-03"), "2026-02-17"),
        (("Jan 2026", "Feb 2026", "Mar 2026"), "17 Februari 2026"),
    ],
)
def test_months_are_counted_by_one_and_a_date_counts_for_its_month(write, periods, first):
    rows = "".join(
        f"{unit},{period},{k + t},{when}\n"
        for k, (unit, when) in enumerate((("A", first), ("B", ""), ("C", "belum")))
        for t, period in enumerate(periods)
    )

    panel = read_panel(write("unit,bulan,y,tanggal dilatih\n" + rows)).panel

    assert panel.periods.tolist() == [1, 2, 3]
    assert panel.first_treated.tolist() == [2, np.inf, np.inf]
    assert [panel.label(period) for period in panel.periods] == ["2026-01", "2026-02", "2026-03"]


def test_days_that_may_be_months_are_refused_with_the_question(write):
    rows = "".join(f"{u},{d},1,0\n" for u in "AB" for d in ("01/01/2026", "01/02/2026"))

    with pytest.raises(BadInput) as refusal:
        read_panel(write("unit,period,y,first_treated\n" + rows))

    assert refusal.value.code == "ambiguous_date" and "?" in refusal.value.sentence.id


def test_date_of_training_beside_years_means_its_year(write):
    panel = read_panel(write(YEARS.replace(";2025\n", ";17/08/2025\n")), COLUMNS).panel

    assert panel.first_treated.tolist() == [2025, np.inf, np.inf]


def test_december_is_followed_by_january(write):
    rows = "".join(f"{u},{m},1,{f}\n" for u, f in (("A", 202701), ("B", 0)) for m in (202611, 202612, 202701))

    panel = read_panel(write("unit,period,y,first_treated\n" + rows)).panel

    assert panel.periods.tolist() == [1, 2, 3] and panel.first_treated.tolist() == [3, np.inf]


def test_weeks_written_as_days_are_counted_in_weeks(write):
    weeks = ("2026-01-05", "2026-01-12", "2026-01-26")
    rows = "".join(f"{u},{w},1,{f}\n" for u, f in (("A", "2026-01-14"), ("B", "")) for w in weeks)

    panel = read_panel(write("unit,period,y,first_treated\n" + rows)).panel

    assert panel.periods.tolist() == [1, 2, 4]
    assert (panel.first_treated[0], panel.label(2.0)) == (2, "2026-01-12")


def test_missing_outcome_is_allowed_and_counted(write):
    text = YEARS.replace("9,5", "").replace("7,25", "NA")

    found = read_panel(write(text), COLUMNS)

    assert (found.missing_outcomes, found.panel.incomplete) == (2, 2)


def test_three_decimals_throughout_are_read_and_the_guess_is_told(write):
    text = "unit,t,y,g\nA,1,2.972,2\nA,2,-3.105,2\nB,1,2.500,0\nB,2,,0\n"

    found = read_panel(write(text), PanelColumns("unit", "t", "y", "g"))

    assert found.panel.outcome[0].tolist() == [2.972, -3.105]
    assert [notice.code for notice in found.notices] == ["decimal_mark_guessed"]


def test_thousands_beside_smaller_numbers_are_asked_about(write):
    text = "unit,t,y,g\nA,1,950,2\nA,2,1.105,2\nB,1,1.500,0\nB,2,1.200,0\n"

    with pytest.raises(BadInput) as refusal:
        read_panel(write(text), PanelColumns("unit", "t", "y", "g"))

    assert refusal.value.code == "not_a_number" and "?" in refusal.value.sentence.id


def test_text_where_numbers_belong_is_refused_with_every_row(write):
    text = YEARS.replace("9,5", "cepat").replace("7,25", "lama").replace("2025;8,0", "kemarin;8,0")

    with pytest.raises(BadInput) as refusal:
        read_panel(write(text), COLUMNS)

    assert sorted(codes(refusal)) == [
        ("not_a_number", 3, "time"), ("not_a_number", 6, "outcome"), ("not_a_number", 10, "outcome"),
    ]  # fmt: skip
    assert {problem.file for problem in refusal.value.problems} == {"panel.csv"}
    assert "baris 3" in refusal.value.sentence.id or "baris 6" in refusal.value.sentence.id


def test_unknown_word_in_the_date_of_training_is_refused(write):
    with pytest.raises(BadInput) as refusal:
        read_panel(write(YEARS.replace("9,5;", "9,5;nanti")), COLUMNS)

    assert codes(refusal) == [("not_a_number", 6, "first_treated")]


def test_two_rows_of_one_unit_and_period_are_refused_with_file_and_row(write):
    with pytest.raises(BadInput) as refusal:
        read_panel(write(YEARS + "Wek I;2025;8;2025\n"), COLUMNS)

    assert codes(refusal) == [("duplicate", 11, "unit")]
    assert refusal.value.problems[0].file == "panel.csv"


def test_training_date_that_changes_within_a_unit_is_refused(write):
    with pytest.raises(BadInput) as refusal:
        read_panel(write(YEARS.replace("6,5;2025", "6,5;2026")), COLUMNS)

    assert codes(refusal) == [("conflict", 4, "first_treated")]


def test_all_columns_that_are_not_there_are_named_at_once(write):
    with pytest.raises(BadInput) as refusal:
        read_panel(write(YEARS), PanelColumns(outcome="lama", unit="kota", covariates=("luas",)))

    assert refusal.value.code == "missing_column"
    assert [problem.column for problem in refusal.value.problems] == ["unit", "outcome", "luas"]
    assert "“jam”" in refusal.value.sentence.id


def test_blank_unit_blank_period_and_negative_weight_are_refused_together(write):
    text = "unit,t,y,g,w\nA,1,1,2,1\n,1,1,0,1\nB,,1,0,1\nC,1,1,0,-2\n"

    with pytest.raises(BadInput) as refusal:
        read_panel(write(text), PanelColumns("unit", "t", "y", "g", weight="w"))

    assert sorted(codes(refusal)) == [
        ("not_a_number", 4, "time"), ("out_of_range", 5, "weight"), ("unknown_value", 3, "unit"),
    ]  # fmt: skip


def test_weights_groups_covariates_and_checks_are_read(write):
    text = "unit,t,y,g,w,wek,size,open\n" + "".join(
        f"{u},{t},{t},{g},2.5,W{u},{t}.5,0.1\n" for u, g in (("A", 2), ("B", 0)) for t in (1, 2)
    )
    columns = PanelColumns("unit", "t", "y", "g", ("size",), ("open",), "wek", "wek", "w")

    panel = read_panel(write(text), columns).panel

    assert panel.covariates["size"].tolist() == [[1.5, 2.5], [1.5, 2.5]]
    assert panel.checks["open"].tolist() == [[0.1, 0.1], [0.1, 0.1]]
    assert panel.cluster.tolist() == panel.strata.tolist() == [0, 1]
    assert panel.weight.tolist() == [[2.5, 2.5], [2.5, 2.5]]
