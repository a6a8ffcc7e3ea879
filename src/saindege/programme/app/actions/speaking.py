"""Writes of speakers: who they are, their link, the dates they offer, their tax number."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import Problem
from saindege.programme import offered_dates, sealing, standard_cost
from saindege.programme.app import access, queries
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import Speaker, SpeakerOffer

LINK_WORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class SpeakerFields:
    """What an officer writes about a speaker; the fee is for one unit of its class."""

    name: str
    partner_id: int | None
    expertise: str
    phone: str
    email: str
    fee_class: str
    fee_rupiah: int | None
    conflict_note: str
    account_id: int | None = None


def save_speaker(by: Account, fields: SpeakerFields, *, speaker: Speaker | None, at: datetime) -> Speaker:
    """Keep a speaker, new or changed; the very same new one twice stands once.

    Raises
    ------
    NotSaved : the fee is above a ceiling that binds, or has no class
    """
    require(access.may_keep_partners(by))
    _require_fee(fields, timezone.localdate(at))
    with transaction.atomic():
        if speaker is None:
            twin = Speaker.objects.filter(**asdict(fields)).first()
            if twin is not None:
                return twin
            made = Speaker.objects.create(**asdict(fields), is_example=by.is_example)
            base_actions.record(by=by, action="programme.speaker_added", subject=made, at=at)
            return made
        kept = Speaker.objects.select_for_update().get(pk=speaker.pk)
        changed = sorted(name for name, value in asdict(fields).items() if getattr(kept, name) != value)
        for name in changed:
            setattr(kept, name, getattr(fields, name))
        if changed:
            kept.save(update_fields=changed)
            base_actions.record(
                by=by, action="programme.speaker_changed", subject=kept, at=at, detail={"fields": changed}
            )
    return kept


def keep_tax_number(by: Account, speaker: Speaker, text: str, *, at: datetime) -> None:
    """Seal a tax number; an empty text takes it away.

    Raises
    ------
    NotATaxNumber : it is none
    """
    require(access.may_open_tax_number(by))
    number = sealing.read_tax_number(text) if text.strip() else ""
    with transaction.atomic():
        speaker.sealed_tax_number = sealing.seal(number, queries.sealing_key())
        speaker.save(update_fields=["sealed_tax_number"])
        base_actions.record(by=by, action="programme.tax_number_sealed", subject=speaker, at=at)


def open_tax_number(by: Account, speaker: Speaker, *, at: datetime) -> str:
    """Open a sealed tax number for the payment papers; that somebody did so is recorded.

    Raises
    ------
    CannotOpen : it was sealed with another key
    """
    require(access.may_open_tax_number(by))
    number = sealing.unseal(speaker.sealed_tax_number, queries.sealing_key())
    base_actions.record(by=by, action="programme.tax_number_opened", subject=speaker, at=at)
    return number


def renew_speaker_link(by: Account, speaker: Speaker, *, at: datetime) -> Speaker:
    """Give a speaker a link; one that was given before opens nothing any more."""
    require(access.may_keep_partners(by))
    return _set_word(by, speaker, secrets.token_hex(LINK_WORD_BYTES), "programme.speaker_link_renewed", at)


def withdraw_speaker_link(by: Account, speaker: Speaker, *, at: datetime) -> Speaker:
    """Take a speaker's link away."""
    require(access.may_keep_partners(by))
    return _set_word(by, speaker, "", "programme.speaker_link_withdrawn", at)


def offer_date(by: Account, speaker: Speaker, day: date, part: str, *, at: datetime) -> SpeakerOffer:
    """Write down that a speaker is free on a day; the same day again takes the newer part.

    Raises
    ------
    NotSaved : the day is over, far away, or too many stand already
    """
    require(access.may_offer_dates(by, speaker))
    return _offer(by, speaker, day, part, at)


def offer_date_by_link(speaker: Speaker, token: str, day: date, part: str, *, at: datetime) -> SpeakerOffer:
    """Take a day that a speaker offers through the own link.

    Raises
    ------
    NotSaved : as when somebody else writes it down
    """
    require(access.may_use_speaker_link(speaker, token))
    return _offer(None, speaker, day, part, at)


def withdraw_offer(by: Account, offer: SpeakerOffer, *, at: datetime) -> None:
    """Take an offered day back."""
    require(access.may_offer_dates(by, offer.speaker))
    _withdraw(by, offer, at)


def withdraw_offer_by_link(offer: SpeakerOffer, token: str, *, at: datetime) -> None:
    """Take an offered day back through the speaker's own link."""
    require(access.may_use_speaker_link(offer.speaker, token))
    _withdraw(None, offer, at)


def _offer(by: Account | None, speaker: Speaker, day: date, part: str, at: datetime) -> SpeakerOffer:
    today = timezone.localdate(at)
    with transaction.atomic():
        # One after the other: two windows of one speaker do not exceed the most that may stand.
        locked = Speaker.objects.select_for_update().get(pk=speaker.pk)
        standing = locked.offers.filter(on__gte=today).exclude(on=day).count()
        problems = offered_dates.faults(day, as_of=today, offered=standing)
        if problems:
            raise NotSaved(problems[0].sentence, code=problems[0].code, problems=problems)
        offer, _is_new = SpeakerOffer.objects.update_or_create(
            speaker=locked,
            on=day,
            defaults={"part": part, "offered_at": at, "is_example": locked.is_example},
        )
        base_actions.record(by=by, action="programme.date_offered", subject=locked, at=at)
    return offer


def _withdraw(by: Account | None, offer: SpeakerOffer, at: datetime) -> None:
    with transaction.atomic():
        base_actions.record(by=by, action="programme.date_withdrawn", subject=offer.speaker, at=at)
        offer.delete()


def _set_word(by: Account, speaker: Speaker, word: str, action: str, at: datetime) -> Speaker:
    with transaction.atomic():
        speaker.link_word = word
        speaker.save(update_fields=["link_word"])
        base_actions.record(by=by, action=action, subject=speaker, at=at)
    return speaker


def _require_fee(fields: SpeakerFields, day: date) -> None:
    if fields.fee_rupiah is None or not fields.fee_class:
        return
    excess = standard_cost.excess_over(queries.cost_table(), fields.fee_class, fields.fee_rupiah, day)
    if excess is not None and excess.ceiling.is_binding:
        problem = Problem("above_ceiling", excess.sentence, column="fee_rupiah")
        raise NotSaved(problem.sentence, code=problem.code, problems=[problem])
