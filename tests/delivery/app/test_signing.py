"""Signed papers in the house: made once, replaced by one signed elsewhere, issued anew, for speakers too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import jwt
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.errors import BadInput
from saindege.delivery import attendance, signing
from saindege.delivery.app import actions, paper, queries
from saindege.delivery.app.actions import signing as signing_actions
from saindege.delivery.app.models import Certificate, SignedPaper, SpeakerCertificate

WIB = timezone(timedelta(hours=7))
ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)
HOUSE = "https://contoh.go.id"


@pytest.fixture
def finished(course_class, media):
    """Both were at both sessions, everything is closed."""
    for session in course_class.sessions:
        for person in course_class.people:
            course_class.arrive(person, session)
    course_class.close()
    return course_class


@pytest.fixture
def issued(finished):
    return actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)


def elsewhere(content, tmp_path):
    other = signing.keep_authority(tmp_path / "lain", "Balai Sertifikasi", made_at=ISSUED)
    return signing.sign_pdf(content, other, signed_at=ISSUED, reason="Sertifikat", place="Jakarta")


def test_signed_file_is_made_once_and_valid(finished, issued):
    owner = finished.people[0].account

    first = actions.sign_certificate(owner, issued, address=HOUSE, at=ISSUED)
    again = actions.sign_certificate(owner, issued, address=HOUSE, at=ISSUED + timedelta(days=1))

    found = signing.check_pdf(queries.signed_file(first).read_bytes())
    assert first == again
    assert (found.valid, found.number, found.name, found.hours) == (True, issued.number, "Amran Rambe", 8.0)
    assert found.signed_at == "2026-11-26T09:00:00+07:00"


def test_nobody_else_has_a_paper_signed(finished, issued):
    with pytest.raises(NotAllowed):
        actions.sign_certificate(finished.people[1].account, issued, address=HOUSE, at=ISSUED)

    assert not SignedPaper.objects.exists()


def test_all_papers_of_a_batch_are_signed_once(finished):
    actions.issue_certificates(finished.officer, finished.batch, at=ISSUED)
    all_of_it = list(queries.certificates_of(finished.batch))
    told: list[tuple[int, int]] = []

    counts = [
        actions.sign_certificates(
            finished.officer, all_of_it, address=HOUSE, at=ISSUED, tell=lambda *words: told.append(words)
        )
        for _ in range(2)
    ]

    assert counts == [2, 0]
    assert told == [(1, 2), (2, 2)]


def test_presses_beside_this_program_print_the_same(finished, issued, tmp_path, monkeypatch):
    monkeypatch.setattr(paper, "FEW_ORDERS", 1)
    order = queries.print_order(issued, address=HOUSE, signed_at=ISSUED)

    printed = list(paper.print_all([order], tmp_path / "keys", "Badan", now=ISSUED, presses=2))

    assert [one.number for one in printed] == [issued.number]
    assert signing.check_pdf(Path(printed[0].target).read_bytes()).valid
    assert Path(printed[0].target).name == f"{issued.number}-{printed[0].checksum[:12]}.pdf"


def test_presses_share_many_orders_and_lose_none(finished, issued, tmp_path, monkeypatch):
    monkeypatch.setattr(paper, "FEW_ORDERS", 1)
    order = queries.print_order(issued, address=HOUSE, signed_at=ISSUED)
    orders = [replace(order, number=f"PSP-{number}") for number in range(20)]

    printed = list(paper.print_all(orders, tmp_path / "keys", "Badan", now=ISSUED, presses=2))

    assert sorted(one.number for one in printed) == sorted(one.number for one in orders)
    assert len(set(Path(order.folder).glob("PSP-*.pdf"))) == 20


def test_press_that_breaks_off_is_told_and_what_was_printed_is_kept(finished, issued, tmp_path, monkeypatch):
    monkeypatch.setattr(paper, "FEW_ORDERS", 1)
    order = queries.print_order(issued, address=HOUSE, signed_at=ISSUED)
    broken = replace(order, number="PSP-RUSAK", data={})
    orders = [*(replace(order, number=f"PSP-{number}") for number in range(8)), broken]

    printed = []
    with pytest.raises(paper.PressFailed):
        printed.extend(paper.print_all(orders, tmp_path / "keys", "Badan", now=ISSUED, presses=2))

    assert all(Path(one.target).exists() for one in printed)


def test_work_left_early_ends_the_presses(finished, issued, tmp_path, monkeypatch):
    monkeypatch.setattr(paper, "FEW_ORDERS", 1)
    order = queries.print_order(issued, address=HOUSE, signed_at=ISSUED)
    orders = [replace(order, number=f"PSP-{number}") for number in range(200)]

    work = paper.print_all(orders, tmp_path / "keys", "Badan", now=ISSUED, presses=2)
    first = next(work)
    work.close()

    assert Path(first.target).exists()
    assert len(list(Path(order.folder).glob("PSP-*.pdf"))) < 100


def test_of_two_who_have_a_paper_made_at_once_the_first_file_stays(finished, issued):
    first = actions.sign_certificate(finished.officer, issued, address=HOUSE, at=ISSUED)
    order = queries.print_order(issued, address=HOUSE, signed_at=ISSUED)
    later = paper.print_signed(order, queries.authority(ISSUED))

    kept = signing_actions._keep(finished.officer, [later], ISSUED)

    assert kept == [first]
    assert queries.signed_file(first).exists() and not Path(later.target).exists()


def test_lost_file_is_made_anew_and_the_row_names_it(finished, issued):
    first = actions.sign_certificate(finished.officer, issued, address=HOUSE, at=ISSUED)
    queries.signed_file(first).unlink()

    again = actions.sign_certificate(finished.officer, issued, address=HOUSE, at=ISSUED)

    assert again.checksum != first.checksum
    assert SignedPaper.objects.get().checksum == again.checksum
    assert queries.signed_file(again).exists()


def test_file_signed_elsewhere_takes_the_place_of_ours(finished, issued, client_for, tmp_path):
    client = client_for(finished.officer)
    ours = client.get(reverse("delivery:certificate_pdf", args=[issued.number])).content
    unsigned = client.get(
        reverse("delivery:certificate_pdf", args=[issued.number]) + "?tanda-tangan=tidak"
    ).content
    theirs = elsewhere(unsigned, tmp_path)

    client.post(
        reverse("delivery:put_signed_file", args=[issued.number]),
        {"file": SimpleUploadedFile("a.pdf", theirs, "application/pdf")},
    )

    taken = client.get(reverse("delivery:certificate_pdf", args=[issued.number])).content
    assert signing.check_pdf(ours).signer != "Balai Sertifikasi"
    assert taken == theirs
    assert "Balai Sertifikasi" in client.get(reverse("delivery:certificate", args=[issued.number])).text


@pytest.mark.parametrize("fault", ["unsigned", "changed", "other", "no_pdf"])
def test_file_that_is_not_this_certificate_is_refused(finished, issued, fault, tmp_path):
    other = actions.issue_certificate(finished.officer, finished.batch, finished.people[1], at=ISSUED)
    plain = queries.certificate_pdf(issued, address=HOUSE)
    contents = {
        "unsigned": plain,
        "changed": elsewhere(plain, tmp_path) + b"\n",
        "other": elsewhere(queries.certificate_pdf(other, address=HOUSE), tmp_path),
        "no_pdf": b"halo",
    }

    with pytest.raises(BadInput):
        actions.put_signed_file(finished.officer, issued, contents[fault], at=ISSUED)

    assert not SignedPaper.objects.exists()


def test_certificate_issued_anew_revokes_the_old_one_and_carries_the_right_name(finished, issued, client_for):
    type(finished.people[0]).objects.filter(pk=finished.people[0].pk).update(name="Amran Siregar")

    fresh = actions.reissue_certificate(finished.officer, issued, reason="nama salah tulis", at=ISSUED)
    again = actions.reissue_certificate(finished.officer, issued, reason="nama salah tulis", at=ISSUED)

    issued.refresh_from_db()
    assert (fresh, again) == (Certificate.objects.get(replaces=issued), fresh)
    assert (issued.is_current, issued.revoked_at, fresh.content["name"]) == (False, ISSUED, "Amran Siregar")
    assert fresh.content["register_number"] == "800.2/0002/BKPSDM/2026"
    assert queries.waiting_in(finished.batch)[0].person == finished.people[1]
    page = client_for("peserta").get(reverse("delivery:certificate", args=[issued.number])).text
    assert fresh.number in page


def test_certificate_is_not_issued_anew_without_a_reason(finished, issued):
    with pytest.raises(attendance.ReasonMissing):
        actions.reissue_certificate(finished.officer, issued, reason=" ", at=ISSUED)


def test_speaker_gets_one_certificate_for_the_hours_taught(finished, client_for):
    client = client_for(finished.officer)
    address = reverse("delivery:speaker_certificates", args=[finished.batch.course_id, finished.batch.pk])

    for _ in range(2):
        client.post(address)

    issued = SpeakerCertificate.objects.get()
    teacher = client_for(finished.speaker)
    assert (issued.content["role"], issued.content["learning_hours"]) == ("speaker", 8.0)
    assert teacher.get(reverse("delivery:certificate_pdf", args=[issued.number])).content[:5] == b"%PDF-"
    assert (
        "Narasumber" in client_for("peserta").get(reverse("delivery:certificate", args=[issued.number])).text
    )
    assert (
        client_for("peserta").get(reverse("delivery:certificate_pdf", args=[issued.number])).status_code
        == 404
    )


def test_credential_goes_to_the_owner_and_is_valid_by_the_public_key(finished, issued, client_for, tmp_path):
    token = client_for(finished.people[0].account).get(reverse("delivery:badge", args=[issued.number]))
    stranger = client_for("peserta").get(reverse("delivery:badge", args=[issued.number]))
    (tmp_path / "kunci.pem").write_bytes(client_for("peserta").get(reverse("delivery:public_key")).content)

    found = signing.check_badge(token.text, keys=signing.read_public_key(tmp_path / "kunci.pem"))

    assert (found.valid, found.name, found.number) == (True, "Amran Rambe", issued.number)
    assert stranger.status_code == 404


def test_revoked_certificate_gives_no_credential_and_a_paper_that_says_so(finished, issued, client_for):
    client = client_for(finished.officer)
    client.get(reverse("delivery:certificate_pdf", args=[issued.number]))

    actions.revoke_certificate(finished.officer, issued, reason="salah orang", at=ISSUED)

    taken = client.get(reverse("delivery:certificate_pdf", args=[issued.number])).content
    assert client.get(reverse("delivery:badge", args=[issued.number])).status_code == 404
    assert signing.check_pdf(taken).problems == ("not_signed",)


def test_wallet_learns_without_an_account_whether_a_credential_stands(finished, issued, client_for, client):
    token = client_for(finished.people[0].account).get(reverse("delivery:badge", args=[issued.number])).text
    claims = jwt.decode(token, options={"verify_signature": False})
    address = claims["credentialStatus"]["id"].removeprefix("http://testserver")

    before = client.get(address)
    actions.revoke_certificate(finished.officer, issued, reason="salah orang", at=ISSUED)
    after = client.get(address).json()

    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert (before.status_code, before.json()["revokedCredentials"]) == (200, [])
    assert after == {
        "id": claims["credentialStatus"]["id"],
        "issuer": claims["issuer"]["id"],
        "revokedCredentials": [{"id": claims["id"], "revoked": True, "revocationReason": "salah orang"}],
    }
    assert client.get(reverse("delivery:badge_status", args=["PSP-AAAA-AAAA"])).status_code == 404
