"""A citizen answers by a code: once, namelessly, also when the answer arrives twice or late."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import AuditEntry
from saindege.service.app.actions import survey_codes, surveying
from saindege.service.app.models import SatisfactionAnswer, SurveyCode, SurveyComment
from saindege.service.satisfaction_rules import load_rules

from .conftest import AT

pytestmark = pytest.mark.django_db

CODES = load_rules().codes


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def filled(mark: str = "4", **more: str) -> dict[str, str]:
    return {**dict.fromkeys(CODES, mark), "kunci": str(uuid.uuid4()), **more}


@pytest.fixture
def code(officer, service, offices) -> SurveyCode:
    sheet = survey_codes.make_sheet(officer, service, offices["wek5"], 3, today=timezone.localdate(), at=AT)
    return sheet.codes.first()


@pytest.fixture
def open_code(officer, service, offices) -> SurveyCode:
    return survey_codes.open_code(officer, service, offices["wek5"], today=timezone.localdate(), at=AT)


def address(code: SurveyCode) -> str:
    return reverse("service:survey", args=[code.code])


def test_citizen_answers_nine_questions_without_an_account_and_without_javascript(code):
    nobody = Client()

    page = nobody.get(address(code))
    sent = nobody.post(address(code), filled("3", WAKTU="", komentar="Antre lama, hubungi 081234567890"))
    thanks = nobody.get(sent["Location"])

    assert page.content.decode().count('type="radio"') == 36
    assert "Surat keterangan domisili, Kelurahan Wek V" in text_of(page)
    assert sent["Location"].endswith("?terima=1")
    assert "Jawaban Anda sudah kami terima." in text_of(thanks)
    (answer,) = SatisfactionAnswer.objects.all()
    assert answer.elements == {**dict.fromkeys(CODES, 3), "WAKTU": None}
    assert (answer.channel, answer.office.name) == ("code", "Kelurahan Wek V")
    assert SurveyComment.objects.get().text == "Antre lama, hubungi [...]"


def test_second_answer_with_a_code_is_refused_kindly(code):
    nobody = Client()
    nobody.post(address(code), filled())

    again = nobody.post(address(code), filled("1"))
    looked = nobody.get(address(code))

    assert again.status_code == 409
    assert "jawaban kedua tidak dihitung. Terima kasih." in text_of(again)
    assert "Jawaban dengan kode ini sudah kami terima" in text_of(looked)
    assert SatisfactionAnswer.objects.count() == 1


def test_same_answer_sent_twice_counts_once_and_is_no_fault(code):
    nobody, said = Client(), filled(komentar="Terima kasih")

    first = nobody.post(address(code), said, headers={"Accept": "application/json"})
    second = nobody.post(address(code), said, headers={"Accept": "application/json"})

    assert (first.status_code, first.json()["state"]) == (201, "stored")
    assert (second.status_code, second.json()["state"]) == (200, "known")
    assert (SatisfactionAnswer.objects.count(), SurveyComment.objects.count()) == (1, 1)


def test_nothing_leads_from_an_answer_to_its_code_or_its_moment(code):
    recorded = AuditEntry.objects.count()

    Client().post(address(code), filled())

    fields = {field.name for field in SatisfactionAnswer._meta.get_fields()}
    assert not fields & {"code", "survey_code", "sheet", "answered_at", "account", "person"}
    code.refresh_from_db()
    assert code.used_on == timezone.localdate()
    assert AuditEntry.objects.count() == recorded


def test_answer_given_without_signal_counts_on_its_own_day(officer, service, offices):
    today = timezone.localdate()
    sheet = survey_codes.make_sheet(
        officer, service, offices["wek5"], 1, today=today - timedelta(days=5), at=AT
    )
    day = today - timedelta(days=2)

    Client().post(address(sheet.codes.get()), filled(hari=day.isoformat()))

    assert SatisfactionAnswer.objects.get().answered_on == day


@pytest.mark.parametrize(
    ("said", "words"), [({}, "Pilih paling sedikit satu jawaban"), ({"WAKTU": "7"}, "harus 1, 2, 3 atau 4")]
)
def test_answer_that_cannot_be_is_told_and_what_was_chosen_stays(code, said, words):
    key = str(uuid.uuid4())

    page = Client().post(address(code), {"kunci": key, "komentar": "Panas", **said})

    assert page.status_code == 422
    assert words in text_of(page)
    assert key in page.content.decode() and "Panas</textarea>" in page.content.decode()
    code.refresh_from_db()
    assert code.used_on is None


def test_form_without_its_key_asks_to_load_the_page_again(code):
    page = Client().post(address(code), dict.fromkeys(CODES, "4"))

    assert page.status_code == 422
    assert "Muat ulang halaman" in text_of(page)


def test_code_whose_time_is_over_says_where_to_get_another(code):
    SurveyCode.objects.update(valid_until=timezone.localdate() - timedelta(days=1))

    looked = Client().get(address(code))
    sent = Client().post(address(code), filled())

    assert "Minta kode baru di kantor yang melayani Anda." in text_of(looked)
    assert sent.status_code == 410
    assert SatisfactionAnswer.objects.count() == 0


def test_open_code_takes_many_answers_marked_as_such_until_it_is_closed(officer, open_code):
    nobody = Client()

    for _ in range(3):
        assert nobody.post(address(open_code), filled()).status_code == 302
    survey_codes.close_code(officer, open_code, today=timezone.localdate(), at=AT)
    closed = nobody.post(address(open_code), filled())

    assert set(SatisfactionAnswer.objects.values_list("channel", flat=True)) == {"open"}
    assert closed.status_code == 410
    assert "sudah ditutup" in text_of(closed)
    assert SatisfactionAnswer.objects.count() == 3


def test_open_code_holds_back_more_answers_than_a_counter_can_serve(open_code, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "survei"}
    }
    nobody = Client()
    most = 120

    answers = [
        nobody.post(address(open_code), filled(), headers={"Accept": "application/json"}).status_code
        for _ in range(most + 1)
    ]

    assert answers == [201] * most + [429]


def test_kiosk_has_no_way_out_of_the_survey(open_code):
    page = Client().get(address(open_code), {"kios": "1"}).content.decode()

    assert "data-kiosk" in page and "<a " not in page
    assert reverse("web:sign_in") not in page and reverse("web:help") not in page


def test_survey_speaks_english(code):
    page = Client(headers={"cookie": "bahasa=en"}).get(address(code))

    assert "How quickly was your request finished?" in text_of(page)
    assert "Very quickly" in text_of(page)


@pytest.mark.parametrize(("typed", "status"), [("33222227", 404), ("ABCD-EFGH", 404), ("<b>", 404)])
def test_unknown_code_is_told_with_the_form_to_type_it_again(typed, status):
    page = Client().get(reverse("service:survey", args=[typed]))

    assert page.status_code == status
    assert "tidak dikenal" in text_of(page) and 'name="kode"' in page.content.decode()


def test_code_is_typed_as_people_type(code):
    typed = f"{code.code[:4].lower()} {code.code[4:]}"

    found = Client().get(reverse("service:survey_door"), {"kode": typed})

    assert found["Location"] == address(code)


def test_race_for_one_code_has_one_winner(code):
    today = date(2026, 11, 24)
    SurveyCode.objects.update(opened_on=today)
    code.refresh_from_db()
    sent = [surveying.SentAnswer(dict.fromkeys(CODES, "4"), "", uuid.uuid4()) for _ in range(2)]

    # Both requests read the code while it was free.
    first, second = SurveyCode.objects.get(pk=code.pk), SurveyCode.objects.get(pk=code.pk)
    stored = surveying.answer_survey(first, sent[0], today=today)
    with pytest.raises(surveying.CodeOver):
        surveying.answer_survey(second, sent[1], today=today)

    assert stored
    assert SatisfactionAnswer.objects.count() == 1
