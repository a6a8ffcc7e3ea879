"""The whole chain once, as a city walks it: the demonstration as its command starts it, a real browser, eight people."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser
WIB = timezone(timedelta(hours=7))
PEOPLE = "700"
COMMAND = str(Path(sys.executable).with_name("saindege"))


@dataclass(frozen=True)
class House:
    """A running demonstration."""

    address: str
    files: Path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start ``saindege demo`` in a folder of its own and stop it at the end."""
    folder = tmp_path_factory.mktemp("walk") / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAINDEGE_")}
    said = folder.with_name("said.txt").open("w")
    running = subprocess.Popen(
        [COMMAND, "demo", "--no-browser", "--port", str(port), "--people", PEOPLE],
        env={**kept, "SAINDEGE_DATA": str(folder)},
        stdout=said,
        stderr=said,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until(lambda: _answers(f"{address}/masuk/") or running.poll() is not None, seconds=400)
        assert running.poll() is None, folder.with_name("said.txt").read_text()
        yield House(address, folder / "contoh")
    finally:
        running.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        running.wait(timeout=60)
        said.close()


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _wait_until(holds: Callable[[], bool], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "the demonstration did not answer in time"
        time.sleep(0.3)


@pytest.fixture
def as_role(browser: Any, house: House) -> Iterator[Callable[..., Any]]:
    """Sign in as a demonstration account: ``as_role("bkpsdm")`` at a desk, ``as_role("peserta", width=360)``."""
    contexts = []

    def sign_in(role: str, width: int = 1440) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 860}, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{house.address}/masuk/")
        page.fill("input[autocomplete=username]", role)
        page.fill("input[type=password]", "saindege")
        page.press("input[type=password]", "Enter")
        page.wait_for_url(f"{house.address}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def test_city_walks_the_whole_chain(house: House, as_role: Callable[..., Any], browser: Any) -> None:
    officer = as_role("bkpsdm")

    _bring_in_staff(officer, house)
    course = _offer_course(officer, house)
    session = _plan_session(officer, course)
    phone = as_role("peserta", width=360)
    _call_participant(officer, course, _name_of(phone))
    _check_in(officer, phone, session)
    address = _close_and_certify(officer, session)
    _anyone_checks(browser, address)
    _upload_log(as_role("organisasi"), house)
    _study_effect(as_role("analis"), house)
    _mayor_reads(as_role("walikota"), house)


def _name_of(page: Any) -> str:
    return str(page.locator(".top-me span").first.evaluate("one => one.firstChild.textContent")).strip()


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


def _offer_course(officer: Any, house: House) -> str:
    officer.goto(f"{house.address}/kursus/baru/")
    officer.fill("#id_title", "Melayani dengan aplikasi surat")
    officer.fill("#id_code", "MAS")
    officer.select_option("#id_method", label=_option(officer, "#id_method", "Bimbingan teknis"))
    officer.fill("#id_learning_hours", "3")
    officer.fill("#id_cost", "5.000.000")
    officer.click("text=Simpan kursus")
    officer.wait_for_url("**/kursus/*/")
    return str(officer.url)


def _option(page: Any, selector: str, begins: str) -> str:
    labels = page.eval_on_selector_all(f"{selector} option", "all => all.map(one => one.label)")
    return next(str(label) for label in labels if label.startswith(begins))


def _plan_session(officer: Any, course: str) -> str:
    officer.goto(f"{course}angkatan/baru/")
    officer.click("text=Simpan angkatan")
    officer.wait_for_selector("text=Tambah sesi")
    officer.click("text=Tambah sesi >> nth=0")
    now = datetime.now(WIB)
    starts = max(now - timedelta(minutes=10), now.replace(hour=0, minute=0))
    ends = min(now + timedelta(hours=2), now.replace(hour=23, minute=59))
    officer.fill("#id_day", f"{now:%Y-%m-%d}")
    officer.fill("#id_starts", f"{starts:%H:%M}")
    officer.fill("#id_ends", f"{ends:%H:%M}")
    officer.fill("#id_place", "Ruang percobaan")
    officer.fill("#id_capacity", "10")
    officer.fill("#id_learning_hours", "3")
    officer.click("text=Simpan sesi")
    officer.wait_for_load_state()
    # Where the walk happens out of office hours, the page warns and asks once more.
    if officer.locator("button:has-text('Tetap simpan')").count():
        officer.click("button:has-text('Tetap simpan')")
    officer.wait_for_url("**/kursus/**")
    officer.goto(course)
    officer.click("a:has-text('Buka sesi')")
    officer.wait_for_selector("text=Kehadiran")
    return str(officer.url)


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
    now = datetime.now(WIB)
    officer.goto(f"{session}ubah/")
    officer.fill("#id_ends", f"{now - timedelta(minutes=1):%H:%M}")
    officer.click("text=Simpan perubahan sesi")
    officer.wait_for_load_state()
    if officer.locator("button:has-text('Tetap simpan')").count():
        officer.click("button:has-text('Tetap simpan')")
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
