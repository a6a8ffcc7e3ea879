"""Committees of the demonstration city: four people of the training unit for each batch, in turn."""

from __future__ import annotations

from datetime import datetime

from saindege.base.app.models import Account
from saindege.delivery.app.actions import committee as actions
from saindege.delivery.app.models import CommitteeMember
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

# Figures to try the list of fees with; a city has its own.
PLACES = (("lead", 450_000), ("chair", 400_000), ("secretary", 300_000), ("member", 300_000))
LATEST = 12


def write_committees(officer: Account, now: datetime) -> None:
    """Put committees together for the latest batches; done once."""
    if CommitteeMember.objects.exists():
        return
    unit = Person.objects.filter(office__name__icontains="Kepegawaian", missing_since=None, account=None)
    people = list(unit.order_by("pk")[:24])
    if len(people) < len(PLACES):
        return
    batches = Batch.objects.exclude(sessions=None).order_by("-sessions__starts_at", "pk")
    latest = list(dict.fromkeys(batches.values_list("pk", flat=True)))[:LATEST]
    for turn, batch in enumerate(Batch.objects.filter(pk__in=latest).order_by("pk")):
        for seat, (role, fee) in enumerate(PLACES):
            person = people[(turn * len(PLACES) + seat) % len(people)]
            actions.add_member(officer, batch, actions.Place(role, person, fee_rupiah=fee), at=now)
