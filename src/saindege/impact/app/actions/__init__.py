"""Writes of impact: plan a study, mark the trained offices, estimate."""

from saindege.impact.app.actions.answer import ask_estimate, estimate_study
from saindege.impact.app.actions.evaluation import (
    NotNow,
    agree_target,
    give_reaction,
    keep_marks,
    rate_behaviour,
)
from saindege.impact.app.actions.index import ListFile, take_facts, take_official
from saindege.impact.app.actions.question import ChangedMeanwhile, StudyFields, mark_offices, plan_study
from saindege.impact.app.actions.seen import note_lists_seen, note_person_seen
from saindege.impact.app.actions.use import NoStep, ask_use, count_use, trace_skill
from saindege.impact.app.actions.value import assume, assume_for_city, keep_cost

__all__ = [
    "ChangedMeanwhile",
    "ListFile",
    "NoStep",
    "NotNow",
    "StudyFields",
    "agree_target",
    "ask_estimate",
    "ask_use",
    "assume",
    "assume_for_city",
    "count_use",
    "estimate_study",
    "give_reaction",
    "keep_cost",
    "keep_marks",
    "mark_offices",
    "note_lists_seen",
    "note_person_seen",
    "plan_study",
    "rate_behaviour",
    "take_facts",
    "take_official",
    "trace_skill",
]
