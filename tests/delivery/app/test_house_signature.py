"""Where the national service is on, the house signs nothing by itself: only where an officer chooses so."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from saindege.base.app import jobs as base_jobs
from saindege.base.app.models import AuditEntry
from saindege.delivery.app import actions, jobs, queries
from saindege.delivery.app.models import SiasnExport
from saindege.delivery.app.queries import gateway as gateway_queries
from tests.delivery.signed_batch import HOUSE, SIGNATORY, now, page_of, sign, ways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fresh(transactional_db, finished, media, esign):
    """Certificates issued where the national service is on: nobody has signed them."""
    job = actions.ask_for_certificates(finished.officer, finished.batch, address=HOUSE, result_url="/")
    base_jobs.perform(base_jobs.claim("pekerja", now()), lambda *_words: None, jobs.JOBS)
    job.refresh_from_db()
    assert job.state == "done"
    return finished


def test_house_signs_nothing_by_itself_where_the_national_service_is_on(fresh, client_for):
    one = queries.certificates_of(fresh.batch)[0]
    officer, owner = client_for(fresh.officer), client_for(one.person.account)

    pdf = owner.get(reverse("delivery:certificate_pdf", args=[one.number]), follow=True)
    batch_zip = reverse("delivery:certificates_zip", args=[fresh.batch.course_id, fresh.batch.pk])

    session = officer.get(reverse("delivery:session", args=[fresh.batch.course_id, fresh.sessions[-1].pk]))

    assert ways(fresh) == []
    assert "2 sertifikat menunggu tanda tangan pejabat." in session.text and page_of(fresh) in session.text
    assert "Sertifikat ini menunggu tanda tangan pejabat." in pdf.text
    assert "Menunggu tanda tangan pejabat." in pdf.text and "Unduh PDF (A4)" not in pdf.text
    assert officer.get(batch_zip)["Location"] == page_of(fresh)


def test_house_signs_where_an_officer_chooses_so_and_the_official_can_later(fresh, esign, client_for):
    client = client_for(fresh.officer)
    choose = reverse("delivery:use_house_signature", args=[fresh.batch.course_id, fresh.batch.pk])

    client.post(choose)
    base_jobs.perform(base_jobs.claim("pekerja", now()), lambda *_words: None, jobs.JOBS)
    own, page = ways(fresh), client.get(page_of(fresh)).text
    nothing = client.post(choose, follow=True).text
    sign(client, fresh)

    assert own == ["own", "own"] and "2 di antaranya sementara memakai tanda tangan lembaga" in page
    assert "Tidak ada sertifikat yang menunggu tanda tangan." in nothing
    assert ways(fresh) == ["gateway", "gateway"]
    assert AuditEntry.objects.filter(action="delivery.house_signature_chosen").count() == 1


def test_archive_of_a_batch_names_those_that_still_wait(fresh, esign, client_for):
    first, second = gateway_queries.waiting_for_gateway(fresh.batch)
    actions.sign_by_gateway(fresh.officer, first, esign.gateway(), SIGNATORY, address=HOUSE, at=now())
    address = reverse("delivery:certificates_zip", args=[fresh.batch.course_id, fresh.batch.pk])

    archive = zipfile.ZipFile(io.BytesIO(client_for(fresh.officer).get(address).content))

    assert sum(name.endswith(".pdf") for name in archive.namelist()) == 1
    assert second.number in archive.read("BELUM-DITANDATANGANI.txt").decode()


def test_archive_for_siasn_says_whose_file_waits_and_is_made_anew_once_it_is_signed(fresh, esign, client_for):
    client = client_for(fresh.officer)
    year = {"tahun": str(fresh.sessions[-1].starts_at.year)}

    for _ in range(2):
        client.post(reverse("delivery:siasn"), year)
        while (job := base_jobs.claim("pekerja", now())) is not None:
            base_jobs.perform(job, lambda *_words: None, jobs.JOBS)
        if not ways(fresh):
            waiting = client.get(reverse("delivery:siasn")).text
            sign(client, fresh)

    counts = list(SiasnExport.objects.order_by("asked_at").values_list("counts", flat=True))
    assert "2 belum ada berkasnya" in waiting
    assert [len(one["without_file"]) for one in counts] == [2, 0]
