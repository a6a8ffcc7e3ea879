"""The first page of each role, over one small city: what stands there is what is stored."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils import timezone

from saindege.base.app.models import Heartbeat, Role
from saindege.delivery.app.models import CheckIn, Participant
from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Batch, Course, Session, Speaker
from saindege.service.app.models import EventLog, Service

pytestmark = pytest.mark.django_db
# A Wednesday, half past eight on the city's clock.
NOW = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def missing_words_show():
    """A name that a template does not find is drawn as a mark instead of as nothing."""
    engine = engines["django"].engine
    engine.string_if_invalid = "!!%s!!"
    yield
    engine.string_if_invalid = ""


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def session(batch, code, starts_at, hours=4, **fields):
    fields = {"title": f"Sesi {code}", "capacity": 3, **fields}
    return Session.objects.create(
        batch=batch, code=code, place="Aula BKPSDM", starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours),
        learning_hours=4, check_in_secret="x", **fields,
    )  # fmt: skip


@pytest.fixture
def city(account, clock):
    office = Office.objects.create(code="WEK5", name="Kelurahan Wek V", kind="urban_village")
    accounts = {role: account(role, username=role, display_name=f"Akun {role}") for role in Role.values}
    lead = Person.objects.create(name="Melati Lubis", status="pns", office=office, account=accounts["atasan"])
    eko = Person.objects.create(
        name="Eko Harahap", status="pns", office=office, account=accounts["peserta"], superior=lead
    )
    course = Course.objects.create(
        code="BLD", title="Bimtek Layanan Digital", method="technical_guidance", learning_hours=8
    )
    batch = Batch.objects.create(course=course, name="Angkatan 1", cost_rupiah=12_000_000)
    speaker = Speaker.objects.create(name="Edi Lubis", account=accounts["narasumber"])
    over = session(batch, "LALU", NOW - timedelta(days=2), speaker=speaker)
    today = session(batch, "KINI", NOW + timedelta(minutes=10), speaker=speaker)
    later = session(batch, "NANTI", NOW + timedelta(days=6), speaker=speaker)
    Participant.objects.create(batch=batch, person=eko, called_at=NOW - timedelta(days=9))
    CheckIn.objects.create(session=over, person=eko, arrived_at=over.starts_at, way="code")
    service = Service.objects.create(code="SKD", name="Surat keterangan domisili", promise="1 hari kerja")
    service.offices.add(office)
    return SimpleNamespace(
        accounts=accounts, eko=eko, batch=batch, over=over, today=today, later=later, service=service
    )


def words_of(answer):
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "!!" not in page
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_officer_sees_the_week_and_first_what_must_be_closed(city, client_for):
    words = words_of(client_for(city.accounts["bkpsdm"]).get("/"))

    assert "Pekan ini, 23 sampai 29 November" in words
    assert "2 sesi, 1 hal menunggu Anda, 2 sesi dengan kursi kosong." in words
    assert "Tutup sesi: Sesi LALU. 1 dari 1 hadir." in words
    assert "1 dari 3 kursi terisi" in words
    assert "0 dari 2 ASN" in words


def test_officer_of_an_empty_house_is_told_to_import_the_staff(account, client_for):
    words = words_of(client_for("bkpsdm").get("/"))

    assert "Daftar pegawai masih kosong." in words
    assert "Belum ada sesi yang dijadwalkan." in words


def test_participant_has_the_button_while_the_door_is_open(city, client_for):
    client = client_for(city.accounts["peserta"])

    words = words_of(client.get("/"))

    assert "Sesi KINI" in words and "Hari ini, 08.40 sampai 12.40" in words
    assert "Presensi dibuka" in words and "Saya hadir" in words
    assert "Hadir 1 dari 3 sesi." in words and "Berjalan" in words
    assert 'href="/hadir/KINI/"' in client.get("/").content.decode()


def test_participant_who_is_here_is_told_so_and_has_no_button(city, client_for):
    CheckIn.objects.create(session=city.today, person=city.eko, arrived_at=NOW, way="code")

    words = words_of(client_for(city.accounts["peserta"]).get("/"))

    assert "Anda tercatat hadir" in words and "Saya hadir" not in words


def test_participant_before_the_door_opens_is_told_when(city, client_for):
    city.today.delete()

    words = words_of(client_for(city.accounts["peserta"]).get("/"))

    assert "Presensi dibuka Selasa, 1 Desember 2026 pukul" in words and "Saya hadir" not in words


def test_participant_without_a_person_is_told_what_is_missing(client_for):
    assert "Akun ini belum terhubung dengan daftar pegawai" in words_of(client_for("peserta").get("/"))


def test_superior_sees_who_is_away_who_owes_hours_and_the_offices_services(city, client_for):
    words = words_of(client_for(city.accounts["atasan"]).get("/"))

    assert "1 orang yang Anda pimpin; 0 dari 1 yang wajib" in words
    assert "Sesi KINI 08.40 sampai 12.40, Aula BKPSDM Eko Harahap" in words
    assert "Eko Harahap Kelurahan Wek V Kurang" in words
    assert "Surat keterangan domisili" in words


def test_speaker_opens_the_code_on_the_day_of_the_class(city, client_for):
    words = words_of(client_for(city.accounts["narasumber"]).get("/"))

    assert "Sesi KINI" in words and "Buka kode di layar kelas" in words
    assert "1 dari 3 kursi" in words
    assert "Selesai, belum ditutup panitia Sesi LALU" in words
    assert "Sesi NANTI" in words


def test_service_unit_sees_logs_that_wait_and_services_without_one(city, client_for):
    owner = city.accounts["organisasi"]
    EventLog.objects.create(file_name="domisili.csv", checksum="1", uploaded_by=owner, uploaded_at=NOW)

    words = words_of(client_for(owner).get("/"))

    assert "domisili.csv sudah diterima. Pilih arti kolomnya." in words
    assert "Belum ada log Surat keterangan domisili" in words


def test_mayor_reads_four_sentences_and_one_question(city, client_for):
    words = words_of(client_for(city.accounts["walikota"]).get("/"))

    assert "Program 2026 dalam empat kalimat" in words
    assert "12,00 juta rupiah" in words
    assert "Satu pertanyaan untuk rapat berikutnya" in words


def test_analyst_without_studies_is_led_to_the_first_one(city, client_for):
    words = words_of(client_for(city.accounts["analis"]).get("/"))

    assert "Belum ada kajian." in words and "Rancang kajian" in words


def test_administrator_is_told_whether_a_worker_lives(city, client_for):
    client = client_for(city.accounts["admin"])
    assert "Ada yang perlu Anda lihat." in words_of(client.get("/"))

    Heartbeat.objects.create(worker="satu", seen_at=NOW)

    assert "Semua berjalan baik." in words_of(client.get("/"))


def test_account_without_a_role_is_told_whom_to_ask(account, client_for):
    assert "Akun ini belum punya peran" in words_of(client_for(account()).get("/"))


def test_account_with_two_roles_chooses_and_cannot_choose_a_third(account, client_for):
    client = client_for(account("bkpsdm", "analis"))

    assert "Pekan ini" in words_of(client.get("/"))
    assert "Kajian dan data" in words_of(client.get("/?sebagai=analis"))
    assert "Pekan ini" in words_of(client.get("/?sebagai=admin"))


@pytest.mark.parametrize("role", Role.values)
def test_every_link_of_a_first_page_opens(city, client_for, role):
    client = client_for(city.accounts[role])
    page = client.get("/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]

    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', main)}

    answers = {link: client.get(link).status_code for link in links}
    assert {link for link, status in answers.items() if status != 200} == set()


@pytest.mark.parametrize("role", Role.values)
def test_first_page_is_light(city, client_for, role):
    assert len(client_for(city.accounts[role]).get("/").content) < 25_000
