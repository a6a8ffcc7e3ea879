"""From a staff list to an accepted proposal whose speaker answered by link: an officer, a head of office, a guest."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from saindege.base.app.models import Account
from saindege.people.app import actions as people_actions
from saindege.people.app.models import Person
from saindege.programme.app.models import Proposal, Session, SpeakerOffer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "salak-manis-2026"
_SOON = timezone.localdate() + timedelta(days=41)
# A Tuesday.
FIRST = _SOON + timedelta(days=(1 - _SOON.weekday()) % 7)
HEADER = (
    "NIP BARU",
    "NAMA LENGKAP",
    "UNIT KERJA",
    "JABATAN",
    "KODE JABATAN",
    "GOL/RUANG",
    "TINGKAT PENDIDIKAN",
)
STAFF = (
    ("198503042009031007", "Sahat Contoh", "Kelurahan Contoh Satu", "Lurah", "8ae48289", "III/d", "S1"),
    ("199106152015032004", "Rina Contoh", "Kelurahan Contoh Satu", "Pengadministrasi", "", "II/c", "SMA"),
    ("199106152015032004", "Rina Contoh", "Kelurahan Contoh Satu", "Pengadministrasi", "", "II/c", "SMA"),
)
TEXTS = {
    "Nama kursus": "Bimtek arsip digital",
    "Latar belakang": "14 persen berkas kembali.",
    "Dasar hukum": "PP 11/2017",
    "Maksud": "Melatih petugas.",
    "Tujuan": "Arsip ditemukan dengan aplikasi.",
    "Hasil langsung": "24 petugas lulus tes praktik.",
    "Hasil jangka menengah di layanan": "Berkas kembali turun dari 14 menjadi 10 persen.",
    "Hasil jangka panjang bagi warga": "Warga datang satu kali.",
    "Jam pelajaran (JP)": "5",
    "Tempat": "Lab Kominfo",
    "Sasaran peserta": "Petugas arsip",
    "Jumlah peserta": "24",
    "Narasumber": "Ida Contoh, Kantor Arsip Provinsi",
    "Penjagaan loket": "Loket dijaga sekretaris.",
}
SESSION = {
    "title": "Arsip digital",
    "day": FIRST.isoformat(),
    "starts": "08:00",
    "ends": "11:45",
    "place": "Lab Kominfo",
    "speaker": "Ida Contoh",
    "capacity": "24",
    "learning_hours": "5",
}


@pytest.fixture
def enter(browser: Any, live_server: Any) -> Callable[..., Page]:
    """Sign in, each role in a browser of its own; ``enter("")`` is a guest."""

    def sign_in(name: str, width: int) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="id-ID")
        page: Page = context.new_page()
        if name:
            page.goto(f"{live_server.url}/masuk/")
            page.get_by_label("NIP atau nama pengguna").fill(name)
            page.get_by_label("Kata sandi").fill(PASSWORD)
            page.get_by_role("button", name="Masuk").click()
            page.wait_for_url(f"{live_server.url}/")
        return page

    return sign_in


def test_three_roles_bring_a_proposal_to_its_answer(
    enter: Callable[..., Page],
    account: Callable[..., Account],
    live_server: Any,
    media: Path,
    tmp_path: Path,
) -> None:
    account("bkpsdm", username="rahma", password=PASSWORD)
    head = account("atasan", username="sahat", password=PASSWORD)
    officer = enter("rahma", 1440)

    _bring_in_staff(officer, live_server.url, tmp_path)
    # The one step of a fourth role: the administrator says whose account it is.
    people_actions.link_account(account("admin"), head, number=STAFF[0][0], at=timezone.now())
    office = enter("sahat", 360)
    _propose(office, live_server.url)
    guest = enter("", 360)
    _answer_by_link(officer, guest, live_server.url)
    _accept(officer, live_server.url)
    _plan(officer)

    office.goto(f"{live_server.url}/usulan/{Proposal.objects.get().pk}/")
    expect(office.get_by_role("heading", name="Disetujui, 5 JP diakui")).to_be_visible()
    assert office.evaluate("document.documentElement.scrollWidth") == 360
    session = Session.objects.get()
    assert session.speaker is not None and session.speaker.account_id is None
    assert list(SpeakerOffer.objects.values_list("speaker", "on")) == [(session.speaker_id, FIRST)]
    assert timezone.localtime(session.starts_at).date() == FIRST


def _bring_in_staff(page: Page, server: str, folder: Path) -> None:
    sheet = folder / "daftar.csv"
    with sheet.open("w", newline="") as out:
        csv.writer(out).writerows([HEADER, *STAFF])
    page.goto(f"{server}/pegawai/impor/")
    page.set_input_files("input[type=file]", sheet)
    page.get_by_text("Unggah dan lihat kolomnya").click()
    page.get_by_text("Periksa setiap baris").click()
    # The same number twice is told, with what to do; the office is new to the register.
    expect(page.get_by_text("NIP ini tercatat dua kali").first).to_be_visible()
    page.get_by_label("Kantor yang dimaksud dengan Kelurahan Contoh Satu").select_option("+")
    page.get_by_role("button", name="Simpan pilihan kantor").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Terapkan 2 perubahan").click()
    expect(page.get_by_text("2 perubahan diterapkan.")).to_be_visible()
    assert Person.objects.get(name="Sahat Contoh").post_code == "8ae48289"


def _propose(page: Page, server: str) -> None:
    page.goto(f"{server}/usulan/baru/")
    for label, text in TEXTS.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Bentuk", exact=True).select_option("technical_guidance")
    page.get_by_label("Tanggal mulai").fill((timezone.localdate() - timedelta(days=365)).isoformat())
    page.get_by_label("Tanggal selesai").fill(FIRST.isoformat())
    page.get_by_role("button", name="Kirim usulan").click()
    # Days of last year and a budget without a line: both are told, nothing is handed in.
    expect(page.locator(".fault").first).to_be_visible()
    assert not Proposal.objects.exclude(state="draft").exists()
    page.get_by_label("Tanggal mulai").fill(FIRST.isoformat())
    row = page.get_by_role("group", name="Baris 1")
    row.get_by_label("Jenis biaya").select_option("speaker_practitioner")
    row.get_by_label("Jumlah").fill("5")
    row.get_by_label("Harga satuan (rupiah)").fill("900 ribu")
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_text("Usulan diajukan.")).to_be_visible()


def _answer_by_link(officer: Page, guest: Page, server: str) -> None:
    officer.goto(f"{server}/narasumber/baru/")
    officer.get_by_label("Nama", exact=True).fill("Ida Contoh")
    officer.get_by_role("button", name="Simpan narasumber").click()
    officer.get_by_role("button", name="Buat tautan").click()
    guest.goto(officer.locator(".link-box").inner_text())
    expect(guest.get_by_role("heading", name="Yth. Ida Contoh")).to_be_visible()
    guest.get_by_label("Tanggal", exact=True).fill(FIRST.isoformat())
    guest.get_by_label("Pagi").check()
    guest.get_by_role("button", name="Tawarkan tanggal ini").click()
    expect(guest.get_by_text("Terima kasih. Tanggal Anda sudah kami catat.")).to_be_visible()
    assert guest.evaluate("document.documentElement.scrollWidth") == 360


def _accept(page: Page, server: str) -> None:
    page.goto(f"{server}/usulan/{Proposal.objects.get().pk}/")
    page.get_by_role("button", name="Setujui usulan").click()
    expect(page.get_by_role("heading", name="Disetujui, 5 JP diakui")).to_be_visible()
    letter = page.get_by_role("link", name="Buka surat jawaban (PDF)").get_attribute("href")
    assert page.request.get(f"{server}{letter}").body().startswith(b"%PDF-")


def _plan(page: Page) -> None:
    """The accepted proposal becomes a course with a session on the day that the speaker offered."""
    page.get_by_role("button", name="Buat kursus dari usulan ini").click()
    page.get_by_role("link", name="Buat angkatan").first.click()
    page.get_by_label("Nama angkatan").fill("Angkatan 1")
    page.get_by_role("button", name="Simpan angkatan").click()
    page.get_by_role("link", name="Tambah sesi").first.click()
    for name, text in SESSION.items():
        page.locator(f"input[name={name}]").fill(text)
    page.get_by_role("button", name="Simpan sesi").click()
    anyway = page.get_by_role("button", name="Tetap simpan")
    if anyway.count():
        # The holidays of a year may not be known yet; about the day that she offered nothing is to be said.
        expect(page.get_by_role("alert")).not_to_contain_text("Ida Contoh")
        anyway.click()
    expect(page.get_by_role("heading", name="Bimtek arsip digital")).to_be_visible()
