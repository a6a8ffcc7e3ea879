"""What a course consists of: lessons by the hour, competencies it raises, what stands before it, what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from saindege.base.errors import Problem, Sentence

LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One topic of the curriculum, how it is taught, its learning hours."""

    topic: str
    way: str
    learning_hours: Decimal


@dataclass(frozen=True, slots=True)
class Raised:
    """A competency by its key, and the level that participants reach, 1 to 5."""

    competency: str
    level: int


@dataclass(frozen=True, slots=True)
class Content:
    """What an officer writes about the content of a course.

    Attributes
    ----------
    target_group : for whom
    application, tasks : of a course on a service's application; both empty otherwise
    prerequisites : keys of the courses that come before
    """

    target_group: str
    application: str
    tasks: tuple[str, ...]
    prerequisites: tuple[int, ...]
    lessons: tuple[Lesson, ...]
    raised: tuple[Raised, ...]


def faults(content: Content, *, course: int, before: Mapping[int, Iterable[int]]) -> list[Problem]:
    """Name what the content of a course may not be.

    Parameters
    ----------
    course : key of the course itself
    before : prerequisites of every course, so that no circle is made
    """
    found = []
    if bool(content.application) != bool(content.tasks):
        found.append(
            _fault(
                "tasks" if content.application else "application",
                "Tulis nama aplikasi dan tugas yang dikuasai, keduanya.",
                "Write both the application and the tasks that are mastered in it.",
            )
        )
    keys = [each.competency for each in content.raised]
    if len(keys) != len(set(keys)):
        found.append(
            _fault(
                "raised",
                "Satu kompetensi tertulis dua kali. Hapus salah satu.",
                "A competency stands twice. Remove one.",
            )
        )
    if any(each.level not in LEVELS for each in content.raised):
        found.append(_fault("raised", "Pilih level 1 sampai 5.", "Choose a level of 1 to 5."))
    if leads_back(course, content.prerequisites, before):
        found.append(
            _fault(
                "prerequisites",
                "Kursus ini menjadi syarat bagi dirinya sendiri. Lepaskan salah satu syaratnya.",
                "This course would come before itself. Take one of the courses before it away.",
            )
        )
    return found


def leads_back(course: int, prerequisites: Iterable[int], before: Mapping[int, Iterable[int]]) -> bool:
    """Whether following the courses that come before ends at the course itself."""
    waiting, seen = list(prerequisites), set()
    while waiting:
        each = waiting.pop()
        if each == course:
            return True
        if each not in seen:
            seen.add(each)
            waiting += before.get(each, ())
    return False


def hours_advice(lessons: Sequence[Lesson], learning_hours: Decimal) -> Sentence | None:
    """Say so when the lessons do not add up to the hours of the course."""
    total = sum((each.learning_hours for each in lessons), Decimal(0))
    if not lessons or total == learning_hours:
        return None
    have, want = _figure(total), _figure(learning_hours)
    return Sentence(
        id=f"Kurikulum berjumlah {have.replace('.', ',')} JP, kursusnya {want.replace('.', ',')} JP. Samakan keduanya.",
        en=f"The curriculum adds up to {have} hours, the course has {want}. Make them equal.",
    )


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _fault(column: str, indonesian: str, english: str) -> Problem:
    return Problem("invalid", Sentence(id=indonesian, en=english), column=column)
