"""The process map at levels of detail, and as a picture to take away."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account
from saindege.service.app.models import EventLog, Service
from saindege.service.app.views.flow import level_asked, way_of

STEPS = [("Terima", 100), ("Periksa", 95), ("Foto", 30), ("Ketik", 60), ("Ralat", 2)]
FIGURES = {
    "window": {"cases": 100},
    "steps": [
        {"activity": name, "cases": cases, "work_minutes": None, "wait_hours": 1.0, "wait_share": 0.1}
        for name, cases in STEPS
    ],
    "map": {"edges": []},
}


def test_each_level_draws_the_steps_that_enough_cases_take() -> None:
    drawn = {level: [step["name"] for step in way_of(FIGURES, level)["steps"]] for level in (1, 2, 3, 4, 5)}

    assert drawn == {
        1: ["Terima", "Periksa"],
        2: ["Terima", "Periksa", "Ketik"],
        3: ["Terima", "Periksa", "Foto", "Ketik"],
        4: ["Terima", "Periksa", "Foto", "Ketik"],
        5: ["Terima", "Periksa", "Foto", "Ketik", "Ralat"],
    }


def test_an_unknown_level_is_the_usual_one() -> None:
    assert [level_asked(text) for text in ("5", "", "0", "9", "x")] == [5, 2, 2, 2, 2]


def test_the_picture_is_a_whole_file_without_scripts(
    measured: EventLog, client_for: Callable[..., Client], officer: Account, service: Service
) -> None:
    address = reverse("service:service", args=[service.pk])

    answer = client_for(officer).get(address, {"rinci": "5", "unduh": "svg"})
    page = client_for(officer).get(address, {"rinci": "5"}).content.decode()

    root = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml"
    assert root.tag.endswith("svg") and "Periksa" in answer.content.decode()
    assert "Semua langkah" in page and "rinci=1" in page
