"""What people type into the forms of the programme."""

import uuid
from datetime import datetime
from decimal import Decimal

import pytest

from saindege.programme.app.forms import CourseForm, SessionForm

from .conftest import WIB

# The form offers the equipment that there is.
pytestmark = pytest.mark.django_db

COURSE = {
    "title": "Arsip digital",
    "code": "ARSIP-01",
    "method": "technical_training",
    "summary": "",
    "learning_hours": "20",
    "pass_percent": "85",
    "cost": "",
}
SESSION = {
    "key": str(uuid.uuid4()),
    "title": "Hari 1",
    "day": "2026-12-01",
    "starts": "08:30",
    "ends": "11.30",
    "place": "Aula BKPSDM",
    "speaker": "",
    "capacity": "30",
    "learning_hours": "4",
}


def test_money_hours_and_per_cent_are_read_as_people_write_them():
    form = CourseForm({**COURSE, "learning_hours": "7,5", "pass_percent": "87,5 %", "cost": "Rp 2,5 juta"})

    assert form.is_valid(), form.errors
    values = form.values()
    assert (values.learning_hours, values.pass_attendance_share) == (Decimal("7.5"), Decimal("0.875"))
    assert values.cost_rupiah == 2_500_000


def test_marks_of_a_course_are_read_as_people_write_them_and_asked_for_only_when_written():
    asked = CourseForm({**COURSE, "post_mark": "62,5", "practice_percent": "60 %"})
    silent = CourseForm(COURSE)
    wrong = CourseForm({**COURSE, "post_mark": "101", "practice_percent": "baik"})

    assert asked.is_valid() and silent.is_valid() and not wrong.is_valid()
    found = [(one.pass_post_mark, one.pass_practice_percent) for one in (asked.values(), silent.values())]
    assert found == [(Decimal("62.5"), Decimal(60)), (None, None)]
    assert {name: faults[0] for name, faults in wrong.errors.items()} == {
        "post_mark": "“101” bukan nilai. Tulis 0 sampai 100, misalnya 70 atau 62,5.",
        "practice_percent": "“baik” bukan nilai. Tulis 0 sampai 100, misalnya 70 atau 62,5.",
    }


def test_every_fault_of_a_course_stands_beside_its_field():
    form = CourseForm({"learning_hours": "nol", "pass_percent": "0,85", "cost": "gratis", "method": "sihir"})

    assert form.is_valid() is False
    assert {name: faults[0] for name, faults in form.errors.items()} == {
        "title": "Tulis nama kursus.",
        "code": "Tulis kode singkat, misalnya ARSIP-01.",
        "method": "Pilih satu bentuk dari daftar.",
        "learning_hours": "“nol” bukan jumlah JP. Tulis angka lebih dari nol, misalnya 8 atau 7,5.",
        "pass_percent": "“0,85” bukan persen. Tulis 0 sampai 100, misalnya 85.",
        "cost": "“gratis” bukan jumlah rupiah. Tulis misalnya 2.500.000 atau 2,5 juta.",
    }


@pytest.mark.parametrize("day", ["2026-12-01", "01-12-2026", "1/12/2026"])
@pytest.mark.parametrize("clock", ["08:30", "8.30", "pukul 08.30 WIB", "0830"])
def test_day_and_time_are_read_on_the_office_clock(day, clock):
    form = SessionForm({**SESSION, "day": day, "starts": clock})

    assert form.is_valid(), form.errors
    assert form.values().starts_at == datetime(2026, 12, 1, 8, 30, tzinfo=WIB)


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("day", "besok", "Tanggal ini tidak terbaca. Tulis misalnya 24-11-2026."),
        ("day", "0202-12-01", "Tahun ini terlalu jauh. Periksa tanggalnya."),
        ("starts", "pagi", "“pagi” bukan jam. Tulis jam dan menit, misalnya 08.30."),
        ("capacity", "0", "Isi paling sedikit satu kursi."),
        ("capacity", "banyak", "Tulis jumlah kursi dengan angka."),
        ("place", " ", "Tulis tempatnya."),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_write(field, typed, fault):
    form = SessionForm({**SESSION, field: typed})

    assert not form.is_valid()
    assert dict(form.errors) == {field: [fault]}
