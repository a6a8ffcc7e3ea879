"""Writes of the programme: courses, batches, sessions."""

from saindege.programme.app.actions.meeting import (
    ChangedMeanwhile,
    SessionClosed,
    SessionFields,
    SessionsClash,
    add_session,
    change_session,
)
from saindege.programme.app.actions.offer import CourseFields, NotSaved, add_batch, add_course

__all__ = [
    "ChangedMeanwhile",
    "CourseFields",
    "NotSaved",
    "SessionClosed",
    "SessionFields",
    "SessionsClash",
    "add_batch",
    "add_course",
    "add_session",
    "change_session",
]
