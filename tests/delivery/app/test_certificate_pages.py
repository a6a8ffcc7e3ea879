"""Certificates on their pages: anybody checks, owners take, a revoked one says so."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Job
from saindege.delivery.app import actions

WIB = timezone(timedelta(hours=7))


def test_anybody_checks_a_certificate_and_sees_what_the_paper_shows(finished):
    issued = actions.issue_certificate(
        finished.officer, finished.batch, finished.people[1], at=datetime.now(WIB)
    )

    page = Client().get(reverse("delivery:certificate", args=[issued.number]))

    assert page.status_code == 200 and "Asli dan berlaku" in page.text
    assert "Nurhayati Harahap" in page.text and "800.2/0001/BKPSDM" in page.text
    assert "Unduh PDF" not in page.text and "Cabut" not in page.text
    assert finished.people[1].nip not in page.text.replace(" ", "") and page["X-Robots-Tag"] == "noindex"


def test_code_typed_badly_leads_to_the_certificate(finished):
    issued = actions.issue_certificate(
        finished.officer, finished.batch, finished.people[1], at=datetime.now(WIB)
    )
    address = reverse("delivery:certificate", args=[issued.number])

    typed = Client().get(reverse("delivery:certificate_search"), {"kode": issued.number.lower()})
    spaced = Client().get(reverse("delivery:certificate", args=[issued.number.replace("-", "").lower()]))

    assert typed["Location"] == address and spaced["Location"] == address


def test_revoked_certificate_says_so_with_the_reason(finished, client_for):
    issued = actions.issue_certificate(
        finished.officer, finished.batch, finished.people[1], at=datetime.now(WIB)
    )
    client, address = (
        client_for(finished.officer),
        reverse("delivery:revoke_certificate", args=[issued.number]),
    )

    refused = client.post(address, {"reason": ""})
    client.post(address, {"reason": "kehadiran kurang dari syarat"})
    page = Client().get(reverse("delivery:certificate", args=[issued.number]))

    assert refused.status_code == 422 and "Tulis alasan pencabutan" in refused.text
    assert page.status_code == 200 and "Dicabut pada" in page.text
    assert "kehadiran kurang dari syarat" in page.text and "Asli dan berlaku" not in page.text


@pytest.mark.django_db
def test_unknown_certificate_is_404_in_the_same_look():
    page = Client().get(reverse("delivery:certificate", args=["PSP-ABCD-EFGK"]))
    number = Client().get(reverse("delivery:certificate_search"), {"kode": "800.2/0001/BKPSDM/2026"})

    assert page.status_code == 404 and "Kode tidak ditemukan" in page.text and "Coba lagi" in page.text
    assert number.status_code == 404 and "Itu nomor registrasi" in number.text


@pytest.mark.django_db
def test_trying_many_codes_is_slowed_down_and_true_codes_still_open(finished):
    issued = actions.issue_certificate(
        finished.officer, finished.batch, finished.people[1], at=datetime.now(WIB)
    )
    client = Client()

    answers = [client.get(reverse("delivery:certificate", args=[f"X{n}"])).status_code for n in range(31)]

    assert answers == [404] * 30 + [429]
    assert client.get(reverse("delivery:certificate", args=[issued.number])).status_code == 200


def test_paper_goes_to_its_owner_and_to_organisers(finished, client_for):
    owner, other = finished.people
    issued = actions.issue_certificate(finished.officer, finished.batch, owner, at=datetime.now(WIB))
    address = reverse("delivery:certificate_pdf", args=[issued.number])

    answer = client_for(owner.account).get(address)

    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    assert answer.content == client_for(finished.officer).get(address).content
    assert client_for(other.account).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_zip_holds_a_paper_for_each_certificate_that_stands(finished, client_for):
    issued = [
        actions.issue_certificate(finished.officer, finished.batch, person, at=datetime.now(WIB))
        for person in finished.people
    ]
    actions.revoke_certificate(finished.officer, issued[0], reason="salah orang", at=datetime.now(WIB))

    answer = client_for(finished.officer).get(
        reverse("delivery:certificates_zip", args=[finished.batch.course_id, finished.batch.pk])
    )

    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == [f"{finished.people[1].nip}-{issued[1].number}.pdf"]


def test_certificates_page_lists_ones_own_and_everything_for_organisers(finished, client_for):
    for person in finished.people:
        actions.issue_certificate(finished.officer, finished.batch, person, at=datetime.now(WIB))
    address = reverse("delivery:certificate_search")

    own = client_for(finished.people[0].account).get(address).text
    everything = client_for(finished.officer).get(address).text
    table = client_for(finished.officer).get(address + "?unduh=csv").content.decode("utf-8-sig")

    assert own.count("Arsip Surat") >= 1 and "Nurhayati" not in own
    assert "Nurhayati Harahap" in everything and "Amran Rambe" in everything
    assert len(table.splitlines()) == 3


def test_second_revocation_is_told_that_the_first_reason_stands(finished, client_for):
    issued = actions.issue_certificate(
        finished.officer, finished.batch, finished.people[1], at=datetime.now(WIB)
    )
    client = client_for(finished.officer)
    address = reverse("delivery:revoke_certificate", args=[issued.number])
    client.post(address, {"reason": "kehadiran kurang dari syarat"})

    page = client.post(address, {"reason": "salah orang sama sekali"}, follow=True)

    assert "alasan yang pertama yang berlaku" in page.text
    assert "kehadiran kurang dari syarat" in page.text and "salah orang" not in page.text


def words_of(pdf):
    # A long address is broken where the column ends.
    return "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())


def test_paper_leads_to_its_own_public_check(finished, client_for, settings):
    settings.SAINDEGE_ADDRESS = ""
    person = finished.people[0]
    issued = actions.issue_certificate(finished.officer, finished.batch, person, at=datetime.now(WIB))

    paper = client_for(person.account).get(reverse("delivery:certificate_pdf", args=[issued.number]))

    words = words_of(paper.content)
    assert f"testserver/sertifikat/{issued.number}/" in words and "/pdf/" not in words


def test_papers_made_as_work_know_the_address_of_the_house(finished, client_for, settings):
    settings.SAINDEGE_ADDRESS = ""
    session = finished.sessions[-1]

    client_for(finished.officer).post(
        reverse("delivery:issue_certificates", args=[session.batch.course_id, session.pk])
    )

    assert Job.objects.get().arguments["address"] == "http://testserver"
