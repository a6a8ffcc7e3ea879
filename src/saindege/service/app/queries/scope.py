"""Satisfaction of a scope: some services, some offices, one period, one way of reckoning; the same for page and paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from saindege.people.app.models import Office
from saindege.service import survey_rules
from saindege.service.app.models import Measurement, SatisfactionAnswer, Service, SurveyComment
from saindege.service.app.queries.satisfaction import (
    WINDOW_DAYS,
    Reckoning,
    SatisfactionFigures,
    Sheets,
    last_day,
    measure,
    read_sheets,
)
from saindege.service.survey_comments import Theme, group_by_theme
from saindege.service.survey_period import SurveyPeriod, last_periods
from saindege.service.survey_plan import SamplePlan, plan_sample

#: Quarters on the trend.
TREND_QUARTERS = 8
_DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about.

    Attributes
    ----------
    services : whose answers count
    offices : keys of the offices whose answers count; None counts all
    first_on, last_on : days of the answers, both included
    how : weight and rounding
    period : where the days are those of a period; None for the year up to the last answer
    """

    services: tuple[Service, ...]
    offices: frozenset[int] | None
    first_on: date
    last_on: date
    how: Reckoning
    period: SurveyPeriod | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One service or office of a scope.

    Attributes
    ----------
    subject : which
    figures : None where there are too few answers to be shown, or none to some element
    answers : how many sheets there are
    """

    subject: Service | Office
    figures: SatisfactionFigures | None
    answers: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """One point of the trend; figures as in ``Group``."""

    period: SurveyPeriod
    figures: SatisfactionFigures | None
    answers: int


def last_year(
    services: Iterable[Service], offices: frozenset[int] | None, how: Reckoning, today: date
) -> Scope:
    """Return the scope of the year up to the last answer to any service."""
    last = last_day() or today
    return Scope(tuple(services), offices, last - timedelta(days=WINDOW_DAYS - 1), last, how)


def overall(scope: Scope) -> Group | None:
    """Return all answers of a scope as one; None without a service."""
    if not scope.services:
        return None
    sheets = read_sheets(_sheets(scope)).get("")
    return Group(scope.services[0], _shown(sheets, scope.how), _size(sheets))


def by_service(scope: Scope) -> list[Group]:
    """Return the services of a scope, in their order."""
    sheets = read_sheets(_sheets(scope), "service_id")
    return [
        Group(one, _shown(sheets.get(one.pk), scope.how), _size(sheets.get(one.pk))) for one in scope.services
    ]


def by_office(scope: Scope) -> list[Group]:
    """Return the offices with answers in a scope, by name."""
    sheets = read_sheets(_sheets(scope), "office_id")
    offices = Office.objects.filter(pk__in=sheets).order_by("name")
    return [Group(one, _shown(sheets[one.pk], scope.how), _size(sheets[one.pk])) for one in offices]


def trend(scope: Scope) -> list[Quarter]:
    """Return the last quarters up to the end of the scope, without those before the first answer."""
    quarters = last_periods(scope.last_on, "quarter", TREND_QUARTERS)
    answers = _answers(scope.services, scope.offices).filter(
        answered_on__gte=quarters[0].first_on, answered_on__lte=scope.last_on
    )
    sheets = read_sheets(answers, "day", _quarter_of)
    found = [
        Quarter(quarter, _shown(some, scope.how), _size(some))
        for quarter in quarters
        for some in [sheets.get((quarter.year, quarter.number))]
    ]
    while found and not found[0].answers:
        found.pop(0)
    return found


def answers_by_service(scope: Scope) -> dict[int, int]:
    """Return how many answers each service has, by its key."""
    rows = _sheets(scope).values("service_id").annotate(n=Count("pk"))
    return {row["service_id"]: row["n"] for row in rows}


def channels(scope: Scope) -> dict[str, int]:
    """Return how the answers came, by code of the channel."""
    rows = _sheets(scope).values("channel").annotate(n=Count("pk"))
    return {row["channel"]: row["n"] for row in rows}


def themes(scope: Scope) -> list[Theme] | None:
    """Return what was written, by theme; None where too few wrote anything to stay nameless."""
    comments = SurveyComment.objects.filter(
        service__in=scope.services, written_on__gte=scope.first_on, written_on__lte=scope.last_on
    )
    if scope.offices is not None:
        comments = comments.filter(office__in=scope.offices)
    texts = list(comments.order_by("text").values_list("text", flat=True))
    return group_by_theme(texts) if len(texts) >= survey_rules.load_rules().least_group else None


def plan_of(scope: Scope, service: Service, answers: int, today: date) -> SamplePlan:
    """Return how many answers a service needs in the period of a scope, by the cases of its last measured year."""
    days = (scope.last_on - scope.first_on).days + 1
    served = _served_a_year(service, scope.offices)
    in_period = None if served is None else round(served * days / _DAYS_A_YEAR)
    return plan_sample(in_period, answers, first_on=scope.first_on, last_on=scope.last_on, today=today)


def _served_a_year(service: Service, offices: frozenset[int] | None) -> int | None:
    """Return the cases of the twelve last months that a log tells of, made a whole year; None without a log."""
    counted: dict[str, int] = {}
    measured = Measurement.objects.filter(service=service)
    if offices is None:
        # The short table; office-months are long and only needed to tell offices apart.
        for row in measured.values_list("figures__months", flat=True).first() or []:
            counted[row["month"]] = row["hours"]["n"]
    else:
        for row in measured.values_list("panel", flat=True).first() or []:
            own = row["cases"] if int(row["office"]) in offices else 0
            counted[row["month"]] = counted.get(row["month"], 0) + own
    last = sorted(counted)[-12:]
    return round(sum(counted[month] for month in last) * 12 / len(last)) if last else None


def _answers(services: Sequence[Service], offices: frozenset[int] | None) -> QuerySet[SatisfactionAnswer]:
    answers = SatisfactionAnswer.objects.filter(service__in=services).order_by()
    return answers if offices is None else answers.filter(office__in=offices)


def _sheets(scope: Scope) -> QuerySet[SatisfactionAnswer]:
    return _answers(scope.services, scope.offices).filter(
        answered_on__gte=scope.first_on, answered_on__lte=scope.last_on
    )


def _quarter_of(day: str) -> tuple[int, int]:
    return int(day[:4]), (int(day[5:7]) - 1) // 3 + 1


def _size(sheets: Sheets | None) -> int:
    return 0 if sheets is None else len(sheets.matrix)


def _shown(sheets: Sheets | None, how: Reckoning) -> SatisfactionFigures | None:
    """Return figures where enough people answered to stay nameless."""
    figures = measure(sheets, how) if sheets else None
    if figures is None or figures.result.n < survey_rules.load_rules().least_group:
        return None
    return figures
