"""Reads of speakers: who may be asked, when they are free, what their link opens, what lies sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from saindege.base.app.models import Account, Role
from saindege.base.errors import Sentence
from saindege.programme import link, offered_dates, sealing, standard_cost
from saindege.programme.app import access
from saindege.programme.app.models import Session, Speaker, SpeakerOffer
from saindege.programme.app.queries.costs import cost_table
from saindege.programme.app.queries.partners import agreement_term

KEY_FOLDER = "kunci"


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker of the list.

    Attributes
    ----------
    offers : days offered from today on
    sessions : sessions that are still to come
    """

    speaker: Speaker
    offers: int
    sessions: int


def speaker_rows(now: datetime, *, text: str = "") -> list[SpeakerRow]:
    """Return speakers by name, filtered by words in name, expertise or partner."""
    today = timezone.localdate(now)
    found = Speaker.objects.select_related("partner").annotate(
        offer_count=Count("offers", filter=Q(offers__on__gte=today), distinct=True),
        session_count=Count("sessions", filter=Q(sessions__starts_at__gte=now), distinct=True),
    )
    for word in text.split():
        found = found.filter(
            Q(name__icontains=word) | Q(expertise__icontains=word) | Q(partner__name__icontains=word)
        )
    return [SpeakerRow(each, each.offer_count, each.session_count) for each in found.order_by("name", "id")]


def speaker_of(account: Account) -> Speaker | None:
    """Return the speaker that an account belongs to."""
    return Speaker.objects.filter(account=account).first()


def speaker_accounts(kept: str | None = None) -> list[tuple[str, str]]:
    """Return key and name of the accounts that a speaker may get: of that role, and nobody else's."""
    free = Account.objects.filter(is_active=True, speaker=None)
    if kept:
        free = free | Account.objects.filter(pk=kept)
    return [
        (str(account.pk), f"{account.display_name} ({account.username})")
        for account in free.distinct().order_by("display_name")
        if account.has_role(Role.SPEAKER) or str(account.pk) == kept
    ]


def offers_from(speaker: Speaker, day: date) -> QuerySet[SpeakerOffer]:
    """Return the days that a speaker offers, from a day on."""
    return speaker.offers.filter(on__gte=day)


def sessions_to_come(speaker: Speaker, now: datetime) -> QuerySet[Session]:
    """Return the sessions of a speaker that are not over, earliest first."""
    return speaker.sessions.filter(ends_at__gte=now).select_related("batch__course").order_by("starts_at")


def speaker_advice(name: str, starts_at: datetime, ends_at: datetime) -> list[Sentence]:
    """Return what to think about before a speaker is planned: offered dates, the partner's agreement.

    Moments are on the office's clock.
    """
    speaker = Speaker.objects.filter(name__iexact=name).select_related("partner").order_by("id").first()
    if not name or speaker is None:
        return []
    offers = dict(speaker.offers.values_list("on", "part"))
    found = [offered_dates.advice(speaker.name, offers, starts_at, ends_at)]
    term = agreement_term(speaker.partner, starts_at.date())
    if term is not None and term.standing in ("expired", "not_yet") and term.sentence is not None:
        said = term.sentence
        found.append(
            Sentence(
                id=f"Perjanjian dengan {speaker.partner}: {said.id}",
                en=f"Agreement with {speaker.partner}: {said.en}",
            )
        )
    return [sentence for sentence in found if sentence is not None]


def fee_excess(speaker: Speaker, day: date) -> standard_cost.Excess | None:
    """Return how a speaker's fee exceeds its ceiling on a day; None where it does not."""
    if not speaker.fee_class or speaker.fee_rupiah is None:
        return None
    try:
        return standard_cost.excess_over(cost_table(), speaker.fee_class, speaker.fee_rupiah, day)
    except standard_cost.UnknownItem:
        return None


def speaker_token(speaker: Speaker) -> str:
    """Return the word of a speaker's link; empty where there is none."""
    return _token(access.SPEAKER_LINK, str(speaker.pk), speaker.link_word)


def speaker_by_token(token: str) -> Speaker | None:
    """Return the speaker whose genuine link this is."""
    key = link.key_in(token)
    speaker = Speaker.objects.filter(pk=int(key)).first() if key and key.isdecimal() else None
    return speaker if speaker and access.may_use_speaker_link(speaker, token) else None


def sealing_key() -> bytes:
    """Return the key of this data folder, made at its first use."""
    return sealing.keep_key(Path(settings.MEDIA_ROOT) / KEY_FOLDER)


def masked_tax_number(speaker: Speaker) -> str:
    """Return a tax number of which only the last digits can be read; empty where there is none or it does not open."""
    try:
        return sealing.masked(sealing.unseal(speaker.sealed_tax_number, sealing_key()))
    except sealing.CannotOpen:
        return ""


def file_at(stored_file: str) -> Path:
    """Return where a kept file lies."""
    return Path(settings.MEDIA_ROOT) / stored_file


def _token(purpose: str, key: str, word: str) -> str:
    return link.token_for(purpose, key, word, settings.SECRET_KEY) if word else ""
