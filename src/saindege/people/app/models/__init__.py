"""Tables of people: the register, competencies, education, needs."""

from saindege.people.app.models.competency import (
    Assessment,
    AssessmentSource,
    Competency,
    CompetencyKind,
    LevelList,
    LevelListKind,
    PostStandard,
)
from saindege.people.app.models.education import Diploma
from saindege.people.app.models.needs import Need, NeedsForm, NeedsRound, Urgency
from saindege.people.app.models.register import (
    ImportState,
    Office,
    OfficeChange,
    OfficeKind,
    Person,
    PersonChange,
    PersonMerge,
    PostType,
    StaffImport,
    Status,
)

__all__ = [
    "Assessment",
    "AssessmentSource",
    "Competency",
    "CompetencyKind",
    "Diploma",
    "ImportState",
    "LevelList",
    "LevelListKind",
    "Need",
    "NeedsForm",
    "NeedsRound",
    "Office",
    "OfficeChange",
    "OfficeKind",
    "Person",
    "PersonChange",
    "PersonMerge",
    "PostStandard",
    "PostType",
    "StaffImport",
    "Status",
    "Urgency",
]
