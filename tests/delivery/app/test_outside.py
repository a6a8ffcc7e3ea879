"""Courses taken elsewhere: claimed with proof, looked at, counted by the table of forms."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.errors import SaindegeError
from saindege.delivery import attendance
from saindege.delivery.app import queries
from saindege.delivery.app.actions import outside as actions
from saindege.delivery.app.actions.outside import Claim
from saindege.delivery.app.models import OutsideCourse
from saindege.delivery.app.queries.hours import elsewhere_of
from saindege.people.app.models import Person
from saindege.programme import file_check

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
PROOF = b"%PDF-1.7 sertifikat"


@pytest.fixture
def claim(media):
    def make(person, *, proof=PROOF, name="bukti.pdf", **fields):
        words = {
            "title": "Pelayanan prima",
            "organiser": "LAN",
            "form": "technical_training",
            "quantity": Decimal(12),
            "is_international": False,
            "first_on": date(2026, 5, 4),
            "last_on": date(2026, 5, 6),
            "certificate_number": "12/LAN/2026",
        }
        claimed = Claim(**{**words, **fields})
        return actions.claim_course(person.account, person, claimed, file_name=name, content=proof, at=NOW)

    return make


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        ({}, 12),
        ({"is_international": True}, 14.4),
        ({"form": "seminar", "quantity": Decimal(2)}, None),
        ({"last_on": date(2026, 11, 24)}, 12),
    ],
)
def test_recognised_course_counts_by_its_form_and_year(course_class, claim, fields, hours):
    person = course_class.people[0]
    made = claim(person, **fields)

    before = queries.hours_of(person, 2026).done
    actions.decide_claim(course_class.officer, made, is_approved=True, reason="", at=NOW)
    after = queries.hours_of(person, 2026).done
    row = queries.recap_rows(Person.objects.filter(pk=person.pk), 2026)[0].year.done

    assert before == 0
    assert after == row > 0
    assert hours is None or after == pytest.approx(hours)
    assert queries.hours_of(person, 2025).done == 0


def test_refused_course_counts_nothing_and_may_be_claimed_again(course_class, claim):
    person = course_class.people[0]
    made = claim(person)

    with pytest.raises(actions.ProofClaimed):
        claim(person)
    with pytest.raises(attendance.ReasonMissing):
        actions.decide_claim(course_class.officer, made, is_approved=False, reason="", at=NOW)
    actions.decide_claim(course_class.officer, made, is_approved=False, reason="Tidak terbaca", at=NOW)
    with pytest.raises(actions.ClaimDecided):
        actions.decide_claim(course_class.officer, made, is_approved=True, reason="", at=NOW)
    claim(person)

    assert queries.hours_of(person, 2026).done == 0
    assert OutsideCourse.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"last_on": date(2026, 5, 3)}, actions.ClaimOutOfRange),
        ({"last_on": date(2026, 11, 25)}, actions.ClaimOutOfRange),
        ({"quantity": Decimal(0)}, actions.ClaimOutOfRange),
        ({"form": "tidak-ada"}, SaindegeError),
        ({"proof": b""}, file_check.FileRefused),
        ({"proof": b"MZ program", "name": "bukti.pdf"}, file_check.FileRefused),
        ({"name": "bukti.exe"}, file_check.FileRefused),
    ],
)
def test_claim_that_cannot_be_leaves_nothing(course_class, claim, fields, refusal):
    with pytest.raises(refusal):
        claim(course_class.people[0], **fields)

    assert not OutsideCourse.objects.exists()


def test_nobody_claims_for_others_or_decides_about_themselves(course_class, claim, make_person):
    person, officer = course_class.people[0], make_person("Petugas", account=course_class.officer)
    made, own = claim(person), claim(officer, proof=PROOF + b"2")

    with pytest.raises(NotAllowed):
        actions.decide_claim(course_class.officer, own, is_approved=True, reason="", at=NOW)
    with pytest.raises(NotAllowed):
        actions.decide_claim(person.account, made, is_approved=True, reason="", at=NOW)


def test_pages_from_the_claim_to_the_hours(course_class, media, client_for):
    person = course_class.people[0]
    own, officer = client_for(person.account), client_for(course_class.officer)
    typed = {
        "title": "Pelayanan prima", "organiser": "LAN", "form": "technical_training", "quantity": "12,5",
        "first_on": "2026-05-04", "last_on": "2026-05-06",
    }  # fmt: skip

    empty = own.post("/jam/luar/", {})
    own.post("/jam/luar/", {**typed, "file": SimpleUploadedFile("bukti.pdf", PROOF)})
    made = OutsideCourse.objects.get()
    other = client_for(course_class.people[1].account)
    proof = officer.get(f"/jam/luar/{made.pk}/bukti/")
    listed = "Pelayanan prima" in officer.get("/jam/luar/").content.decode()
    officer.post(f"/jam/luar/{made.pk}/putusan/", {"putusan": "ya"})

    content = b"".join(proof.streaming_content)

    assert (empty.status_code, made.quantity, listed) == (422, Decimal("12.5"), True)
    assert content == PROOF
    assert other.get(f"/jam/luar/{made.pk}/bukti/").status_code == 404
    assert other.post(f"/jam/luar/{made.pk}/putusan/", {"putusan": "ya"}).status_code == 404
    assert "Diakui" in own.get("/jam/luar/").content.decode()
    assert queries.hours_of(person, 2026).done == 12.5


@pytest.mark.django_db
def test_hours_lead_only_those_there_who_may_go_there(course_class, account, client_for):
    link = reverse("delivery:outside")
    pages = {
        "participant": client_for(course_class.people[0].account).get(reverse("delivery:hours")),
        "officer": client_for(course_class.officer).get(reverse("delivery:hours")),
        "mayor": client_for(account("walikota")).get(reverse("delivery:hours")),
    }

    led = {name: f'href="{link}"' in page.content.decode() for name, page in pages.items()}

    assert led == {"participant": True, "officer": True, "mayor": False}


def test_list_of_hours_holds_what_was_taken_elsewhere_too(course_class, claim, client_for):
    person = course_class.people[0]
    made = claim(
        person, form="coaching", quantity=Decimal(3), first_on=date(2026, 5, 4), last_on=date(2026, 5, 20)
    )
    actions.decide_claim(course_class.officer, made, is_approved=True, reason="", at=NOW)

    page = client_for(person.account).get(reverse("delivery:hours")).text
    rows = elsewhere_of(person, 2026)

    assert [(row.course, row.hours) for row in rows] == [(made, 4.0)]
    assert sum(row.hours for row in rows) == queries.hours_of(person, 2026).done
    assert "LAN, 20 Mei 2026. Pelatihan di luar" in page


def test_more_hours_than_the_days_hold_are_refused_beside_the_field(course_class, media, client_for):
    typed = {
        "title": "Pelayanan prima", "organiser": "LAN", "form": "technical_training", "quantity": "999",
        "first_on": "2026-05-04", "last_on": "2026-05-03",
    }  # fmt: skip
    own, file = client_for(course_class.people[0].account), SimpleUploadedFile("bukti.pdf", PROOF)

    turned = own.post("/jam/luar/", {**typed, "file": file})
    file.seek(0)
    packed = own.post("/jam/luar/", {**typed, "last_on": "2026-05-06", "file": file})

    assert "Selesai: 03-05-2026 sebelum tanggal mulai, 04-05-2026." in turned.text
    assert "999 JP tidak muat dalam 3 hari." in packed.text
    assert (turned.status_code, packed.status_code) == (422, 422)
    assert not OutsideCourse.objects.exists()
