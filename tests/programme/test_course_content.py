"""What a course consists of."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import course_content
from saindege.programme.course_content import Content, Lesson, Raised

GOOD = Content("Petugas loket", "SIAK", ("Mendaftarkan berkas",), (2,), (), (Raised("integritas", 3),))


def told(content, course=1, before=None):
    return [
        (each.column, each.code)
        for each in course_content.faults(content, course=course, before=before or {})
    ]


def test_course_on_an_application_names_it_and_its_tasks():
    assert told(GOOD) == []
    assert told(Content("", "SIAK", (), (), (), ())) == [("tasks", "invalid")]
    assert told(Content("", "", ("Mendaftarkan",), (), (), ())) == [("application", "invalid")]


def test_competency_stands_once_on_a_level_of_one_to_five():
    twice = Content("", "", (), (), (), (Raised("a", 1), Raised("a", 2)))
    high = Content("", "", (), (), (), (Raised("a", 6),))

    assert told(twice) == [("raised", "invalid")]
    assert told(high) == [("raised", "invalid")]


def test_course_never_comes_before_itself():
    assert told(GOOD, course=2) == [("prerequisites", "invalid")]
    assert told(GOOD, before={2: [3], 3: [1]}) == [("prerequisites", "invalid")]
    assert told(GOOD, before={2: [3], 3: [2]}) == []


def test_lessons_that_do_not_add_up_are_told():
    lessons = [Lesson("A", "", Decimal(4)), Lesson("B", "", Decimal("2.5"))]

    assert course_content.hours_advice(lessons, Decimal("6.5")) is None
    assert course_content.hours_advice([], Decimal(8)) is None
    assert course_content.hours_advice(lessons, Decimal(8)).id == (
        "Kurikulum berjumlah 6,5 JP, kursusnya 8 JP. Samakan keduanya."
    )


@given(st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=4)), st.integers(0, 6))
def test_search_for_a_circle_ends_and_agrees_with_reachability(before, course):
    reached, frontier = set(), set(before.get(course, []))
    while frontier:
        reached |= frontier
        frontier = {other for each in frontier for other in before.get(each, [])} - reached

    assert course_content.leads_back(course, before.get(course, []), before) == (course in reached)
