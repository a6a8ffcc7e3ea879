"""Tables of impact: studies, evaluation of training, costs and benefits, the professionalism index."""

from saindege.impact.app.models.evaluation import (
    BehaviourAnswer,
    BehaviourRater,
    LearningMarks,
    RaterKind,
    ReactionAnswer,
    ReactionGiven,
    TargetBehaviour,
)
from saindege.impact.app.models.index import IndexFacts, IndexImport, IndexImportKind, OfficialIndex
from saindege.impact.app.models.study import OfficeTraining, Study, StudyResult
from saindege.impact.app.models.value import BatchCost, ValueAssumptions

__all__ = [
    "BatchCost",
    "BehaviourAnswer",
    "BehaviourRater",
    "IndexFacts",
    "IndexImport",
    "IndexImportKind",
    "LearningMarks",
    "OfficeTraining",
    "OfficialIndex",
    "RaterKind",
    "ReactionAnswer",
    "ReactionGiven",
    "Study",
    "StudyResult",
    "TargetBehaviour",
    "ValueAssumptions",
]
