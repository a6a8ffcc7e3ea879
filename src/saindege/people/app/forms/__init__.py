"""What a browser sends about people, turned into plain values."""

from saindege.people.app.forms.levels import AssessmentForm, CompetencyForm, LevelListForm, StandardForm
from saindege.people.app.forms.needs import MOST_A_PERSON, Asked, RoundForm, read_needs
from saindege.people.app.forms.register import DiplomaForm, OfficeForm, PersonForm
from saindege.people.app.forms.staff import (
    COLUMN_NAMES,
    SuperiorForm,
    UploadForm,
    read_filter,
    read_mapping,
    read_offices,
    read_scope,
)

__all__ = [
    "COLUMN_NAMES",
    "MOST_A_PERSON",
    "Asked",
    "AssessmentForm",
    "CompetencyForm",
    "DiplomaForm",
    "LevelListForm",
    "OfficeForm",
    "PersonForm",
    "RoundForm",
    "StandardForm",
    "SuperiorForm",
    "UploadForm",
    "read_filter",
    "read_mapping",
    "read_needs",
    "read_offices",
    "read_scope",
]
