"""The pages of accuracy and of the control chart; phases by decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account, AuditEntry
from saindege.people.app.models import Office, Person
from saindege.service.app import actions
from saindege.service.app.actions import watching
from saindege.service.app.actions.watching import NewPhase, PhaseRefused
from saindege.service.app.models import ControlPhase, EventLog, Measurement, Service
from tests.service.app.conftest import COLUMNS, HEADER, MARCH

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
FIRST = date(2026, 1, 5)


@pytest.fixture
def watched(measured: EventLog, service: Service, offices: dict[str, Office]) -> Service:
    """A service of thirty weeks: twenty about ten hours, then ten at fifteen."""
    medians = [9.0, 11.0] * 10 + [15.0] * 10
    measurement = Measurement.objects.get(service=service)
    measurement.figures["weeks"] = [
        {"monday": (FIRST + timedelta(weeks=at)).isoformat(), "week": f"2026-W{at + 2:02d}", "n": 20, "median": value}
        for at, value in enumerate(medians)
    ]  # fmt: skip
    own = {"n": [10] * 30, "median": medians[::-1], "on_time": [9] * 30, "back": [1] * 30, "came": [10] * 30}
    measurement.office_weeks = {"monday": FIRST.isoformat(), "offices": {str(offices["wek5"].pk): own}}
    measurement.save()
    return service


def chart(service: Service) -> str:
    return reverse("service:control", args=[service.pk])


def test_the_chart_says_since_when_it_is_slower(watched: Service, client_for: Callable[..., Client]) -> None:
    page = client_for("organisasi").get(chart(watched)).content.decode()

    # Week 19 already lay above the centre; limits come from all thirty weeks, as there are fewer than forty-four.
    assert "Sejak pekan" in page and "lebih lambat" in page
    assert "Tanyakan apa yang berubah" in page


def test_a_phase_begins_by_decision_and_is_recorded(
    watched: Service, officer: Account, client_for: Callable[..., Client]
) -> None:
    answer = client_for(officer).post(
        chart(watched), {"langkah": "fase", "begins_on": "2026-05-28", "reason": "Aplikasi baru"}
    )

    phase = ControlPhase.objects.get()
    assert (answer.status_code, phase.begins_on, phase.reason) == (302, date(2026, 5, 25), "Aplikasi baru")
    entry = AuditEntry.objects.get(action="service.phase_begun")
    assert entry.detail == {"service": watched.pk, "begins_on": "2026-05-25"}
    assert "Aplikasi baru" in client_for(officer).get(chart(watched)).content.decode()


def test_badge_chart_and_list_say_the_same_before_and_after_a_decision(
    watched: Service, officer: Account, client_for: Callable[..., Client]
) -> None:
    client = client_for(officer)
    pages = [reverse("service:service", args=[watched.pk]), reverse("service:list"), reverse("web:home")]
    sentence = "Sejak pekan 25 Mei 2026 layanan lebih lambat: 10 pekan berturut-turut di atas garis tengah."

    before = [client.get(page).text for page in pages]
    told = [sentence in text for text in (before[0], client.get(chart(watched)).text)]
    watching.begin_phase(officer, watched, NewPhase(date(2026, 5, 25), "Aplikasi baru"), today=TODAY, at=AT)
    after = [client.get(page).text for page in pages]

    assert told == [True, True]
    assert ["Lebih lambat</span>" in text for text in before] == [True, True, True]
    assert ["Lebih lambat</span>" in text for text in after] == [False, False, False]
    assert ["Belum cukup pekan</span>" in text for text in after] == [True, True, True]
    assert sentence not in client.get(chart(watched)).text


def test_a_phase_taken_back_counts_no_more_and_stays_in_the_record(
    watched: Service, officer: Account, client_for: Callable[..., Client]
) -> None:
    phase = watching.begin_phase(officer, watched, NewPhase(date(2026, 5, 25), "Keliru"), today=TODAY, at=AT)

    client_for(officer).post(chart(watched), {"langkah": "cabut", "fase": phase.pk})

    phase.refresh_from_db()
    assert phase.withdrawn_at is not None
    assert "Keliru" not in client_for(officer).get(chart(watched)).content.decode()
    assert AuditEntry.objects.filter(action="service.phase_withdrawn").count() == 1


def test_a_phase_without_reason_ahead_or_twice_is_refused(watched: Service, officer: Account) -> None:
    watching.begin_phase(officer, watched, NewPhase(date(2026, 5, 25), "Loket pindah"), today=TODAY, at=AT)

    with pytest.raises(PhaseRefused) as caught:
        watching.begin_phase(officer, watched, NewPhase(date(2026, 5, 27), " "), today=TODAY, at=AT)
    with pytest.raises(PhaseRefused) as ahead:
        watching.begin_phase(officer, watched, NewPhase(date(2026, 12, 7), "Nanti"), today=TODAY, at=AT)

    assert [problem.column for problem in caught.value.problems] == ["reason", "begins_on"]
    assert [problem.column for problem in ahead.value.problems] == ["begins_on"]


def test_an_office_is_read_beside_itself_and_others_are_not_there(
    watched: Service, offices: dict[str, Office], client_for: Callable[..., Client]
) -> None:
    own = client_for("organisasi").get(chart(watched), {"kantor": offices["wek5"].pk})
    other = client_for("organisasi").get(chart(watched), {"kantor": offices["wek6"].pk})

    assert "Kelurahan Wek V" in own.content.decode() and "lebih cepat" in own.content.decode()
    assert other.status_code == 404


def test_a_reader_may_look_and_not_decide(watched: Service, client_for: Callable[..., Client]) -> None:
    sent = {"langkah": "fase", "begins_on": "2026-05-28", "reason": "x"}

    statuses = [
        (
            client_for(role).get(chart(watched)).status_code,
            client_for(role).post(chart(watched), sent).status_code,
        )
        for role in ("walikota", "bkpsdm", "peserta")
    ]

    assert statuses == [(200, 404), (200, 404), (404, 404)]


def test_a_superior_sees_the_weeks_of_the_own_office(
    watched: Service,
    offices: dict[str, Office],
    account: Callable[..., Account],
    client_for: Callable[..., Client],
) -> None:
    head = account("atasan", username="lurah6")
    Person.objects.create(name="Lurah Wek VI", office=offices["wek6"], account=head, nip="197001011995011002")

    page = client_for(head).get(chart(watched))
    other = client_for(head).get(chart(watched), {"kantor": offices["wek5"].pk})

    assert (page.status_code, other.status_code) == (200, 404)


def test_the_chart_is_taken_away_as_a_table(watched: Service, client_for: Callable[..., Client]) -> None:
    taken = (
        client_for("analis").get(chart(watched), {"unduh": "csv"}).content.decode("utf-8-sig").splitlines()
    )

    assert taken[0].split(",")[:3] == ["senin", "berkas", "median jam"]
    assert len(taken) == 31


def test_a_service_without_a_log_says_what_to_do(service: Service, client_for: Callable[..., Client]) -> None:
    for name in ("service:control", "service:accuracy"):
        page = client_for("organisasi").get(reverse(name, args=[service.pk]))

        assert page.status_code == 200
        assert reverse("service:upload") in page.content.decode()


def test_accuracy_tells_that_the_log_has_no_reasons(
    measured: EventLog, client_for: Callable[..., Client]
) -> None:
    page = (
        client_for("organisasi").get(reverse("service:accuracy", args=[measured.service_id])).content.decode()
    )

    assert "tidak punya kolom alasan" in page
    assert "100,0" in page


def test_accuracy_tells_reasons_and_corrections(
    media: Any,
    officer: Account,
    confirm: Callable[..., object],
    work: Callable[..., object],
    client_for: Callable[..., Client],
) -> None:
    lines = [f"{line};" for line in MARCH]
    lines.insert(3, "D-0000;Koreksi;05/03/2026 09:00;Rahma;Kelurahan Wek V;salah ketik nama")
    lines.insert(5, "D-0001;Kembalikan;03/03/2026 08:40;Rahma;Kel. Wek VI;KK kurang")
    text = "\n".join([f"{HEADER};Alasan", *lines]) + "\n"
    log = actions.store_log(officer, actions.LogFile("log alasan.csv", [text.encode()]), at=AT).log
    confirm(log, columns={**COLUMNS, "reason": "Alasan"})
    work()
    address = reverse("service:accuracy", args=[_service_of(log).pk])

    page = client_for("organisasi").get(address).content.decode()
    reasons = client_for("organisasi").get(address, {"tabel": "alasan", "unduh": "csv"}).content.decode()
    months = client_for("organisasi").get(address, {"tabel": "bulan", "unduh": "csv"}).content.decode()

    assert "Berkas tidak lengkap" in page and "Salah ketik" in page
    assert "KK kurang" not in page and "nama" not in reasons
    assert "koreksi sesudah terbit,Salah ketik,1,40" in reasons
    assert months.count("2026-0") == 2


def _service_of(log: EventLog) -> Service:
    log.refresh_from_db()
    assert log.service is not None
    return log.service
