"""A web process that is killed with kill -9 while a certificate is at the national service: nothing is signed twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.delivery import national_service as national

from .running_house import House, wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of other processes are POSIX")

ISSUED = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from saindege.base.app.models import Account
from saindege.delivery.app import actions
from saindege.delivery.app.models import CheckIn, Participant
from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Batch, Course, Session
now = timezone.now()
officer = Account.objects.create_user("petugas", display_name="Petugas", roles=["bkpsdm"])
office = Office.objects.create(code="1", name="Kelurahan", kind="urban_village")
course = Course.objects.create(code="A", title="Arsip", method="technical_guidance", learning_hours=4)
batch = Batch.objects.create(course=course, name="Angkatan 1")
begin = now - timedelta(days=3)
session = Session.objects.create(code="K1", batch=batch, title="Sesi", place="Aula", starts_at=begin, ends_at=begin + timedelta(hours=3), closed_at=begin + timedelta(hours=4), capacity=9, learning_hours=4, check_in_secret="x" * 40)
for n in range(4):
    person = Person.objects.create(name=f"Orang {n}", nip=f"19900315201504{n:04d}", status="pns", office=office)
    Participant.objects.create(batch=batch, person=person, called_at=begin)
    CheckIn.objects.create(session=session, person=person, arrived_at=begin, way="code")
assert actions.issue_certificates(officer, batch, at=now) == 4
"""
# What the page does once the form is sent: the work goes on beside the request, in this process.
SIGN = """
import django; django.setup()
import os, sys
from django.utils import timezone
from saindege.base.app import held
from saindege.base.app.models import Account
from saindege.delivery.app import actions
from saindege.delivery.app.queries import gateway
from saindege.delivery.signing.gateway import Signatory
from saindege.programme.app.models import Batch
by, batch = Account.objects.get(username="petugas"), Batch.objects.select_related("course").get()
who = Signatory(os.environ["NIK"], os.environ["PASSPHRASE"])
job = actions.begin_signing(by, batch, result_url="/", at=timezone.now())
held.start(job, lambda _job, tell: actions.sign_waiting(
    by, batch, gateway.gateway(), who, address="http://kota", again=False, clock=timezone.now,
    tell=lambda done, total: tell(done, total, ""),
)).join()
"""
WORKER = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from saindege.base.app import jobs
job = jobs.claim("uji", timezone.now() + timedelta(minutes=1))
jobs.perform(job, lambda *far: None, jobs.all_jobs())
"""


@dataclass
class SigningHouse(House):
    """A house whose certificates are signed by a service on this machine."""

    address: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {
            **super().environment,
            "DJANGO_SETTINGS_MODULE": "saindege.web.settings",
            "SAINDEGE_ESIGN_ADDRESS": self.address,
            "SAINDEGE_ESIGN_CLIENT": national.CLIENT,
            "SAINDEGE_ESIGN_SECRET": national.SECRET,
            "NIK": national.NIK,
            "PASSPHRASE": national.PASSPHRASE,
        }


@pytest.fixture
def service(tmp_path: Path) -> Iterator[national.NationalService]:
    server = national.Server(tmp_path / "bsre")
    yield server.service
    server.close()


def test_process_killed_in_the_middle_of_a_signature_signs_nothing_twice(
    house: House, service: national.NationalService
) -> None:
    signing = SigningHouse(house.folder, house.started, address=service.address)
    signing.python(ISSUED)
    service.hold_at = 2

    first = signing.start("-c", SIGN)
    wait_for(lambda: service.signed == 3, 180)
    first.kill()
    first.wait()
    service.hold_at = None
    signing.python(WORKER)
    failed = house.rows("SELECT fault FROM saindege_job WHERE state = 'failed'")
    signing.python(SIGN)

    assert "2 menunggu. 1 sudah dikirim tanpa jawaban." in failed[0][0]
    # Two before the kill, one whose answer was lost, one since: four papers, four signatures.
    assert service.signed == 4
    assert house.rows("SELECT way, count(*) FROM saindege_signedpaper GROUP BY way") == [("gateway", 3)]
    assert house.rows("SELECT count(*) FROM saindege_certificate WHERE sent_to_sign_at IS NOT NULL") == [(1,)]
    assert not any(national.PASSPHRASE.encode() in path.read_bytes() for path in files(house.folder))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
