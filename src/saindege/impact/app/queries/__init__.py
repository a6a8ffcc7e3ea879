"""Reads of impact: studies, what they are answered from, their results, the report."""

from saindege.impact.app.queries.annual import AnnualReport, annual_report
from saindege.impact.app.queries.annual_words import annual_words
from saindege.impact.app.queries.behaviour import DayRow, behaviour_by_day
from saindege.impact.app.queries.comparison import MEASURES, Comparison, compare
from saindege.impact.app.queries.duties import (
    batch_bounds,
    due_overview,
    duties_of,
    has_reacted,
    open_window,
    people_by_number,
    target_of,
    target_rows,
)
from saindege.impact.app.queries.evaluation_words import break_words, chain_words
from saindege.impact.app.queries.evidence import (
    EvaluationRow,
    batches_over,
    evaluation_rows,
)
from saindege.impact.app.queries.index import (
    SMALLEST_OFFICE,
    CityIndex,
    OfficeIndex,
    OfficialRow,
    PersonRow,
    civil_servants,
    index_imports,
    index_of,
    is_index_example,
    office_rows_of,
    official_rows,
    people_by_nip,
    person_index,
    person_rows,
)
from saindege.impact.app.queries.index_words import (
    PART_WORDS,
    category_counts,
    city_sentence,
    mean_parts,
    point_rows,
    raise_words,
)
from saindege.impact.app.queries.records import analysis_files, office_rows, records_of, trained_by_attendance
from saindege.impact.app.queries.report import ReportPage, report_of
from saindege.impact.app.queries.report_paper import paper_words
from saindege.impact.app.queries.report_words import Quarter, four_sentences, next_question
from saindege.impact.app.queries.result import ResultPage, result_page
from saindege.impact.app.queries.seen import looks_at
from saindege.impact.app.queries.speaker import Figure, SpeakerResults, speaker_results
from saindege.impact.app.queries.studies import (
    StudyRow,
    latest_result,
    studies,
    study_row,
    verdict_counts,
    waiting_job,
)
from saindege.impact.app.queries.use import UseRow, chosen_late, is_outdated, step_choices, trace_of, use_rows
from saindege.impact.app.queries.use_words import day_words, logbook_words, use_words
from saindege.impact.app.queries.value import (
    CourseValue,
    assumptions_of,
    cost_initial,
    cost_of,
    course_value,
    studied_courses,
    swing_name,
)
from saindege.impact.app.queries.value_words import (
    assumption_rows,
    break_even_words,
    cost_parts,
    headline,
    swing_points,
    swing_rows,
)

__all__ = [
    "MEASURES",
    "PART_WORDS",
    "SMALLEST_OFFICE",
    "AnnualReport",
    "CityIndex",
    "Comparison",
    "CourseValue",
    "DayRow",
    "EvaluationRow",
    "Figure",
    "OfficeIndex",
    "OfficialRow",
    "PersonRow",
    "Quarter",
    "ReportPage",
    "ResultPage",
    "SpeakerResults",
    "StudyRow",
    "UseRow",
    "analysis_files",
    "annual_report",
    "annual_words",
    "assumption_rows",
    "assumptions_of",
    "batch_bounds",
    "batches_over",
    "behaviour_by_day",
    "break_even_words",
    "break_words",
    "category_counts",
    "chain_words",
    "chosen_late",
    "city_sentence",
    "civil_servants",
    "compare",
    "cost_initial",
    "cost_of",
    "cost_parts",
    "course_value",
    "day_words",
    "due_overview",
    "duties_of",
    "evaluation_rows",
    "four_sentences",
    "has_reacted",
    "headline",
    "index_imports",
    "index_of",
    "is_index_example",
    "is_outdated",
    "latest_result",
    "logbook_words",
    "looks_at",
    "mean_parts",
    "next_question",
    "office_rows",
    "office_rows_of",
    "official_rows",
    "open_window",
    "paper_words",
    "people_by_nip",
    "people_by_number",
    "person_index",
    "person_rows",
    "point_rows",
    "raise_words",
    "records_of",
    "report_of",
    "result_page",
    "speaker_results",
    "step_choices",
    "studied_courses",
    "studies",
    "study_row",
    "swing_name",
    "swing_points",
    "swing_rows",
    "target_of",
    "target_rows",
    "trace_of",
    "trained_by_attendance",
    "use_rows",
    "use_words",
    "verdict_counts",
    "waiting_job",
]
