"""Weekly notes: made once, kept as they were, handed out on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app import due, jobs
from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry, Job
from saindege.people.app.models import Office, Person
from saindege.service.app.actions import noting
from saindege.service.app.due import notes_due
from saindege.service.app.models import EventLog, Measurement, Service, WeeklyNote

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
LAST = date(2026, 11, 16)


@pytest.fixture
def noted(measured: EventLog, service: Service, offices: dict[str, Office]) -> Service:
    """A service whose weeks reach to the one before today: Wek V slower in the last, Wek VI at rest."""
    _reach(service, offices, LAST)
    return service


def _reach(service: Service, offices: dict[str, Office], last: date) -> None:
    first = LAST - timedelta(weeks=29)
    size = (last - first).days // 7 + 1
    medians = [9.0, 11.0] * 14 + [10.0, 40.0]
    busy = {
        "n": [10] * size,
        "came": [9] * size,
        "median": medians[:size],
        "on_time": [9] * size,
        "back": [1] * size,
    }
    quiet = {
        "n": [0] * size,
        "came": [0] * size,
        "median": [None] * size,
        "on_time": [0] * size,
        "back": [0] * size,
    }
    kept = {str(offices["wek5"].pk): busy, str(offices["wek6"].pk): quiet}
    Measurement.objects.filter(service=service).update(
        office_weeks={"monday": first.isoformat(), "offices": kept}
    )


def test_notes_of_the_last_weeks_are_made_once(noted: Service, offices: dict[str, Office]) -> None:
    first = noting.keep_weekly_notes(None, today=TODAY, at=AT)
    again = noting.keep_weekly_notes(None, today=TODAY, at=AT)

    assert (first, again) == (4, 0)
    assert set(WeeklyNote.objects.values_list("office__name", "monday")) == {
        ("Kelurahan Wek V", LAST - timedelta(weeks=back)) for back in range(4)
    }
    assert AuditEntry.objects.filter(action="service.note_kept").count() == 4


def test_a_note_waits_for_the_log_of_its_week_and_not_for_ever(
    noted: Service, offices: dict[str, Office]
) -> None:
    _reach(noted, offices, LAST - timedelta(weeks=2))

    noting.keep_weekly_notes(None, today=TODAY, at=AT)

    assert sorted(WeeklyNote.objects.values_list("monday", flat=True)) == [
        LAST - timedelta(weeks=3),
        LAST - timedelta(weeks=2),
    ]


def test_a_note_stays_as_it_was_made_when_later_logs_change_the_past(
    noted: Service, offices: dict[str, Office]
) -> None:
    noting.keep_weekly_notes(None, today=TODAY, at=AT)
    before = WeeklyNote.objects.get(monday=LAST).content

    kept = Measurement.objects.get(service=noted).office_weeks
    kept["offices"][str(offices["wek5"].pk)]["n"] = [99] * 30
    Measurement.objects.filter(service=noted).update(office_weeks=kept)
    noting.keep_weekly_notes(None, today=TODAY, at=AT)

    assert WeeklyNote.objects.get(monday=LAST).content == before


def test_the_calendar_asks_once_a_day_and_a_worker_makes_them(noted: Service) -> None:
    early = due.ask_for_due(datetime(2026, 11, 23, 20, 0, tzinfo=UTC), (notes_due,))
    asked = due.ask_for_due(AT, (notes_due,))
    again = due.ask_for_due(AT + timedelta(hours=3), (notes_due,))

    assert (early, [job.key for job in asked], again) == ([], ["due:service.keep_notes:2026-11-24"], [])
    job = jobs.claim("pekerja uji", AT)
    assert job is not None
    jobs.perform(job, lambda done, total, message: None, jobs.all_jobs())
    assert Job.objects.get(kind="service.keep_notes").state == "done"


def test_only_the_unit_and_the_calendar_make_notes(account: Callable[..., Account]) -> None:
    with pytest.raises(NotAllowed):
        noting.keep_weekly_notes(account("walikota"), today=TODAY, at=AT)


def test_the_list_and_the_paper(
    noted: Service, offices: dict[str, Office], client_for: Callable[..., Client]
) -> None:
    noting.keep_weekly_notes(None, today=TODAY, at=AT)
    reader = client_for("walikota")

    page = reader.get(reverse("service:notes"))
    paper = reader.get(reverse("service:note", args=[offices["wek5"].pk, "2026-W47"]))
    old = reader.get(reverse("service:note", args=[offices["wek5"].pk, "2026-W20"]))
    any_day = reader.get(reverse("service:notes"), {"kantor": offices["wek5"].pk, "pekan": "2026-11-18"})

    assert (
        "Lebih lambat" in page.content.decode() and "Bahas Surat keterangan domisili" in page.content.decode()
    )
    assert (paper["Content-Type"], paper.content[:5], old.content[:5]) == (
        "application/pdf",
        b"%PDF-",
        b"%PDF-",
    )
    assert any_day.headers["Location"] == reverse("service:note", args=[offices["wek5"].pk, "2026-W47"])


def test_a_week_without_cases_leads_back_and_a_wrong_week_is_not_there(
    noted: Service, offices: dict[str, Office], client_for: Callable[..., Client]
) -> None:
    reader = client_for("analis")

    empty = reader.get(reverse("service:note", args=[offices["wek6"].pk, "2026-W47"]))
    wrong = reader.get(reverse("service:note", args=[offices["wek5"].pk, "2026-47"]))
    day = reader.get(reverse("service:notes"), {"kantor": offices["wek5"].pk, "pekan": "kemarin"})

    assert (empty.status_code, wrong.status_code, day.status_code) == (302, 404, 200)


def test_a_superior_reads_the_own_office(
    noted: Service,
    offices: dict[str, Office],
    account: Callable[..., Account],
    client_for: Callable[..., Client],
) -> None:
    noting.keep_weekly_notes(None, today=TODAY, at=AT)
    head = account("atasan", username="lurah6")
    Person.objects.create(name="Lurah Wek VI", office=offices["wek6"], account=head, nip="197001011995011003")

    page = client_for(head).get(reverse("service:notes")).content.decode()
    other = client_for(head).get(reverse("service:note", args=[offices["wek5"].pk, "2026-W47"]))

    assert "Kelurahan Wek V<" not in page and other.status_code == 404


def test_the_unit_asks_for_missing_notes_and_others_may_not(
    noted: Service, client_for: Callable[..., Client]
) -> None:
    asked = client_for("organisasi").post(reverse("service:notes"))
    refused = client_for("walikota").post(reverse("service:notes"))

    assert (asked.status_code, refused.status_code) == (302, 404)
    assert Job.objects.filter(kind="service.keep_notes").count() == 1
