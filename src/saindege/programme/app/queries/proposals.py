"""Reads of proposals: those one may see, their content as plain values, what they are held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from saindege.base.app.models import Account, Role
from saindege.base.errors import Language, Sentence
from saindege.people.app.models import Office, Person
from saindege.programme import method, peak, proposal, room, standard_cost
from saindege.programme.app.models import Proposal, ProposalState
from saindege.programme.app.queries.costs import cost_table
from saindege.programme.app.queries.meetings import calendar_of
from saindege.programme.app.queries.places import peaks_between, room_seats

_TEXTS = (
    "title", "background", "legal_basis", "purpose", "objective", "outcome_direct", "outcome_medium", "outcome_long",
    "speakers", "target_group", "participants", "method", "learning_hours", "first_on", "last_on", "place",
    "cover_plan",
)  # fmt: skip
CONTENT_FIELDS = _TEXTS
# What waits for an officer stands on top.
_ORDER = (
    ProposalState.SUBMITTED, ProposalState.REVISE, ProposalState.DRAFT, ProposalState.ACCEPTED, ProposalState.REFUSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of a budget as a page shows it.

    Attributes
    ----------
    name, unit, words : in the reader's language; the key where the table does not know it
    excess : what to do about a price above its ceiling; None where it is not
    is_refused : whether that ceiling binds
    """

    name: str
    unit: str
    words: str
    account: str
    quantity: int
    unit_rupiah: int
    rupiah: int
    excess: Sentence | None
    is_refused: bool


def office_of(account: Account) -> Office | None:
    """Return the office that an account's person works in."""
    person = Person.objects.filter(account=account).select_related("office").first()
    return person.office if person else None


def proposals_visible_to(account: Account) -> QuerySet[Proposal]:
    """Return the proposals that an account may see: its office's, or all that were handed in."""
    mine = Proposal.objects.none()
    office = office_of(account) if account.has_role(Role.SUPERIOR) else None
    if office is not None:
        mine = Proposal.objects.filter(office=office)
    if account.has_role(Role.TRAINING, Role.ADMIN):
        mine = mine | Proposal.objects.filter(submitted_at__isnull=False)
    return mine.select_related("office", "author")


def proposal_rows(account: Account, state: str = "") -> list[Proposal]:
    """Return the proposals for a list: what waits first, then the newest; each with its ``rupiah``."""
    found = proposals_visible_to(account).annotate(rupiah=Sum(F("lines__quantity") * F("lines__unit_rupiah")))
    if state in ProposalState.values:
        found = found.filter(state=state)
    place = {each: number for number, each in enumerate(_ORDER)}
    newest = sorted(found, key=lambda each: each.created_at, reverse=True)
    return sorted(newest, key=lambda each: place[each.state])


def proposals_waiting(account: Account) -> int:
    """Count what waits for this account: handed in for an officer, sent back for a superior."""
    state = ProposalState.SUBMITTED if account.has_role(Role.TRAINING) else ProposalState.REVISE
    return proposals_visible_to(account).filter(state=state).count()


def content_of(kept: Proposal) -> proposal.Content:
    """Return what a kept proposal says."""
    lines = tuple(
        proposal.BudgetLine(line.item, line.words, line.quantity, line.unit_rupiah)
        for line in kept.lines.all()
    )
    values = {name: getattr(kept, name) for name in _TEXTS}
    if values["learning_hours"] is not None:
        # As the database gives it back, so that the fingerprint does not change with idle zeros.
        values["learning_hours"] = Decimal(values["learning_hours"]).quantize(Decimal("0.1"))
    return proposal.Content(**values, lines=lines)


def surroundings(content: proposal.Content, as_of: date) -> proposal.Surroundings:
    """Return what a proposal is held against on a day."""
    return proposal.Surroundings(
        as_of=as_of,
        calendar=calendar_of(as_of.year, (content.first_on or as_of).year),
        costs=cost_table(),
        seats=room.seats_in(content.place, room_seats()) if content.place else None,
    )


def advice_on(content: proposal.Content, office: Office, as_of: date) -> list[Sentence]:
    """Return what is worth a second look: prices above an orientation, busy days of the office."""
    found = proposal.advice(content, surroundings(content, as_of))
    if content.first_on and content.last_on and content.first_on <= content.last_on:
        own = peaks_between(content.first_on, content.last_on, office=office)
        busy = peak.advice(content.first_on, content.last_on, own)
        found += [busy] if busy else []
    return found


def cost_lines(lines: Iterable[proposal.BudgetLine], day: date, language: Language = "id") -> list[CostLine]:
    """Return budget lines with their names and what exceeds a ceiling on a day."""
    table = cost_table()
    return [_cost_line(line, table, day, language) for line in lines]


def suggested_hours(content: proposal.Content) -> Decimal | None:
    """Return the hours that the legal form gives by its own count; the hours asked for where it counts hours."""
    if content.learning_hours is None:
        return None
    try:
        form = method.load().by_key(content.method)
    except method.UnknownForm:
        return content.learning_hours
    if form.unit != "day" or content.first_on is None or content.last_on is None:
        return content.learning_hours
    calendar = calendar_of(content.first_on.year, content.last_on.year)
    days = sum(
        calendar.is_working_day(date.fromordinal(day))
        for day in range(content.first_on.toordinal(), content.last_on.toordinal() + 1)
    )
    return min(content.learning_hours, Decimal(str(form.national)) * max(1, days))


def decided_in_order(year: int) -> list[Proposal]:
    """Return the decided proposals of a year by number: the book."""
    return list(Proposal.objects.filter(register_year=year).order_by("register_serial"))


def today_of(moment: object) -> date:
    """Return the day of a moment on the office's clock."""
    return timezone.localdate(moment)


def _cost_line(
    line: proposal.BudgetLine, table: standard_cost.CostTable, day: date, language: Language
) -> CostLine:
    try:
        item = table.by_key(line.item)
    except standard_cost.UnknownItem as error:
        return CostLine(
            line.item, "", line.words, "", line.quantity, line.unit_rupiah, line.rupiah, error.sentence, True
        )
    excess = standard_cost.excess_over(table, line.item, line.unit_rupiah, day)
    return CostLine(
        name=item.name_in(language),
        unit=standard_cost.UNIT_WORDS[item.unit].in_language(language),
        words=line.words,
        account=item.account,
        quantity=line.quantity,
        unit_rupiah=line.unit_rupiah,
        rupiah=line.rupiah,
        excess=excess.sentence if excess else None,
        is_refused=bool(excess and excess.ceiling.is_binding),
    )
