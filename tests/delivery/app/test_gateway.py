"""Certificates of a batch signed by the national service: off by default, checked, nothing lost, nothing told.

The work goes on in a thread of its own with a connection of its own, so that these tests write for real.
"""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.urls import reverse

from saindege.base.app import jobs as base_jobs
from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry, Job
from saindege.delivery import signing
from saindege.delivery.app import actions, jobs, queries
from saindege.delivery.app.models import Certificate, SpeakerCertificate
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.signing.gateway import Signatory
from tests.delivery.national_service import NIK, PASSPHRASE
from tests.delivery.signed_batch import (
    HOUSE,
    ISSUED,
    SIGNATORY,
    TYPED,
    everything,
    now,
    page_of,
    sent,
    sign,
    ways,
)  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def issued(transactional_db, finished, media):
    """Two certificates and one of a speaker, with the signature of the house."""
    actions.issue_certificates(finished.officer, finished.batch, at=ISSUED)
    actions.issue_speaker_certificates(finished.officer, finished.batch, at=ISSUED)
    actions.sign_certificates(finished.officer, everything(finished), address=HOUSE, at=ISSUED)
    return finished


def test_it_is_off_until_the_city_names_its_client_and_says_so(issued, client_for):
    client = client_for(issued.officer)

    page = client.get(page_of(issued)).text
    client.post(page_of(issued), TYPED)

    assert "Belum dinyalakan." in page and "SAINDEGE_ESIGN_ADDRESS" in page
    assert ways(issued) == ["own", "own", "own"]


def test_batch_is_signed_with_its_speakers_and_each_paper_is_the_certificate(
    issued, esign, client_for, caplog
):
    client = client_for(issued.officer)

    with caplog.at_level(logging.DEBUG):
        job = sign(client, issued)

    page = client.get(page_of(issued)).text
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert "3 ditandatangani Kepala BKPSDM Contoh." in page
    assert ways(issued) == ["gateway", "gateway", "gateway"] and sent(issued) == []
    for one in everything(issued):
        signed = client.get(reverse("delivery:certificate_pdf", args=[one.number])).content
        found = signing.check_pdf(signed)
        assert (found.valid, found.number, found.signer) == (True, one.number, "Kepala BKPSDM Contoh")
    told = caplog.text + page + str(list(AuditEntry.objects.values())) + str(esign.asked)
    told += str(list(Job.objects.values()))
    assert NIK not in told and PASSPHRASE not in told
    assert AuditEntry.objects.filter(action="delivery.signed_by_gateway").count() == 3


def test_older_client_signs_a_batch_as_well(issued, esign, client_for, settings):
    settings.SAINDEGE_ESIGN_VERSION = 1

    job = sign(client_for(issued.officer), issued)

    assert (job.state, ways(issued), sent(issued)) == ("done", ["gateway", "gateway", "gateway"], [])
    assert esign.asked.count("/api/sign/pdf") == 3


def test_signed_again_there_is_nothing_left_to_do(issued, esign, client_for):
    client = client_for(issued.officer)
    sign(client, issued)

    again = sign(client, issued)

    assert (again.state, again.total, esign.signed) == ("done", 0, 3)
    assert Certificate.objects.count() == 2


@pytest.mark.parametrize(
    ("behaviour", "typed", "said", "lost"),
    [
        ("well", {"passphrase": "salah"}, "Frasa sandi salah", 0),
        ("well", {"nik": "1277010101800009"}, "tidak terdaftar", 0),
        ("down", {}, "HTTP 500", 0),
        ("gibberish", {}, "bukan klien e-Sign", 0),
        ("cut", {}, "sambungannya putus", 1),
        ("unsigned", {}, "tanpa tanda tangan", 1),
        ("another", {}, "dokumen lain", 1),
        ("broken", {}, "tidak sah", 1),
        ("longer", {}, "tidak mencakup seluruh PDF", 1),
        ("no_pdf", {}, "bukan PDF", 1),
    ],
)
def test_what_goes_wrong_is_said_and_everything_waits_as_before(
    issued, esign, client_for, behaviour, typed, said, lost
):
    esign.behaviour = behaviour
    other = Certificate.objects.latest("register_serial")
    esign.another = queries.certificate_pdf(other, address=HOUSE)

    job = sign(client_for(issued.officer), issued, **typed)

    assert job.state == "failed" and said in job.fault["id"]
    assert ways(issued) == ["own", "own", "own"]
    assert len(sent(issued)) == lost
    assert ("tidak dikirim lagi dengan sendirinya" in job.fault["id"]) is bool(lost)


def test_lost_answer_is_sent_again_only_where_somebody_says_so(issued, esign, client_for):
    client = client_for(issued.officer)
    esign.behaviour = "cut"
    sign(client, issued)
    esign.behaviour = "well"

    rest = sign(client, issued)
    page = client.get(page_of(issued)).text
    first = esign.signed
    unticked = client.post(page_of(issued), TYPED)
    again = sign(client, issued, again="on")

    # One was signed there and its answer lost, two were signed since; then that one once more.
    assert (rest.state, first, ways(issued)) == ("done", 3, ["gateway", "gateway", "gateway"])
    assert "Satu sertifikat sudah dikirim, tetapi jawabannya tidak sampai." in page
    assert "Jawaban hilang" in page
    assert unticked.status_code == 422 and "Centang bila sertifikat itu" in unticked.text
    assert (again.state, esign.signed, sent(issued)) == ("done", 4, [])
    assert AuditEntry.objects.filter(action="delivery.signature_unsure").count() == 1


def test_service_that_breaks_off_keeps_what_is_signed_and_the_rest_waits(issued, esign, client_for):
    esign.most = 1
    client = client_for(issued.officer)

    broken = sign(client, issued)
    esign.most = 99
    healed = sign(client, issued, again="on")

    assert broken.fault["id"].startswith("1 dari 3 ditandatangani. ")
    assert (healed.state, healed.total) == ("done", 2)
    assert ways(issued) == ["gateway", "gateway", "gateway"]


def test_server_that_died_is_told_and_the_rest_is_signed_with_another_passphrase(issued, esign, client_for):
    client = client_for(issued.officer)
    first, second, _speaker = gateway_queries.waiting_for_gateway(issued.batch)
    actions.sign_by_gateway(issued.officer, first, esign.gateway(), SIGNATORY, address=HOUSE, at=now())
    # As kill -9 leaves it: the job runs, its lease is not renewed, and one paper is on its way.
    job = actions.begin_signing(issued.officer, issued.batch, result_url=page_of(issued), at=now())
    Certificate.objects.filter(pk=second.pk).update(sent_to_sign_at=now())

    busy = client.post(page_of(issued), TYPED)
    taken = base_jobs.claim("pekerja", now() + timedelta(minutes=1))
    base_jobs.perform(taken, lambda *_words: None, jobs.JOBS)

    job.refresh_from_db()
    assert busy.status_code == 422 and "Sedang ditandatangani." in busy.text
    assert (taken.pk, job.state) == (job.pk, "failed")
    assert "2 menunggu. 1 sudah dikirim tanpa jawaban." in job.fault["id"]
    assert sign(client, issued).state == "done" and ways(issued) == ["gateway", "gateway", "own"]
    assert sign(client, issued, again="on").state == "done" and esign.signed == 3


def test_two_who_send_one_certificate_at_once_sign_it_once(issued, esign):
    (one, *_rest) = gateway_queries.waiting_for_gateway(issued.batch)
    Certificate.objects.filter(pk=one.pk).update(sent_to_sign_at=now())

    with pytest.raises(actions.SentBefore):
        actions.sign_by_gateway(issued.officer, one, esign.gateway(), SIGNATORY, address=HOUSE, at=now())

    assert esign.asked == []


def test_clocks_that_differ_send_no_passphrase(issued, esign, client_for):
    esign.skew = timedelta(hours=1)

    job = sign(client_for(issued.officer), issued)

    assert "berselisih 60 menit" in job.fault["id"] and esign.signed == 0


def test_nik_that_cannot_be_one_is_refused_before_anything_is_sent(issued, esign, client_for):
    answer = client_for(issued.officer).post(page_of(issued), {"nik": "123", "passphrase": PASSPHRASE})

    assert "NIK terdiri dari 16 angka." in answer.text
    assert esign.asked == []


def test_example_and_revoked_certificates_are_never_sent(issued, esign):
    first, second = queries.certificates_of(issued.batch)
    Certificate.objects.filter(pk=first.pk).update(is_example=True)
    first.refresh_from_db()
    actions.revoke_certificate(issued.officer, second, reason="salah orang", at=ISSUED)

    waiting = gateway_queries.waiting_for_gateway(issued.batch)

    assert [type(one) for one in waiting] == [SpeakerCertificate]
    with pytest.raises(actions.NothingToSign):
        actions.sign_by_gateway(
            issued.officer, first, esign.gateway(), Signatory(NIK, PASSPHRASE), address=HOUSE, at=ISSUED
        )
    assert esign.asked == []


def test_nobody_but_organisers_comes_here(issued, esign, client_for):
    one = queries.certificates_of(issued.batch)[0]

    assert client_for(issued.people[0].account).get(page_of(issued)).status_code == 404
    with pytest.raises(NotAllowed):
        actions.sign_by_gateway(
            issued.people[0].account,
            one,
            esign.gateway(),
            Signatory(NIK, PASSPHRASE),
            address=HOUSE,
            at=ISSUED,
        )
