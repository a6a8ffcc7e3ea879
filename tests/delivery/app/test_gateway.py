"""Certificates of a batch signed by the national service: off by default, checked, nothing lost, nothing told."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery import signing
from saindege.delivery.app import actions, queries
from saindege.delivery.app.models import Certificate, SignedPaper
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.signing.gateway import Signatory
from tests.delivery.national_service import CLIENT, NIK, PASSPHRASE, SECRET

WIB = timezone(timedelta(hours=7))
ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)
HOUSE = "https://contoh.go.id"
TYPED = {"nik": NIK, "passphrase": PASSPHRASE}


@pytest.fixture
def issued(finished, media):
    actions.issue_certificates(finished.officer, finished.batch, at=ISSUED)
    actions.sign_certificates(
        finished.officer, list(queries.certificates_of(finished.batch)), address=HOUSE, at=ISSUED
    )
    return finished


@pytest.fixture
def service(national_service, settings):
    settings.SAINDEGE_ESIGN_ADDRESS = national_service.address
    settings.SAINDEGE_ESIGN_CLIENT, settings.SAINDEGE_ESIGN_SECRET = CLIENT, SECRET
    settings.SAINDEGE_ESIGN_SECONDS = 5
    settings.SAINDEGE_DEMO = False
    return national_service


def page_of(made):
    return reverse("delivery:gateway", args=[made.batch.course_id, made.batch.pk])


def ways(made):
    numbers = queries.certificates_of(made.batch).values("number")
    return sorted(SignedPaper.objects.filter(number__in=numbers).values_list("way", flat=True))


def test_it_is_off_until_the_city_names_its_client_and_says_so(issued, client_for):
    client = client_for(issued.officer)

    page = client.get(page_of(issued)).text
    client.post(page_of(issued), TYPED)

    assert "Belum dinyalakan." in page and "SAINDEGE_ESIGN_ADDRESS" in page
    assert ways(issued) == ["own", "own"]


def test_batch_is_signed_and_each_paper_is_the_certificate(issued, service, client_for, caplog):
    client = client_for(issued.officer)

    with caplog.at_level(logging.DEBUG):
        answer = client.post(page_of(issued), TYPED, follow=True)

    assert "2 sertifikat ditandatangani." in answer.text
    assert ways(issued) == ["gateway", "gateway"]
    for one in queries.certificates_of(issued.batch):
        signed = client.get(reverse("delivery:certificate_pdf", args=[one.number])).content
        found = signing.check_pdf(signed)
        assert (found.valid, found.number, found.signer) == (True, one.number, "Kepala BKPSDM Contoh")
    told = caplog.text + answer.text + str(list(AuditEntry.objects.values())) + str(service.asked)
    assert NIK not in told and PASSPHRASE not in told
    assert AuditEntry.objects.filter(action="delivery.signed_by_gateway").count() == 2


def test_signed_again_there_is_nothing_left_to_do(issued, service, client_for):
    client = client_for(issued.officer)
    client.post(page_of(issued), TYPED)

    again = client.post(page_of(issued), TYPED, follow=True)

    assert "Tidak ada sertifikat yang menunggu." in again.text
    assert service.signed == 2


@pytest.mark.parametrize(
    ("behaviour", "typed", "said"),
    [
        ("well", {**TYPED, "passphrase": "salah"}, "Frasa sandi salah"),
        ("down", TYPED, "tidak menjawab"),
        ("gibberish", TYPED, "tidak menjawab"),
        ("unsigned", TYPED, "bukan sertifikat yang dikirim"),
        ("another", TYPED, "bukan sertifikat yang dikirim"),
    ],
)
def test_what_goes_wrong_is_said_and_everything_waits_as_before(
    issued, service, client_for, behaviour, typed, said
):
    service.behaviour = behaviour
    other = Certificate.objects.latest("register_serial")
    service.another = queries.certificate_pdf(other, address=HOUSE)

    answer = client_for(issued.officer).post(page_of(issued), typed)

    assert answer.status_code == 422 and said in answer.text
    assert "2 sertifikat menunggu tanda tangan" in answer.text
    assert PASSPHRASE not in answer.text
    assert ways(issued) == ["own", "own"]


def test_service_that_breaks_off_keeps_what_is_signed_and_the_rest_waits(issued, service, client_for):
    service.most = 1
    client = client_for(issued.officer)

    broken = client.post(page_of(issued), TYPED)
    service.most = 99
    healed = client.post(page_of(issued), TYPED, follow=True)

    assert "tidak menjawab" in broken.text and "Satu sertifikat menunggu tanda tangan" in broken.text
    assert "1 sertifikat ditandatangani." in healed.text
    assert ways(issued) == ["gateway", "gateway"]


def test_slow_service_signs_what_fits_in_one_request(issued, service, client_for, monkeypatch):
    monkeypatch.setattr("saindege.delivery.app.views.gateway.LONGEST", timedelta(0))

    answer = client_for(issued.officer).post(page_of(issued), TYPED, follow=True)

    assert "1 sertifikat lagi menunggu. Ketik frasa sandi sekali lagi" in answer.text
    assert ways(issued) == ["gateway", "own"]


def test_nik_that_cannot_be_one_is_refused_before_anything_is_sent(issued, service, client_for):
    answer = client_for(issued.officer).post(page_of(issued), {"nik": "123", "passphrase": PASSPHRASE})

    assert "NIK terdiri dari 16 angka." in answer.text
    assert service.asked == []


def test_example_and_revoked_certificates_are_never_sent(issued, service):
    first, second = queries.certificates_of(issued.batch)
    Certificate.objects.filter(pk=first.pk).update(is_example=True)
    first.refresh_from_db()
    actions.revoke_certificate(issued.officer, second, reason="salah orang", at=ISSUED)

    assert gateway_queries.waiting_for_gateway(issued.batch) == []
    with pytest.raises(actions.NothingToSign):
        actions.sign_by_gateway(
            issued.officer, first, service.gateway(), Signatory(NIK, PASSPHRASE), address=HOUSE, at=ISSUED
        )
    assert service.asked == []


def test_nobody_but_organisers_comes_here(issued, service, client_for):
    one = queries.certificates_of(issued.batch)[0]

    assert client_for(issued.people[0].account).get(page_of(issued)).status_code == 404
    with pytest.raises(NotAllowed):
        actions.sign_by_gateway(
            issued.people[0].account,
            one,
            service.gateway(),
            Signatory(NIK, PASSPHRASE),
            address=HOUSE,
            at=ISSUED,
        )
