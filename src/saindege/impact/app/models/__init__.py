"""Tables of impact: studies, evaluation of training, costs and benefits, the professionalism index."""

from saindege.impact.app.models.evaluation import (
    BehaviourAnswer,
    BehaviourRater,
    LearningMarks,
    RaterKind,
    ReactionAnswer,
    ReactionGiven,
    SkillTrace,
    SkillUse,
    TargetBehaviour,
)
from saindege.impact.app.models.index import IndexFacts, IndexImport, IndexImportKind, OfficialIndex
from saindege.impact.app.models.study import OfficeTraining, Study, StudyResult
from saindege.impact.app.models.value import BatchCost, CityAssumptions, ValueAssumptions

__all__ = [
    "BatchCost",
    "BehaviourAnswer",
    "BehaviourRater",
    "CityAssumptions",
    "IndexFacts",
    "IndexImport",
    "IndexImportKind",
    "LearningMarks",
    "OfficeTraining",
    "OfficialIndex",
    "RaterKind",
    "ReactionAnswer",
    "ReactionGiven",
    "SkillTrace",
    "SkillUse",
    "Study",
    "StudyResult",
    "TargetBehaviour",
    "ValueAssumptions",
]
