"""Writes of the programme: courses, batches, sessions, proposals."""

from saindege.programme.app.actions.costs import drop_standard_cost, set_standard_cost
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
    course_from_proposal,
)
from saindege.programme.app.actions.proposing import (
    NoOffice,
    ProposalChangedMeanwhile,
    accept_proposal,
    ask_for_revision,
    refuse_proposal,
    submit_proposal,
    write_proposal,
)

__all__ = [
    "ChangedMeanwhile",
    "CourseChangedMeanwhile",
    "CourseFields",
    "NoOffice",
    "NotSaved",
    "ProposalChangedMeanwhile",
    "SessionClosed",
    "SessionFields",
    "SessionsClash",
    "accept_proposal",
    "add_batch",
    "add_course",
    "add_session",
    "ask_for_revision",
    "change_course",
    "change_session",
    "course_from_proposal",
    "drop_standard_cost",
    "refuse_proposal",
    "set_standard_cost",
    "submit_proposal",
    "write_proposal",
]
