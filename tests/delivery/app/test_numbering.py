"""Numbers of the office's book: one after the other, whatever is issued, issued anew or revoked in whatever order."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.base.errors import SaindegeError
from saindege.delivery import attendance
from saindege.delivery.app import actions
from saindege.delivery.app.models import Certificate, RegisterBook, SpeakerCertificate

WIB = timezone(timedelta(hours=7))
NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 59, tzinfo=WIB)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["one", "some", "speakers", "anew", "revoke"]),
        st.integers(0, 1),
        st.integers(0, 4),
        st.sampled_from([NEW_YEARS_EVE, NEW_YEARS_EVE + timedelta(minutes=2)]),
    ),
    min_size=3,
    max_size=14,
)


@pytest.fixture
def classes(make_class):
    """Two batches of five, everybody there, all sessions closed."""
    made = [make_class(people=[f"Orang {n}" for n in range(5)], sessions=1) for _ in range(2)]
    for one in made:
        for person in one.people:
            one.arrive(person, one.session)
        one.close()
    return made


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_book_has_no_gap_and_no_double_whatever_is_issued(classes, deeds):
    with transaction.atomic():
        for deed, which, number, at in deeds:
            try:
                with transaction.atomic():
                    _do(classes[which], deed, number, at)
            except SaindegeError:
                continue
        numbers = _numbers()
        for year in (2026, 2027):
            last = RegisterBook.objects.filter(year=year).values_list("last_number", flat=True).first() or 0
            assert sorted(serial for of, serial in numbers if of == year) == list(range(1, last + 1))
        for one in Certificate.objects.all():
            assert f"/{one.register_serial:04d}/" in one.content["register_number"]
            assert one.content["register_number"].endswith(str(one.register_year))
        transaction.set_rollback(True)


def _do(made, deed, number, at):
    person = made.people[number]
    if deed == "one":
        actions.issue_certificate(made.officer, made.batch, person, at=at)
    elif deed == "some":
        actions.issue_certificates(made.officer, made.batch, at=at, most=number)
    elif deed == "speakers":
        actions.issue_speaker_certificates(made.officer, made.batch, at=at)
    else:
        issued = Certificate.objects.filter(batch=made.batch, person=person).order_by("pk").first()
        change = actions.reissue_certificate if deed == "anew" else actions.revoke_certificate
        if issued is not None:
            change(made.officer, issued, reason="Nama salah tulis", at=at)


def _numbers():
    return [
        *Certificate.objects.values_list("register_year", "register_serial"),
        *SpeakerCertificate.objects.values_list("register_year", "register_serial"),
    ]


def test_certificate_is_not_issued_anew_without_a_reason(classes):
    made = classes[0]
    issued = actions.issue_certificate(made.officer, made.batch, made.people[0], at=NEW_YEARS_EVE)

    with pytest.raises(attendance.ReasonMissing):
        actions.reissue_certificate(made.officer, issued, reason=" - ", at=NEW_YEARS_EVE)

    assert Certificate.objects.get().revoked_at is None
