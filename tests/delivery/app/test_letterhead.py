"""The letterhead: set by whoever runs papers, on every paper at once, written down in the record."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pypdfium2
import pytest

from saindege.base.app import queries as base_queries
from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery.app.actions import letterhead as actions
from saindege.delivery.app.queries import documents
from saindege.delivery.app.queries.letterhead import NAMES, lacks
from saindege.delivery.official import letters

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)
WRITTEN = {
    "government": "Pemerintah Kota Contoh", "training_unit": "Badan Kepegawaian", "address": "Jalan Merdeka 1",
    "place": "Contoh", "signatory": "Rahma Siregar, S.Sos.", "signatory_post": "Kepala Badan", "signatory_nip": "19700101 199503 2 001",
}  # fmt: skip


def shown(content):
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


def test_papers_carry_what_was_written_and_the_record_says_so(course_class):
    changed = actions.keep_letterhead(
        course_class.officer, WRITTEN | {"signatory_nip": "197001011995032001"}, at=NOW
    )
    again = actions.keep_letterhead(course_class.officer, {"place": "Contoh"}, at=NOW)

    said = shown(documents.pdf_of(letters.TIMETABLE, course_class.batch, NOW))
    assert (changed, again, lacks()) == (7, 0, [])
    assert all(words in said for words in ("PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN", "Jalan Merdeka 1", "Contoh, 26 November 2026", "Rahma Siregar, S.Sos.", "NIP 19700101 199503 2 001"))  # fmt: skip
    assert AuditEntry.objects.filter(action="base.city_named").count() == 7


def test_name_of_the_city_is_not_the_officers(course_class):
    with pytest.raises(actions.UnknownName):
        actions.keep_letterhead(course_class.officer, {"name": "Kota Lain"}, at=NOW)

    assert base_queries.city().name != "Kota Lain"
    assert "name" not in NAMES


def test_only_who_runs_papers_writes_the_letterhead(course_class, client_for, account):
    officer, speaker, admin = (
        client_for(course_class.officer),
        client_for(course_class.speaker),
        client_for(account("admin")),
    )

    kept = officer.post("/naskah/kop/", WRITTEN, follow=True)
    refused = officer.post("/naskah/kop/", {**WRITTEN, "signatory_nip": "123", "government": ""})

    with pytest.raises(NotAllowed):
        actions.keep_letterhead(course_class.speaker, WRITTEN, at=NOW)
    assert "Kop dan penanda tangan disimpan" in kept.text and "Rahma Siregar, S.Sos." in kept.text
    assert base_queries.city().signatory_nip == "197001011995032001"
    assert (refused.status_code, "NIP terdiri dari 18 angka" in refused.text) == (422, True)
    assert (speaker.get("/naskah/kop/").status_code, admin.get("/naskah/kop/").status_code) == (404, 200)


def test_menu_leads_to_the_papers(course_class, client_for):
    page = client_for(course_class.officer).get("/naskah/kop/").text

    assert '<a href="/naskah/" aria-current="true">' in page
