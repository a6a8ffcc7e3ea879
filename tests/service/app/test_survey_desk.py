"""The survey at the desk: codes, posters, paper sheets, files of answers."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.base.errors import BadInput
from saindege.people.app.models import Office
from saindege.service.app.actions import survey_codes
from saindege.service.app.models import SatisfactionAnswer, SurveyCode, SurveyComment, SurveySheet
from saindege.service.satisfaction_rules import load_rules
from saindege.service.survey_code import read_code

from .conftest import AT

pytestmark = pytest.mark.django_db

CODES = load_rules().codes


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_sheet_of_codes_is_made_listed_and_printed(client_for, officer, service, offices):
    client = client_for(officer)
    page = reverse("service:survey_codes")

    made = client.post(
        page,
        {
            "langkah": "lembar",
            "lembar-service": service.pk,
            "lembar-office": offices["wek5"].pk,
            "lembar-count": 16,
        },
    )
    listed = client.get(page)
    sheet = SurveySheet.objects.get()
    pdf = client.get(reverse("service:code_sheet", args=[sheet.pk]))

    assert made.status_code == 302
    codes = list(sheet.codes.values_list("code", flat=True))
    assert len(set(codes)) == 16 and [read_code(code) for code in codes] == codes
    assert "Surat keterangan domisili" in text_of(listed)
    assert pdf.content.startswith(b"%PDF") and pdf["Content-Type"] == "application/pdf"
    assert AuditEntry.objects.filter(action="service.codes_made").get().detail["codes"] == 16


@pytest.mark.parametrize("count", [0, -1, 501])
def test_too_many_codes_at_once_are_refused_beside_the_field(officer, service, offices, count):
    with pytest.raises(BadInput) as refused:
        survey_codes.make_sheet(officer, service, offices["wek5"], count, today=timezone.localdate(), at=AT)

    assert refused.value.problems[0].column == "count"
    assert SurveySheet.objects.count() == 0


def test_office_that_does_not_offer_the_service_gets_no_codes(client_for, officer, service):
    other = Office.objects.create(code="9", name="Dinas Lain", kind="agency")

    page = client_for(officer).post(
        reverse("service:survey_codes"),
        {"langkah": "buka", "buka-service": service.pk, "buka-office": other.pk},
    )

    assert page.status_code == 422
    assert "Kantor ini tidak memberi layanan itu" in text_of(page)
    assert SurveyCode.objects.count() == 0


def test_open_code_is_opened_once_printed_and_closed(client_for, officer, service, offices):
    client, page = client_for(officer), reverse("service:survey_codes")
    said = {"langkah": "buka", "buka-service": service.pk, "buka-office": offices["wek5"].pk}

    client.post(page, said)
    client.post(page, said)
    code = SurveyCode.objects.get()
    poster = client.get(reverse("service:counter_poster", args=[code.pk]))
    client.post(page, {"langkah": "tutup", "kode": code.pk})
    client.post(page, {"langkah": "tutup", "kode": code.pk})

    code.refresh_from_db()
    assert code.closed_on == timezone.localdate()
    assert poster.content.startswith(b"%PDF")
    assert AuditEntry.objects.filter(action="service.code_closed").count() == 1


@pytest.mark.parametrize("role", ["analis", "walikota", "bkpsdm", "atasan", "peserta"])
def test_only_the_unit_makes_codes_and_enters_sheets(client_for, account, service, offices, role):
    client = client_for(role)

    pages = [
        client.get(reverse(f"service:{name}")).status_code
        for name in ("survey_codes", "paper_entry", "answer_file")
    ]

    assert pages == [404, 404, 404]
    with pytest.raises(NotAllowed):
        survey_codes.make_sheet(account(role), service, offices["wek5"], 1, today=timezone.localdate(), at=AT)


def paper(service, office, **more: str) -> dict[str, object]:
    return {
        "service": service.pk,
        "office": office.pk,
        "day": "2026-11-20",
        "kunci": str(uuid.uuid4()),
        **dict.fromkeys(CODES, "3"),
        **more,
    }


def test_paper_sheets_are_typed_one_after_the_other(client_for, officer, service, offices):
    client, page = client_for(officer), reverse("service:paper_entry")

    first = client.post(page, paper(service, offices["wek5"], BIAYA="", komentar="Ruang panas"))
    again = client.get(first["Location"])
    client.post(page, paper(service, offices["wek5"]))

    assert "Satu lembar tersimpan." in text_of(again)
    assert f'value="{service.pk}" selected' in again.content.decode()
    answers = SatisfactionAnswer.objects.order_by("pk")
    assert [answer.channel for answer in answers] == ["paper", "paper"]
    assert answers[0].elements["BIAYA"] is None and str(answers[0].answered_on) == "2026-11-20"
    assert SurveyComment.objects.get().text == "Ruang panas"


def test_sheet_sent_by_a_double_press_counts_once(client_for, officer, service, offices):
    client, sheet = client_for(officer), paper(service, offices["wek5"])

    client.post(reverse("service:paper_entry"), sheet)
    client.post(reverse("service:paper_entry"), sheet)

    assert SatisfactionAnswer.objects.count() == 1
    assert AuditEntry.objects.filter(action="service.sheet_entered").count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"WAKTU": "5"}, "harus 1, 2, 3 atau 4"),
        (dict.fromkeys(CODES, ""), "Pilih paling sedikit satu jawaban"),
        ({"day": (timezone.localdate() + timedelta(days=2)).isoformat()}, "belum tiba"),
    ],
)
def test_sheet_that_cannot_be_is_told_beside_its_field(client_for, officer, service, offices, changed, words):
    page = client_for(officer).post(
        reverse("service:paper_entry"), {**paper(service, offices["wek5"]), **changed}
    )

    assert page.status_code == 422
    assert words in text_of(page)
    assert SatisfactionAnswer.objects.count() == 0


def upload(service, office, lines: list[str]) -> dict[str, object]:
    content = "\n".join([",".join(f"U{number}" for number in range(1, 10)), *lines]).encode()
    return {
        "service": service.pk,
        "office": office.pk,
        "day": "2026-11-20",
        "file": SimpleUploadedFile("rekap.csv", content),
    }


def test_file_of_answers_comes_in_once(client_for, officer, service, offices):
    client, page = client_for(officer), reverse("service:answer_file")
    lines = ["4,4,4,4,4,4,4,4,4", "3,3,3,,3,3,3,3,3", ",,,,,,,,"]

    first = client.post(page, upload(service, offices["wek5"], lines), follow=True)
    second = client.post(page, upload(service, offices["wek5"], lines), follow=True)

    assert "2 jawaban masuk." in text_of(first)
    assert "sudah pernah masuk" in text_of(second)
    assert list(SatisfactionAnswer.objects.order_by("pk").values_list("channel", flat=True)) == [
        "file",
        "file",
    ]


def test_file_with_faults_stores_nothing_and_names_every_row(client_for, officer, service, offices):
    page = client_for(officer).post(
        reverse("service:answer_file"),
        upload(service, offices["wek5"], ["4,4,4,4,4,4,4,4,9", "x,4,4,4,4,4,4,4,4"]),
    )

    assert page.status_code == 422
    assert "Jawaban U9 (PENGADUAN) adalah 9" in text_of(page)
    assert '<th scope="row">3</th>' in page.content.decode()
    assert SatisfactionAnswer.objects.count() == 0


def test_questionnaire_is_printed_for_whoever_answers_by_hand(client_for, officer, service, offices):
    client, page = client_for(officer), reverse("service:paper_form")

    pdf = client.get(page, {"kertas-service": service.pk, "kertas-office": offices["wek5"].pk})
    asked_again = client.get(page, follow=True)

    assert pdf.content.startswith(b"%PDF")
    assert "Pilih layanan dan kantor yang memberinya" in text_of(asked_again)


def test_page_says_how_many_answers_each_service_still_needs(client_for, officer, measured, service):
    page = client_for(officer).get(reverse("service:survey_codes"))

    # Forty cases in two months make 240 a year, 121 in a half-year of 184 days: 92 by the table.
    row = re.search(
        r"Surat keterangan domisili </th>.*?</tr>",
        re.sub(r"\s+", " ", page.content.decode()).replace("</a></th>", " </th>"),
    )
    assert row is not None
    assert re.findall(r">(\d+)<", row[0])[:3] == ["121", "92", "0"]
