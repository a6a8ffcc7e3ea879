"""Bring the demonstration city into an empty data folder; taken up again where it was cut off.

Everything that is drawn goes into the database in one transaction: a load that is killed leaves no half city. What is
computed from it (measured services, estimated effects) follows through the same actions as a user's upload, each of
which is done once however often it is asked for.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from saindege.base import chance
from saindege.base.app import actions as base_actions
from saindege.base.app.models import Account, Setting
from saindege.base.errors import SaindegeError, Sentence
from saindege.demo import city, hand_outs, staff
from saindege.demo.app import (
    afterwards_rows,
    arriving_rows,
    competency_rows,
    curve_rows,
    delivery_rows,
    education_rows,
    enrolment_rows,
    evaluation_rows,
    exam_rows,
    folder,
    impact_rows,
    log_rows,
    logbook_rows,
    partner_rows,
    people_rows,
    programme_rows,
    proposal_rows,
    published_rows,
    service_rows,
    sheet_photo_rows,
    standard_rows,
    survey_rows,
    watching_rows,
)
from saindege.demo.app.progress import step
from saindege.demo.city import City

LOADED = "demo.city"
HAND_OUTS = "contoh"
# Papers of the demonstration are signed by nobody who exists.
SIGNATORY = {
    "city.signatory": "Nama Penanda Tangan (contoh)",
    "city.signatory_post": "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
}


class DemoIsOff(SaindegeError):
    """Demonstration data and its known password belong into a demonstration only."""

    code = "not_allowed"


def load(*, people: int, seed: int, as_of: date, fresh: bool, leave_to_worker: bool = False) -> None:
    """Make the city where it is missing, and finish what is unfinished; a second time nothing changes.

    With ``leave_to_worker`` the studies, which take longest, are asked for as jobs: pages can be served before.

    Raises
    ------
    DemoIsOff : the settings do not say that this is a demonstration
    NotADemo, OtherDemo : the data folder holds something else
    UnfitNumberOfPeople, SeedRefused : the numbers lie outside their bounds
    """
    if not settings.SAINDEGE_DEMO:
        raise DemoIsOff(
            Sentence(
                id="Data contoh hanya untuk demo. Jalankan saindege demo, atau setel SAINDEGE_DEMO=1.",
                en="Example data is for a demonstration only. Run saindege demo, or set SAINDEGE_DEMO=1.",
            )
        )
    # Before the folder is touched: a refused number must leave no trace.
    staff.require_size(people)
    chance.stream(seed, "demo")
    where = Path(settings.SAINDEGE_DATA)
    wanted = folder.claim(where, folder.Request(seed, people, as_of), fresh=fresh)
    # What is sealed now is read by the server later: both need one key.
    if not os.environ.get("SAINDEGE_SECRET_KEY"):
        settings.SECRET_KEY = folder.keep_key(where, settings.SECRET_KEY)
    call_command("migrate", verbosity=0, interactive=False)
    with step("Menyusun kota contoh", "drawing the city"):
        made = city.make_city(seed=wanted.seed, people=wanted.people, as_of=wanted.as_of)
    if not Setting.objects.filter(key=LOADED).exists():
        with step("Menyimpan pegawai, kursus, layanan", "storing staff, courses, services"):
            store_city(made, timezone.now())
    with step("Menerbitkan sertifikat", "issuing certificates"):
        delivery_rows.write_certificates(Account.objects.get(username="bkpsdm"), timezone.now())
    with step("Mengisi pendaftaran", "filling in requests for seats"):
        enrolment_rows.write_enrolments(Account.objects.get(username="bkpsdm"), timezone.now())
        afterwards_rows.write_afterwards(timezone.now())
    with step("Mengisi evaluasi dan IP ASN", "filling in evaluations and the index"):
        officer = Account.objects.get(username="bkpsdm")
        evaluation_rows.write_evaluations(made, officer, timezone.now())
        logbook_rows.write_logbooks(made, timezone.now())
        evaluation_rows.write_index(made, officer, timezone.now())
    with step("Mengisi tes dan praktik", "filling in tests and practice"):
        exam_rows.write_exams(Account.objects.get(username="bkpsdm"), timezone.now())
    _measure_services(made)
    analyst = Account.objects.get(username="analis")
    if leave_to_worker:
        impact_rows.write_studies(made, analyst, timezone.now(), leave_to_worker=True)
    else:
        with step("Menjawab kajian dampak", "answering studies of impact"):
            impact_rows.write_studies(made, analyst, timezone.now())
    with step("Mengundi gelombang berikutnya", "drawing the next waves"):
        impact_rows.write_next_study(made, analyst, timezone.now())
    if not (where / HAND_OUTS / hand_outs.README).exists():
        with step("Menulis berkas contoh", "writing files to try"):
            hand_outs.write_hand_outs(made, where / HAND_OUTS)
            sheet_photo_rows.write_photos(made, where / HAND_OUTS, timezone.now())


def _measure_services(made: City) -> None:
    """Measure the services, and show what rests on their logs and answers."""
    with step("Mengukur layanan dari log", "measuring services from their logs"):
        log_rows.write_logs(made, Account.objects.get(username="organisasi"), timezone.now())
        curve_rows.write_curves(made, timezone.now())
        published_rows.write_published(made, Account.objects.get(username="organisasi"), timezone.now())
    with step("Memeriksa contoh berkas", "checking samples of cases"):
        unit, admin = (Account.objects.get(username=name) for name in ("organisasi", "admin"))
        watching_rows.write_watching(made, unit, admin, timezone.now())
    with step("Menerima titipan, menulis catatan pekan", "taking dropped files, writing weekly notes"):
        arriving_rows.write_arriving(made, unit, timezone.now())


def store_city(made: City, now: datetime) -> None:
    """Store everything that is drawn, in one transaction; the database must hold no city yet."""
    with transaction.atomic():
        logins = people_rows.write_accounts(made)
        offices = people_rows.write_offices(made)
        people = people_rows.write_staff(made, offices, logins)
        officer = logins["bkpsdm"]
        education_rows.write_education(made, people, officer, now)
        competency_rows.write_levels(made, people, officer, now)
        catalogue, speakers = programme_rows.write_catalogue(made, logins)
        partner_rows.write_surroundings(made, catalogue, logins, now)
        batches, sessions = programme_rows.write_batches(made, catalogue, speakers, officer, now)
        delivery_rows.write_rolls(made, people, batches, sessions, officer)
        services = service_rows.write_services(made, offices)
        standard_rows.write_standards(made, services, logins["organisasi"], now)
        service_rows.write_answers(made, services, offices)
        survey_rows.write_voices(made, services, logins["organisasi"], now)
        Setting.objects.bulk_create(Setting(key=key, value=value) for key, value in SIGNATORY.items())
        # The letters name who signs.
        proposal_rows.write_proposals(made, logins, now)
        _mark(made, logins["admin"], now)


def _mark(made: City, admin: Account, now: datetime) -> None:
    """Write down in the same transaction that the city stands."""
    mark = Setting.objects.create(
        key=LOADED,
        value={
            "seed": made.seed,
            "people": len(made.staff),
            "as_of": made.as_of.isoformat(),
            "logs_until": made.until.isoformat(),
        },
    )
    base_actions.record(
        by=admin, action="demo.city_loaded", subject=mark, at=now, detail={"people": len(made.staff)}
    )
