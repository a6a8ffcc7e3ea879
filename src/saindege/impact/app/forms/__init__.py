"""From what a browser sends to plain values."""

from saindege.impact.app.forms.study import OfficesForm, StudyForm, TrainedListForm

__all__ = ["OfficesForm", "StudyForm", "TrainedListForm"]
