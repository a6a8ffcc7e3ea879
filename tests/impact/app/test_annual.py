"""The annual report: the same figures as the mayor's page, on paper and in a workbook."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from saindege.impact import evaluation
from saindege.impact.app import actions, queries
from tests.impact.app.class_that_ended import ENDED_AT

YEAR = 2026
GOOD = dict.fromkeys(evaluation.load().statements, 5)


def test_report_of_an_empty_house_still_prints(client_for, db):
    answer = client_for("walikota").get(reverse("impact:annual_pdf"))

    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


def test_chapters_tell_the_same_as_the_pages(ended, trained, measure, analyst, media):
    measure(-0.4)
    actions.estimate_study(analyst, trained.pk, at=ENDED_AT, tell=lambda done, total, message: None)
    for person in ended.people[:6]:
        actions.give_reaction(person.account, ended.batch, GOOD, "", at=ENDED_AT + timedelta(days=1))

    found = queries.annual_report(YEAR, "id", timezone.now())
    words = queries.annual_words(found, timezone.localdate(), "id")

    by_key = {chapter["key"]: chapter for chapter in words["chapters"]}
    (course,) = found.courses
    assert (course.people, course.full, course.incomplete) == (11, 40e6, 1)
    chain = next(block for block in by_key["chain"]["blocks"] if block["kind"] == "table")
    assert chain["rows"] == [["Bimtek Layanan", "Tersambung", "Belum diukur", "Belum diukur", "Belum diukur"]]
    verdicts = next(block for block in by_key["changed"]["blocks"] if block["kind"] == "table")
    assert verdicts["rows"][0][1] == "Terbukti membaik"
    points = next(block for block in by_key["changed"]["blocks"] if block["kind"] == "intervals")
    assert points["rows"][0]["proven"] and points["rows"][0]["low"] > 0


def test_both_languages_and_both_forms(ended, client_for, account):
    mayor = account("walikota", language="en")
    client = client_for(mayor)

    paper = client.get(reverse("impact:annual_pdf"), {"tahun": YEAR})
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(reverse("impact:annual_xlsx"), {"tahun": YEAR}).content)
    )

    assert paper["Content-Disposition"] == f'inline; filename="laporan-tahunan-{YEAR}.pdf"'
    assert len(book.sheet_names) == 9 and book.sheet_names[1] == "2 Spent"


def test_document_holds_the_tables_and_charts_of_the_paper(
    ended, trained, measure, analyst, client_for, media
):
    measure(-0.4)
    actions.estimate_study(analyst, trained.pk, at=ENDED_AT, tell=lambda done, total, message: None)
    words = queries.annual_words(
        queries.annual_report(YEAR, "id", timezone.now()), timezone.localdate(), "id"
    )

    answer = client_for("walikota").get(reverse("impact:annual_docx"), {"tahun": YEAR})
    document = docx.Document(io.BytesIO(answer.content))

    blocks = [block for chapter in words["chapters"] for block in chapter["blocks"]]
    charts = [block for block in blocks if block["kind"] in ("bars", "intervals")]
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == [f"{n}. {chapter['title']}" for n, chapter in enumerate(words["chapters"], start=1)]
    assert len(document.inline_shapes) == len(charts) >= 2
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert all(said.startswith(block["caption"]) for said, block in zip(told, charts, strict=True))
    # The four sentences and the question are tables too, ahead of the others.
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables[2:]]
    assert tables == [[block["columns"], *block["rows"]] for block in blocks if block["kind"] == "table"]


def test_document_of_example_data_says_so_and_an_empty_house_still_gets_one(client_for, ended, db):
    ended.batch.is_example = True
    ended.batch.save()

    answer = client_for("walikota").get(reverse("impact:annual_docx"), {"tahun": YEAR})
    empty = client_for("walikota").get(reverse("impact:annual_docx"), {"tahun": YEAR - 3})

    assert answer["Content-Disposition"] == f'attachment; filename="laporan-tahunan-{YEAR}-data-contoh.docx"'
    document = docx.Document(io.BytesIO(answer.content))
    assert "DATA CONTOH" in document.sections[0].header.paragraphs[0].text
    assert empty.content.startswith(b"PK")


def test_report_is_for_readers_of_studies(client_for, db):
    assert client_for("peserta").get(reverse("impact:annual_pdf")).status_code == 404
    assert client_for("peserta").get(reverse("impact:annual_docx")).status_code == 404
    assert client_for("peserta").get(reverse("impact:annual_xlsx")).status_code == 404
