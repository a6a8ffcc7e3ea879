"""Certificates as SIASN takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from saindege.delivery import siasn
from saindege.delivery.certificate import Content
from saindege.programme import method

RULES = siasn.load_rules()
FORMS = method.load()
CONTENT = Content(
    name="Amran Rambe",
    nip="199003152015041001",
    office="Kelurahan Wek V",
    course="Arsip Surat",
    method="technical_guidance",
    first_on=date(2026, 11, 3),
    last_on=date(2026, 11, 4),
    learning_hours=7.5,
    attended_share=1.0,
    register_number="800.2/0481/BKPSDM/2026",
    organisation="BKPSDM",
    government="Pemerintah Kota Padangsidimpuan",
    place="Padangsidimpuan",
    signatory="",
    signatory_title="Kepala",
    issued_on=date(2026, 11, 24),
    rule_version="2026-1",
)


def test_course_goes_to_kursus_with_its_exact_fields():
    form = FORMS.by_key("technical_guidance")

    row = siasn.row_of(CONTENT, form, path="a.pdf", rules=RULES)

    assert (row.target, row.nip) == ("kursus", "199003152015041001")
    assert row.values == {
        "id": "",
        "instansiId": "A5EB03E23B18F6A0E040640A040252AD",
        "pnsOrangId": "",
        "jenisDiklatId": form.siasn_id,
        "jenisKursus": "",
        "jenisKursusSertipikat": form.siasn_letter,
        "namaKursus": "Arsip Surat",
        "nomorSertipikat": "800.2/0481/BKPSDM/2026",
        "institusiPenyelenggara": "BKPSDM, Pemerintah Kota Padangsidimpuan",
        "jumlahJam": 7,
        "tahunKursus": 2026,
        "tanggalKursus": "03-11-2026",
        "tanggalSelesaiKursus": "04-11-2026",
        "lokasiId": "",
        "path": "a.pdf",
    }


def test_leadership_training_goes_to_diklat_with_its_exact_fields():
    content = replace(CONTENT, course="Pelatihan Kepemimpinan Pengawas", learning_hours=900.0)

    row = siasn.row_of(content, FORMS.by_key("leadership_training"), path="b.pdf", rules=RULES)

    assert row.target == "diklat"
    assert row.values == {
        "id": "",
        "pnsOrangId": "",
        "latihanStrukturalId": 2,
        "nomor": "800.2/0481/BKPSDM/2026",
        "tanggal": "03-11-2026",
        "tanggalSelesai": "04-11-2026",
        "tahun": 2026,
        "jumlahJam": 900,
        "institusiPenyelenggara": "BKPSDM, Pemerintah Kota Padangsidimpuan",
        "bobot": "",
        "jenisKompetensi": "",
        "path": "b.pdf",
    }


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Pelatihan Kepemimpinan Administrator", 3),
        ("PKA Angkatan 2", 3),
        ("Diklatpim II", 4),
        ("PKN Tingkat I", 5),
        ("PIM IV", 2),
        ("Kepemimpinan dasar", 8),
    ],
)
def test_level_of_leadership_training_is_read_from_its_title(title, number):
    row = siasn.row_of(
        replace(CONTENT, course=title), FORMS.by_key("leadership_training"), path="", rules=RULES
    )

    assert row.values["latihanStrukturalId"] == number


OUTSIDE = siasn.OutsideTraining(
    nip="199003152015041001",
    title="Pelatihan Kepemimpinan Administrator (PKA) Angkatan V",
    organiser="BPSDM Provinsi Sumatera Utara",
    number="PKA/12/2026",
    first_on=date(2026, 3, 2),
    last_on=date(2026, 6, 30),
    learning_hours=905.0,
)


def test_leadership_training_elsewhere_goes_to_diklat_with_its_exact_fields():
    row = siasn.row_of_outside(OUTSIDE, FORMS.by_key("leadership_training"), path="b.pdf", rules=RULES)

    assert row.target == "diklat"
    assert row.values == {
        "id": "",
        "pnsOrangId": "",
        "latihanStrukturalId": 3,
        "nomor": "PKA/12/2026",
        "tanggal": "02-03-2026",
        "tanggalSelesai": "30-06-2026",
        "tahun": 2026,
        "jumlahJam": 905,
        "institusiPenyelenggara": "BPSDM Provinsi Sumatera Utara",
        "bobot": "",
        "jenisKompetensi": "",
        "path": "b.pdf",
    }


def test_course_elsewhere_goes_to_kursus_under_nobodys_institution():
    row = siasn.row_of_outside(OUTSIDE, FORMS.by_key("technical_guidance"), path="", rules=RULES)

    assert (row.target, row.values["instansiId"], row.values["path"]) == ("kursus", "", "")
    assert tuple(row.values) == RULES.fields["kursus"]


def test_fields_are_those_of_the_service_letter_for_letter():
    assert RULES.fields["kursus"] == (
        "id", "instansiId", "pnsOrangId", "jenisDiklatId", "jenisKursus", "jenisKursusSertipikat", "namaKursus",
        "nomorSertipikat", "institusiPenyelenggara", "jumlahJam", "tahunKursus", "tanggalKursus",
        "tanggalSelesaiKursus", "lokasiId", "path",
    )  # fmt: skip
    assert RULES.fields["diklat"] == (
        "id", "pnsOrangId", "latihanStrukturalId", "nomor", "tanggal", "tanggalSelesai", "tahun", "jumlahJam",
        "institusiPenyelenggara", "bobot", "jenisKompetensi", "path",
    )  # fmt: skip
