"""The archive for SIASN: both lists, files named by NIP, what cannot go in is told."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.base.app import jobs as base_jobs
from saindege.base.app.models import Job
from saindege.delivery import signing
from saindege.delivery.app import actions, jobs
from saindege.delivery.app.models import OutsideCourse, SiasnExport
from saindege.delivery.app.queries import outside

WIB = timezone(timedelta(hours=7))
ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)


@pytest.fixture
def finished(make_class, media):
    made = make_class(people=("Amran Rambe", "Nurhayati Harahap", "Tanpa Nip"))
    type(made.people[2]).objects.filter(pk=made.people[2].pk).update(nip=None)
    for session in made.sessions:
        for person in made.people:
            made.arrive(person, session)
    made.close()
    actions.issue_certificates(made.officer, made.batch, at=ISSUED)
    return made


def work():
    told = []
    jobs.write_siasn_export(base_jobs.claim("uji", datetime.now(WIB)), lambda *words: told.append(words))
    return told


def test_archive_holds_both_lists_and_the_signed_files(finished, client_for):
    client = client_for(finished.officer)

    answers = [client.post(reverse("delivery:siasn"), {"tahun": "2026"}) for _ in range(2)]
    told = work()

    export = SiasnExport.objects.get()
    content = b"".join(client.get(reverse("delivery:siasn_archive", args=[export.pk])).streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    rows = list(csv.DictReader(io.StringIO(archive.read("kursus.csv").decode("utf-8-sig"))))
    files = [name for name in archive.namelist() if name.endswith(".pdf")]
    assert {one["Location"] for one in answers} == {reverse("base:job", args=[Job.objects.get().pk])}
    assert [row["nip"] for row in rows] == [finished.people[0].nip, finished.people[1].nip]
    assert [row["path"] for row in rows] == files
    assert all(signing.check_pdf(archive.read(name)).valid for name in files)
    assert json.loads(archive.read("diklat.json")) == []
    assert "Tanpa NIP" in archive.read("BACA-DULU.txt").decode()
    assert (export.counts["kursus"], len(export.counts["without_nip"])) == (2, 1)
    assert told[-1][:2] == (6, 6)
    assert "satu tanpa NIP" in client.get(reverse("delivery:siasn")).text


def test_revoked_certificate_is_left_out_of_the_next_archive(finished, client_for):
    client = client_for(finished.officer)
    client.post(reverse("delivery:siasn"), {"tahun": "2026"})
    work()
    gone = finished.batch.certificates.get(person=finished.people[0])
    actions.revoke_certificate(finished.officer, gone, reason="salah orang", at=ISSUED)

    client.post(reverse("delivery:siasn"), {"tahun": "2026"})
    work()

    assert sorted(one.counts["kursus"] for one in SiasnExport.objects.all()) == [1, 2]


@pytest.fixture
def claimed(finished):
    """Two courses taken elsewhere and recognised, one that waits, one by somebody without a NIP."""
    first, second, nameless = finished.people
    for number, (person, form, state) in enumerate(
        [(first, "leadership_training", "approved"), (second, "seminar", "approved"), (second, "seminar", "asked"), (nameless, "seminar", "approved")]
    ):  # fmt: skip
        stored = f"luar/{number}.jpg"
        path = outside.proof_file(OutsideCourse(stored_file=stored))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"bukti {number}".encode())
        OutsideCourse.objects.create(
            person=person, title=f"Kursus luar {number}", organiser="BPSDM Provinsi", form=form, quantity=2,
            first_on=ISSUED.date(), last_on=ISSUED.date(), certificate_number=f"L/{number}", file_name="bukti.jpg",
            stored_file=stored, checksum=str(number) * 64, state=state, asked_at=ISSUED,
        )  # fmt: skip
    return finished


def test_recognised_courses_elsewhere_come_with_their_proofs(claimed, client_for):
    client = client_for(claimed.officer)
    client.post(reverse("delivery:siasn"), {"tahun": "2026"})
    work()

    export = SiasnExport.objects.get()
    content = b"".join(client.get(reverse("delivery:siasn_archive", args=[export.pk])).streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    (diklat,) = csv.DictReader(io.StringIO(archive.read("diklat.csv").decode("utf-8-sig")))
    kursus = list(csv.DictReader(io.StringIO(archive.read("kursus.csv").decode("utf-8-sig"))))
    assert (diklat["nip"], diklat["nomor"], diklat["institusiPenyelenggara"]) == (
        claimed.people[0].nip,
        "L/0",
        "BPSDM Provinsi",
    )
    assert [row["namaKursus"] for row in kursus] == ["Arsip Surat", "Arsip Surat", "Kursus luar 1"]
    assert (archive.read(diklat["path"]), archive.read(kursus[2]["path"])) == (b"bukti 0", b"bukti 1")
    assert diklat["path"].startswith(f"sertifikat/{claimed.people[0].nip}-luar-")
    assert (export.counts["outside"], len(export.counts["without_nip"])) == (3, 2)
    assert "3 pelatihan di luar" in client.get(reverse("delivery:siasn")).text


def test_claim_that_is_recognised_later_makes_another_archive(claimed, client_for):
    client = client_for(claimed.officer)
    before = client.post(reverse("delivery:siasn"), {"tahun": "2026"})["Location"]
    OutsideCourse.objects.filter(state="asked").update(state="approved")

    assert client.post(reverse("delivery:siasn"), {"tahun": "2026"})["Location"] != before


def test_year_without_certificates_is_refused(finished, client_for):
    answer = client_for(finished.officer).post(reverse("delivery:siasn"), {"tahun": "2025"}, follow=True)

    assert "belum punya sertifikat" in answer.text
    assert not Job.objects.exists()


def test_archive_is_for_organisers_alone(finished, client_for):
    client_for(finished.officer).post(reverse("delivery:siasn"), {"tahun": "2026"})
    work()
    export = SiasnExport.objects.get()

    for role in ("peserta", "atasan", "narasumber", "walikota"):
        assert client_for(role).get(reverse("delivery:siasn_archive", args=[export.pk])).status_code == 404
