"""Writes of what a course consists of, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.within import within
from saindege.base.errors import Problem
from saindege.programme import course_content, proposal, standard_cost
from saindege.programme.app import access, queries
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import Course, CourseCompetency, CourseCost, CourseLesson


def change_contents(
    by: Account,
    course: Course,
    content: course_content.Content,
    costs: Sequence[proposal.BudgetLine],
    *,
    at: datetime,
) -> Course:
    """Keep the content of a course and its cost template; certificates already given stay as they are.

    Raises
    ------
    NotSaved : a circle of prerequisites, a competency twice, a price above a ceiling that binds
    """
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        kept = Course.objects.select_for_update().get(pk=course.pk)
        problems = course_content.faults(content, course=kept.pk, before=queries.prerequisites_of_all())
        problems += _price_faults(costs, at)
        if problems:
            raise NotSaved(problems[0].sentence, code=problems[0].code, problems=problems)
        kept.target_group, kept.application = content.target_group, content.application
        kept.tasks = list(content.tasks)
        kept.save(update_fields=["target_group", "application", "tasks"])
        kept.prerequisites.set(content.prerequisites)
        within("programme.prerequisites_set", by=by, course=kept, at=at)
        _replace_rows(kept, content, costs)
        detail = {"lessons": len(content.lessons), "competencies": len(content.raised), "costs": len(costs)}
        base_actions.record(by=by, action="programme.contents_changed", subject=kept, at=at, detail=detail)
    return kept


def _replace_rows(
    kept: Course, content: course_content.Content, costs: Sequence[proposal.BudgetLine]
) -> None:
    kept.lessons.all().delete()
    kept.competencies.all().delete()
    kept.costs.all().delete()
    CourseLesson.objects.bulk_create(
        CourseLesson(
            course=kept,
            position=position,
            topic=each.topic,
            way=each.way,
            learning_hours=each.learning_hours,
        )
        for position, each in enumerate(content.lessons)
    )
    CourseCompetency.objects.bulk_create(
        CourseCompetency(course=kept, competency=each.competency, level=each.level) for each in content.raised
    )
    CourseCost.objects.bulk_create(
        CourseCost(
            course=kept,
            position=position,
            item=line.item,
            words=line.words,
            quantity=line.quantity,
            unit_rupiah=line.unit_rupiah,
        )
        for position, line in enumerate(costs)
    )


def _price_faults(costs: Sequence[proposal.BudgetLine], at: datetime) -> list[Problem]:
    table, day = queries.cost_table(), queries.today_of(at)
    found = []
    for number, line in enumerate(costs, start=1):
        excess = standard_cost.excess_over(table, line.item, line.unit_rupiah, day)
        if excess is not None and excess.ceiling.is_binding:
            found.append(Problem("above_ceiling", excess.sentence, row=number, column="costs"))
    return found
