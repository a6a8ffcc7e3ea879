"""The year in four sentences: spent, reached, changed, how sure; and one question to ask next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from saindege.base.errors import Language
from saindege.delivery.app.models import CheckIn
from saindege.impact.app.queries.result import Stat, result_page
from saindege.impact.app.queries.studies import StudyRow, latest_result, studies, verdict_counts
from saindege.people.app.models import Office, Person, Status
from saindege.programme.app.models import Batch

ASN = (Status.PNS, Status.PPPK, Status.PPPK_PART_TIME, Status.CPNS)
FEWEST_IN_AN_OFFICE = 10


@dataclass(frozen=True, slots=True)
class Spent:
    """What the batches of the year cost.

    Attributes
    ----------
    rupiah : cost of the batches that began in the year; batches : how many; without_cost : of these, not written down
    participants : seats taken in them
    each : rupiah for each participant, None without any
    quartiles : middle half of the batches, rupiah for each participant; None with fewer than four
    """

    rupiah: int
    batches: int
    without_cost: int
    participants: int
    each: float | None
    quartiles: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Reached:
    """Who attended at least one session in the year.

    Attributes
    ----------
    people : civil servants who did; all : civil servants on the staff list
    share : 0 to 1, None without anybody on the list
    quartiles : shares of the middle half of the offices with ten people or more; None with fewer than four of them
    offices : offices counted for the quartiles
    """

    people: int
    all: int
    share: float | None
    quartiles: tuple[float, float] | None
    offices: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The mayor's page.

    Attributes
    ----------
    changed : the study that is told, with its big number; None where nothing has been answered
    change : its main figure, None where nothing could be estimated
    counts : studies by verdict; answered : how many have an answer
    waiting : offices of a proven study that are not trained yet
    """

    year: int
    years: list[int]
    spent: Spent
    reached: Reached
    changed: StudyRow | None
    change: Stat | None
    rows: list[StudyRow]
    counts: Counter[str]
    answered: int
    waiting: list[str]
    next_study: StudyRow | None


def report_of(year: int, language: Language) -> ReportPage:
    """Sum up a year; studies are told as they stand, whatever the year of their data."""
    rows = studies(language)
    counts = verdict_counts(rows)
    told = _told(rows)
    result = latest_result(told.study) if told else None
    stats = result_page(result, language).stats if result else []
    waiting = []
    if told and told.verdict == "terbukti_membaik":
        waiting = [each.office.name for each in told.study.trainings.all() if each.trained_on is None]
    return ReportPage(
        year=year,
        years=_years(year),
        spent=_spent(year),
        reached=_reached(year),
        changed=told,
        change=next((stat for stat in stats if stat.outcome.key == told.study.outcome), None)
        if told
        else None,
        rows=rows,
        counts=counts,
        answered=sum(number for verdict, number in counts.items() if verdict),
        waiting=sorted(waiting),
        next_study=next((row for row in rows if not row.verdict), None),
    )


def _told(rows: list[StudyRow]) -> StudyRow | None:
    """Tell what is proven first, worse before better so that bad news is never hidden; then the oldest plan."""
    order = {"terbukti_memburuk": 0, "terbukti_membaik": 1, "belum_terbukti": 2}
    answered = [row for row in rows if row.verdict]
    return min(
        answered, key=lambda row: (order[row.verdict], row.study.planned_at, row.study.title), default=None
    )


def bounds(year: int) -> tuple[datetime, datetime]:
    """Return when a year begins and ends on the city's clock."""
    zone = timezone.get_current_timezone()
    midnight = datetime.min.time()
    return (
        datetime.combine(date(year, 1, 1), midnight, tzinfo=zone),
        datetime.combine(date(year + 1, 1, 1), midnight, tzinfo=zone),
    )


def _years(year: int) -> list[int]:
    first = Batch.objects.aggregate(first=Min("sessions__starts_at"))["first"]
    oldest = timezone.localtime(first).year if first else year
    return list(range(max(oldest, year - 5), year + 1)) or [year]


def _spent(year: int) -> Spent:
    start, end = bounds(year)
    begun = Batch.objects.annotate(
        first_at=Min("sessions__starts_at"), seats=Count("participants", distinct=True)
    ).filter(first_at__gte=start, first_at__lt=end)
    pairs = list(begun.values_list("cost_rupiah", "seats"))
    total, seats = sum(cost for cost, _ in pairs), sum(taken for _, taken in pairs)
    each = [cost / taken for cost, taken in pairs if cost and taken]
    paid_seats = sum(taken for cost, taken in pairs if cost)
    return Spent(
        rupiah=total,
        batches=len(pairs),
        without_cost=sum(not cost for cost, _ in pairs),
        participants=seats,
        each=total / paid_seats if paid_seats else None,
        quartiles=_quartiles(each),
    )


def _reached(year: int) -> Reached:
    start, end = bounds(year)
    staff = Person.objects.filter(status__in=ASN, missing_since=None)
    attended = CheckIn.objects.filter(session__starts_at__gte=start, session__starts_at__lt=end)
    reached = set(staff.filter(pk__in=attended.values("person_id")).values_list("pk", flat=True))
    everyone = staff.count()
    by_office = Office.objects.annotate(
        staff=Count("people", filter=Q(people__status__in=ASN, people__missing_since=None))
    ).filter(staff__gte=FEWEST_IN_AN_OFFICE)
    sizes = dict(by_office.values_list("pk", "staff"))
    hits = Counter(staff.filter(pk__in=reached).values_list("office_id", flat=True))
    shares = [hits[office] / size for office, size in sizes.items()]
    return Reached(
        people=len(reached),
        all=everyone,
        share=len(reached) / everyone if everyone else None,
        quartiles=_quartiles(shares),
        offices=len(shares),
    )


def _quartiles(values: list[float]) -> tuple[float, float] | None:
    """Ends of the middle half by linear interpolation; too few values have no middle half."""
    if len(values) < 4:
        return None
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    return at(0.25), at(0.75)
