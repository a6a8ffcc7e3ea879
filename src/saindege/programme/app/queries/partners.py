"""Reads of those who lend speakers: how their agreements stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from saindege.programme import agreement
from saindege.programme.app.models import Agreement, Partner, Speaker

# What needs something to be done stands on top.
_URGENCY = ("expired", "ends_soon", "not_yet", "running")


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement and how it stands."""

    agreement: Agreement
    term: agreement.Term


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner of the list.

    Attributes
    ----------
    best : the agreement that holds longest; None where there is none
    speakers : how many it lends
    """

    partner: Partner
    best: AgreementRow | None
    speakers: int


def partner_rows(day: date, *, text: str = "", sector: str = "") -> list[PartnerRow]:
    """Return partners: those whose agreement ended or ends soon first, then by name."""
    found = Partner.objects.prefetch_related("agreements").annotate(
        speaker_count=Count("speakers", distinct=True)
    )
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(speakers__expertise__icontains=word)).distinct()
    if sector:
        found = found.filter(sector=sector)
    rows = [PartnerRow(each, _best(each, day), each.speaker_count) for each in found]
    return sorted(rows, key=lambda row: (_urgency(row), row.partner.name))


def agreement_rows(partner: Partner, day: date) -> list[AgreementRow]:
    """Return the agreements of a partner, the one that ends last first."""
    return [AgreementRow(each, _term(each, day)) for each in partner.agreements.all()]


def agreements_ending(day: date) -> list[AgreementRow]:
    """Return the agreements that somebody should renew: ended without a newer one, or about to end."""
    rows = [_best(each, day) for each in Partner.objects.prefetch_related("agreements")]
    return [row for row in rows if row is not None and row.term.standing in ("expired", "ends_soon")]


def partner_choices() -> list[tuple[int, str]]:
    """Return key and name of every partner."""
    return list(Partner.objects.values_list("pk", "name"))


def speakers_of(partner: Partner) -> QuerySet[Speaker]:
    """Return the speakers that a partner lends, by name."""
    return partner.speakers.order_by("name")


def agreement_term(partner: Partner | None, day: date) -> agreement.Term | None:
    """Return how the best agreement with a partner stands on a day; None without a partner or an agreement."""
    best = _best(partner, day) if partner is not None else None
    return best.term if best else None


def _best(partner: Partner, day: date) -> AgreementRow | None:
    rows = [AgreementRow(each, _term(each, day)) for each in partner.agreements.all()]
    holding = [row for row in rows if row.term.standing in ("running", "ends_soon")]
    return max(holding or rows, key=lambda row: row.agreement.ends_on, default=None)


def _term(each: Agreement, day: date) -> agreement.Term:
    return agreement.standing_on(
        day, starts_on=each.starts_on, ends_on=each.ends_on, remind_days=each.remind_days
    )


def _urgency(row: PartnerRow) -> int:
    return _URGENCY.index(row.best.term.standing) if row.best else len(_URGENCY)
