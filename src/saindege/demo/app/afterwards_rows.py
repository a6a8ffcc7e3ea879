"""After the course in the demonstration city: plans with a logbook, and courses taken elsewhere with invented proof."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Max, Min
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery.app.actions import logbook, outside
from saindege.delivery.app.models import FollowUpPlan, OutsideCourse
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

# A file that is a PDF by its beginning and says what it is.
PROOF = b"%PDF-1.4\n% DATA CONTOH, bukti rekaan untuk demonstrasi\n%%EOF\n"
GOAL = "Pemohon tahu semua kekurangan berkas pada kunjungan pertama"
STEPS = "Tempel daftar syarat di loket.\nCatat kekurangan sekaligus, sekali saja.\nAjarkan kepada rekan selama dua pekan."
TASKS = ("Memakai daftar syarat untuk 14 pemohon", "Menyusun ulang berkas masuk menurut layanan")


def write_afterwards(now: datetime) -> None:
    """Let the demonstration's participant plan, log and claim, and the superior answer some of it; done once."""
    me = (
        Person.objects.select_related("account", "superior__account")
        .filter(account__username="peserta")
        .first()
    )
    if me is None:
        return
    if not FollowUpPlan.objects.exists():
        _write_logbook(me, now)
    if not OutsideCourse.objects.exists():
        _write_claims(me, now)


def _write_logbook(me: Person, now: datetime) -> None:
    over = Batch.objects.filter(participants__person=me).annotate(
        starts=Min("sessions__starts_at"), ends=Max("sessions__ends_at")
    )
    batch = over.filter(ends__lt=now - timedelta(days=3)).order_by("-ends").first()
    if batch is None:
        return
    after = batch.ends + timedelta(days=1)
    due_on = timezone.localdate(after) + timedelta(days=90)
    plan = logbook.write_plan(me.account, batch, me, goal=GOAL, steps=STEPS, due_on=due_on, at=after)
    entries = [
        logbook.write_entry(
            me.account, plan, kind="task", done_on=timezone.localdate(after), task=task, taught=0, at=after
        )
        for task in TASKS
    ]
    boss = me.superior.account if me.superior else None
    if boss is not None:
        logbook.agree_plan(boss, plan, at=after + timedelta(hours=3))
        logbook.countersign(boss, entries[0], at=after + timedelta(hours=4))


def _write_claims(me: Person, now: datetime) -> None:
    officer = Account.objects.get(username="bkpsdm")
    today = timezone.localdate(now)
    for number, (title, organiser, quantity) in enumerate(
        [("Pelayanan publik ramah disabilitas", "Lembaga pelatihan provinsi (contoh)", 6),
         ("Dasar pengelolaan arsip dinamis", "Lembaga kearsipan (contoh)", 8)]
    ):  # fmt: skip
        day = today - timedelta(days=60 + 20 * number)
        claim = outside.Claim(
            title=title,
            organiser=organiser,
            form="technical_training",
            quantity=Decimal(quantity),
            is_international=False,
            first_on=day,
            last_on=day,
            certificate_number=f"CONTOH/{number + 1}",
        )
        proof = PROOF + str(number).encode()
        made = outside.claim_course(
            me.account, me, claim, file_name=f"contoh-{number + 1}.pdf", content=proof, at=now
        )
        if number == 0:
            outside.decide_claim(officer, made, is_approved=True, reason="", at=now)
