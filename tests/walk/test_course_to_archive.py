"""One course from the call to the archived file: five roles, one phone cut off from the network, every page a real one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.walk.conftest import House
from tests.walk.steps import WIB, end_session_now, name_of, offer_course, open_session, plan_session

pytestmark = pytest.mark.browser
TITLE = "Menjawab warga dengan sopan"
SPEAKER = "Edi Ali Lubis"
WORKER_IS_READY = """navigator.serviceWorker.getRegistration("/hadir/").then(
  (found) => Boolean(found && found.active && found.active.state === "activated"))"""
QUESTIONS = (
    ("loket", "Warga datang tanpa syarat lengkap. Apa yang pertama?", "*Jelaskan apa yang kurang\nTolak"),
    ("loket", "Antrean panjang. Apa yang disampaikan?", "*Perkiraan waktu tunggu\nTidak perlu"),
)


def test_course_goes_from_the_call_to_the_archive(
    house: House, as_role: Callable[..., Any], browser: Any
) -> None:
    officer, phone, superior = as_role("bkpsdm"), as_role("peserta", width=360), as_role("atasan", width=360)
    speaker, mayor = as_role("narasumber"), as_role("walikota")
    name, now = name_of(phone), datetime.now(WIB)

    course = offer_course(officer, house, title=TITLE, code="MWS")
    session = plan_session(
        officer, course, now + timedelta(minutes=30), now + timedelta(hours=3), speaker=SPEAKER
    )
    _ask_for_a_seat(phone, course)
    _superior_approves(superior, house, name)
    _superior_agrees_a_behaviour(superior, house, name)
    _officer_prepares_tests(officer, course, now)
    papers = _assignment_letter(officer, course)
    _take_test(phone, house, "Tes awal", right=1)
    _check_in_without_signal(phone, speaker, session)
    _speaker_counts(speaker, session)
    end_session_now(officer, session)
    _take_test(phone, house, "Tes akhir", right=2)
    _tell_how_it_was(phone, house)
    certificate = _close_and_certify(officer, session)
    _anyone_reads(browser, house, certificate, name)
    _recap_of_hours(phone, superior, house, name)
    _write_down_the_plan(phone, superior, house)
    _archive_for_siasn(officer, house, certificate)
    _papers_for_the_expense_report(officer, papers)
    mayor.goto(f"{house.address}/laporan/")
    assert mayor.locator(".four .say").count() == 4
    assert mayor.goto(session).status == 404, "the mayor has no business in a list of names"


def _ask_for_a_seat(phone: Any, course: str) -> None:
    phone.goto(course)
    phone.click("main a:has-text('Minta kursi') >> nth=0")
    phone.click("main button:has-text('Minta kursi')")
    phone.wait_for_selector("text=Menunggu persetujuan")
    _fits(phone)


def _superior_approves(superior: Any, house: House, name: str) -> None:
    superior.goto(f"{house.address}/persetujuan/")
    superior.click(f"main li:has-text('{TITLE}') a:has-text('{name}')")
    superior.click("button:has-text('Setujui')")
    # A seat costs a counter: without a plan of who keeps it there is no approval.
    superior.wait_for_selector("text=Tulis siapa menjaga loket")
    superior.fill("#id_cover_plan", "Loket 1 dijaga Nurhayati sampai pukul 15.00")
    superior.click("button:has-text('Setujui')")
    superior.wait_for_selector("text=kursi")
    _fits(superior)


def _superior_agrees_a_behaviour(superior: Any, house: House, name: str) -> None:
    superior.goto(f"{house.address}/dampak/evaluasi/saya/")
    superior.click(f"li:has-text('{TITLE}'):has-text('{name}') a:has-text('Sepakati')")
    superior.fill(
        "main form textarea, main form input[type=text]", "Menyebut waktu tunggu kepada setiap warga"
    )
    superior.click("main button:has-text('Simpan')")
    superior.wait_for_selector("text=hari ke-30")


def _officer_prepares_tests(officer: Any, course: str, now: datetime) -> None:
    officer.goto(f"{course}soal/")
    for topic, text, lines in QUESTIONS:
        officer.fill("#id_topic", topic)
        officer.fill("#id_text", text)
        officer.fill("#id_lines", lines)
        officer.click("button:has-text('Simpan soal')")
        officer.wait_for_selector("text=Soal masuk ke bank soal")
    open_session(officer, course)
    officer.click("main a:has-text('Tes awal dan akhir')")
    officer.fill("#id_topic_0", "2")
    officer.fill("#id_post_opens", f"{now - timedelta(minutes=5):%Y-%m-%dT%H:%M}")
    officer.click("button:has-text('Ambil soal secara acak')")
    officer.wait_for_selector("text=Kedua tes siap")


def _assignment_letter(officer: Any, course: str) -> str:
    """Print the assignment letter; returns the address of the batch's papers."""
    officer.goto(course)
    officer.click("main a:has-text('Peserta')")
    officer.click("main nav a:has-text('Berkas')")
    link = officer.locator("main a[href$='/surat-tugas.pdf']").first.get_attribute("href")
    letter = officer.request.get(officer.url.split("/kursus/")[0] + str(link)).body()
    assert letter.startswith(b"%PDF")
    return str(officer.url)


def _take_test(phone: Any, house: House, phase: str, *, right: int) -> None:
    phone.goto(f"{house.address}/jadwal/")
    phone.click(f"main section:has-text('{phase}'):has-text('{TITLE}') a:has-text('Buka tes')")
    phone.click("button:has-text('Mulai tes')")
    answers = [lines.splitlines() for _, _, lines in QUESTIONS]
    for place, (good, bad) in enumerate(answers):
        phone.get_by_label(good.lstrip("*") if place < right else bad, exact=True).check()
    phone.locator("#tersimpan", has_text="Tersimpan").wait_for()
    phone.click("button:has-text('Kumpulkan')")
    phone.wait_for_selector(f"text=Nilai Anda {50 * right},0 dari 100")
    _fits(phone)


def _check_in_without_signal(phone: Any, speaker: Any, session: str) -> None:
    """Show the code on the speaker's screen; the phone has no signal, keeps the scan and sends it later."""
    speaker.goto(session)
    speaker.click("a:has-text('Buka di layar kelas')")
    door = speaker.url.replace("layar/", "")
    phone.goto(door)
    _until(phone, WORKER_IS_READY)
    phone.goto(door)
    _until(phone, "navigator.serviceWorker.controller !== null")
    phone.wait_for_timeout(500)
    code = re.sub(r"\D", "", speaker.inner_text(".code"))

    phone.context.set_offline(True)
    phone.goto(f"{door}?kode={code}")
    assert phone.locator("h1").inner_text() == "Presensi tanpa sinyal"
    phone.get_by_role("button", name="Saya hadir").click()
    phone.get_by_text("Menunggu sinyal").wait_for()
    assert speaker.locator(".room-split .figure").inner_text().startswith("0")

    phone.context.set_offline(False)
    phone.get_by_text("Tercatat hadir.").wait_for(timeout=15_000)
    phone.goto(door)
    phone.get_by_text("Anda tercatat hadir").wait_for()
    speaker.locator(".room-split .figure", has_text=re.compile("^1")).wait_for(timeout=10_000)


def _speaker_counts(speaker: Any, session: str) -> None:
    speaker.goto(session)
    speaker.fill("#id_people", "1")
    speaker.click("button:has-text('Simpan hitungan')")
    speaker.wait_for_selector("text=Cocok dengan daftar")


def _tell_how_it_was(phone: Any, house: House) -> None:
    phone.goto(f"{house.address}/dampak/evaluasi/saya/")
    phone.click(f"li:has-text('{TITLE}') a:has-text('Beri tanggapan')")
    for group in phone.eval_on_selector_all(
        "main form input[type=radio]", "all => [...new Set(all.map(one => one.name))]"
    ):
        phone.locator(f"input[name='{group}']").last.check()
    phone.click("button:has-text('Kirim tanggapan')")
    phone.wait_for_url("**/dampak/evaluasi/saya/")
    assert TITLE not in phone.locator("main").inner_text().split("Nanti")[0]
    _fits(phone)


def _close_and_certify(officer: Any, session: str) -> str:
    """Close and issue; returns the number of the certificate."""
    officer.goto(session)
    officer.click("button:has-text('Tutup sesi ini')")
    officer.wait_for_selector("text=Sertifikat sekarang dapat diterbitkan")
    officer.click("button:has-text('Terbitkan sertifikat')")
    officer.wait_for_selector("text=Pekerjaan selesai", timeout=60_000)
    officer.goto(session)
    link = str(officer.locator("main a[href^='/sertifikat/']:has-text('-')").first.get_attribute("href"))
    paper = officer.request.get(officer.url.split("/kursus/")[0] + f"{link}pdf/").body()
    assert paper.startswith(b"%PDF") and b"/ByteRange" in paper, "the certificate is signed"
    return link.strip("/").split("/")[-1]


def _anyone_reads(browser: Any, house: House, number: str, name: str) -> None:
    stranger = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    stranger.goto(f"{house.address}/sertifikat/{number}/")
    page = stranger.locator("main").inner_text()
    assert name in page and TITLE in page
    stranger.context.close()


def _recap_of_hours(phone: Any, superior: Any, house: House, name: str) -> None:
    phone.goto(f"{house.address}/jam/")
    assert TITLE in phone.locator("main").inner_text()
    superior.goto(f"{house.address}/jam/")
    assert name in superior.locator("main").inner_text()
    _fits(phone)


def _write_down_the_plan(phone: Any, superior: Any, house: House) -> None:
    phone.goto(f"{house.address}/tindak-lanjut/")
    phone.click(f"main li:has-text('{TITLE}') a:has-text('Tulis rencana')")
    phone.fill("#id_goal", "Setiap warga tahu waktu tunggunya")
    phone.fill("#id_steps", "Pasang papan waktu tunggu")
    phone.fill("#id_due_on", f"{datetime.now(WIB) + timedelta(days=60):%Y-%m-%d}")
    phone.click("button:has-text('Kirim kepada atasan')")
    phone.wait_for_selector("text=Rencana disimpan")
    superior.goto(f"{house.address}/tindak-lanjut/")
    superior.click(f"main li:has-text('{TITLE}') a")
    superior.click("button:has-text('Sepakati')")
    superior.wait_for_selector("text=Rencana disepakati")
    phone.reload()
    phone.select_option("#id_kind", "teach")
    phone.fill("#id_done_on", f"{datetime.now(WIB):%Y-%m-%d}")
    phone.fill("#id_task", "Menunjukkan papan kepada rekan loket 2")
    phone.fill("#id_taught", "2")
    phone.click("button:has-text('Simpan catatan')")
    phone.wait_for_selector("text=Menunggu paraf")
    superior.reload()
    superior.click("main li:has-text('papan kepada rekan') button:has-text('Paraf')")
    superior.wait_for_selector("text=Catatan diparaf")
    _fits(superior)


def _archive_for_siasn(officer: Any, house: House, number: str) -> None:
    officer.goto(f"{house.address}/sertifikat/siasn/")
    officer.select_option("#tahun", f"{datetime.now(WIB):%Y}")
    officer.click("button:has-text('Buat arsip')")
    officer.wait_for_selector("text=Pekerjaan selesai", timeout=120_000)
    officer.goto(f"{house.address}/sertifikat/siasn/")
    link = officer.locator("main a:has-text('Unduh')").first.get_attribute("href")
    content = officer.request.get(f"{house.address}{link}").body()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        table = next(archive.read(each).decode("utf-8-sig") for each in names if each.endswith("kursus.csv"))
        assert TITLE in table
        assert any(each.endswith(".pdf") and number in each for each in names), names[:5]


def _papers_for_the_expense_report(officer: Any, papers: str) -> None:
    officer.goto(papers)
    officer.click("main button.btn-primary")
    officer.wait_for_selector("text=Pekerjaan selesai", timeout=120_000)
    officer.goto(papers)
    link = officer.locator("main a[href*='/berkas/zip/']").first.get_attribute("href")
    content = officer.request.get(officer.url.split("/kursus/")[0] + str(link)).body()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert any("honorarium" in each for each in names) and any("daftar-hadir" in each for each in names)


def _until(page: Any, expression: str) -> None:
    """Wait until something is so; the page's own waiting would need what the content policy forbids."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def _fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
