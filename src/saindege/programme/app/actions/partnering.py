"""Writes of partners: the institution, whom one calls there, what was agreed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import Problem, Sentence
from saindege.programme import agreement
from saindege.programme.app import access
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import Agreement, Partner, PartnerContact


@dataclass(frozen=True, slots=True)
class PartnerFields:
    """What an officer writes about a partner; sector ``public`` or ``private``."""

    name: str
    sector: str
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class AgreementFields:
    """What an officer writes about an agreement."""

    number: str
    subject: str
    starts_on: date
    ends_on: date
    remind_days: int


@dataclass(frozen=True, slots=True)
class ContactFields:
    """Somebody at a partner whom one calls."""

    name: str
    post: str
    phone: str
    email: str


def add_partner(by: Account, fields: PartnerFields, *, at: datetime) -> Partner:
    """Make a partner; the very same one twice returns the first.

    Raises
    ------
    NotSaved : the name belongs to another one
    """
    require(access.may_keep_partners(by))
    with transaction.atomic():
        partner, made = Partner.objects.get_or_create(
            name=fields.name, defaults={**asdict(fields), "is_example": by.is_example}
        )
        if made:
            base_actions.record(by=by, action="programme.partner_added", subject=partner, at=at)
        elif partner.sector != fields.sector or partner.address != fields.address:
            raise _taken("name", f"Mitra {partner.name} sudah ada.", f"{partner.name} is a partner already.")
    return partner


def change_partner(by: Account, partner: Partner, fields: PartnerFields, *, at: datetime) -> Partner:
    """Change what is known of a partner.

    Raises
    ------
    NotSaved : the name belongs to another one
    """
    require(access.may_keep_partners(by))
    if Partner.objects.filter(name=fields.name).exclude(pk=partner.pk).exists():
        raise _taken("name", f"Mitra {fields.name} sudah ada.", f"{fields.name} is a partner already.")
    with transaction.atomic():
        for name, value in asdict(fields).items():
            setattr(partner, name, value)
        partner.save()
        base_actions.record(by=by, action="programme.partner_changed", subject=partner, at=at)
    return partner


def add_contact(by: Account, partner: Partner, fields: ContactFields, *, at: datetime) -> PartnerContact:
    """Write down whom one calls; the very same one twice stands once."""
    require(access.may_keep_partners(by))
    with transaction.atomic():
        contact, made = PartnerContact.objects.get_or_create(
            partner=partner, **asdict(fields), defaults={"is_example": partner.is_example}
        )
        if made:
            base_actions.record(by=by, action="programme.contact_added", subject=partner, at=at)
    return contact


def remove_contact(by: Account, contact: PartnerContact, *, at: datetime) -> None:
    """Take somebody off, as soon as it is known that one calls somebody else."""
    require(access.may_keep_partners(by))
    with transaction.atomic():
        base_actions.record(by=by, action="programme.contact_removed", subject=contact.partner, at=at)
        contact.delete()


def save_agreement(
    by: Account, partner: Partner, fields: AgreementFields, *, key: int | None, at: datetime
) -> Agreement:
    """Keep an agreement, new or changed; the very same one twice stands once.

    Raises
    ------
    NotSaved : its term cannot be, or its number belongs to another one
    """
    require(access.may_keep_partners(by))
    problems = agreement.faults(starts_on=fields.starts_on, ends_on=fields.ends_on)
    if problems:
        raise NotSaved(problems[0].sentence, code=problems[0].code, problems=problems)
    try:
        with transaction.atomic():
            if key is None:
                twin = Agreement.objects.filter(partner=partner, **asdict(fields)).first()
                if twin is not None:
                    return twin
            kept = partner.agreements.get(pk=key) if key else Agreement(partner=partner)
            kept.is_example = partner.is_example
            for name, value in asdict(fields).items():
                setattr(kept, name, value)
            kept.save()
            base_actions.record(by=by, action="programme.agreement_kept", subject=kept, at=at)
    except IntegrityError as error:
        raise _taken(
            "number",
            f"Nomor {fields.number} sudah dipakai perjanjian lain. Periksa nomornya.",
            f"The number {fields.number} belongs to another agreement. Look at it again.",
        ) from error
    return kept


def _taken(column: str, indonesian: str, english: str) -> NotSaved:
    problem = Problem("duplicate", Sentence(id=indonesian, en=english), column=column)
    return NotSaved(problem.sentence, code="duplicate", problems=[problem])
