"""Tables of impact: studies, evaluation of training, costs and benefits, the professionalism index."""

from saindege.impact.app.models.study import OfficeTraining, Study, StudyResult

__all__ = ["OfficeTraining", "Study", "StudyResult"]
