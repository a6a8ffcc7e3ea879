"""Pages of studies and the mayor's report, asked as people ask them."""

from __future__ import annotations

import io
import math
import uuid
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account, Job
from saindege.impact.app.models import OfficeTraining, Study
from saindege.people.app.models import Office
from saindege.service.app.models import Service

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("role", ["analis", "bkpsdm", "organisasi", "walikota", "admin"])
def test_readers_see_studies_and_report(client_for: Callable[..., Client], study: Study, role: str) -> None:
    client = client_for(role)

    for address in (
        reverse("impact:list"),
        reverse("impact:study", args=[study.pk]),
        reverse("impact:report"),
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", ["peserta", "narasumber", "atasan"])
def test_others_get_404(client_for: Callable[..., Client], study: Study, role: str) -> None:
    client = client_for(role)

    for name, args in (
        ("list", []),
        ("study", [study.pk]),
        ("study_new", []),
        ("study_offices", [study.pk]),
        ("study_analysis", [study.pk]),
        ("report", []),
        ("report_pdf", []),
    ):
        assert client.get(reverse(f"impact:{name}", args=args)).status_code == 404, name


def test_empty_list_says_what_a_study_is_and_offers_the_first(client_for: Callable[..., Client]) -> None:
    page = client_for("analis").get(reverse("impact:list")).content.decode()

    assert "Belum ada kajian" in page
    assert reverse("impact:study_new") in page


def test_plan_is_written_down_and_leads_to_its_waves(
    client_for: Callable[..., Client], service: Service
) -> None:
    client = client_for("analis")
    answer = client.post(
        reverse("impact:study_new"),
        {
            "key": str(uuid.uuid4()),
            "title": "Apakah lebih cepat?",
            "service": service.pk,
            "course": "",
            "outcome": "working_hours",
            "assignment": "lottery",
        },
    )

    made = Study.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("impact:study_design", args=[made.pk])


def test_plan_without_a_question_keeps_what_was_typed(
    client_for: Callable[..., Client], service: Service
) -> None:
    answer = client_for("analis").post(
        reverse("impact:study_new"),
        {
            "key": str(uuid.uuid4()),
            "title": "",
            "service": service.pk,
            "outcome": "working_hours",
            "assignment": "chosen",
        },
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'<option value="{service.pk}" selected>' in page
    assert not Study.objects.exists()


def test_proven_effect_is_told_with_interval_n_and_checks(
    client_for: Callable[..., Client], answered: Callable[[float], Study]
) -> None:
    asked = answered(math.log(0.75))

    page = client_for("walikota").get(reverse("impact:study", args=[asked.pk])).content.decode()

    assert "Terbukti membaik" in page
    assert "persen lebih cepat (" in page
    assert "20 kantor, 10.800 berkas, Januari 2025 sampai Juni 2026" in page
    assert "Garis awal sejajar" in page
    assert 'class="plot' in page


def test_training_that_did_nothing_is_told_as_not_proven_with_what_could_be_seen(
    client_for: Callable[..., Client], answered: Callable[[float], Study]
) -> None:
    asked = answered(0.0)

    page = client_for("analis").get(reverse("impact:study", args=[asked.pk])).content.decode()

    assert "Belum terbukti" in page
    assert "Selang 95 % masih memuat nol" in page
    assert "Data ini hanya dapat memperlihatkan pengaruh sebesar" in page
    assert "verdict-wait" in page


def test_page_is_english_for_whoever_reads_english(
    account: Callable[..., Account], client_for: Callable[..., Client], answered: Callable[[float], Study]
) -> None:
    asked = answered(math.log(0.75))

    page = (
        client_for(account("walikota", language="en"))
        .get(reverse("impact:study", args=[asked.pk]))
        .content.decode()
    )

    assert "Proven better" in page
    assert "percent faster (" in page
    assert "Terbukti" not in page


@pytest.mark.parametrize("part", ["rancangan", "data", "hasil", "unduhan"])
def test_each_part_of_a_study_opens_with_and_without_an_answer(
    client_for: Callable[..., Client],
    study: Study,
    answered: Callable[[float], Study],
    part: str,
) -> None:
    client = client_for("analis")
    address = reverse("impact:study", args=[study.pk])

    before = client.get(address, {"bagian": part})
    answered(0.0)
    after = client.get(address, {"bagian": part})

    assert (before.status_code, after.status_code) == (200, 200)
    assert client.get(address, {"bagian": "lain"}).status_code == 404


def test_months_and_offices_can_be_taken_away(
    client_for: Callable[..., Client], answered: Callable[[float], Study]
) -> None:
    client, asked = client_for("analis"), answered(math.log(0.75))
    address = reverse("impact:study", args=[asked.pk])

    months = client.get(address, {"unduh": "csv"}).content.decode("utf-8-sig")
    offices = client.get(address, {"unduh": "csv", "tabel": "kantor", "bagian": "data"}).content.decode(
        "utf-8-sig"
    )

    assert months.startswith("Bulan dari pelatihan,Selisih (persen)")
    assert "Kelurahan Contoh 00,2025-09-17" in offices
    assert client.get(address, {"unduh": "xlsx"}).content[:2] == b"PK"


def test_analysis_holds_panel_plan_result_and_command_and_no_person(
    client_for: Callable[..., Client], answered: Callable[[float], Study]
) -> None:
    asked = answered(math.log(0.75))

    answer = client_for("analis").get(reverse("impact:study_analysis", args=[asked.pk]))

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(archive.namelist()) == [
        "BACA-SAYA.txt",
        "catatan.csv",
        "hasil.json",
        "kantor.csv",
        "panel.csv",
        "rancangan.json",
        "setelan.json",
        "ulangi.py",
        "ulangi.txt",
    ]
    assert "--outcome log_working_hours" in archive.read("ulangi.txt").decode()
    assert asked.plan_hash in archive.read("BACA-SAYA.txt").decode()


def test_marking_offices_saves_and_starts_the_estimate(
    client_for: Callable[..., Client], study: Study, offices: list[Office], measure: Callable[[float], object]
) -> None:
    measure(0.0)
    form = {"act": "save", "version": "1"} | {f"office-{each.pk}": "" for each in offices}
    form |= {f"office-{each.pk}": "2025-09-17" for each in offices[:8]}

    answer = client_for("analis").post(reverse("impact:study_offices", args=[study.pk]), form)

    job = Job.objects.get(kind="impact.estimate")
    assert answer["Location"] == reverse("base:job", args=[job.pk])
    assert OfficeTraining.objects.filter(study=study, trained_on=date(2025, 9, 17)).count() == 8


def test_date_in_the_future_is_refused_beside_its_office(
    client_for: Callable[..., Client], study: Study, offices: list[Office]
) -> None:
    form = {"act": "save", "version": "1", f"office-{offices[0].pk}": "2999-01-01"}

    answer = client_for("analis").post(reverse("impact:study_offices", args=[study.pk]), form)

    assert answer.status_code == 422
    assert "Tanggal ini belum lewat" in answer.content.decode()
    assert not OfficeTraining.objects.exclude(trained_on=None).exists()


def test_list_fills_the_form_and_names_the_rows_that_were_not_understood(
    client_for: Callable[..., Client], study: Study, offices: list[Office]
) -> None:
    lines = [
        "Unit Kerja;Tanggal Dilatih",
        "Kel. Contoh 00;17/09/2025",
        "Kelurahan Contoh 01;",
        "Kantor Lain;18/09/2025",
    ]
    upload = SimpleUploadedFile("dilatih.csv", "\n".join(lines).encode())

    answer = client_for("analis").post(
        reverse("impact:study_offices", args=[study.pk]), {"act": "list", "file": upload}
    )

    page = answer.content.decode()
    assert 'value="2025-09-17"' in page
    assert "“Kantor Lain” bukan kantor dalam kajian ini." in page
    assert not OfficeTraining.objects.exclude(trained_on=None).exists()


def test_list_without_dates_is_refused_in_words(client_for: Callable[..., Client], study: Study) -> None:
    upload = SimpleUploadedFile("dilatih.csv", b"Unit Kerja;Catatan\nKelurahan Contoh 00;sudah\n")

    answer = client_for("analis").post(
        reverse("impact:study_offices", args=[study.pk]), {"act": "list", "file": upload}
    )

    assert answer.status_code == 422
    assert "field-bad" in answer.content.decode()


def test_report_tells_four_sentences_and_prints_one_page(
    client_for: Callable[..., Client], answered: Callable[[float], Study]
) -> None:
    answered(math.log(0.75))
    client = client_for("walikota")

    page = client.get(reverse("impact:report")).content.decode()
    paper = client.get(reverse("impact:report_pdf"))

    assert page.count('class="say"') == 4
    assert "persen lebih cepat" in page
    assert "8 kantor masih menunggu pelatihan yang sudah terbukti" in page
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert paper.content.count(b"/Type /Page\n") + paper.content.count(b"/Type/Page/") <= 1


def test_report_of_an_empty_city_says_what_is_missing(client_for: Callable[..., Client]) -> None:
    page = client_for("walikota").get(reverse("impact:report")).content.decode()

    assert "Belum ada kajian yang dijawab" in page
    assert "Daftar pegawai masih kosong" in page
