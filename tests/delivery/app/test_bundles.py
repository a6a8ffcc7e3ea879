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
from saindege.delivery.app.models import HeadCount, PaperBundle
from saindege.delivery.app.queries import bundles as queries
from saindege.delivery.app.queries import closing_papers

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
    assert queries.lacks_of(course_class.batch)["fee"] == course_class.session.speaker.name


@pytest.mark.parametrize("key", [one.key for one in queries.KINDS])
def test_each_paper_is_set_and_the_same_again(paid, key):
    kind = queries.kind_by_key(key)

    first, second = (kind.make(paid.batch, NOW) for _ in range(2))

    assert first.startswith(b"%PDF") and first == second


def test_papers_of_an_empty_batch_are_set_too(make_class):
    made = make_class(people=(), sessions=0)

    assert all(kind.make(made.batch, NOW).startswith(b"%PDF") for kind in queries.KINDS)


def test_all_papers_come_in_one_archive_by_a_job(paid, media):
    job = actions.ask_for_papers(paid.officer, paid.batch, at=NOW, result_url="/x/")
    told = []

    for _ in range(2):
        jobs.print_papers(Job.objects.get(pk=job.pk), lambda *far: told.append(far))
    archive = zipfile.ZipFile(io.BytesIO(queries.bundle_file(PaperBundle.objects.get()).read_bytes()))

    assert len(archive.namelist()) == len(queries.KINDS) + 2 + 1
    assert "Riwayat hidup narasumber" in archive.read("berkas-kurang.txt").decode()
    assert told[0][0] == 0 and told[-1][:2] == (len(queries.KINDS) + 2,) * 2


def test_list_of_the_report_fills_as_the_course_goes_on(paid):
    before = {row.item.key for row in queries.evidence_of(paid.batch) if row.is_there}
    paid.close()
    for session in paid.sessions:
        HeadCount.objects.create(session=session, people=2, counted_at=NOW)
    actions.mark_evidence(paid.officer, paid.batch, "tax", note="Map biru, lemari 2", at=NOW)
    after = {row.item.key for row in queries.evidence_of(paid.batch) if row.is_there}

    assert before == {"call_letter", "schedule", "fee"}
    assert after == {*before, "attendance", "head_count", "tax"}
    actions.unmark_evidence(paid.officer, paid.batch, "tax", at=NOW)
    assert not any(row.is_there for row in queries.evidence_of(paid.batch) if row.item.key == "tax")


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
    assert officer.post(where + "semua/").status_code == 302
    assert officer.post(where + "spj/", {"item": "tax", "note": "Map biru"}).status_code == 302
    assert "Map biru" in officer.get(where).content.decode()
    assert {teacher.get(where).status_code, teacher.get(where + "honorarium.pdf").status_code} == {404}
