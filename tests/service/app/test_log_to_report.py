"""One service in a real browser, from the upload of its log to the printed report of its survey."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone

from saindege.base.app.models import Account, Job
from saindege.people.app.models import Office
from saindege.service.app.models import SatisfactionAnswer, Service, SurveyCode
from saindege.service.satisfaction_rules import load_rules

from .conftest import HEADER, lines_of
from .test_survey_browser import answer_all

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODES = load_rules().codes
#: Marks of one citizen, in the order of the elements: cost is praised, time and complaints are not.
MARKS = (4, 4, 1, 4, 3, 4, 4, 4, 2)
PLAN = "Buka loket ketiga pagi hari"
#: Two sheets with 30 points of 36 and eight with 31: mean 85.56, standard error 0.37.
TOLD = (
    "Surat keterangan domisili",
    "85,56",
    "Selang 95 persen: 84,8 – 86,3. Jawaban: 10.",
    "Tiga unsur terendah: Waktu penyelesaian; Penanganan pengaduan, saran, dan masukan; Produk spesifikasi jenis "
    "pelayanan.",
    "Kode sekali pakai 10",
    "U3 Waktu penyelesaian (terendah) 1,800 0,200 45,00 D 10",
)


@pytest.fixture
def desk(
    browser: Any, live_server: Any, client_for: Callable[..., Client], officer: Account
) -> Iterator[Page]:
    """A wide screen at which the officer of the service-quality unit is signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
    session = client_for(officer).cookies["masuk"].value
    context.add_cookies([{"name": "masuk", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def bring_log(desk: Page, at: str, log: Path, service: Service, work: Callable[[], Job]) -> None:
    """Upload a log, look at its first rows under what the columns were taken for, and have it measured."""
    desk.goto(at + reverse("service:upload"))
    desk.get_by_label("Berkas log").set_input_files(log)
    desk.get_by_role("button", name="Unggah berkas ini").click()
    assert desk.get_by_role("row").nth(1).inner_text().split("\t")[1:4:2] == ["Terima", "Rahma"]
    meant = [
        choice.evaluate("one => one.selectedOptions[0].textContent")
        for choice in desk.locator("th select").all()
    ]
    assert meant == ["Nomor berkas", "Langkah", "Waktu selesai", "Petugas", "Kantor"]
    desk.get_by_label("Layanan", exact=True).select_option(label=service.name)
    desk.get_by_role("button", name="Ukur layanan dari log ini").click()
    desk.wait_for_url("**/pekerjaan/**")
    assert work().state == "done"
    desk.goto(at + reverse("service:service", args=[service.pk]))


def finished_at(desk: Page, office: Office) -> int:
    """Read in the table of offices how many cases one of them finished."""
    offices = desk.get_by_role("region", name="Antarkantor")
    offices.get_by_text("Lihat sebagai tabel").click()
    row = offices.get_by_role("row").filter(has=desk.get_by_role("rowheader", name=office.name, exact=True))
    return int(row.get_by_role("cell").first.inner_text())


def give_out_codes(desk: Page, at: str, service: Service, office: Office, count: int) -> list[str]:
    """Print a sheet with one code for each finished case; returns what stands on it."""
    desk.goto(at + reverse("service:survey_codes"))
    needs = desk.get_by_role("row").filter(has_text=service.name).first
    assert "kepada semua" in needs.inner_text()
    form = desk.locator("form").filter(has_text="Buat kode")
    form.get_by_label("Layanan").select_option(label=service.name)
    form.get_by_label("Kantor").select_option(label=office.name)
    form.get_by_label("Banyaknya kode").fill(str(count))
    form.get_by_role("button", name="Buat kode").click()
    desk.get_by_text("Kode sudah dibuat. Cetak lembarnya di bawah.").wait_for()
    address = desk.get_by_role("region", name="Lembar kode").get_by_role("link").get_attribute("href")
    slips = words_of(desk.request.get(f"{at}{address}").body())
    return [shown.replace("-", "") for shown in re.findall(r"\b[2-9A-Y]{4}-[2-9A-Y]{4}\b", slips)]


def words_of(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def answer_by_phone(phone: Page, at: str, code: str, marks: tuple[int, ...], *, offline: bool) -> None:
    """Type a code from a slip and answer by it; without signal the answer waits and is sent when it is back."""
    phone.goto(at + reverse("service:survey_door"))
    phone.get_by_label("Kode survei").fill(code)
    phone.get_by_role("button", name="Buka survei").click()
    assert phone.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [360, 360]
    phone.context.set_offline(offline)
    answer_all(phone, marks)
    phone.get_by_role("button", name="Kirim jawaban").click()
    if offline:
        phone.get_by_text("Jawaban tersimpan di perangkat ini").wait_for()
        phone.context.set_offline(False)
    phone.get_by_text("Jawaban Anda sudah kami terima.").wait_for()


def plan_follow_up(desk: Page, at: str, service: Service, due: date) -> None:
    """Write down what will be done about the lowest element, which the form has chosen already."""
    desk.goto(at + reverse("service:satisfaction"))
    desk.get_by_role("link", name=service.name).first.click()
    assert desk.get_by_text("Tiga terendah: Waktu penyelesaian").is_visible()
    desk.get_by_label("Yang akan dikerjakan").fill(PLAN)
    desk.get_by_label("Penanggung jawab").fill("Sekretaris Lurah")
    desk.get_by_label("Selesai paling lambat").fill(due.isoformat())
    desk.get_by_role("button", name="Simpan rencana").click()
    desk.get_by_text("Rencana tindak lanjut disimpan.").wait_for()


def test_from_the_upload_of_a_log_to_the_printed_report(
    browser_page: Page,
    desk: Page,
    live_server: Any,
    media: Path,
    tmp_path: Path,
    service: Service,
    offices: dict[str, Office],
    work: Callable[[], Job],
) -> None:
    at = live_server.url
    log = tmp_path / "log loket.csv"
    day = timezone.localdate() - timedelta(days=60)
    monday = day - timedelta(days=day.weekday())
    log.write_text("\n".join([HEADER, *lines_of(monday, 40)]), "utf-8")

    bring_log(desk, at, log, service, work)
    finished = finished_at(desk, offices["wek5"])
    codes = give_out_codes(desk, at, service, offices["wek5"], finished)
    answer_by_phone(browser_page, at, codes[0], MARKS, offline=False)
    answer_by_phone(browser_page, at, codes[1], MARKS, offline=True)
    for code in codes[2:10]:
        said = {**dict(zip(CODES, map(str, MARKS), strict=True)), "WAKTU": "2", "kunci": str(uuid.uuid4())}
        Client().post(reverse("service:survey", args=[code]), said)
    due = timezone.localdate() + timedelta(days=60)
    plan_follow_up(desk, at, service, due)
    printed = desk.request.get(at + str(desk.get_by_role("link", name="Laporan (PDF)").get_attribute("href")))
    with desk.expect_download() as taken:
        desk.get_by_role("link", name="Laporan (DOCX)").click()

    assert (finished, len(codes)) == (20, 20)
    assert (SatisfactionAnswer.objects.count(), SurveyCode.objects.exclude(used_on=None).count()) == (10, 10)
    edited = docx.Document(io.BytesIO(Path(taken.value.path()).read_bytes()))
    to_edit = " ".join(
        [
            *(paragraph.text for paragraph in edited.paragraphs),
            *(cell.text for table in edited.tables for row in table.rows for cell in row.cells),
        ]
    )
    for words in (words_of(printed.body()), to_edit):
        for told in TOLD:
            assert told in words
        assert f"Waktu penyelesaian {PLAN} Sekretaris Lurah {formats.date_format(due, 'j F Y')}" in words
    assert "Mutu pelayanan B, Baik." in words_of(printed.body())
