"""Tables of the programme: what is offered, who teaches, where, who asked for it."""

from saindege.programme.app.models.call import Topic, TopicCall, TopicReview, TopicState
from saindege.programme.app.models.offer import (
    Batch,
    Course,
    CourseCompetency,
    CourseCost,
    CourseLesson,
    CourseMaterial,
    Session,
)
from saindege.programme.app.models.partner import (
    Agreement,
    Partner,
    PartnerContact,
    Speaker,
    SpeakerOffer,
    SpeakerPaper,
)
from saindege.programme.app.models.place import Equipment, EquipmentUse, OfficePeak, Room
from saindege.programme.app.models.proposal import (
    Proposal,
    ProposalBook,
    ProposalLine,
    ProposalState,
    ProposalStep,
    StandardCost,
)

__all__ = [
    "Agreement",
    "Batch",
    "Course",
    "CourseCompetency",
    "CourseCost",
    "CourseLesson",
    "CourseMaterial",
    "Equipment",
    "EquipmentUse",
    "OfficePeak",
    "Partner",
    "PartnerContact",
    "Proposal",
    "ProposalBook",
    "ProposalLine",
    "ProposalState",
    "ProposalStep",
    "Room",
    "Session",
    "Speaker",
    "SpeakerOffer",
    "SpeakerPaper",
    "StandardCost",
    "Topic",
    "TopicCall",
    "TopicReview",
    "TopicState",
]
