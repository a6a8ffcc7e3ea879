"""Reads of what a course consists of: lessons, competencies, prerequisites, materials, cost template."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from saindege.base.errors import Language, Sentence
from saindege.people.app.models import Competency
from saindege.programme import course_content, proposal
from saindege.programme.app.models import Course, CourseCompetency, CourseMaterial
from saindege.programme.app.queries.proposals import CostLine, cost_lines


@dataclass(frozen=True, slots=True)
class Contents:
    """What a course page shows of its content.

    Attributes
    ----------
    raised : name of a competency, and the level
    costs : lines of the template with what exceeds a ceiling
    rupiah : what the template adds up to
    advice : when the lessons do not add up; None otherwise
    """

    content: course_content.Content
    raised: tuple[tuple[str, int], ...]
    before: tuple[Course, ...]
    after: tuple[Course, ...]
    materials: tuple[CourseMaterial, ...]
    costs: tuple[CostLine, ...]
    rupiah: int
    advice: Sentence | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written yet."""
        written = self.content
        return not (
            written.lessons
            or written.raised
            or written.target_group
            or written.application
            or self.before
            or self.materials
            or self.costs
        )


def content_of_course(course: Course) -> course_content.Content:
    """Return what is written about the content of a course."""
    return course_content.Content(
        target_group=course.target_group,
        application=course.application,
        tasks=tuple(course.tasks),
        prerequisites=tuple(course.prerequisites.values_list("pk", flat=True)),
        lessons=tuple(
            course_content.Lesson(each.topic, each.way, each.learning_hours) for each in course.lessons.all()
        ),
        raised=tuple(
            course_content.Raised(each.competency, each.level) for each in course.competencies.all()
        ),
    )


def contents_of(course: Course, day: date, language: Language = "id") -> Contents:
    """Return the content of a course with names in the reader's language."""
    content = content_of_course(course)
    names = competency_names()
    lines = tuple(
        proposal.BudgetLine(each.item, each.words, each.quantity, each.unit_rupiah)
        for each in course.costs.all()
    )
    return Contents(
        content=content,
        raised=tuple((names.get(each.competency, each.competency), each.level) for each in content.raised),
        before=tuple(course.prerequisites.all()),
        after=tuple(course.followed_by.all()),
        materials=tuple(course.materials.all()),
        costs=tuple(cost_lines(lines, day, language)),
        rupiah=sum(line.rupiah for line in lines),
        advice=course_content.hours_advice(content.lessons, course.learning_hours),
    )


def competency_names() -> dict[str, str]:
    """Return the name of each competency that the staff list knows, by its key."""
    return {each.code: each.shown_name for each in Competency.objects.all()}


def competency_choices() -> dict[str, str]:
    """Return what a course may raise: the known competencies, and the keys that courses have kept."""
    kept = CourseCompetency.objects.values_list("competency", flat=True).distinct()
    return {key: key for key in kept} | competency_names()


def prerequisites_of_all() -> dict[int, list[int]]:
    """Return the courses that come before each course."""
    before: dict[int, list[int]] = defaultdict(list)
    for course, other in Course.prerequisites.through.objects.values_list("from_course_id", "to_course_id"):
        before[course].append(other)
    return before


def courses_raising(competency: str) -> list[Course]:
    """Return the courses that raise a competency, those that lead highest first."""
    found = Course.objects.filter(competencies__competency=competency)
    return list(found.order_by("-competencies__level", "title"))


def course_choices(but: int | None = None) -> list[tuple[int, str]]:
    """Return key and title of every course but one."""
    return list(Course.objects.exclude(pk=but).values_list("pk", "title"))
