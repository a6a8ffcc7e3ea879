"""From what a browser sends to plain values."""

from saindege.impact.app.forms.evaluation import BehaviourForm, CostForm, MarksForm, ReactionForm, TargetForm
from saindege.impact.app.forms.index import IndexListForm
from saindege.impact.app.forms.study import OfficesForm, StudyForm, TrainedListForm
from saindege.impact.app.forms.use import SkillTraceForm
from saindege.impact.app.forms.value import AssumptionsForm, CityAssumptionsForm

__all__ = [
    "AssumptionsForm",
    "BehaviourForm",
    "CityAssumptionsForm",
    "CostForm",
    "IndexListForm",
    "MarksForm",
    "OfficesForm",
    "ReactionForm",
    "SkillTraceForm",
    "StudyForm",
    "TargetForm",
    "TrainedListForm",
]
