"""Reads of all that is held about one person, in every area, as the rules on personal data list it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from saindege.base.app.models import Account, AuditEntry
from saindege.base.errors import BadInput, Sentence
from saindege.people import nip, personal_data
from saindege.people.app.models import Person, PersonMerge
from saindege.people.personal_data import Treatment

APP = "saindege"


class NobodyFound(BadInput):
    """Nobody has this number, key or account."""

    code = "unknown_value"

    def __init__(self, who: str) -> None:
        super().__init__(
            Sentence(
                id=f"Tidak ada orang dengan NIP, kunci atau akun {who}. Salin NIP-nya dari halaman pegawai.",
                en=f"Nobody has the NIP, key or account {who}. Copy the NIP from the person's page.",
            )
        )


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one table about one person."""

    treatment: Treatment
    rows: QuerySet[Any]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file about one person.

    Attributes
    ----------
    name : as the person handed it in; stored : where it lies
    """

    name: str
    stored: Path


def find_person(who: str) -> Person:
    """Return somebody by number (also a former one), key or account.

    Raises
    ------
    NobodyFound
    """
    people = Person.objects.select_related("account", "office").filter(erased_at=None)
    number = nip.clean(who)
    found = people.filter(nip=number).first() if number else None
    if found is None:
        former = PersonMerge.objects.exclude(former_nip="").filter(former_nip=number).first()
        found = people.filter(pk=former.person_id).first() if former else None
    if found is None:
        try:
            found = people.filter(pk=uuid.UUID(who)).first()
        except ValueError:
            found = people.filter(account__username=who.lower()).first()
    if found is None:
        raise NobodyFound(who)
    return found


def held_about(person: Person) -> Iterator[Held]:
    """Return the rows of every table that the rules name, in their order."""
    for each in personal_data.load().treatments:
        model = apps.get_model(APP, each.table)
        if each.by_account and person.account_id is None:
            continue
        owner = person.account_id if each.by_account else person.pk
        yield Held(each, model._base_manager.filter(**{each.of: owner}).order_by("pk"))


def speaker_rows(account: Account | None) -> QuerySet[Any]:
    """Return the speaker behind an account; the table belongs to an area above, so it is found by its name."""
    return apps.get_model(APP, "Speaker")._base_manager.filter(account=account.pk if account else -1)


def document_of(person: Person) -> dict[str, Any]:
    """Return all that is held about a person as plain JSON, without what is known of others."""
    tables = {
        held.treatment.table: [_row(each, person) for each in held.rows]
        for held in held_about(person)
        if held.treatment.table != "AuditEntry"
    }
    acts = (
        AuditEntry.objects.filter(actor=person.account_id) if person.account_id else AuditEntry.objects.none()
    )
    return {
        "person": _row(person, person),
        "account": _row(person.account, person) if person.account else None,
        "speaker": [_row(each, person) for each in speaker_rows(person.account)],
        "tables": {table: rows for table, rows in tables.items() if rows},
        "acts": [
            {"at": each.at.isoformat(), "action": each.action, "what": each.subject_type}
            for each in acts.order_by("id")
        ],
        "is_example": person.is_example,
        "rule_version": personal_data.load().version,
    }


def files_of(person: Person) -> list[KeptFile]:
    """Return the kept files about a person, and the signed papers of the certificates."""
    found = []
    for held in held_about(person):
        found += stored_files(held.rows, held.treatment.files)
    numbers = [
        number
        for held in held_about(person)
        if held.treatment.table in ("Certificate", "SpeakerCertificate")
        for number in held.rows.values_list("number", flat=True)
    ]
    signed = apps.get_model(APP, "SignedPaper")._base_manager.filter(number__in=numbers)
    found += [KeptFile(f"{each.number}.pdf", Path(settings.MEDIA_ROOT) / each.stored_file) for each in signed]
    return [each for each in found if each.stored.is_file()]


def stored_files(rows: QuerySet[Any], columns: Sequence[str]) -> list[KeptFile]:
    """Return the files that these columns of these rows name."""
    return [
        KeptFile(getattr(each, "file_name", "") or Path(stored).name, Path(settings.MEDIA_ROOT) / stored)
        for column in columns
        for each in rows
        if (stored := getattr(each, column))
    ]


def _row(row: models.Model, person: Person) -> dict[str, Any]:
    """Write one row: every column but secrets; a column that points to somebody else says only that."""
    secrets = personal_data.load().secrets
    written: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in secrets:
            continue
        value = getattr(row, field.attname)
        if value is not None and field.related_model in (Person, Account):
            own = value in (person.pk, person.account_id)
            written[field.name] = "self" if own else "somebody else"
        elif value is not None and field.related_model is not None:
            written[field.name] = _shown(getattr(row, field.name, None), value)
        else:
            written[field.name] = _plain(value)
    return written


def _shown(other: models.Model | None, value: object) -> object:
    told = other is not None and type(other).__str__ is not models.Model.__str__
    return {"key": _plain(value), "is": str(other)} if told else _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)
