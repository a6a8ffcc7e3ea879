"""Proposals of the demonstration city, walked through the same actions as a user's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from saindege.base import period
from saindege.base.app.models import Account
from saindege.demo import tables
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.programme import proposal
from saindege.programme.app import actions
from saindege.programme.app.models import Proposal

_BETWEEN_STEPS = timedelta(days=2)


def write_proposals(made: City, logins: Mapping[str, Account], now: datetime) -> None:
    """Write each proposal and take its steps at their days, oldest first, so that numbers follow the days."""
    rows = tables.read_toml("data/programme.toml")["proposal"]
    for number, row in sorted(enumerate(rows), key=lambda each: -each[1]["days_ago"]):
        _walk(made, number, row, logins["atasan"], logins["bkpsdm"], now)


def _walk(
    made: City, number: int, row: Mapping[str, Any], author: Account, officer: Account, now: datetime
) -> None:
    at = now - timedelta(days=row["days_ago"])
    key = identity.key(made.seed, "proposal", number)
    kept = actions.write_proposal(author, _content(row, timezone.localdate(now)), key=key, version=0, at=at)
    for act in row["way"]:
        at += _BETWEEN_STEPS
        kept = _step(act, kept, row, author, officer, at)


def _step(
    act: str, kept: Proposal, row: Mapping[str, Any], author: Account, officer: Account, at: datetime
) -> Proposal:
    key, version = kept.pk, kept.version
    if act == "submit":
        return actions.submit_proposal(author, key, version=version, at=at)
    if act == "ask_revision":
        return actions.ask_for_revision(officer, key, version=version, reason=row["reason"], at=at)
    if act == "refuse":
        return actions.refuse_proposal(officer, key, version=version, reason=row["reason"], at=at)
    hours = Decimal(row["hours"])
    return actions.accept_proposal(officer, key, version=version, hours=hours, note="", at=at)


def _content(row: Mapping[str, Any], today: date) -> proposal.Content:
    first = _working_day(today + timedelta(days=row["first"]))
    return proposal.Content(
        title=row["title"],
        background="Warga datang dua kali karena berkasnya belum siap (contoh).",
        legal_basis="PP 11/2017 pasal 203; Peraturan LAN 10/2018",
        purpose="Menguatkan petugas yang melayani warga setiap hari.",
        objective="Peserta mengerjakan tugasnya sendiri sampai selesai tanpa bantuan.",
        outcome_direct="Semua peserta lulus tes praktik pada hari terakhir.",
        outcome_medium=row["medium"],
        outcome_long="Warga datang satu kali dan pulang dengan suratnya.",
        speakers="Narasumber mitra menurut perjanjian kerja sama",
        target_group="Petugas loket dan pelaksana",
        participants=row["participants"],
        method=row["method"],
        learning_hours=Decimal(row["hours"]),
        first_on=first,
        last_on=first + timedelta(days=row["days"] - 1),
        place=row["place"],
        cover_plan="Loket dijaga dua petugas bergantian; sekretaris menggantikan bila antrean panjang.",
        lines=tuple(proposal.BudgetLine(*line) for line in row["lines"]),
    )


def _working_day(day: date) -> date:
    calendar = period.office_calendar(first_year=day.year, last_year=day.year + 1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day
