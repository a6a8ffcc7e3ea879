"""Notes of a counter without any system."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from saindege.service.counter import Note, NoteRefused, as_event
from saindege.service.pushed import PushedEvent

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
KEY = "0b6f9a52-7d7e-4c53-9a57-2f1f5b0f4a11"
HERE = {"place": "7:3", "officer": "12", "zone": ZoneInfo("Asia/Jakarta"), "now": NOW}


def _note(**said: object) -> Note:
    return Note(
        **{
            "key": KEY,
            "number": " a 12 ",
            "received_on": date(2026, 11, 24),
            "step": "received",
            "at": NOW,
            **said,
        }
    )  # type: ignore[arg-type]  # words of the test


def test_a_press_of_a_button_becomes_an_event() -> None:
    assert as_event(_note(), **HERE) == PushedEvent(KEY, "7:3/2026-11-24/A 12", "Terima", NOW, None, "12")  # type: ignore[arg-type]


def test_a_case_finished_on_another_day_stays_the_same_case() -> None:
    began, ended = (
        as_event(note, **HERE)  # type: ignore[arg-type]
        for note in (
            _note(received_on=date(2026, 11, 20), at=datetime(2026, 11, 20, 2, tzinfo=UTC)),
            _note(received_on=date(2026, 11, 20), step="finished"),
        )
    )

    assert (began.case, ended.activity) == (ended.case, "Selesai")


def test_a_phone_in_another_zone_names_another_day_of_the_same_moment() -> None:
    assert as_event(_note(received_on=date(2026, 11, 23)), **HERE).case == "7:3/2026-11-23/A 12"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        ({"number": " "}, ["number"]),
        ({"number": "x" * 31}, ["number"]),
        ({"step": "hapus"}, ["step"]),
        ({"key": "1"}, ["key"]),
        ({"at": datetime(2026, 11, 24, 2, 11, tzinfo=UTC)}, ["at"]),
        ({"received_on": date(2026, 11, 26)}, ["received_on"]),
        ({"received_on": date(2026, 11, 22)}, ["received_on"]),
        ({"received_on": date(2025, 1, 1), "step": "finished"}, ["received_on"]),
        ({"number": "", "key": ""}, ["number", "key"]),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(change: dict[str, object], columns: list[str]) -> None:
    with pytest.raises(NoteRefused) as refused:
        as_event(_note(**change), **HERE)  # type: ignore[arg-type]

    assert [one.column for one in refused.value.problems] == columns


def test_why_it_went_back_is_told_with_the_return_only() -> None:
    told = [
        as_event(_note(step=step, reason="Salah ketik"), **HERE).reason  # type: ignore[arg-type]
        for step in ("returned", "finished")
    ]

    assert told == ["Salah ketik", ""]
