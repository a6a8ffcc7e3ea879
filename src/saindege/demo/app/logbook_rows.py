"""Logbooks of the demonstration city: tasks done with the new skill, most of them countersigned."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from saindege.base import chance
from saindege.delivery.app.models import FollowUpPlan, LogEntry
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.impact.app.models import BehaviourAnswer, RaterKind
from saindege.impact.evaluation import load
from saindege.programme.app.models import Batch

GOAL = "Memakai cara baru dari kursus untuk tiap pemohon"
STEPS = "Pasang daftar periksa di meja.\nCatat tiap kali dipakai.\nMinta atasan menandatangani."
TASKS = (
    "Memeriksa berkas di depan pemohon",
    "Mengisi daftar periksa layanan",
    "Menjelaskan syarat lewat pesan baku",
    "Menyelesaikan berkas tanpa kembali",
)
# Whose superior saw the behaviour writes more of it down; some write nothing at all.
_TASKS_OF_DOERS, _TASKS_OF_OTHERS = (0.15, 0.10, 0.30, 0.25, 0.20), (0.60, 0.25, 0.10, 0.05)
_SIGNED = 0.85
_FIRST_DAYS, _LAST_DAYS = 2, 85


def write_logbooks(made: City, now: datetime) -> None:
    """Store plans and tasks of those whose behaviour was rated; done once."""
    if FollowUpPlan.objects.filter(goal=GOAL).exists():
        return
    rng, today, done_from = (
        chance.stream(made.seed, "demo.logbooks"),
        timezone.localdate(now),
        load().done_from,
    )
    rated = BehaviourAnswer.objects.filter(rater__kind=RaterKind.SUPERIOR).select_related(
        "rater__target__person__superior__account"
    )
    seen = {answer.rater.target: answer.mark for answer in rated.order_by("day", "pk")}
    ended = dict(Batch.objects.annotate(last_at=Max("sessions__ends_at")).values_list("pk", "last_at"))
    taken = set(FollowUpPlan.objects.values_list("batch_id", "person_id"))
    plans, entries = [], []
    for target, mark in seen.items():
        if (target.batch_id, target.person_id) in taken:
            continue
        last_on = timezone.localdate(ended[target.batch_id])
        shares = _TASKS_OF_DOERS if mark >= done_from else _TASKS_OF_OTHERS
        number = int(rng.choice(len(shares), p=shares))
        if not number:
            continue
        plan = FollowUpPlan(
            id=identity.key(made.seed, "plan", str(target.pk)),
            batch_id=target.batch_id,
            person_id=target.person_id,
            goal=GOAL,
            steps=STEPS,
            due_on=last_on + timedelta(days=90),
            written_at=ended[target.batch_id],
            is_example=True,
        )
        plans.append(plan)
        boss = target.person.superior.account if target.person.superior else None
        for place in range(number):
            done_on = last_on + timedelta(days=int(rng.integers(_FIRST_DAYS, _LAST_DAYS)))
            if done_on > today:
                continue
            is_signed = bool(rng.random() < _SIGNED)
            at = timezone.make_aware(datetime.combine(done_on, time(15, 30)))
            entries.append(
                LogEntry(
                    id=uuid.uuid5(plan.id, str(place)),
                    plan=plan,
                    done_on=done_on,
                    task=TASKS[place % len(TASKS)],
                    written_at=at,
                    signed_at=at + timedelta(hours=1) if is_signed else None,
                    signed_by=boss if is_signed else None,
                    is_example=True,
                )
            )
    with transaction.atomic():
        FollowUpPlan.objects.bulk_create(plans, batch_size=2000)
        LogEntry.objects.bulk_create(entries, batch_size=2000)
