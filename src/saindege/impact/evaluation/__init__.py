"""Evaluation of training on four levels: reaction, learning, behaviour, results; where the chain breaks."""

from saindege.impact.evaluation.behaviour import Window, day_due, share_done, window_of
from saindege.impact.evaluation.chain import Chain, Link, State, follow
from saindege.impact.evaluation.reaction import Reaction, sum_up
from saindege.impact.evaluation.rulebook import EvaluationRules, load
from saindege.impact.evaluation.shrinkage import Group, Shrunk, ShrunkGroup, group_of, groups_of, shrink
from saindege.impact.evaluation.use import DayUse, StepEvents, count_use, day_use, logbook_share

__all__ = [
    "Chain",
    "DayUse",
    "EvaluationRules",
    "Group",
    "Link",
    "Reaction",
    "Shrunk",
    "ShrunkGroup",
    "State",
    "StepEvents",
    "Window",
    "count_use",
    "day_due",
    "day_use",
    "follow",
    "group_of",
    "groups_of",
    "load",
    "logbook_share",
    "share_done",
    "shrink",
    "sum_up",
    "window_of",
]
