"""What the test at the end of a course says of a competency."""

from __future__ import annotations

import pytest

from saindege.people import test_evidence


@pytest.mark.parametrize(
    ("mark", "raised_to", "pass_mark", "level"),
    [
        (70, 2, None, 2),
        (69.9, 2, None, None),
        (100, 5, None, 3),
        (60, 3, 60, 3),
        (59, 3, 60, None),
        (0, 1, 0, 1),
    ],
)
def test_mark_shows_what_the_course_leads_to_and_never_more_than_a_written_test_can(
    mark, raised_to, pass_mark, level
):
    assert test_evidence.level_shown(mark, raised_to=raised_to, pass_mark=pass_mark) == level
