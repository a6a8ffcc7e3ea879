"""Search shows what the account may see, and nothing else."""

import pytest

from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Course
from saindege.service.app.models import Service

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    office = Office.objects.create(code="A", name="Dinas Salak", kind="agency")
    Person.objects.create(name="Rahma Salak", nip="198111122010071006", status="pns", office=office)
    Course.objects.create(code="SLK", title="Budi daya salak", method="technical_guidance", learning_hours=4)
    Service.objects.create(code="S", name="Izin kebun salak")


def test_officer_finds_people_courses_and_services(stored, client_for):
    page = client_for("bkpsdm").get("/cari/?q=salak").content.decode()

    assert "Rahma Salak" in page and "Budi daya salak" in page and "Izin kebun salak" in page
    assert "3 ditemukan." in page


def test_officer_finds_a_person_by_number(stored, client_for):
    assert "Rahma Salak" in client_for("bkpsdm").get("/cari/?q=198111122010071006").content.decode()


def test_participant_finds_neither_other_people_nor_services(stored, client_for):
    page = client_for("peserta").get("/cari/?q=salak").content.decode()

    assert "Budi daya salak" in page
    assert "Rahma Salak" not in page and "Izin kebun salak" not in page


@pytest.mark.parametrize(
    ("words", "said"), [("x", "dua huruf atau lebih"), ("zzz", "Tidak ada “zzz”"), ("", "ejaan lama")]
)
def test_nothing_found_says_what_to_do(client_for, words, said):
    assert said in client_for("bkpsdm").get("/cari/", {"q": words}).content.decode()


def test_words_are_shown_as_words(client_for):
    page = client_for("bkpsdm").get("/cari/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page and "&lt;script&gt;" in page
