"""A letter register and a ZIP of months, from the upload to the figures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account, Job
from saindege.service.app import actions
from saindege.service.app.models import EventLog, Service
from saindege.service.log_guess import guess_roles
from tests.service.app.conftest import AT, HEADER, MARCH

ROWS = "No Agenda;Tanggal Masuk;Tanggal Selesai;Petugas;Tgl Kembali;Kantor\n" + "".join(
    f"{n};{2 + n % 20:02d}/03/2026;{4 + n % 20:02d}/03/2026;Rahma;;Kelurahan Wek V\n" for n in range(30)
)


def test_a_register_is_recognised_measured_and_knows_its_open_cases(
    media: Any, officer: Account, offices: Any, work: Callable[[], Job], client_for: Callable[..., Client]
) -> None:
    text = ROWS + "99;20/03/2026;;Rahma;;Kelurahan Wek V\n"
    log = actions.store_log(officer, actions.LogFile("register.csv", [text.encode()]), at=AT).log
    guess = guess_roles([column["header"] for column in log.columns])
    choice = actions.ColumnChoice(
        columns=dict(guess.known),
        timezone="Asia/Jakarta",
        service=None,
        new_service="Surat masuk",
        promise="3 hari kerja",
    )

    actions.confirm_columns(officer, log, choice, at=AT)
    job = work()

    assert job.state == "done", job.message
    assert set(guess.known) == {"case", "received", "finished", "returned", "resource", "office"}
    figures = Service.objects.get(name="Surat masuk").measurement.figures
    assert (figures["whole"]["cases"], figures["open"]["n"]) == (31, 1)
    page = client_for(officer).get(reverse("service:log", args=[log.pk])).content.decode()
    assert "31 berkas" in page


def test_returns_of_a_register_stand_in_both_figures_of_accuracy(
    media: Any, officer: Account, offices: Any, work: Callable[[], Job]
) -> None:
    text = ROWS + "99;20/03/2026;24/03/2026;Rahma;23/03/2026;Kelurahan Wek V\n"
    log = actions.store_log(officer, actions.LogFile("register.csv", [text.encode()]), at=AT).log
    choice = actions.ColumnChoice(
        columns=dict(guess_roles([column["header"] for column in log.columns]).known),
        timezone="Asia/Jakarta",
        service=None,
        new_service="Surat masuk",
    )

    actions.confirm_columns(officer, log, choice, at=AT)
    work()

    figures = Service.objects.get(name="Surat masuk").measurement.figures
    assert figures["recent"]["first_time_right"] == figures["mistakes"]["right"]
    assert (figures["mistakes"]["right"]["count"], figures["mistakes"]["right"]["n"]) == (30, 31)


def test_a_zip_of_months_is_one_log(
    bring: Callable[..., EventLog], confirm: Callable[..., Job], work: Callable[[], Job], officer: Account
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, lines in (("maret-1.csv", MARCH[:63]), ("maret-2.csv", MARCH[60:])):
            file.writestr(name, "\n".join([HEADER, *lines]) + "\n")
    log = actions.store_log(officer, actions.LogFile("maret.zip", [packed.getvalue()]), at=AT).log

    confirm(log)
    job = work()

    log.refresh_from_db()
    assert job.state == "done", job.message
    assert (log.events, log.cases) == (120, 40)


def test_events_that_have_not_happened_are_refused_and_can_be_taken_away(
    bring: Callable[..., EventLog],
    confirm: Callable[..., Job],
    work: Callable[[], Job],
    client_for: Callable[..., Client],
    officer: Account,
) -> None:
    log = bring([*MARCH, "D-9999;Terima;02/03/2062 08:30;Rahma;Kelurahan Wek V"])

    confirm(log)
    work()
    log.refresh_from_db()
    taken = client_for(officer).get(reverse("service:log", args=[log.pk]), {"unduh": "csv"}).content.decode()

    assert log.refused == 1
    assert "122" in taken and "belum terjadi" in taken
