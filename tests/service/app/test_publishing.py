"""What everybody may read of the survey: only what was published, as it was then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry
from saindege.people.app.models import Office
from saindege.service.app.actions import publishing
from saindege.service.app.models import FollowUp, PublishedResult, SatisfactionAnswer, Service
from saindege.service.app.queries.satisfaction import Reckoning
from saindege.service.app.queries.scope import Scope
from saindege.service.satisfaction_rules import load_rules
from saindege.service.survey_period import parse_period

from .conftest import AT

TODAY = date(2026, 11, 24)


def answer(service: Service, office: Office, mark: int, day: date = date(2026, 8, 3), n: int = 12) -> None:
    codes = load_rules().codes
    SatisfactionAnswer.objects.bulk_create(
        SatisfactionAnswer(
            service=service,
            office=office,
            answered_on=day,
            elements={code: mark if code != "WAKTU" else 2 for code in codes},
        )
        for _ in range(n)
    )


@pytest.fixture
def answered(service: Service, offices: dict[str, Office]) -> Service:
    answer(service, offices["wek5"], 4)
    FollowUp.objects.create(
        service=service, element="WAKTU", act="Loket ketiga pada Senin.", owner="Lurah Wek V",
        due_on=date(2026, 12, 1), made_on=TODAY, changed_on=TODAY,
    )  # fmt: skip
    return service


def scope(service: Service, code: str = "2026-T3") -> Scope:
    period = parse_period(code)
    return Scope((service,), None, period.first_on, period.last_on, Reckoning(), period)


def publish(by: Account, service: Service, code: str = "2026-T3") -> PublishedResult:
    return publishing.publish_result(by, scope(service, code), service, None, today=TODAY, at=AT)


def test_anybody_reads_what_was_published_and_later_answers_change_nothing(
    officer: Account, answered: Service, offices: dict[str, Office], client: Client
) -> None:
    row = publish(officer, answered)
    answer(answered, offices["wek6"], 1)

    listed = client.get(reverse("service:public_results")).content.decode()
    page = client.get(reverse("service:public_result", args=[row.pk])).content.decode()

    # (8 x 4 + 2) / 9 x 25
    assert "94,44" in listed and "94,44" in page
    assert "Dari 12 jawaban warga" in page and "triwulan III 2026" in page
    assert "Loket ketiga pada Senin." in page and "1 Desember 2026" in page
    assert AuditEntry.objects.get(action="service.result_published").detail == {"period": "2026-T3"}


def test_english_readers_read_the_same_in_english(
    officer: Account, answered: Service, client: Client
) -> None:
    row = publish(officer, answered)

    client.cookies["bahasa"] = "en"
    page = client.get(reverse("service:public_result", args=[row.pk])).content.decode()

    english = next(one.name.en for one in load_rules().elements if one.code == "WAKTU")
    assert "94.44" in page and english in page and "quarter III of 2026" in page


def test_only_what_stands_is_public(
    officer: Account, answered: Service, client: Client, client_for: Callable[..., Client]
) -> None:
    first = publish(officer, answered)
    second = publish(officer, answered)
    address = reverse("service:public_result", args=[second.pk])

    assert client.get(reverse("service:public_result", args=[first.pk])).status_code == 404
    assert client.get(address).status_code == 200
    client_for(officer).post(reverse("service:publishing"), {"langkah": "tarik", "hasil": str(second.pk)})
    assert client.get(address).status_code == 404
    assert "Belum ada hasil yang terbit" in client.get(reverse("service:public_results")).content.decode()


@pytest.mark.parametrize(("code", "n"), [("2026-T4", 12), ("2026-T2", 12), ("2026-T3", 9)])
def test_a_running_period_or_too_few_answers_are_not_published(
    officer: Account, service: Service, offices: dict[str, Office], code: str, n: int
) -> None:
    answer(service, offices["wek5"], 4, n=n)

    with pytest.raises(publishing.NotPublished):
        publish(officer, service, code)
    assert not PublishedResult.objects.exists()


def test_only_the_unit_publishes(
    account: Callable[..., Account], answered: Service, client_for: Callable[..., Client], officer: Account
) -> None:
    row = publish(officer, answered)
    for role in ("analis", "walikota", "bkpsdm", "peserta"):
        somebody = account(role)
        with pytest.raises(NotAllowed):
            publish(somebody, answered)
        with pytest.raises(NotAllowed):
            publishing.withdraw_result(somebody, row, at=AT)
        assert client_for(somebody).get(reverse("service:publishing")).status_code == 404


def test_the_desk_publishes_and_says_what_is_missing(
    answered: Service, client_for: Callable[..., Client], officer: Account
) -> None:
    client = client_for(officer)
    address = reverse("service:publishing")
    periods = [code for code, _ in client.get(address).context["form"].fields["period"].choices]

    empty = client.post(address, {"period": "2024-T4", "service": answered.pk, "office": ""})
    filled = client.post(address, {"period": "2026-T3", "service": answered.pk, "office": ""})

    assert "2026-T4" not in periods and "2026-T3" in periods
    assert empty.status_code == 422
    assert filled["Location"] == reverse("service:public_result", args=[PublishedResult.objects.get().pk])


def test_the_table_can_be_taken_away(officer: Account, answered: Service, client: Client) -> None:
    row = publish(officer, answered)

    answer = client.get(reverse("service:public_result", args=[row.pk]), {"unduh": "csv"})

    assert b"IKM" in b"".join(answer)
