"""Tables to take away."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from saindege.base.app import pages

HEADER = ["nama", "nilai"]


def csv_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def xlsx_rows(response):
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


def test_csv_opens_as_utf8_and_keeps_numbers_plain():
    response = pages.download_table("Jam belajar", HEADER, [("Nasution ñ", 12.5), ("Lubis", None)])

    assert response.content.startswith(b"\xef\xbb\xbf")
    assert csv_rows(response) == [HEADER, ["Nasution ñ", "12.5"], ["Lubis", ""]]
    assert response.headers["Content-Disposition"] == 'attachment; filename="jam-belajar.csv"'


def test_each_row_of_invented_data_says_so():
    response = pages.download_table("Jam", HEADER, [("Lubis", 1)], is_example=True)

    assert csv_rows(response) == [[*HEADER, "data_contoh"], ["Lubis", "1", "data contoh"]]
    assert "jam-data-contoh.csv" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_runs_nowhere(text):
    as_csv = csv_rows(pages.download_table("t", HEADER, [(text, 1)], "csv"))
    as_xlsx = pages.download_table("t", HEADER, [(text, 1)], "xlsx")

    assert as_csv[1][0].startswith("'")
    assert xlsx_rows(as_xlsx)[1][0].strip() == text.strip()
    assert b"<f>" not in as_xlsx.content


def test_negative_number_stays_a_number():
    assert csv_rows(pages.download_table("t", HEADER, [("Lubis", -2.5)]))[1] == ["Lubis", "-2.5"]


def test_xlsx_keeps_days_moments_and_numbers_as_such():
    moment = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    rows = [("Lubis", date(2026, 11, 24), moment, Decimal("2.5"), True, float("nan"))]

    response = pages.download_table("t", ["a", "b", "c", "d", "e", "f"], rows, "xlsx")

    assert xlsx_rows(response)[1] == [
        "Lubis", date(2026, 11, 24), datetime(2026, 11, 24, 8, 30), 2.5, "ya", "",
    ]  # fmt: skip


@pytest.mark.parametrize(("asked", "shown"), [("2", 2), ("99", 3), ("x", 1), ("-1", 3), (None, 1)])
def test_page_that_is_not_there_gives_the_nearest(asked, shown):
    request = RequestFactory().get("/", {"page": asked} if asked else {})

    assert pages.page_of(request, list(range(25)), size=10).number == shown


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), (" 7 ", 7), ("", 3), (None, 3), ("7.5", 3), ("0", 3), ("11", 3)]
)
def test_number_from_a_browser_is_taken_only_within_bounds(text, number):
    assert pages.as_int(text, 3, least=1, most=10) == number


def test_phone_program_keeps_its_page_in_the_language_asked_for():
    page = pages.KeptPage("uji-", "/uji/luring/", "service-counter.js", "/uji/", r"^/uji/\d+/$")

    answer = pages.phone_program(RequestFactory().get("/uji/sw.js", {"bahasa": "en"}), page)

    program = answer.content.decode()
    assert 'KEPT = ["/uji/luring/?bahasa=en", "/static/saindege/tokens.css"' in program
    assert '"/static/saindege/js/service-counter.js"];' in program
    assert r'RegExp("^/uji/\\d+/$")' in program
    assert (answer["Service-Worker-Allowed"], answer["Cache-Control"]) == ("/uji/", "no-cache")
