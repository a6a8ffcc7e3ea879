"""Pages of impact."""

from saindege.impact.app.views.answer import study_analysis, study_estimate, study_page
from saindege.impact.app.views.design import study_design
from saindege.impact.app.views.question import study_list, study_new, study_offices
from saindege.impact.app.views.report import report, report_pdf

__all__ = [
    "report",
    "report_pdf",
    "study_analysis",
    "study_design",
    "study_estimate",
    "study_list",
    "study_new",
    "study_offices",
    "study_page",
]
