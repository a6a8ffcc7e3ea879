"""A worker that is killed with kill -9 while a letter is being handed over: no message goes out twice."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.delivery.mail_server import Box, Server

from .running_house import House, wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of other processes are POSIX")

PEOPLE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from saindege.base.app.models import Account
from saindege.delivery.app.actions import call_people, mailing
from saindege.delivery.app.models import Contact
from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Batch, Course, Session
now = timezone.now()
officer = Account.objects.create_user("petugas", display_name="Petugas", roles=["bkpsdm"])
office = Office.objects.create(code="1", name="Kelurahan", kind="urban_village")
course = Course.objects.create(code="A", title="Arsip", method="technical_guidance", learning_hours=4)
batch = Batch.objects.create(course=course, name="Angkatan 1")
begin = now + timedelta(days=3)
Session.objects.create(code="K1", batch=batch, title="Sesi", place="Aula", starts_at=begin, ends_at=begin + timedelta(hours=3), capacity=9, learning_hours=4, check_in_secret="x" * 40)
people = [Person.objects.create(name=f"Orang {n}", nip=f"19900315201504{n:04d}", status="pns", office=office) for n in range(4)]
for number, person in enumerate(people):
    Contact.objects.create(person=person, email=f"orang{number}@kota.example")
call_people(officer, batch, people, at=now)
mailing.ask_for_mail(officer, batch, address="http://kota", result_url="/")
"""
WORKER = """
import django; django.setup()
import os, time
from datetime import timedelta
from django.utils import timezone
from saindege.base.app import jobs
LEASE = timedelta(seconds=1)
job = None
while job is None:
    job = jobs.claim(f"uji:{os.getpid()}", timezone.now(), LEASE)
    time.sleep(0.05)
jobs.perform(job, lambda *far: jobs.renew(job, *far, timezone.now(), LEASE), jobs.all_jobs())
"""


@dataclass
class MailHouse(House):
    """A house that hands its letters in at a server on this machine."""

    port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        return {
            **super().environment,
            "DJANGO_SETTINGS_MODULE": "saindege.web.settings",
            "SAINDEGE_MAIL_HOST": "127.0.0.1",
            "SAINDEGE_MAIL_PORT": str(self.port),
            "SAINDEGE_MAIL_SECURITY": "none",
            "SAINDEGE_MAIL_FROM": "pelatihan@kota.example",
        }


@pytest.fixture
def box() -> Iterator[Box]:
    server = Server()
    yield server.box
    server.box.go_on.set()
    server.close()


def test_worker_killed_in_the_middle_of_a_letter_sends_nothing_twice(house: House, box: Box) -> None:
    with_mail = MailHouse(house.folder, house.started, port=box.port)
    with_mail.python(PEOPLE)
    box.hold_at = 2

    first = with_mail.start("-c", WORKER)
    wait_for(lambda: len(box.letters) == 2, 180)
    first.kill()
    first.wait()
    box.go_on.set()
    with_mail.start("-c", WORKER)
    wait_for(lambda: house.rows("SELECT 1 FROM saindege_job WHERE state = 'done'"), 180)

    assert Counter(box.recipients) == Counter(f"orang{number}@kota.example" for number in range(4))
    states = house.rows("SELECT state, count(*) FROM saindege_mail GROUP BY state ORDER BY state")
    assert states == [("sent", 3), ("unsure", 1)]
    assert house.rows("SELECT count(*) FROM saindege_message WHERE sent_at IS NULL") == [(1,)]
