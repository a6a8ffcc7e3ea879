"""Pages of services: who sees what, how many questions they ask, what they say of faults."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saindege.people.app.models import Person
from saindege.service.app import queries
from saindege.service.app.models import EventLog, SatisfactionAnswer
from saindege.service.satisfaction_rules import load_rules

from .conftest import HEADER, MARCH

pytestmark = pytest.mark.django_db


def upload_of(content: bytes, name: str = "log maret.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_walk_from_file_to_figures(client_for, officer, service, media, work):
    client = client_for(officer)

    stored = client.post(reverse("service:upload"), upload_of("\n".join([HEADER, *MARCH]).encode()))
    columns = client.get(stored["Location"])
    asked = client.post(
        stored["Location"],
        {
            **{
                f"column_{at}": role
                for at, role in enumerate(["case", "activity", "time", "resource", "office"])
            },
            "service": service.pk,
            "timezone": "Asia/Jakarta",
        },
    )
    work()
    result = client.get(stored["Location"])
    page = client.get(reverse("service:service", args=[service.pk]))

    assert "Katakan arti tiap kolom dengan melihat isinya" in text_of(columns)
    assert re.findall(r'value="(\w+)" selected', columns.content.decode())[:5] == [
        "case", "activity", "time", "resource", "office",
    ]  # fmt: skip
    assert asked["Location"].startswith("/pekerjaan/")
    assert "120 kejadian dari 40 berkas masuk ke Surat keterangan domisili" in text_of(result)
    assert "3,0 jam kerja" in text_of(page)
    assert "Tanda tangan" not in text_of(page) and "Serahkan" in text_of(page)


def test_the_same_file_leads_to_its_result(client_for, officer, measured):
    content = queries.stored_path(measured).read_bytes()

    again = client_for(officer).post(reverse("service:upload"), upload_of(content, "lain.csv"), follow=True)

    assert again.redirect_chain == [(reverse("service:log", args=[measured.pk]), 302)]
    assert "Berkas yang sama sudah pernah diunggah" in text_of(again)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "ini gambar"), (b"Nomor;Tahap\n", "tanpa satu baris data")],
)
def test_an_awful_file_is_answered_beside_the_field(client_for, officer, media, content, words):
    answer = client_for(officer).post(reverse("service:upload"), upload_of(content))

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert EventLog.objects.count() == 0


def test_a_meaning_given_twice_is_refused_beside_its_column(client_for, officer, bring, service):
    log = bring()

    answer = client_for(officer).post(
        reverse("service:log", args=[log.pk]),
        {"column_0": "case", "column_1": "case", "service": service.pk, "timezone": "Asia/Jakarta"},
    )

    assert answer.status_code == 422
    assert "Nomor berkas sudah dipilih untuk kolom Nomor Registrasi" in text_of(answer)


def test_refused_rows_are_shown_and_taken_away(client_for, officer, bring, confirm, work):
    log = bring([*MARCH, "D-9999;Terima;belum dicatat;Rahma;Kelurahan Wek V"])
    confirm(log)
    work()
    client = client_for(officer)

    page = client.get(reverse("service:log", args=[log.pk]))
    file = client.get(reverse("service:log", args=[log.pk]), {"unduh": "csv"})

    assert "Baris 122" in text_of(page) and "“belum dicatat” bukan waktu" in text_of(page)
    assert file.content.decode("utf-8-sig").splitlines()[1].startswith("122,Waktu selesai,")


@pytest.mark.parametrize("name", ["pekan", "bulan", "langkah", "peta", "jalur", "kantor"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_figure_can_be_taken_away(name, kind, client_for, officer, measured, service):
    file = client_for(officer).get(
        reverse("service:service", args=[service.pk]), {"tabel": name, "unduh": kind}
    )

    assert file.status_code == 200
    assert file["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert len(file.content.decode("utf-8-sig").splitlines()) > 1


def test_a_page_reads_figures_and_never_the_log(
    client_for, officer, measured, service, django_assert_max_num_queries
):
    client = client_for(officer)
    for path in queries.folder_of(measured.pk).iterdir():
        path.unlink()

    with django_assert_max_num_queries(10):
        page = client.get(reverse("service:service", args=[service.pk]))
    with django_assert_max_num_queries(8):
        listed = client.get(reverse("service:list"))

    assert (page.status_code, listed.status_code) == (200, 200)


def test_a_superior_sees_only_the_own_office(client_for, account, measured, service, offices):
    head = account("atasan")
    Person.objects.create(name="Lurah", status="pns", office=offices["wek5"], account=head)

    file = client_for(head).get(
        reverse("service:service", args=[service.pk]), {"tabel": "kantor", "unduh": "csv"}
    )

    assert [line.split(",")[0] for line in file.content.decode("utf-8-sig").splitlines()[1:]] == [
        "Kelurahan Wek V"
    ]


@pytest.mark.parametrize(
    ("role", "status"),
    [("analis", 200), ("walikota", 200), ("atasan", 404), ("peserta", 404), ("narasumber", 404)],
)
def test_strangers_find_no_service(role, status, client_for, measured, service):
    assert client_for(role).get(reverse("service:service", args=[service.pk])).status_code == status


@pytest.mark.parametrize("role", ["analis", "walikota", "atasan", "peserta", "bkpsdm"])
def test_others_find_no_log(role, client_for, measured):
    client = client_for(role)

    assert client.get(reverse("service:log", args=[measured.pk])).status_code == 404
    assert client.post(reverse("service:log", args=[measured.pk]), {"langkah": "buang"}).status_code == 404
    assert client.get(reverse("service:upload")).status_code == 404
    assert EventLog.objects.count() == 1


def test_satisfaction_is_told_with_interval_and_number_of_answers(client_for, officer, service, offices):
    for mark in (3, 4, 4, 4, 3, 4, 4, 4, 3, 4, 4, 4):
        SatisfactionAnswer.objects.create(
            service=service,
            office=offices["wek5"],
            answered_on=date(2026, 3, 2),
            elements=dict.fromkeys(load_rules().codes, mark),
        )

    page = client_for(officer).get(reverse("service:satisfaction"))

    assert "Satu layanan, 12 jawaban setahun terakhir" in text_of(page)
    assert "93,75" in text_of(page)


def test_a_city_without_services_is_told_what_to_do(client_for, officer):
    page = client_for(officer).get(reverse("service:list"))

    assert "Belum ada log layanan" in text_of(page)
    assert reverse("service:upload") in page.content.decode()


def test_a_changed_promise_is_measured_again(client_for, officer, measured, service, work):
    client = client_for(officer)
    said = {"name": service.name, "promise": "2 jam kerja", "final_activity": "Serahkan"}

    asked = client.post(reverse("service:service", args=[service.pk]), said)
    work()
    again = client.post(reverse("service:service", args=[service.pk]), said)

    service.refresh_from_db()
    assert asked["Location"].startswith("/pekerjaan/")
    assert again["Location"] == reverse("service:service", args=[service.pk])
    assert service.promise == "2 jam kerja"
    assert service.measurement.figures["whole"]["on_time_share"] < 0.5


def test_a_promise_that_is_not_understood_is_answered_beside_the_field(
    client_for, officer, measured, service
):
    answer = client_for(officer).post(
        reverse("service:service", args=[service.pk]),
        {"name": service.name, "promise": "secepatnya", "final_activity": "Serahkan"},
    )

    service.refresh_from_db()
    assert answer.status_code == 422
    assert "tidak dimengerti" in text_of(answer)
    assert service.promise == "4 jam kerja"


def test_a_reader_changes_no_service(client_for, service):
    answer = client_for("analis").post(reverse("service:service", args=[service.pk]), {"name": "Lain"})

    service.refresh_from_db()
    assert (answer.status_code, service.name) == (404, "Surat keterangan domisili")


def test_dates_that_can_be_read_in_two_ways_are_asked_about(
    client_for, officer, bring, confirm, work, service
):
    log = bring(
        [
            f"D-{day};{step};0{day}/03/2026 0{clock}:00;Rahma;Kelurahan Wek V"
            for day in range(2, 7)
            for step, clock in (("Terima", 8), ("Serahkan", 9))
        ]
    )
    confirm(log)
    work()
    client = client_for(officer)

    page = client.get(reverse("service:log", args=[log.pk]))
    client.post(
        reverse("service:log", args=[log.pk]),
        {
            **{
                f"column_{at}": role
                for at, role in enumerate(["case", "activity", "time", "resource", "office"])
            },
            "service": service.pk,
            "timezone": "Asia/Jakarta",
            "date_order": "day_first",
        },
    )
    work()

    log.refresh_from_db()
    assert "hari dulu, atau bulan dulu?" in text_of(page)
    assert log.state == "measured"
    assert service.measurement.figures["whole"]["first_event"] == "2026-03-02T08:00:00+07:00"


def test_names_from_a_log_are_written_as_words_and_never_as_markup(
    client_for, officer, bring, confirm, work, service
):
    service.final_activity = ""
    service.save()
    confirm(bring([line.replace("Periksa", "<b>Periksa</b>") for line in MARCH]))
    work()

    page = client_for(officer).get(reverse("service:service", args=[service.pk])).content.decode()

    assert "<b>Periksa" not in page
    assert "&lt;b&gt;Periksa" in page


def test_a_service_whose_log_is_being_measured_says_so(client_for, officer, bring, confirm, service):
    confirm(bring())

    page = client_for(officer).get(reverse("service:service", args=[service.pk]))

    assert "log maret.csv sedang diukur; angkanya muncul di sini." in text_of(page)


@pytest.mark.parametrize("address", ["service:list", "service:satisfaction"])
def test_lists_are_taken_away_and_say_that_data_are_invented(address, client_for, officer, service, offices):
    service.is_example = True
    service.save()
    SatisfactionAnswer.objects.bulk_create(
        SatisfactionAnswer(
            service=service,
            office=offices["wek5"],
            answered_on=date(2026, 3, 2),
            elements=dict.fromkeys(load_rules().codes, 3),
        )
        for _ in range(10)
    )

    file = client_for(officer).get(reverse(address), {"unduh": "csv"})

    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Surat keterangan domisili,")
    assert lines[1].endswith(",data contoh")
