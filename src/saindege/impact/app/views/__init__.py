"""Pages of impact."""

from saindege.impact.app.views.annual import annual_docx, annual_pdf, annual_xlsx
from saindege.impact.app.views.answer import study_analysis, study_estimate, study_page
from saindege.impact.app.views.design import study_design
from saindege.impact.app.views.duties import behaviour, my_evaluation, reaction, target, targets
from saindege.impact.app.views.evaluation import (
    evaluation_batch,
    evaluation_cost,
    evaluation_list,
    evaluation_marks,
)
from saindege.impact.app.views.index import index, index_import, index_office, index_official, index_person
from saindege.impact.app.views.question import study_list, study_new, study_offices
from saindege.impact.app.views.report import report, report_pdf
from saindege.impact.app.views.speaker import speaker_results
from saindege.impact.app.views.use import skill_trace
from saindege.impact.app.views.value import city_assumptions, course_value, value_assumptions, value_list

__all__ = [
    "annual_docx",
    "annual_pdf",
    "annual_xlsx",
    "behaviour",
    "city_assumptions",
    "course_value",
    "evaluation_batch",
    "evaluation_cost",
    "evaluation_list",
    "evaluation_marks",
    "index",
    "index_import",
    "index_office",
    "index_official",
    "index_person",
    "my_evaluation",
    "reaction",
    "report",
    "report_pdf",
    "skill_trace",
    "speaker_results",
    "study_analysis",
    "study_design",
    "study_estimate",
    "study_list",
    "study_new",
    "study_offices",
    "study_page",
    "target",
    "targets",
    "value_assumptions",
    "value_list",
]
