"""Writes of the programme: courses, batches, sessions."""

from saindege.programme.app.actions.meeting import (
    ChangedMeanwhile,
    SessionClosed,
    SessionFields,
    SessionsClash,
    add_session,
    change_session,
)
from saindege.programme.app.actions.offer import (
    CourseChangedMeanwhile,
    CourseFields,
    NotSaved,
    add_batch,
    add_course,
    change_course,
)

__all__ = [
    "ChangedMeanwhile",
    "CourseChangedMeanwhile",
    "CourseFields",
    "NotSaved",
    "SessionClosed",
    "SessionFields",
    "SessionsClash",
    "add_batch",
    "add_course",
    "add_session",
    "change_course",
    "change_session",
]
