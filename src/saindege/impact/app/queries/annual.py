"""The year for the annual report: the same figures as the mayor's page, course by course."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from saindege.base.errors import Language
from saindege.delivery.app import queries as delivery
from saindege.impact.app.queries.evidence import EvaluationRow, batches_over, evaluation_rows, merge
from saindege.impact.app.queries.index import CityIndex, civil_servants, index_of, is_index_example
from saindege.impact.app.queries.report import ReportPage, bounds, report_of
from saindege.impact.app.queries.value import (
    BatchCostRow,
    CourseValue,
    city_assumptions,
    course_costs,
    course_value,
    studied_courses,
)
from saindege.impact.value import Assumptions
from saindege.programme.app.models import Course


@dataclass(frozen=True, slots=True)
class CourseYear:
    """What one course did in the year.

    Attributes
    ----------
    batches : begun in the year; people : attended them, summed over batches
    paid, full : rupiah; incomplete : batches without their full cost
    """

    course: Course
    batches: int
    people: int
    paid: float
    full: float
    incomplete: int


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """Everything in the report.

    Attributes
    ----------
    page : the mayor's page
    courses : begun in the year, the dearest first
    chains : courses that ended in the year, evaluated over their batches, by title
    values : studied courses; assumed : what they take for granted where they say nothing else; index : of the year
    hours : learning hours of the year
    """

    page: ReportPage
    courses: list[CourseYear]
    chains: list[EvaluationRow]
    values: list[CourseValue]
    assumed: Assumptions
    index: CityIndex
    hours: delivery.YearRecap
    is_example: bool


def annual_report(year: int, language: Language, now: datetime) -> AnnualReport:
    """Return the annual report of a year."""
    page = report_of(year, language)
    start, end = bounds(year)
    until = min(now, end)
    ended = batches_over(until).filter(last_at__gte=start)
    values = [course_value(course, language, until, page.rows) for course in studied_courses()]
    costs = [row for row in course_costs(None, until) if row.batch.first_at >= start]
    return AnnualReport(
        page=page,
        courses=_courses(costs),
        chains=_chains(evaluation_rows(ended, language)),
        values=values,
        assumed=city_assumptions(timezone.localdate(until))[0],
        index=index_of(civil_servants(), year),
        hours=delivery.year_recap(year),
        is_example=is_index_example() or any(row.batch.is_example for row in costs),
    )


def _courses(costs: list[BatchCostRow]) -> list[CourseYear]:
    by_course: dict[Course, list[BatchCostRow]] = defaultdict(list)
    for row in costs:
        by_course[row.batch.course].append(row)
    rows = [
        CourseYear(
            course,
            len(found),
            sum(each.people for each in found),
            sum(each.cost.paid for each in found),
            sum(each.cost.total for each in found),
            sum(not each.is_full for each in found),
        )
        for course, found in by_course.items()
    ]
    return sorted(rows, key=lambda row: (-row.full, row.course.title))


def _chains(rows: list[EvaluationRow]) -> list[EvaluationRow]:
    by_course: dict[int, list[EvaluationRow]] = defaultdict(list)
    for row in rows:
        by_course[row.batch.course_id].append(row)
    return sorted((merge(found) for found in by_course.values()), key=lambda row: row.batch.course.title)
