"""Complaints: registered, clocked, answered, closed; without the name of whoever complains."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import AuditEntry
from saindege.base.errors import BadInput
from saindege.service.app.actions import complaining
from saindege.service.app.models import Complaint
from saindege.service.app.queries import complaints

from .conftest import AT

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def register(officer, service, offices):
    """Register a complaint: ``register(received_on=...)``."""

    def do(**more) -> Complaint:
        said = {
            "office": offices["wek5"],
            "service": service,
            "channel": "COUNTER",
            "ground": "LATE",
            "clock": "NORMATIVE",
            "text": "Belum jadi. Hubungi 0812 3456 7890",
            "received_on": date(2026, 11, 16),
            **more,
        }
        return complaining.register_complaint(officer, complaining.NewComplaint(**said), today=TODAY, at=AT)

    return do


def test_complaint_gets_the_next_number_of_its_year_and_loses_its_telephone(register):
    first, second = register(), register()
    older = register(received_on=date(2025, 12, 30))

    assert [one.number for one in (first, second, older)] == [
        "ADU-2026-00001",
        "ADU-2026-00002",
        "ADU-2025-00001",
    ]
    assert first.text == "Belum jadi. Hubungi [...]"


def test_steps_follow_each_other_and_stand_in_the_record(officer, register):
    found = register()

    complaining.pass_on_complaint(officer, found, date(2026, 11, 17), today=TODAY, at=AT)
    found.refresh_from_db()
    complaining.answer_complaint(officer, found, date(2026, 11, 20), "  Sudah jadi. ", today=TODAY, at=AT)
    found.refresh_from_db()
    complaining.close_complaint(officer, found, date(2026, 11, 23), today=TODAY, at=AT)

    (row,) = complaints.rows_of(Complaint.objects.all(), TODAY)
    assert (row.standing.state, row.standing.answered_late, row.complaint.answer) == (
        "closed",
        False,
        "Sudah jadi.",
    )
    assert [
        entry.action.removeprefix("service.complaint_") for entry in AuditEntry.objects.order_by("id")
    ] == [
        "registered",
        "passed_on",
        "answered",
        "closed",
    ]
    assert all("Belum jadi" not in str(entry.detail) for entry in AuditEntry.objects.all())


def test_step_out_of_order_twice_or_without_words_is_refused(officer, register):
    found = register()

    for refused in (
        lambda: complaining.close_complaint(officer, found, TODAY, today=TODAY, at=AT),
        lambda: complaining.answer_complaint(officer, found, TODAY, " ", today=TODAY, at=AT),
        lambda: complaining.pass_on_complaint(officer, found, date(2026, 11, 13), today=TODAY, at=AT),
        lambda: complaining.pass_on_complaint(officer, found, TODAY + timedelta(days=1), today=TODAY, at=AT),
    ):
        with pytest.raises(BadInput):
            refused()
    complaining.answer_complaint(officer, found, TODAY, "Ya", today=TODAY, at=AT)
    with pytest.raises(BadInput):
        complaining.pass_on_complaint(officer, found, TODAY, today=TODAY, at=AT)

    found.refresh_from_db()
    assert (found.forwarded_on, found.answered_on, found.closed_on) == (None, TODAY, None)


def test_list_marks_what_is_overdue_and_puts_it_first(client_for, officer, register):
    today = timezone.localdate()
    fresh = register(received_on=TODAY)
    late = register(received_on=TODAY - timedelta(days=30))
    Complaint.objects.filter(pk=fresh.pk).update(received_on=today)

    page = client_for(officer).get(reverse("service:complaints"))
    waiting = client_for(officer).get(reverse("service:complaints"), {"keadaan": "closed"})

    words = text_of(page)
    assert "Satu aduan lewat waktu." in words
    assert words.index(late.number) < words.index(fresh.number)
    assert "Tidak ada aduan dalam keadaan ini." in text_of(waiting)


def test_walk_from_the_form_to_the_end(client_for, officer, service, offices):
    client, today = client_for(officer), timezone.localdate().isoformat()

    made = client.post(
        reverse("service:complaints"),
        {
            "office": offices["wek5"].pk,
            "service": service.pk,
            "received_on": today,
            "channel": "LAPOR",
            "ground": "CHARGED",
            "clock": "LIGHT",
            "text": "Diminta uang",
        },
    )
    client.post(made["Location"], {"langkah": "teruskan", "on": today})
    refused = client.post(made["Location"], {"langkah": "jawab", "on": today, "answer": ""})
    client.post(made["Location"], {"langkah": "jawab", "on": today, "answer": "Uang dikembalikan."})
    client.post(made["Location"], {"langkah": "tutup", "on": today})
    page = client.get(made["Location"])
    taken = client.get(reverse("service:complaints"), {"unduh": "csv"})

    assert refused.status_code == 422 and "Tulis jawabannya." in text_of(refused)
    assert "Aduan ini selesai." in text_of(page) and "Uang dikembalikan." in text_of(page)
    assert "ADU-" in taken.content.decode("utf-8-sig").splitlines()[1]


@pytest.mark.parametrize(
    ("role", "status"), [("walikota", 200), ("analis", 404), ("bkpsdm", 404), ("atasan", 404)]
)
def test_mayor_reads_and_others_do_not(client_for, register, role, status):
    found = register()
    client = client_for(role)

    seen = [
        client.get(reverse("service:complaints")).status_code,
        client.get(reverse("service:complaint", args=[found.pk])).status_code,
    ]
    changed = client.post(
        reverse("service:complaint", args=[found.pk]), {"langkah": "tutup", "on": "2026-11-24"}
    )

    assert seen == [status, status]
    assert changed.status_code == 404
