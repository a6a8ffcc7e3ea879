"""What a browser sends to the programme, turned into plain values."""

from saindege.programme.app.forms.call import CallForm, ReviewForm, TopicForm
from saindege.programme.app.forms.content import (
    ContentForm,
    LessonForm,
    MaterialForm,
    RaisedForm,
    SeriesForm,
)
from saindege.programme.app.forms.fields import Rows, method_choices, new_key, one_row_more, rows_of
from saindege.programme.app.forms.offer import BatchForm, CourseForm, SessionForm
from saindege.programme.app.forms.partner import (
    AgreementForm,
    ContactForm,
    OfferForm,
    PaperForm,
    PartnerForm,
    SpeakerForm,
    TaxNumberForm,
)
from saindege.programme.app.forms.place import WEEKDAYS, EquipmentForm, PeakForm, RoomForm
from saindege.programme.app.forms.proposal import (
    CostLineForm,
    DecisionForm,
    ProposalForm,
    StandardCostForm,
    item_choices,
)

__all__ = [
    "WEEKDAYS",
    "AgreementForm",
    "BatchForm",
    "CallForm",
    "ContactForm",
    "ContentForm",
    "CostLineForm",
    "CourseForm",
    "DecisionForm",
    "EquipmentForm",
    "LessonForm",
    "MaterialForm",
    "OfferForm",
    "PaperForm",
    "PartnerForm",
    "PeakForm",
    "ProposalForm",
    "RaisedForm",
    "ReviewForm",
    "RoomForm",
    "Rows",
    "SeriesForm",
    "SessionForm",
    "SpeakerForm",
    "StandardCostForm",
    "TaxNumberForm",
    "TopicForm",
    "item_choices",
    "method_choices",
    "new_key",
    "one_row_more",
    "rows_of",
]
