"""Certificates: due after the last session, numbered without gaps, frozen, revoked for ever."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry, Setting
from saindege.delivery import attendance, certificate
from saindege.delivery.app import actions, queries
from saindege.delivery.app.models import Certificate, RegisterBook

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)

ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)


@pytest.fixture
def finished(course_class):
    """Both were at both sessions, and everything is closed."""
    for session in course_class.sessions:
        for person in course_class.people:
            course_class.arrive(person, session)
    course_class.close()
    return course_class


def test_certificate_says_what_was_true_on_the_day_of_issue(finished):
    person = finished.people[1]
    Setting.objects.create(key="city.signatory", value="Nama Contoh, S.Sos.")

    issued = actions.issue_certificate(finished.officer, finished.batch, person, at=ISSUED)
    type(person).objects.filter(pk=person.pk).update(name="Nama Lain")
    issued.refresh_from_db()

    content = certificate.Content.from_json(issued.content)
    assert (content.name, content.nip, content.office) == ("Nurhayati Harahap", person.nip, "Kelurahan Wek V")
    assert (content.register_number, content.learning_hours, content.attended_share) == (
        "800.2/0001/BKPSDM/2026",
        8.0,
        1.0,
    )
    assert (content.first_on.isoformat(), content.last_on.isoformat(), content.issued_on.isoformat()) == (
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
    )
    assert (content.place, content.signatory) == ("Padangsidimpuan", "Nama Contoh, S.Sos.")
    assert content.rule_version == "2019-02 / 2026-1"


def test_issuing_again_gives_the_same_certificate(finished):
    first, again = (
        actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)
        for _ in range(2)
    )

    assert first == again
    assert RegisterBook.objects.get().last_number == 1
    assert AuditEntry.objects.filter(action="delivery.certificate_issued").count() == 1


def test_whole_batch_is_issued_by_name_and_once(finished):
    counts = [actions.issue_certificates(finished.officer, finished.batch, at=ISSUED) for _ in range(2)]

    assert counts == [2, 0]
    assert [(one.register_serial, one.person.name) for one in Certificate.objects.all()] == [
        (1, "Amran Rambe"),
        (2, "Nurhayati Harahap"),
    ]


def test_batch_issued_a_few_at_a_time_is_the_batch_issued_at_once(finished):
    counts = [
        actions.issue_certificates(finished.officer, finished.batch, at=ISSUED, most=1) for _ in range(3)
    ]

    assert counts == [1, 1, 0]
    assert [one.register_serial for one in Certificate.objects.all()] == [1, 2]
    assert RegisterBook.objects.get().last_number == 2
    assert AuditEntry.objects.filter(action="delivery.certificate_issued").count() == 2


def test_each_year_has_its_own_book(finished):
    first = actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=WIB) + timedelta(hours=1)
    second = actions.issue_certificate(finished.officer, finished.batch, finished.people[1], at=new_year)

    assert [(one.register_year, one.register_serial) for one in (first, second)] == [(2026, 1), (2027, 1)]


def test_certificate_is_not_issued_before_it_is_due(course_class):
    person = course_class.people[0]
    course_class.arrive(person, course_class.session)

    with pytest.raises(actions.CertificateNotDue):
        actions.issue_certificate(course_class.officer, course_class.batch, person, at=ISSUED)
    course_class.close()
    with pytest.raises(actions.CertificateNotDue):
        actions.issue_certificate(course_class.officer, course_class.batch, person, at=ISSUED)

    assert not Certificate.objects.exists()
    assert not RegisterBook.objects.filter(last_number__gt=0).exists()


def test_only_organisers_issue_and_revoke(finished):
    issued = actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)

    with pytest.raises(NotAllowed):
        actions.issue_certificate(finished.speaker, finished.batch, finished.people[1], at=ISSUED)
    with pytest.raises(NotAllowed):
        actions.revoke_certificate(finished.people[0].account, issued, reason="salah nama", at=ISSUED)


def test_asking_twice_is_one_job(finished):
    jobs = {
        actions.ask_for_certificates(finished.officer, finished.batch, address="", result_url="/x/").pk
        for _ in range(2)
    }

    assert len(jobs) == 1


def test_asking_where_nothing_is_due_is_refused(course_class):
    with pytest.raises(actions.NothingToIssue):
        actions.ask_for_certificates(course_class.officer, course_class.batch, address="", result_url="/x/")


def test_revocation_needs_a_reason_and_is_for_ever(finished):
    issued = actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)

    with pytest.raises(attendance.ReasonMissing):
        actions.revoke_certificate(finished.officer, issued, reason=" ", at=ISSUED)
    actions.revoke_certificate(finished.officer, issued, reason="salah orang", at=ISSUED)
    again = actions.revoke_certificate(finished.officer, issued, reason="lain", at=ISSUED + timedelta(days=1))

    assert (again.revoked_at, again.revocation_reason) == (ISSUED, "salah orang")
    assert queries.hours_of(finished.people[0], 2026).done == 0
    with_it = actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)
    assert with_it == issued


def test_waiting_certificates_are_counted_by_batch(finished, make_class):
    make_class(people=["Orang Ketiga"])

    assert queries.certificates_waiting(ISSUED) == [(finished.batch, 2)]
    actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)
    assert queries.certificates_waiting(ISSUED) == [(finished.batch, 1)]
    assert queries.certificates_waiting(BEGIN) == []


def test_certificates_are_searched_by_name_course_code_and_register_number(finished):
    actions.issue_certificates(finished.officer, finished.batch, at=ISSUED)
    everything = queries.certificates_visible_to(finished.officer)
    first = Certificate.objects.get(register_serial=1)

    found = {
        text: [one.register_serial for one in queries.search_certificates(everything, text)]
        for text in ("amran", "arsip surat", first.number[4:], "800.2/0002", "amran harahap", "")
    }

    assert found == {
        "amran": [1],
        "arsip surat": [2, 1],
        first.number[4:]: [1],
        "800.2/0002": [2],
        "amran harahap": [],
        "": [2, 1],
    }


def test_code_is_found_however_it_is_typed(finished):
    issued = actions.issue_certificate(finished.officer, finished.batch, finished.people[0], at=ISSUED)

    assert queries.certificate_by_code(issued.number.lower().replace("-", " ")) == issued
    assert queries.certificate_by_code("PSP-ABCD-EFGK") is None
    assert queries.certificate_by_code("bukan kode") is None
