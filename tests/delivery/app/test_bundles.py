"""The papers of a batch: what they say, all in one archive, what the expense report lacks."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Job
from saindege.base.errors import SaindegeError
from saindege.delivery.app import jobs
from saindege.delivery.app.actions import bundles as actions
from saindege.delivery.app.models import CommitteeMember, HeadCount, PaperBundle
from saindege.delivery.app.queries import bundles as queries
from saindege.delivery.app.queries import closing_papers, documents
from saindege.delivery.app.queries.evidence import evidence_of, lacks_of

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)


@pytest.fixture
def paid(course_class):
    speaker = course_class.session.speaker
    speaker.fee_class, speaker.fee_rupiah = "speaker_practitioner", 900_000
    speaker.save()
    return course_class


def test_fee_is_hours_of_sixty_minutes_times_the_rate(paid):
    (fee,) = closing_papers.fees_of(paid.batch)

    # Eight learning hours of 45 minutes are six hours.
    assert (fee.learning_hours, fee.quantity, fee.unit, fee.rupiah) == (8, 6, "jam", 5_400_000)


def test_speaker_without_a_fee_is_owed_nothing_and_it_is_said(course_class):
    (fee,) = closing_papers.fees_of(course_class.batch)

    assert (fee.rate_rupiah, fee.rupiah) == (None, 0)
    assert lacks_of(course_class.batch)["fee"] == course_class.session.speaker.name


def test_committee_is_paid_after_the_speakers_and_the_sum_is_of_both(paid, make_person):
    CommitteeMember.objects.create(
        batch=paid.batch, person=make_person("Lenni Tanjung"), role="chair", fee_rupiah=450_000, added_at=NOW
    )
    CommitteeMember.objects.create(batch=paid.batch, name="Marwan Lubis", role="member", added_at=NOW)

    values = closing_papers.fee_values(paid.batch)

    assert [(row["nama"], row["sebagai"], row["jumlah"]) for row in values["honor"]] == [
        (paid.session.speaker.name, "Narasumber", "5.400.000"),
        ("Lenni Tanjung", "Ketua", "450.000"),
    ]
    assert (values["total"], values["terbilang"]) == (
        "5.850.000",
        "Lima juta delapan ratus lima puluh ribu rupiah",
    )


@pytest.mark.parametrize("form", documents.FORMS, ids=[one.key for one in documents.FORMS])
def test_each_paper_is_set_and_the_same_again(paid, form):
    pdfs = [documents.pdf_of(form, paid.batch, NOW) for _ in range(2)]
    words = [documents.docx_of(form, paid.batch, NOW) for _ in range(2)]

    assert pdfs[0].startswith(b"%PDF") and pdfs[0] == pdfs[1]
    assert words[0].startswith(b"PK") and words[0] == words[1]


def test_papers_of_an_empty_batch_are_set_too(make_class):
    made = make_class(people=(), sessions=0)

    assert all(documents.pdf_of(form, made.batch, NOW).startswith(b"%PDF") for form in documents.FORMS)
    for form in documents.FORMS:
        if form.unit == "batch":
            assert documents.docx_of(form, made.batch, NOW).startswith(b"PK")
        else:
            with pytest.raises(documents.NobodyCalled):
                documents.docx_of(form, made.batch, NOW)


def _archive(paid, kind):
    job = actions.ask_for_papers(paid.officer, paid.batch, kind=kind, at=NOW, result_url="/x/")
    told = []
    files = []
    for _ in range(2):
        jobs.print_papers(Job.objects.get(pk=job.pk), lambda *far: told.append(far))
        files.append(queries.bundle_file(PaperBundle.objects.get()).read_bytes())
    assert files[0] == files[1]
    assert told[0][0] == 0 and told[-1][0] == told[-1][1]
    return zipfile.ZipFile(io.BytesIO(files[0]))


def test_all_papers_come_in_one_archive_by_a_job(paid, media):
    archive = _archive(paid, "all")

    names = archive.namelist()
    kinds = {name.rpartition(".")[2] for name in names}
    assert kinds == {"pdf", "docx", "txt"}
    assert sum(name.startswith("07-daftar-hadir/") for name in names) == 4
    assert len(names) == 2 * (len(documents.FORMS) - 1) + 4 + 1
    assert "Riwayat hidup narasumber" in archive.read("berkas-kurang.txt").decode()


def test_everybody_gets_an_assignment_letter_named_by_nip(paid, media):
    names = _archive(paid, "assignment").namelist()

    stems = {f"surat-tugas/{one.nip}-{one.name.lower().replace(' ', '-')}" for one in paid.people}
    assert set(names) == {f"{stem}.{ending}" for stem in stems for ending in ("pdf", "docx")}


def test_expense_report_holds_proofs_and_says_what_is_missing(paid, media, settings):
    stored = media / "files" / "narasumber"
    stored.mkdir(parents=True)
    (stored / "a.pdf").write_bytes(b"%PDF surat")
    paid.session.speaker.papers.create(
        kind="letter", file_name="surat.pdf", stored_file="narasumber/a.pdf", size=10, uploaded_at=NOW
    )

    archive = _archive(paid, "expenses")

    letter = next(name for name in archive.namelist() if name.startswith("narasumber/"))
    assert archive.read(letter) == b"%PDF surat"
    assert "10-kelengkapan-spj.pdf" in archive.namelist()
    assert "Surat tugas atau kesediaan" not in archive.read("berkas-kurang.txt").decode()


def test_list_of_the_report_fills_as_the_course_goes_on(paid):
    before = {row.item.key for row in evidence_of(paid.batch) if row.is_there}
    paid.close()
    for session in paid.sessions:
        HeadCount.objects.create(session=session, people=2, counted_at=NOW)
    actions.mark_evidence(paid.officer, paid.batch, "tax", note="Map biru, lemari 2", at=NOW)
    after = {row.item.key for row in evidence_of(paid.batch) if row.is_there}

    assert before == {"call_letter", "schedule", "fee"}
    assert after == {*before, "attendance", "head_count", "tax"}
    actions.unmark_evidence(paid.officer, paid.batch, "tax", at=NOW)
    assert not any(row.is_there for row in evidence_of(paid.batch) if row.item.key == "tax")


@pytest.mark.parametrize(("item", "note"), [("attendance", "di map"), ("other", "di map"), ("tax", " ")])
def test_only_papers_of_the_list_are_marked_and_with_a_place(paid, item, note):
    with pytest.raises(SaindegeError):
        actions.mark_evidence(paid.officer, paid.batch, item, note=note, at=NOW)


def test_only_organisers_see_papers(paid, client_for):
    where = f"/kursus/{paid.batch.course_id}/angkatan/{paid.batch.pk}/berkas/"
    officer, teacher = client_for(paid.officer), client_for(paid.speaker)

    with pytest.raises(NotAllowed):
        actions.ask_for_papers(paid.speaker, paid.batch, at=NOW, result_url="")
    assert officer.get(where).status_code == 200
    assert officer.get(where + "honorarium.pdf")["Content-Type"] == "application/pdf"
    assert officer.get(where + "tidak-ada.pdf").status_code == 404
    assert officer.get(where + "honorarium.docx")["Content-Type"].endswith("wordprocessingml.document")
    sheet = f"/kursus/{paid.batch.course_id}/sesi/{paid.session.pk}/daftar-hadir.docx"
    assert (officer.get(sheet).status_code, teacher.get(sheet).status_code) == (200, 404)
    assert officer.post(where + "semua/").status_code == 302
    assert officer.post(where + "spj/", {"item": "tax", "note": "Map biru"}).status_code == 302
    assert "Map biru" in officer.get(where).content.decode()
    assert {teacher.get(where).status_code, teacher.get(where + "honorarium.pdf").status_code} == {404}
