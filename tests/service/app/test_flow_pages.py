"""Pages beside the map: hand-overs between groups, what changed, a day replayed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account, Job
from saindege.people.app.models import Office, Person
from saindege.service.app.models import EventLog, Measurement, Service

from .conftest import lines_of

PAGES = ("service:hand_overs", "service:changes", "service:day")
ROLES = ("organisasi", "analis", "bkpsdm", "walikota", "admin")


def crowd(first: date, cases: int) -> list[str]:
    """Return lines of cases whose steps are done by six officers each."""
    return [
        line.replace("Rahma", f"Rahma {who}").replace("Sahat", f"Sahat {who}")
        for number, line in enumerate(lines_of(first, cases))
        for who in [f"{number % 3}-{number // 3 % 6}"]
    ]


@pytest.fixture
def crowded(bring: Callable[..., EventLog], confirm: Callable[..., Job], work: Callable[[], Job]) -> EventLog:
    log = bring(crowd(date(2026, 1, 5), 80))
    confirm(log)
    job = work()
    assert job.state == "done", job.message
    return log


def page(client: Client, name: str, service: Service, **words: str) -> str:
    answer = client.get(reverse(name, args=[service.pk]), words)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_readers_see_the_page_and_nobody_else_does(
    name: str, crowded: EventLog, service: Service, client_for: Callable[..., Client]
) -> None:
    address = reverse(name, args=[service.pk])

    assert [client_for(role).get(address).status_code for role in ROLES] == [200] * len(ROLES)
    assert [client_for(role).get(address).status_code for role in ("peserta", "narasumber")] == [404, 404]
    assert Client().get(address)["Location"].startswith("/masuk/")


@pytest.mark.parametrize("name", PAGES)
def test_a_service_without_a_log_has_no_such_page(
    name: str, service: Service, client_for: Callable[..., Client]
) -> None:
    assert client_for("organisasi").get(reverse(name, args=[service.pk])).status_code == 404


def test_groups_are_named_by_their_step_and_officers_by_nothing(
    crowded: EventLog, service: Service, client_for: Callable[..., Client]
) -> None:
    client = client_for("organisasi")
    shown = page(client, "service:hand_overs", service)
    taken = client.get(reverse("service:hand_overs", args=[service.pk]), {"unduh": "csv"})

    assert "Rahma" not in shown and "Sahat" not in shown
    assert "6 petugas" in shown and "Paling sering dari" in shown
    assert "dari,ke,kali" in b"".join(taken).decode("utf-8-sig")


def test_two_officers_are_no_group(
    measured: EventLog, service: Service, client_for: Callable[..., Client]
) -> None:
    assert "Terlalu sedikit petugas yang dikenal" in page(
        client_for("organisasi"), "service:hand_overs", service
    )


def test_figures_of_an_older_version_say_what_to_do(
    measured: EventLog, service: Service, client_for: Callable[..., Client]
) -> None:
    row = Measurement.objects.get(service=service)
    for name in ("hand_overs", "reasons"):
        row.figures.pop(name)
    row.save()

    for name in ("service:hand_overs", "service:changes"):
        assert "unggah log berikutnya" in page(client_for("organisasi"), name, service)


def test_parts_of_a_change_are_told_and_few_cases_are_not(
    crowded: EventLog, service: Service, client_for: Callable[..., Client]
) -> None:
    shown = page(client_for("organisasi"), "service:changes", service)

    assert "Belum jelas berubah" in shown
    for part in ("Jenis berkas yang masuk", "Musim", "Beban antrean", "Selebihnya", "Semuanya"):
        assert part in shown
    assert "log belum mencakup pekan yang sama tahun lalu" in shown


def test_a_superior_sees_the_own_office_only(
    crowded: EventLog,
    service: Service,
    offices: dict[str, Office],
    account: Callable[..., Account],
    client_for: Callable[..., Client],
) -> None:
    boss = account("atasan")
    Person.objects.create(name="Hasan", office=offices["wek5"], account=boss)

    shown = page(client_for(boss), "service:changes", service)
    taken = b"".join(
        client_for(boss).get(reverse("service:changes", args=[service.pk]), {"unduh": "csv"})
    ).decode("utf-8-sig")

    assert "Kantor Anda" in shown and "Wek V:" in shown and "Wek VI" not in shown
    assert "Wek VI" not in taken and "Seluruh kota" in taken


def test_a_day_is_replayed_lightly_and_as_a_table(
    crowded: EventLog, service: Service, client_for: Callable[..., Client]
) -> None:
    client = client_for("organisasi")
    shown = page(client, "service:day", service, tanggal="2026-01-05")

    moves = json.loads(re.search(r'<script id="gerak"[^>]*>(.*?)</script>', shown, re.DOTALL)[1])  # type: ignore[index]
    assert moves == [[510, 0, 540, 1, 690, 2]]
    assert len(shown.encode()) < 60_000
    assert "Satu berkas bergerak pada hari ini, 3 langkah selesai." in shown
    taken = client.get(reverse("service:day", args=[service.pk]), {"tanggal": "2026-01-05", "unduh": "csv"})
    assert "Terima" in b"".join(taken).decode("utf-8-sig")


@pytest.mark.parametrize("language", ["id", "en"])
def test_minutes_after_a_thousand_are_written_as_programs_read_them(
    language: str,
    bring: Callable[..., EventLog],
    confirm: Callable[..., Job],
    work: Callable[[], Job],
    service: Service,
    client_for: Callable[..., Client],
) -> None:
    confirm(bring([line.replace("11:30", "19:30") for line in lines_of(date(2026, 1, 20), 3)]))
    assert work().state == "done"
    client = client_for("organisasi")
    client.cookies["bahasa"] = language

    shown = page(client, "service:day", service, tanggal="2026-01-20")

    assert 'data-begins="465" data-ends="1200"' in shown and 'max="1200"' in shown


@pytest.mark.parametrize("asked", ["2026-01-10", "1900-01-01", "2999-01-01", "kemarin", "2026-99-99", ""])
def test_any_day_has_an_answer(
    asked: str, crowded: EventLog, service: Service, client_for: Callable[..., Client]
) -> None:
    shown = page(client_for("organisasi"), "service:day", service, tanggal=asked)

    if asked == "2026-01-10":
        assert "Hari yang sepi" in shown


def test_a_full_day_stays_light_for_an_old_machine(
    bring: Callable[..., EventLog],
    confirm: Callable[..., Job],
    work: Callable[[], Job],
    service: Service,
    client_for: Callable[..., Client],
) -> None:
    lines = [line for number in range(1500) for line in lines_of(date(2026, 1, 20), 1, prefix=f"X{number}")]
    confirm(bring(lines))
    assert work().state == "done"

    shown = page(client_for("organisasi"), "service:day", service, tanggal="2026-01-20")

    assert len(shown.encode()) < 60_000
    assert "tabel menghitung semuanya" in shown and "1.500" in shown
