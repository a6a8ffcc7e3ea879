"""Reads of impact: studies, what they are answered from, their results, the report."""

from saindege.impact.app.queries.records import analysis_files, office_rows, records_of, trained_by_attendance
from saindege.impact.app.queries.report import ReportPage, report_of
from saindege.impact.app.queries.report_paper import paper_words
from saindege.impact.app.queries.report_words import Quarter, four_sentences, next_question
from saindege.impact.app.queries.result import ResultPage, result_page
from saindege.impact.app.queries.studies import (
    StudyRow,
    latest_result,
    studies,
    study_row,
    verdict_counts,
    waiting_job,
)

__all__ = [
    "Quarter",
    "ReportPage",
    "ResultPage",
    "StudyRow",
    "analysis_files",
    "four_sentences",
    "latest_result",
    "next_question",
    "office_rows",
    "paper_words",
    "records_of",
    "report_of",
    "result_page",
    "studies",
    "study_row",
    "trained_by_attendance",
    "verdict_counts",
    "waiting_job",
]
