"""A workbook with several sheets: a person says which holds the list."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from saindege.base.errors import BadInput
from saindege.people.app import actions
from tests.people.app.conftest import ANI, AT, BUDI, HEADER, LATER


def _workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in (("Rekap", [("Dinas", "Jumlah"), ("Kesehatan", 2)]), ("Data", [HEADER, ANI, BUDI])):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return content.getvalue()


@pytest.fixture
def stored(officer, media, offices):
    return actions.store_list(officer, file_name="dua lembar.xlsx", chunks=[_workbook()], at=AT)


def test_first_sheet_is_opened_and_others_are_offered(stored) -> None:
    assert (stored.sheets, stored.sheet, stored.columns) == (["Rekap", "Data"], "", ["Dinas", "Jumlah"])


def test_chosen_sheet_is_the_list(stored, officer, check) -> None:
    chosen = actions.choose_sheet(officer, stored.pk, "Data", at=LATER)

    checked = check(chosen)

    assert chosen.columns == list(HEADER)
    assert (checked.report["rows"], len(checked.report["new"]) + checked.report["faulty_rows"]) == (2, 2)


def test_sheet_that_is_not_there_is_refused_with_those_that_are(stored, officer) -> None:
    with pytest.raises(BadInput) as refused:
        actions.choose_sheet(officer, stored.pk, "Gaji", at=LATER)

    assert "“Data”" in refused.value.sentence.id


def test_page_offers_the_sheets(stored, officer, client_for) -> None:
    client = client_for(officer)
    address = f"/pegawai/impor/{stored.pk}/"

    page = client.get(address)
    answer = client.post(address, {"langkah": "lembar", "lembar": "Data"})

    stored.refresh_from_db()
    assert "Daftarnya di lembar" in page.content.decode()
    assert (answer.status_code, stored.sheet) == (302, "Data")
