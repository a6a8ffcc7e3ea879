"""Learning curves: for their officer and a coach who was let in; nobody else, not even an administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry, Job
from saindege.people.app.models import Office, Person
from saindege.service.app.actions import log_names
from saindege.service.app.models import EventLog, LogName, Service

from .conftest import AT, lines_of


@pytest.fixture
def coach(account: Callable[..., Account], offices: dict[str, Office]) -> Person:
    return Person.objects.create(name="Hasan Harahap", office=offices["wek5"], account=account("atasan"))


@pytest.fixture
def rahma(account: Callable[..., Account], offices: dict[str, Office], coach: Person) -> Person:
    return Person.objects.create(
        name="Rahma", office=offices["wek5"], account=account("peserta"), superior=coach
    )


@pytest.fixture
def half_year(
    bring: Callable[..., EventLog], confirm: Callable[..., Job], work: Callable[[], Job]
) -> EventLog:
    log = bring(lines_of(date(2026, 1, 5), 110))
    confirm(log)
    assert work().state == "done"
    return log


def said(service: Service, name: str = "Rahma", **more: object) -> log_names.SaidName:
    words = {"course": "Pelayanan prima", "learned_on": date(2026, 3, 2), "is_open_to_coach": False, **more}
    return log_names.SaidName(service, name, **words)  # type: ignore[arg-type]


def claim(person: Person, service: Service, **more: object) -> LogName:
    return log_names.say_log_name(person.account, person, said(service, **more), at=AT)


def test_a_single_name_waits_for_the_coach_and_is_then_seen_by_its_owner_alone(
    half_year: EventLog, service: Service, rahma: Person, coach: Person, client_for: Callable[..., Client]
) -> None:
    row = claim(rahma, service)
    address = reverse("service:curve", args=[row.pk])
    own, boss = client_for(rahma.account), client_for(coach.account)

    before = (own.get(address).status_code, boss.get(address).status_code)
    asked = boss.get(reverse("service:curves")).content.decode()
    boss.post(address, {"langkah": "pastikan"})

    assert before == (404, 404)
    assert "Ya, itu dia" in asked and "Rahma" in asked
    page = own.get(address)
    assert page.status_code == 200 and "Belum jelas berubah" in page.content.decode()
    # Confirming is not being let in.
    assert boss.get(address).status_code == 404
    own.post(address, {"langkah": "buka"})
    assert boss.get(address).status_code == 200
    own.post(address, {"langkah": "tutup"})
    assert boss.get(address).status_code == 404


def test_nobody_else_sees_a_curve(
    half_year: EventLog,
    service: Service,
    rahma: Person,
    coach: Person,
    account: Callable[..., Account],
    client_for: Callable[..., Client],
) -> None:
    row = claim(rahma, service, is_open_to_coach=True)
    log_names.confirm_log_name(coach.account, row, at=AT)

    seen = {
        role: client_for(account(role)).get(reverse("service:curve", args=[row.pk])).status_code
        for role in ("admin", "bkpsdm", "organisasi", "analis", "walikota", "atasan", "peserta")
    }

    assert set(seen.values()) == {404}


def test_a_full_name_is_believed_and_kept_as_a_pseudonym(
    bring: Callable[..., EventLog],
    confirm: Callable[..., Job],
    work: Callable[[], Job],
    service: Service,
    offices: dict[str, Office],
    account: Callable[..., Account],
) -> None:
    lines = [line.replace("Rahma", "Rahma Siregar") for line in lines_of(date(2026, 1, 5), 60)]
    confirm(bring(lines))
    work()
    person = Person.objects.create(
        name="Rahma Siregar, S.E.", office=offices["wek5"], account=account("peserta")
    )

    row = claim(person, service, name="Rahma Siregar")

    assert row.state == "confirmed"
    assert "Rahma" not in str(LogName.objects.values())
    entry = AuditEntry.objects.get(action="service.log_name_said")
    assert entry.detail == {"service": service.pk}


def test_a_name_belongs_to_one_person_and_must_be_in_the_log(
    half_year: EventLog, service: Service, rahma: Person, coach: Person
) -> None:
    claim(rahma, service)

    for person, more in (
        (coach, {}),
        (coach, {"name": "Tidak Ada"}),
        (coach, {"name": ""}),
        (coach, {"name": "Sahat", "learned_on": date(2027, 1, 1)}),
    ):
        with pytest.raises(log_names.NotSaid):
            claim(person, service, **more)
    assert LogName.objects.count() == 1


def test_only_oneself_may_say_and_only_the_coach_confirm(
    half_year: EventLog, service: Service, rahma: Person, coach: Person, officer: Account
) -> None:
    with pytest.raises(NotAllowed):
        log_names.say_log_name(officer, rahma, said(service), at=AT)
    row = claim(rahma, service)
    for by in (officer, rahma.account):
        with pytest.raises(NotAllowed):
            log_names.confirm_log_name(by, row, at=AT)
    with pytest.raises(NotAllowed):
        log_names.open_curve(coach.account, row, True, at=AT)


def test_what_was_said_is_forgotten_when_taken_back_or_denied(
    half_year: EventLog, service: Service, rahma: Person, coach: Person, client_for: Callable[..., Client]
) -> None:
    first = claim(rahma, service)
    client_for(coach.account).post(reverse("service:curve", args=[first.pk]), {"langkah": "bukan"})
    denied = LogName.objects.count()
    second = claim(rahma, service)
    client_for(rahma.account).post(reverse("service:curve", args=[second.pk]), {"langkah": "tarik"})

    assert (denied, LogName.objects.count()) == (0, 0)


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(
    half_year: EventLog, service: Service, rahma: Person, client_for: Callable[..., Client]
) -> None:
    client = client_for(rahma.account)
    address = reverse("service:curves")
    words = {"service": service.pk, "name": "P999", "course": "Prima", "learned_on": "2026-03-02"}

    bad, good = client.post(address, words), client.post(address, {**words, "name": "Rahma"})
    filled = client.get(address, {"kursus": "Prima", "sejak": "2026-03-02"}).content.decode()

    assert bad.status_code == 422 and "tidak mengenal nama itu" in bad.content.decode()
    assert good.status_code == 302
    assert 'value="Prima"' in filled and 'value="2026-03-02"' in filled
    assert client.get(address, {"sejak": "2026-99-99"}).status_code == 200


def test_too_little_work_is_told_in_words(
    measured: EventLog, service: Service, rahma: Person, coach: Person, client_for: Callable[..., Client]
) -> None:
    row = claim(rahma, service, learned_on=date(2026, 11, 1))
    log_names.confirm_log_name(coach.account, row, at=AT)

    page = client_for(rahma.account).get(reverse("service:curve", args=[row.pk]))

    assert page.status_code == 200 and "Belum cukup pekerjaan" in page.content.decode()
