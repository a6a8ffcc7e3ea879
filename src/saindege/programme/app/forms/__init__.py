"""What a browser sends to the programme, turned into plain values."""

from saindege.programme.app.forms.fields import Rows, method_choices, new_key, one_row_more, rows_of
from saindege.programme.app.forms.offer import BatchForm, CourseForm, SessionForm
from saindege.programme.app.forms.proposal import (
    CostLineForm,
    DecisionForm,
    ProposalForm,
    StandardCostForm,
    item_choices,
)

__all__ = [
    "BatchForm",
    "CostLineForm",
    "CourseForm",
    "DecisionForm",
    "ProposalForm",
    "Rows",
    "SessionForm",
    "StandardCostForm",
    "item_choices",
    "method_choices",
    "new_key",
    "one_row_more",
    "rows_of",
]
