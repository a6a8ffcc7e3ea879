"""Speakers: their dates by link, their papers, their sealed tax number."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import AuditEntry
from saindege.programme.app import actions, queries
from saindege.programme.app.models import Speaker, SpeakerOffer, SpeakerPaper, StandardCost

from .test_pages import typed, words

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=20)


@pytest.fixture
def speaker(db) -> Speaker:
    return Speaker.objects.create(name="Ida Contoh", expertise="arsip")


@pytest.fixture
def own_page(officer, speaker) -> str:
    actions.renew_speaker_link(officer, speaker, at=timezone.now())
    return reverse("programme:my_dates", args=[queries.speaker_token(speaker)])


def test_speaker_offers_and_withdraws_a_date_without_an_account(own_page, speaker):
    stranger = Client()

    thanked = stranger.post(own_page, {"on": SOON.isoformat(), "part": "morning"}, follow=True)
    offer = SpeakerOffer.objects.get()
    stranger.post(own_page, {"hapus": str(offer.pk)})

    assert "Terima kasih. Tanggal Anda sudah kami catat." in words(thanked)
    assert (offer.on, offer.part) == (SOON, "morning")
    assert not speaker.offers.exists()
    assert [entry.actor for entry in AuditEntry.objects.filter(action="programme.date_offered")] == [None]


def test_same_day_again_takes_the_newer_part(own_page, speaker):
    for part in ("day", "afternoon"):
        Client().post(own_page, {"on": SOON.isoformat(), "part": part})

    assert speaker.offers.get().part == "afternoon"


def test_date_of_last_year_is_refused_on_the_speakers_page(own_page):
    answer = Client().post(own_page, {"on": date(TODAY.year - 1, 5, 4).isoformat(), "part": "day"})

    assert answer.status_code == 422
    assert "(tahun lalu) sudah lewat" in words(answer)


def test_renewed_or_withdrawn_link_opens_nothing(own_page, officer, speaker):
    stranger = Client()
    assert stranger.get(own_page).status_code == 200

    speaker.refresh_from_db()
    actions.renew_speaker_link(officer, speaker, at=timezone.now())
    renewed = reverse("programme:my_dates", args=[queries.speaker_token(speaker)])
    assert stranger.get(own_page).status_code == 404
    assert stranger.get(renewed).status_code == 200

    actions.withdraw_speaker_link(officer, speaker, at=timezone.now())
    assert stranger.get(renewed).status_code == 404
    assert stranger.post(renewed, {"on": SOON.isoformat(), "part": "day"}).status_code == 404


def test_guessed_link_opens_nothing(speaker, own_page):
    for token in (str(speaker.pk), f"{speaker.pk}.{'0' * 32}", "0.x", "a" * 60, f"{10**30}.{'0' * 32}"):
        assert Client().get(reverse("programme:my_dates", args=[token])).status_code == 404


def test_link_is_told_to_no_other_site_and_stands_in_no_row(own_page, speaker):
    answer = Client().get(own_page)
    speaker.refresh_from_db()

    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert speaker.link_word not in own_page


def test_speaker_with_an_account_sees_the_own_page_only(client_for, account, speaker):
    owner = account("narasumber")
    Speaker.objects.filter(pk=speaker.pk).update(account=owner, conflict_note="rahasia")
    other = Speaker.objects.create(name="Lain")
    client = client_for(owner)

    own = client.get(reverse("programme:my_speaker"))

    assert "Ida Contoh" in words(own) and "rahasia" not in words(own)
    assert client.get(reverse("programme:speaker", args=[other.pk])).status_code == 404
    assert client.get(reverse("programme:speaker_papers", args=[speaker.pk])).status_code == 404


def test_fee_above_the_ceiling_of_the_city_is_refused(client_for, officer):
    StandardCost.objects.create(
        item="speaker_practitioner",
        ceiling_rupiah=1_000_000,
        in_force_from=date(2020, 1, 1),
        source="Perwal 7/2020",
    )
    form = {"name": "Ida", "partner": "", "fee_class": "speaker_practitioner", "fee_rupiah": "1.100.000"}

    answer = client_for(officer).post(reverse("programme:speaker_new"), form)

    assert "Rp1.100.000 melebihi batas Rp1.000.000 per jam (Perwal 7/2020)" in words(answer)
    assert not Speaker.objects.exists()


def test_fee_above_an_orientation_is_kept_and_marked(client_for, officer):
    form = {"name": "Ida", "partner": "", "fee_class": "trainer_inside", "fee_rupiah": "250 ribu"}

    answer = client_for(officer).post(reverse("programme:speaker_new"), form, follow=True)

    assert "di atas angka orientasi Rp200.000 per JP" in words(answer)


def test_fee_without_a_class_is_asked_back(client_for, officer):
    form = {"name": "Ida", "partner": "", "fee_class": "", "fee_rupiah": "250 ribu"}

    assert "Pilih golongan honornya." in words(
        client_for(officer).post(reverse("programme:speaker_new"), form)
    )


def test_tax_number_lies_sealed_and_opening_it_is_recorded(client_for, officer, speaker, media, caplog):
    client, address = client_for(officer), reverse("programme:speaker_papers", args=[speaker.pk])

    client.post(address, {"npwp": "1", "number": "09.123.456.7-890.123"})
    masked = words(client.get(address))
    opened = words(client.post(address, {"buka": "1"}))
    speaker.refresh_from_db()

    assert "091234567890123" not in speaker.sealed_tax_number
    assert "••••••••••••123" in masked and "091234567890123" not in masked
    assert "091234567890123" in opened
    assert AuditEntry.objects.filter(action="programme.tax_number_opened").count() == 1
    kept = [str(entry.detail) for entry in AuditEntry.objects.all()] + caplog.messages
    assert not any("0912345" in text for text in kept)


def test_administrator_does_not_open_a_tax_number(client_for, speaker, media):
    address = reverse("programme:speaker_papers", args=[speaker.pk])

    assert client_for("admin").post(address, {"buka": "1"}).status_code == 404


def test_wrong_tax_number_says_how_many_digits(client_for, officer, speaker, media):
    address = reverse("programme:speaker_papers", args=[speaker.pk])

    answer = client_for(officer).post(address, {"npwp": "1", "number": "12"})

    assert "NPWP terdiri atas 15 atau 16 angka." in words(answer)


def test_paper_is_kept_under_a_name_of_our_own_and_given_as_a_download(
    client_for, officer, speaker, media, django_capture_on_commit_callbacks
):
    client, address = client_for(officer), reverse("programme:speaker_papers", args=[speaker.pk])

    client.post(address, {"kind": "cv", "file": SimpleUploadedFile("../cv Ida.pdf", b"%PDF-1.7 isi")})
    paper = SpeakerPaper.objects.get()
    given = client.get(reverse("programme:speaker_paper", args=[speaker.pk, paper.pk]))
    content = b"".join(given.streaming_content)

    assert (paper.file_name, paper.size) == ("cv Ida.pdf", 12)
    assert "Ida" not in paper.stored_file
    assert (
        given["Content-Disposition"].startswith("attachment")
        and given["Content-Security-Policy"] == "sandbox"
    )
    assert content == b"%PDF-1.7 isi"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"hapus": str(paper.pk)})
    assert not queries.file_at(paper.stored_file).exists()


def test_page_dressed_as_a_paper_is_refused_and_nothing_kept(client_for, officer, speaker, media):
    address = reverse("programme:speaker_papers", args=[speaker.pk])

    answer = client_for(officer).post(
        address, {"kind": "cv", "file": SimpleUploadedFile("cv.pdf", b"<script>alert(1)</script>")}
    )

    assert "bukan berkas .pdf" in words(answer)
    assert not SpeakerPaper.objects.exists() and not list(media.rglob("*.pdf*"))


def test_session_on_a_date_that_was_not_offered_names_those_that_were(client_for, officer, batch, speaker):
    SpeakerOffer.objects.create(speaker=speaker, on=date(2026, 12, 9), part="day", offered_at=timezone.now())
    address = reverse("programme:session_new", args=[batch.course_id, batch.pk])

    answer = client_for(officer).post(address, typed(speaker="Ida Contoh"))

    assert "Ida Contoh tidak menawarkan waktu ini. Yang ditawarkan berikutnya: 09-12-2026." in words(answer)


def test_speaker_promised_to_two_rooms_is_told(client_for, officer, batch, session):
    address = reverse("programme:session_new", args=[batch.course_id, batch.pk])
    form = typed(day="2026-12-01", place="Ruang Lain", speaker="Ida Contoh")

    answer = client_for(officer).post(address, form)

    assert "Ida Contoh mengajar “Hari 1” pukul 08.30 sampai 11.30." in words(answer)
    assert batch.sessions.count() == 1


def test_list_is_searched_and_taken_away_without_telephone_numbers(client_for, officer, speaker):
    Speaker.objects.filter(pk=speaker.pk).update(phone="0812")
    client, address = client_for(officer), reverse("programme:speakers")

    assert "Ida Contoh" in words(client.get(address, {"q": "arsip"}))
    assert b"0812" not in client.get(address, {"unduh": "csv"}).content
