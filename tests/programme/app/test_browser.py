"""From a superior's proposal on a phone to the letter, and a speaker who answers by link, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Proposal, Speaker, SpeakerOffer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "salak-manis-2026"
FIRST = timezone.localdate() + timedelta(days=41)
TEXTS = {
    "Nama kursus": "Bimtek arsip digital",
    "Latar belakang": "14 persen berkas kembali.",
    "Dasar hukum": "PP 11/2017",
    "Maksud": "Melatih petugas.",
    "Tujuan": "Arsip ditemukan dengan aplikasi.",
    "Hasil langsung": "24 petugas lulus tes praktik.",
    "Hasil jangka menengah di layanan": "Berkas kembali turun menjadi 10 persen.",
    "Hasil jangka panjang bagi warga": "Warga datang satu kali.",
    "Jam pelajaran (JP)": "16",
    "Tempat": "Lab Kominfo",
    "Sasaran peserta": "Petugas arsip",
    "Jumlah peserta": "24",
    "Narasumber": "Kantor Arsip Provinsi",
    "Penjagaan loket": "Loket dijaga sekretaris.",
}


def enter(page: Page, server: str, name: str, path: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{server}{path}")
    page.get_by_label("NIP atau nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def write(page: Page) -> None:
    for label, text in TEXTS.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Bentuk", exact=True).select_option("technical_guidance")
    page.get_by_label("Tanggal mulai").fill(FIRST.isoformat())
    page.get_by_label("Tanggal selesai").fill(FIRST.isoformat())


def add_line(page: Page, number: int, item: str, quantity: str, price: str) -> None:
    row = page.get_by_role("group", name=f"Baris {number}")
    row.get_by_label("Jenis biaya").select_option(item)
    row.get_by_label("Jumlah").fill(quantity)
    row.get_by_label("Harga satuan (rupiah)").fill(price)


def no_sideways_scroll(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.fixture
def people(account):
    office = Office.objects.create(code="KEL.1", name="Kelurahan Contoh", kind="urban_village")
    head = account("atasan", username="sahat", password=PASSWORD)
    Person.objects.create(name="Sahat", status="pns", office=office, account=head)
    account("bkpsdm", username="rahma", password=PASSWORD)


def test_proposal_goes_from_a_phone_over_a_revision_to_its_letter(browser_page, live_server, people):
    page = browser_page
    enter(page, live_server.url, "sahat", "/usulan/baru/")
    write(page)
    assert no_sideways_scroll(page)
    add_line(page, 1, "speaker_practitioner", "8", "1 juta")
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_text("Usulan diajukan.")).to_be_visible()

    key = Proposal.objects.get().pk
    enter(page, live_server.url, "rahma", f"/usulan/{key}/")
    page.get_by_label("Alasan").fill("Tambahkan modul pada anggaran.")
    page.get_by_role("button", name="Minta perbaikan").click()
    expect(page.get_by_text("Usulan dikembalikan untuk diperbaiki.")).to_be_visible()

    enter(page, live_server.url, "sahat", f"/usulan/{key}/")
    expect(page.get_by_text("Tambahkan modul pada anggaran.").first).to_be_visible()
    page.get_by_role("link", name="Perbaiki usulan").click()
    add_line(page, 2, "module", "1", "3 juta")
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_text("Usulan diajukan.")).to_be_visible()

    enter(page, live_server.url, "rahma", f"/usulan/{key}/")
    page.get_by_role("button", name="Setujui usulan").click()
    expect(page.get_by_role("heading", name="Disetujui, 16 JP diakui")).to_be_visible()
    assert no_sideways_scroll(page)
    letter = page.get_by_role("link", name="Buka surat jawaban (PDF)").get_attribute("href")
    answer = page.request.get(f"{live_server.url}{letter}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    assert [line.item for line in Proposal.objects.get().lines.all()] == ["speaker_practitioner", "module"]


def test_speaker_answers_by_link_without_an_account(browser_page, live_server, people):
    page, speaker = browser_page, Speaker.objects.create(name="Ida Contoh")
    enter(page, live_server.url, "rahma", f"/narasumber/{speaker.pk}/")
    page.get_by_role("button", name="Buat tautan").click()
    address = page.locator(".link-box").inner_text()

    page.context.clear_cookies()
    page.goto(address)
    expect(page.get_by_role("heading", name="Yth. Ida Contoh")).to_be_visible()
    page.get_by_label("Tanggal", exact=True).fill(FIRST.isoformat())
    page.get_by_label("Pagi").check()
    page.get_by_role("button", name="Tawarkan tanggal ini").click()

    expect(page.get_by_text("Terima kasih. Tanggal Anda sudah kami catat.")).to_be_visible()
    assert no_sideways_scroll(page)
    assert [(offer.on, offer.part) for offer in SpeakerOffer.objects.all()] == [(FIRST, "morning")]
