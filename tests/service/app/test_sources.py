"""Events that arrive one by one: from an application with its token, from the buttons of a counter."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry, Job
from saindege.people.app.models import Office, Person
from saindege.service.app import api
from saindege.service.app.actions import sources
from saindege.service.app.api.openapi import load_description
from saindege.service.app.models import ArrivedEvent, EventLog, EventSource, Measurement, Service
from saindege.service.pushed import MOST_EVENTS

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def _events(cases: int) -> list[dict[str, str]]:
    start = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    return [
        {
            "id": f"{case}-{step}",
            "case": f"D-{case}",
            "activity": step,
            "time": (start + timedelta(days=case, hours=hour)).isoformat(),
            "resource": "Rahma",
            "office": "1001",
        }
        for case in range(cases)
        for hour, step in ((0, "Terima"), (2, "Serahkan"))
    ]


@pytest.fixture
def token(officer: Account, service: Service) -> str:
    return sources.open_source(officer, service, name="SIMPEL", office=None, at=AT)[1]


@pytest.fixture
def push(token: str, client: Client) -> Callable[..., Any]:
    def send(document: Any, token: str = token) -> Any:
        return client.post(
            "/api/v1/events",
            document if isinstance(document, str) else json.dumps(document),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    return send


def test_a_batch_is_kept_once_and_measured(
    push: Callable[..., Any], media: Any, service: Service, work: Callable[[], Job]
) -> None:
    first, again = push({"events": _events(12)}), push({"events": _events(12)})
    job = work()

    assert first.json() == {"taken": 24, "known": 0, "refused": [], "unknown_offices": []}
    assert again.json() == {"taken": 0, "known": 24, "refused": [], "unknown_offices": []}
    assert job.state == "done", job.message
    figures = Measurement.objects.get(service=service).figures
    assert (figures["whole"]["cases"], figures["whole"]["events"]) == (12, 24)
    assert figures["recent"]["hours"]["value"] == pytest.approx(2.0)
    assert EventLog.objects.get(service=service).events == 24


def test_an_office_that_is_not_known_is_told_and_is_not_the_sources_own(
    officer: Account, service: Service, offices: Any, client: Client, media: Any
) -> None:
    _made, token = sources.open_source(officer, service, name="SIMPEL", office=offices["wek5"], at=AT)
    first, second, third = _events(2)[:3]
    batch = {
        "events": [
            {**first, "office": "Antah Berantah"},
            {**second, "office": ""},
            {**third, "office": "1002"},
        ]
    }

    answer = client.post(
        "/api/v1/events",
        json.dumps(batch),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    ).json()

    assert (answer["taken"], answer["unknown_offices"]) == (3, ["Antah Berantah"])
    assert list(ArrivedEvent.objects.order_by("pk").values_list("office__code", flat=True)) == [
        None,
        "1001",
        "1002",
    ]


def test_another_method_is_answered_as_to_a_program(client: Client, db: None) -> None:
    answer = client.get("/api/v1/events")

    assert (answer.status_code, answer["Allow"], answer.json()["error"]["code"]) == (405, "POST", "bad_use")


def test_more_events_replace_the_log_and_are_counted_once(
    push: Callable[..., Any], media: Any, service: Service, work: Callable[[], Job]
) -> None:
    push({"events": _events(3)})
    work()
    push({"events": _events(5)})
    work()

    assert EventLog.objects.filter(service=service).count() == 1
    assert Measurement.objects.get(service=service).figures["whole"]["cases"] == 5


def test_numbers_of_cases_and_names_are_not_kept(push: Callable[..., Any]) -> None:
    push({"events": _events(1)})

    kept = str(list(ArrivedEvent.objects.values()))
    assert "D-0" not in kept and "Rahma" not in kept
    assert ArrivedEvent.objects.values_list("case_key").distinct().count() == 1
    assert not AuditEntry.objects.filter(detail__icontains="Rahma").exists()


def test_a_reason_is_kept_as_its_kind_only(push: Callable[..., Any]) -> None:
    events = _events(2)
    events[0]["reason"] = "KK Siti Harahap kurang"
    events[1]["reason"] = "bu Siti minta ditunda"

    push({"events": events})

    assert list(ArrivedEvent.objects.order_by("pk").values_list("reason", flat=True)) == [
        "Berkas tidak lengkap",
        "Alasan lain",
        "",
        "",
    ]


def test_a_bad_event_is_told_and_the_good_ones_are_kept(push: Callable[..., Any]) -> None:
    answer = push({"events": [{**_events(1)[0], "nik": "1"}, _events(1)[1]]}).json()

    assert (answer["taken"], answer["refused"][0]["index"], answer["refused"][0]["code"]) == (
        1,
        0,
        "unknown_column",
    )


@pytest.mark.parametrize(
    "document", ["{", "[]", "[" * 100_000, json.dumps({"events": [{}] * (MOST_EVENTS + 1)})]
)
def test_what_is_no_batch_is_refused(push: Callable[..., Any], document: str) -> None:
    assert push(document).status_code == 400


def test_without_a_live_token_nothing_is_taken(
    push: Callable[..., Any], officer: Account, token: str
) -> None:
    unknown = push({"events": _events(1)}, token="sdg_salah")
    sources.close_source(officer, EventSource.objects.get(), at=AT)
    closed = push({"events": _events(1)})

    assert (unknown.status_code, closed.status_code) == (401, 401)
    assert not ArrivedEvent.objects.exists()


def test_a_flood_is_put_off(push: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saindege.service.app.api.events.MOST_PER_MINUTE", 2)
    push({"events": _events(1)})

    answer = push({"events": _events(2)})

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_the_description_tells_what_the_endpoint_does(client: Client, push: Callable[..., Any]) -> None:
    described = client.get("/api/v1/openapi.json").json()

    assert resolve("/api/v1/events").func is api.push_events
    event = described["components"]["schemas"]["Event"]
    for name in event["required"]:
        broken = {key: value for key, value in _events(1)[0].items() if key != name}
        assert push({"events": [broken]}).json()["refused"][0]["column"] == name
    for name, told in event["properties"].items():
        if "maxLength" in told:
            answer = push({"events": [{**_events(1)[0], name: "x" * (told["maxLength"] + 1)}]}).json()
            assert answer["refused"][0]["column"] == name
    batch = load_description()["components"]["schemas"]["Batch"]["properties"]["events"]
    assert batch["maxItems"] == MOST_EVENTS


def test_the_token_is_shown_once_and_only_its_hash_is_kept(
    client_for: Callable[..., Client], officer: Account, service: Service
) -> None:
    client = client_for(officer)
    address = reverse("service:sources", args=[service.pk])

    made = client.post(address, {"name": "SIMPEL", "office": ""})
    token = made.context["token"]
    again = client.get(address).content.decode()

    assert token in made.content.decode() and made["Cache-Control"] == "no-store"
    assert token not in again and "SIMPEL" in again
    assert token not in str(EventSource.objects.values())
    client.post(address, {"langkah": "tutup", "sumber": EventSource.objects.get().pk})
    assert EventSource.objects.get().closed_at is not None


@pytest.fixture
def clerk(account: Callable[..., Account], offices: dict[str, Office], service: Service) -> Account:
    made = account("peserta")
    Person.objects.create(name="Rahma", office=offices["wek5"], account=made)
    return made


def test_a_note_at_the_counter_is_kept_once(
    client_for: Callable[..., Client], clerk: Account, service: Service, offices: dict[str, Office]
) -> None:
    client, now = client_for(clerk), timezone.now()
    said = {
        "office": offices["wek5"].pk, "number": "a12", "received_on": timezone.localdate().isoformat(), "step": "received",
        "key": str(uuid.uuid4()), "at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }  # fmt: skip
    address = reverse("service:counter", args=[service.pk])

    answers = [client.post(address, said, headers={"Accept": "application/json"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    event = ArrivedEvent.objects.get()
    assert (event.activity, event.done_at, event.office) == ("Terima", now, offices["wek5"])


def test_a_phone_without_scripts_sends_the_form(
    client_for: Callable[..., Client], clerk: Account, service: Service, offices: dict[str, Office]
) -> None:
    client = client_for(clerk)
    address = reverse("service:counter", args=[service.pk])
    said = {"office": offices["wek5"].pk, "number": "a12", "received_on": timezone.localdate().isoformat()}

    answer = client.post(address, {**said, "step": "finished"})
    bad = client.post(address, {**said, "step": "finished", "number": ""})

    assert (answer.status_code, bad.status_code) == (302, 422)
    assert ArrivedEvent.objects.get().activity == "Selesai"
    assert client.get(reverse("service:counters")).status_code == 200


def test_nobody_notes_for_another_office(
    client_for: Callable[..., Client],
    clerk: Account,
    service: Service,
    offices: dict[str, Office],
    account: Callable[..., Account],
) -> None:
    with pytest.raises(NotAllowed):
        sources.record_at_counter(clerk, service, offices["wek6"], [], at=AT)
    address = reverse("service:counter", args=[service.pk])
    said = {"office": offices["wek6"].pk, "number": "1", "received_on": "2026-11-24", "step": "received"}

    assert client_for(clerk).post(address, said).status_code == 422
    assert client_for(account("peserta")).get(address).status_code == 404
    assert client_for(account("peserta")).get(reverse("service:counters")).status_code == 404


def test_what_is_written_for_good_is_not_read_again(
    push: Callable[..., Any],
    media: Any,
    service: Service,
    work: Callable[[], Job],
) -> None:
    push({"events": _events(4)})
    work()
    first = EventLog.objects.get(service=service)
    # An hour later they are settled.
    ArrivedEvent.objects.update(arrived_at=timezone.now() - timedelta(hours=1))
    push({"events": _events(6)})
    work()
    settled = EventLog.objects.get(service=service)
    # What is settled is taken from the file, not from the table.
    ArrivedEvent.objects.filter(key="0-Terima").update(activity="Lain")
    push({"events": _events(7)})
    work()

    row = EventLog.objects.get(service=service)
    assert first.mapping["settled"] == [0, 0]
    assert settled.mapping["settled"][1] == 8
    assert (row.events, row.cases) == (14, 7)
    steps = [step["activity"] for step in Measurement.objects.get(service=service).figures["steps"]]
    assert steps == ["Terima", "Serahkan"]
