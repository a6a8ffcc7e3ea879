"""Partners, agreements and contacts as a training officer keeps them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.programme.app.models import Agreement, Partner, PartnerContact, Speaker

from .test_pages import typed, words

LIST = reverse("programme:partners")


@pytest.fixture
def partner(db) -> Partner:
    return Partner.objects.create(name="Balai Contoh", sector="public")


def agree(client, partner, **changes):
    form = {
        "number": "1/PKS/2026",
        "subject": "Narasumber",
        "starts_on": "2026-01-01",
        "ends_on": "2027-12-31",
        "remind_days": "60",
        **changes,
    }
    return client.post(reverse("programme:agreement_new", args=[partner.pk]), form, follow=True)


def test_partner_is_made_once_and_leads_to_its_agreement(client_for, officer):
    client = client_for(officer)
    form = {"name": "CV Contoh", "sector": "private", "address": "", "note": ""}

    for _click in range(2):
        answer = client.post(reverse("programme:partner_new"), form, follow=True)

    assert "Tulis perjanjiannya berikut ini." in words(answer)
    assert Partner.objects.get().sector == "private"


def test_agreement_is_kept_once_and_its_impossible_term_told(client_for, officer, partner):
    client = client_for(officer)

    wrong = agree(client, partner, ends_on="2025-12-31")
    for _click in range(2):
        agree(client, partner)

    assert "Berakhir 31-12-2025 sebelum mulai 01-01-2026. Ubah satu." in words(wrong)
    assert Agreement.objects.get().number == "1/PKS/2026"


def test_number_of_another_agreement_is_told(client_for, officer, partner):
    client = client_for(officer)
    agree(client, partner)

    answer = agree(client, partner, subject="Lain")

    assert "Nomor 1/PKS/2026 sudah dipakai perjanjian lain." in words(answer)


def test_expired_agreement_stands_on_top_and_says_what_to_do(client_for, officer, partner):
    today = timezone.localdate()
    other = Partner.objects.create(name="Aman Contoh", sector="private")
    for holder, ends in ((partner, today - timedelta(days=1)), (other, today + timedelta(days=400))):
        Agreement.objects.create(
            partner=holder, number=holder.name, subject="x", starts_on=date(2020, 1, 1), ends_on=ends
        )

    page = words(client_for(officer).get(LIST))

    assert "1 perjanjian perlu diperpanjang." in page
    assert page.index("Balai Contoh") < page.index("Aman Contoh")
    assert "Perpanjang dahulu, atau pakai surat permohonan" in page


def test_session_with_a_speaker_of_an_expired_agreement_is_warned(client_for, officer, batch, partner):
    Agreement.objects.create(
        partner=partner, number="1", subject="x", starts_on=date(2020, 1, 1), ends_on=date(2026, 1, 1)
    )
    Speaker.objects.create(name="Ida Contoh", partner=partner)
    address = reverse("programme:session_new", args=[batch.course_id, batch.pk])

    answer = client_for(officer).post(address, typed(speaker="Ida Contoh"))

    assert "Perjanjian dengan Balai Contoh: Berakhir 01-01-2026. Perpanjang dahulu" in words(answer)


def test_contact_is_added_and_taken_off(client_for, officer, partner):
    client, address = client_for(officer), reverse("programme:partner", args=[partner.pk])

    client.post(address, {"name": "Rosma", "post": "", "phone": "0634-1", "email": ""})
    shown = words(client.get(address))
    client.post(address, {"hapus": str(PartnerContact.objects.get().pk)})

    assert "Rosma" in shown and "0634-1" in shown
    assert not PartnerContact.objects.exists()


def test_nobody_else_sees_partners_and_their_contacts(client_for, partner):
    for role in ("atasan", "peserta", "narasumber", "walikota", "organisasi"):
        assert client_for(role).get(reverse("programme:partner", args=[partner.pk])).status_code == 404


def test_list_is_taken_away_and_searched(client_for, officer, partner):
    client = client_for(officer)

    assert b"Balai Contoh,Pemerintah,,,Belum ada,0" in client.get(LIST, {"unduh": "csv"}).content
    assert "Tidak ada mitra yang cocok" in words(client.get(LIST, {"q": "zzz"}))


def test_first_page_of_an_officer_reminds_of_an_agreement_that_ended(client_for, officer, partner):
    Agreement.objects.create(
        partner=partner, number="1", subject="x", starts_on=date(2020, 1, 1), ends_on=date(2026, 1, 1)
    )

    page = words(client_for(officer).get("/"))

    assert "Balai Contoh" in page and "Perpanjang dahulu" in page and "Lihat perjanjian" in page
