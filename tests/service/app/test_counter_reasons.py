"""Why a case goes back, noted at the counter: the list of the service, what is kept of a word, and how it is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import Account, Job
from saindege.people.app.models import Office, Person
from saindege.service.app.models import ArrivedEvent, Measurement, Service
from saindege.service.app.queries import sources
from saindege.service.reasons import load_reason_rules

pytestmark = pytest.mark.django_db

KINDS = [kind.name.id for kind in load_reason_rules().kinds]


@pytest.fixture
def note(
    client_for: Callable[..., Client],
    account: Callable[..., Account],
    service: Service,
    offices: dict[str, Office],
    media: Any,
) -> Callable[..., None]:
    """Press a button of the counter: ``note("A1", "returned", reason="Alasan lain", word="meterai")``."""
    clerk = account("peserta")
    Person.objects.create(name="Rahma", office=offices["wek5"], account=clerk)
    client = client_for(clerk)

    def press(number: str, step: str, **more: str) -> None:
        today = timezone.localdate().isoformat()
        said = {"office": offices["wek5"].pk, "number": number, "received_on": today, "step": step, **more}
        assert client.post(reverse("service:counter", args=[service.pk]), said).status_code == 302

    return press


def reasons_of_measurement(service: Service, *reasons: str) -> None:
    Measurement.objects.create(
        service=service,
        measured_at=timezone.now(),
        figures={"mistakes": {"reasons": [{"reason": reason} for reason in reasons]}},
    )


def test_frequent_reasons_of_the_service_stand_first_with_its_own_words(service: Service) -> None:
    reasons_of_measurement(service, "Salah ketik", "materi lama", "Alasan lain", "Berkas tidak lengkap", "")

    listed = [one.id for one in sources.reasons_at(service)]

    others = [kind for kind in KINDS if kind not in ("Salah ketik", "Berkas tidak lengkap")]
    assert listed == ["Salah ketik", "materi lama", "Berkas tidak lengkap", *others]


def test_service_without_figures_has_the_kinds(service: Service) -> None:
    assert [one.id for one in sources.reasons_at(service)] == KINDS


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"reason": "Salah ketik"}, "Salah ketik"),
        ({"reason": "Alasan lain", "word": "meterai basah"}, "Tanda tangan atau stempel"),
        ({"reason": "Alasan lain", "word": "bu Siti minta ditunda"}, "Alasan lain"),
        ({"reason": "Alasan lain"}, "Alasan lain"),
        ({"reason": "materi lama"}, "materi lama"),
        ({"reason": "dari daftar kemarin"}, "Alasan lain"),
        ({}, ""),
    ],
)
def test_what_is_kept_of_a_reason(
    note: Callable[..., None], service: Service, said: dict[str, str], kept: str
) -> None:
    reasons_of_measurement(service, "materi lama")

    note("A1", "returned", **said)

    assert ArrivedEvent.objects.get().reason == kept


def test_returns_noted_at_the_counter_are_counted_by_reason(
    note: Callable[..., None],
    client_for: Callable[..., Client],
    officer: Account,
    service: Service,
    work: Callable[[], Job],
) -> None:
    Service.objects.update(final_activity="Selesai")
    for number in range(12):
        note(f"A{number}", "received")
        if number < 3:
            note(f"A{number}", "returned", reason="Salah ketik")
        note(f"A{number}", "finished")

    assert work().state == "done"

    (told,) = Measurement.objects.get().figures["mistakes"]["reasons"]
    assert (told["reason"], told["share"]["count"], told["share"]["n"]) == ("Salah ketik", 3, 12)
    assert "Salah ketik" in client_for(officer).get(reverse("service:accuracy", args=[service.pk])).text
