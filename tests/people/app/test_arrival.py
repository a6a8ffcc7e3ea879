"""A list arrives: kept as it came, recognised when it comes again, dropped and taken up."""

import hashlib

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.base.errors import BadInput
from saindege.people.app import actions, queries
from saindege.people.app.models import Person, StaffImport
from saindege.people.app.queries import reading

from .conftest import ANI, AT, BUDI, LATER, list_of


def test_raw_file_is_kept_byte_for_byte_and_nothing_else_happens(upload, register):
    arrived = upload(ANI, BUDI)

    kept = reading.file_of(arrived)
    assert kept.read_bytes() == list_of(ANI, BUDI)
    assert arrived.checksum == hashlib.sha256(list_of(ANI, BUDI)).hexdigest()
    assert (arrived.state, arrived.report["rows"]) == ("uploaded", 2)
    assert arrived.report["examples"]["NAMA LENGKAP"] == ["Ani Contoh", "Budi Contoh"]
    assert Person.objects.count() == 4
    assert AuditEntry.objects.get().detail == {"rows": 2}


def test_columns_that_speak_for_themselves_are_recognised(upload):
    arrived = upload(ANI, header=("NIP_BARU", "NAMA LENGKAP", "UNIT KERJA", "KETERANGAN"))

    assert arrived.mapping == {
        "NIP_BARU": "nip", "NAMA LENGKAP": "name", "UNIT KERJA": "office", "KETERANGAN": "",
    }  # fmt: skip


def test_same_file_uploaded_twice_continues_the_same_import(upload, account):
    first = upload(ANI)

    second = upload(ANI, by=account("admin"), at=LATER, file_name="salinan.csv")

    assert second == first
    assert StaffImport.objects.count() == 1
    assert len(list(reading.file_of(first).parent.iterdir())) == 1


def test_same_file_after_it_was_applied_is_told(upload, check, apply, register):
    applied = apply(check(upload(ANI, BUDI)))

    again = upload(ANI, BUDI, at=LATER)

    assert again != applied
    assert queries.earlier_use(again) == applied


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 bukan tabel", b"\x00\xff\x00\xff" * 100])
def test_file_that_is_no_table_is_refused_and_not_kept(officer, media, content):
    with pytest.raises(BadInput) as caught:
        actions.store_list(officer, file_name="daftar.xlsx", chunks=[content], at=AT)

    assert caught.value.sentence.id.startswith("daftar.xlsx: ")
    assert StaffImport.objects.count() == 0
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["../../etc/daftar.csv", "C:\\pegawai\\daftar.csv", "/daftar.csv"])
def test_name_of_a_file_never_leads_out_of_its_folder(upload, name):
    arrived = upload(ANI, file_name=name)

    assert arrived.file_name == "daftar.csv"
    assert arrived.stored_file == f"impor-pegawai/{arrived.checksum}/daftar.csv"


def test_file_that_got_lost_comes_back_when_it_is_uploaded_again(upload):
    arrived = upload(ANI)
    reading.file_of(arrived).unlink()

    upload(ANI, at=LATER)

    assert reading.file_of(arrived).read_bytes() == list_of(ANI)


def test_dropped_import_is_taken_up_again(upload, officer):
    arrived = upload(ANI)

    dropped = actions.discard_list(officer, arrived.pk, at=AT)
    again = actions.reopen_list(officer, arrived.pk, at=LATER)

    assert (dropped.state, again.state) == ("discarded", "uploaded")
    assert list(queries.open_imports(officer)) == [arrived]


def test_dropped_import_stays_dropped_while_its_file_is_open_again(upload, officer):
    dropped = actions.discard_list(officer, upload(ANI).pk, at=AT)
    upload(ANI, at=LATER)

    with pytest.raises(actions.NotOpen):
        actions.reopen_list(officer, dropped.pk, at=LATER)


def test_applied_import_cannot_be_dropped(upload, check, apply, officer, register):
    applied = apply(check(upload(ANI, BUDI)))

    with pytest.raises(actions.NotOpen):
        actions.discard_list(officer, applied.pk, at=LATER)


@pytest.mark.parametrize("role", ["peserta", "atasan", "narasumber", "walikota", "analis", "organisasi"])
def test_nobody_but_the_keepers_of_the_list_brings_one_in(upload, account, role):
    with pytest.raises(NotAllowed):
        upload(ANI, by=account(role))
