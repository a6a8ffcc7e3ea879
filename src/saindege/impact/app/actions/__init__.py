"""Writes of impact: plan a study, mark the trained offices, estimate."""

from saindege.impact.app.actions.answer import ask_estimate, estimate_study
from saindege.impact.app.actions.question import ChangedMeanwhile, StudyFields, mark_offices, plan_study

__all__ = [
    "ChangedMeanwhile",
    "StudyFields",
    "ask_estimate",
    "estimate_study",
    "mark_offices",
    "plan_study",
]
