"""Satisfaction of citizens by service: index, interval, letter, elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Max

from saindege.base.errors import BadInput
from saindege.base.interval import mean_interval
from saindege.service import satisfaction
from saindege.service.app.models import SatisfactionAnswer, Service
from saindege.service.satisfaction import NO_ANSWER, Rounding, Satisfaction
from saindege.service.satisfaction_rules import Element, load_rules

#: Answers of so many days count, up to the last one.
WINDOW_DAYS = 365

#: Day of an answer and its elements.
Sheet = tuple[date, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class ElementFigure:
    """One element on the scale of the index.

    Attributes
    ----------
    value : 25 to 100; low, high : ends of its 95 % interval, None for a single answer
    is_lowest : one of the three lowest
    """

    element: Element
    value: float
    low: float | None
    high: float | None
    answered: int
    is_lowest: bool


@dataclass(frozen=True, slots=True)
class SatisfactionFigures:
    """What citizens answered about one service.

    Attributes
    ----------
    result : as the command line gives it
    elements : by number
    first_on, last_on : days of the answers
    good_from : where the letter B begins
    """

    result: Satisfaction
    elements: tuple[ElementFigure, ...]
    first_on: date
    last_on: date
    good_from: float

    @property
    def lowest(self) -> list[ElementFigure]:
        """The three lowest elements, the lowest first."""
        by_code = {one.element.code: one for one in self.elements}
        return [by_code[code] for code in self.result.lowest]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How an index is reckoned: weight of each element and stage of rounding, as agencies do it."""

    weight: str | None = None
    rounding: Rounding = "end"


def satisfaction_of(
    service: Service, offices: Iterable[int] | None = None, *, least: int = 1
) -> SatisfactionFigures | None:
    """Return the satisfaction with a service over the last year of answers; None without enough answers.

    Parameters
    ----------
    offices : keys of the offices whose answers count; None counts all
    least : answers below which nothing is told
    """
    found = satisfaction_by_service([service], offices).get(service.pk)
    return found if found is not None and found.result.n >= least else None


def last_day() -> date | None:
    """Return the day of the last answer to any service; the year up to it is the same on all pages."""
    last: date | None = SatisfactionAnswer.objects.aggregate(last=Max("answered_on"))["last"]
    return last


def satisfaction_by_service(
    services: Iterable[Service], offices: Iterable[int] | None = None
) -> dict[int, SatisfactionFigures]:
    """Return the satisfaction with each service that has answers, in two queries."""
    answers = SatisfactionAnswer.objects.filter(service__in=list(services)).order_by()
    if offices is not None:
        answers = answers.filter(office__in=list(offices))
    last = last_day()
    if last is None:
        return {}
    since = last - timedelta(days=WINDOW_DAYS - 1)
    sheets: dict[int, list[Sheet]] = {}
    rows = answers.filter(answered_on__gte=since).values_list("service_id", "answered_on", "elements")
    for key, day, elements in rows.iterator(chunk_size=5000):
        sheets.setdefault(key, []).append((day, elements))
    found = {key: measure(some) for key, some in sheets.items()}
    return {key: figures for key, figures in found.items() if figures is not None}


def measure(sheets: Sequence[Sheet], how: Reckoning = Reckoning()) -> SatisfactionFigures | None:
    """Measure answers with their days; None where there is no index, because nobody answered some element."""
    rules = load_rules()
    matrix = satisfaction.answer_matrix((elements for _, elements in sheets), rules)
    try:
        result = satisfaction.measure_satisfaction(
            matrix, weight=how.weight, rounding=how.rounding, rules=rules
        )
    except BadInput:
        # An element that nobody answered: there is no index.
        return None
    days = [day for day, _ in sheets]
    good = next(grade for grade in rules.grades if grade.letter == "B")
    return SatisfactionFigures(
        result=result,
        elements=tuple(_figure(element, matrix[:, at], result) for at, element in enumerate(rules.elements)),
        first_on=min(days),
        last_on=max(days),
        good_from=float(good.least),
    )


def _figure(element: Element, answers: satisfaction.Answers, result: Satisfaction) -> ElementFigure:
    scale = load_rules().factor
    given = answers[answers != NO_ANSWER].astype(np.float64) * scale
    bounds = mean_interval(given) if len(given) > 1 else None
    return ElementFigure(
        element=element,
        value=float(given.mean()),
        low=max(bounds.low, float(scale)) if bounds else None,
        high=min(bounds.high, 4.0 * scale) if bounds else None,
        answered=len(given),
        is_lowest=element.code in result.lowest,
    )
