"""Satisfaction of citizens by service: index, interval, letter, elements."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast

from saindege.base.errors import BadInput
from saindege.base.interval import mean_interval
from saindege.service import satisfaction
from saindege.service.app.models import SatisfactionAnswer, Service
from saindege.service.satisfaction import NO_ANSWER, Rounding, Satisfaction
from saindege.service.satisfaction_rules import Element, load_rules

#: Answers of so many days count, up to the last one.
WINDOW_DAYS = 365


@dataclass(frozen=True, slots=True)
class Sheets:
    """Answers of one group.

    Attributes
    ----------
    matrix : as the library measures them, shape (n, 9)
    first_on, last_on : days of the answers
    """

    matrix: satisfaction.Answers
    first_on: date
    last_on: date


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
    sheets = read_sheets(answers.filter(answered_on__gte=since), "service_id")
    found = {key: measure(some) for key, some in sheets.items()}
    return {key: figures for key, figures in found.items() if figures is not None}


def read_sheets(
    answers: QuerySet[SatisfactionAnswer], by: str = "", key_of: Callable[[Any], Any] = lambda one: one
) -> dict[Any, Sheets]:
    """Read answers in groups.

    Parameters
    ----------
    by : column that parts them; without one they are one group, under an empty text
    key_of : the group of a value of that column; days come as text, ``2026-11-24``
    """
    # As text, and parsed at once: reading each answer by itself takes most of the time of a page.
    texts = answers.annotate(
        day=Cast("answered_on", TextField()), told=Cast("elements", TextField())
    ).values_list(by or "day", "day", "told")
    rows = list(texts)
    if not rows:
        return {}
    matrix = satisfaction.answer_matrix(json.loads(f"[{','.join(told for _key, _day, told in rows)}]"))
    places: dict[Any, list[int]] = {}
    for at, (key, _day, _told) in enumerate(rows):
        places.setdefault(key_of(key) if by else "", []).append(at)
    return {key: _some(matrix, rows, at) for key, at in places.items()}


def _some(matrix: satisfaction.Answers, rows: Sequence[tuple[Any, str, str]], at: list[int]) -> Sheets:
    days = [rows[place][1] for place in at]
    return Sheets(matrix[at], date.fromisoformat(min(days)[:10]), date.fromisoformat(max(days)[:10]))


def measure(sheets: Sheets, how: Reckoning = Reckoning()) -> SatisfactionFigures | None:
    """Measure answers; None where there is no index, because nobody answered some element."""
    rules, matrix = load_rules(), sheets.matrix
    try:
        result = satisfaction.measure_satisfaction(
            matrix, weight=how.weight, rounding=how.rounding, rules=rules
        )
    except BadInput:
        # An element that nobody answered: there is no index.
        return None
    good = next(grade for grade in rules.grades if grade.letter == "B")
    return SatisfactionFigures(
        result=result,
        elements=tuple(_figure(element, matrix[:, at], result) for at, element in enumerate(rules.elements)),
        first_on=sheets.first_on,
        last_on=sheets.last_on,
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
