"""The whole chain once, as a city walks it: the demonstration as its command starts it, a real browser, eight people."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.walk.conftest import House
from tests.walk.steps import WIB, end_session_now, name_of, offer_course, plan_session

pytestmark = pytest.mark.browser


def test_city_walks_the_whole_chain(house: House, as_role: Callable[..., Any], browser: Any) -> None:
    officer = as_role("bkpsdm")

    _bring_in_staff(officer, house)
    course = offer_course(officer, house, title="Melayani dengan aplikasi surat", code="MAS")
    now = datetime.now(WIB)
    session = plan_session(officer, course, now - timedelta(minutes=10), now + timedelta(hours=2))
    phone = as_role("peserta", width=360)
    _call_participant(officer, course, name_of(phone))
    _check_in(officer, phone, session)
    address = _close_and_certify(officer, session)
    _anyone_checks(browser, address)
    _upload_log(as_role("organisasi"), house)
    _study_effect(as_role("analis"), house)
    _mayor_reads(as_role("walikota"), house)


def _bring_in_staff(officer: Any, house: House) -> None:
    officer.goto(f"{house.address}/pegawai/impor/")
    officer.set_input_files("input[type=file]", house.files / "daftar-pegawai-bulan-ini.xlsx")
    officer.click("text=Unggah dan lihat kolomnya")
    officer.click("text=Periksa setiap baris")
    officer.wait_for_selector("text=Yang akan berubah")
    faults = officer.inner_text("main")
    assert "Excel sudah membulatkan angka-angka terakhirnya" in faults
    officer.check("input[type=checkbox]")
    officer.click("button:has-text('Terapkan')")
    officer.wait_for_selector("text=perubahan diterapkan")


def _call_participant(officer: Any, course: str, name: str) -> None:
    officer.goto(course)
    officer.click("main a:has-text('Peserta')")
    officer.fill("#cari-orang", name)
    officer.click("text=Cari pegawai")
    officer.check("input[name=person] >> nth=0")
    officer.click("text=Panggil yang dicentang")
    officer.wait_for_selector("button:has-text('Keluarkan')")


def _check_in(officer: Any, phone: Any, session: str) -> None:
    officer.goto(session)
    officer.click("a[href*='/layar/']")
    phone.goto(officer.url.replace("layar/", ""))
    phone.fill("input[name=kode]", officer.inner_text(".code"))
    phone.click("button:has-text('Saya hadir')")
    phone.wait_for_selector("text=Anda tercatat hadir")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def _close_and_certify(officer: Any, session: str) -> str:
    """End the session early, close it, issue; returns the public address of the certificate."""
    end_session_now(officer, session)
    officer.goto(session)
    officer.click("button:has-text('Tutup sesi ini')")
    officer.click("button:has-text('Terbitkan sertifikat')")
    officer.wait_for_selector("text=Pekerjaan selesai", timeout=60_000)
    officer.goto(session)
    link = officer.locator("main a[href^='/sertifikat/']").first.get_attribute("href")
    paper = officer.request.get(officer.url.split("/kursus/")[0] + f"{link}pdf/")
    assert paper.body().startswith(b"%PDF")
    return officer.url.split("/kursus/")[0] + str(link)


def _anyone_checks(browser: Any, address: str) -> None:
    stranger = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    genuine = stranger.goto(address)
    assert genuine.status == 200
    assert "Melayani dengan aplikasi surat" in stranger.inner_text("main")
    forged = stranger.goto(address.rstrip("/")[:-1] + "0/")
    assert forged.status == 404
    stranger.context.close()


def _upload_log(unit: Any, house: House) -> None:
    unit.goto(f"{house.address}/layanan/unggah/")
    unit.set_input_files("input[type=file]", house.files / "log-surat-keterangan-belum-menikah.csv")
    unit.click("text=Unggah berkas ini")
    unit.select_option("#id_service", label="Surat keterangan belum menikah")
    unit.click("text=Ukur layanan dari log ini")
    unit.wait_for_selector("text=Pekerjaan selesai", timeout=120_000)
    unit.click("text=Lihat hasilnya")
    assert "bukan waktu yang dikenal" in unit.inner_text("main")
    unit.click("text=Buka halaman layanan")
    unit.wait_for_selector("h1:has-text('Surat keterangan belum menikah')")
    page = unit.inner_text("main")
    assert re.search(r"\d,\d\s*jam kerja", page)
    assert "Di mana berkas menunggu" in page


def _study_effect(analyst: Any, house: House) -> None:
    analyst.goto(f"{house.address}/dampak/baru/")
    analyst.fill("#id_title", "Apakah bimtek mempercepat surat belum menikah?")
    analyst.select_option("#id_service", label="Surat keterangan belum menikah")
    analyst.click("text=Simpan dan segel rancangan")
    analyst.wait_for_selector("text=Rancang gelombang pelatihan")
    analyst.click("text=Tandai kantornya")
    analyst.wait_for_selector("text=Kantor mana dilatih kapan?")
    analyst.set_input_files("input[type=file]", house.files / "kelurahan-yang-dilatih.csv")
    # Every day of the list is twelve or less: the page asks which comes first, day or month.
    analyst.click("text=Baca daftar")
    analyst.wait_for_selector("text=angka mana yang hari dan mana yang bulan")
    analyst.set_input_files("input[type=file]", house.files / "kelurahan-yang-dilatih.csv")
    analyst.select_option("#id_date_order", "day_first")
    analyst.click("text=Baca daftar")
    analyst.wait_for_selector("text=20 tanggal dibaca dari daftar")
    analyst.click("text=Simpan lalu hitung")
    analyst.wait_for_selector("text=Pekerjaan selesai", timeout=120_000)
    analyst.click("text=Lihat hasilnya")
    verdict = analyst.inner_text(".verdict")
    assert re.search(r"Terbukti membaik|Belum terbukti", verdict)
    assert re.search(r"\d,\d persen lebih (cepat|lambat) \(.+ sampai .+\)", verdict)
    assert "kantor" in verdict
    assert analyst.locator("svg.plot").count() >= 3


def _mayor_reads(mayor: Any, house: House) -> None:
    mayor.goto(f"{house.address}/laporan/")
    assert mayor.locator(".four .say").count() == 4
    assert "Apakah bimtek mempercepat surat belum menikah?" in mayor.inner_text("main")
    paper = mayor.request.get(f"{house.address}/laporan/pdf/")
    assert paper.body().startswith(b"%PDF")
