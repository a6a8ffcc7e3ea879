"""The report on paper: everything that stands on the A4, as plain data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import formats, translation

from saindege.base.app import queries as base_queries
from saindege.base.errors import Language, Sentence
from saindege.impact.app.queries.report import ReportPage
from saindege.impact.app.queries.report_words import Quarter, four_sentences, next_question

QUESTION = Sentence(id="Satu pertanyaan untuk rapat berikutnya", en="One question for the next meeting")
STUDIES = Sentence(id="Semua kajian yang dijawab", en="All studies with an answer")
COLUMNS = (
    Sentence(id="Kajian", en="Study"),
    Sentence(id="Putusan", en="Verdict"),
    Sentence(id="Ukuran (selang 95 %)", en="Size (95 % interval)"),
)


def paper_words(page: ReportPage, today: date, language: Language) -> dict[str, Any]:
    """Return everything that stands on the A4, as plain data."""
    with translation.override(language):
        day = formats.date_format(today, "DATE_FORMAT")
    title = Sentence(
        id=f"Program {page.year} dalam empat kalimat", en=f"The programme of {page.year} in four sentences"
    )
    return {
        "language": language,
        "letterhead": letterhead(),
        "is_example": any(row.study.is_example for row in page.rows),
        "title": title.in_language(language),
        "as_of": Sentence(id=f"Keadaan {day}", en=f"As of {day}").in_language(language),
        "day": day,
        "quarters": [on_paper(quarter) for quarter in four_sentences(page, language)],
        "question_title": QUESTION.in_language(language),
        "question": next_question(page, language),
        "studies": [
            {
                "title": row.study.title,
                "verdict": row.verdict_words,
                "tone": row.tone,
                "sentence": row.sentence,
            }
            for row in page.rows
            if row.verdict
        ],
        "studies_title": STUDIES.in_language(language),
        "columns": [word.in_language(language) for word in COLUMNS],
    }


def letterhead() -> dict[str, str]:
    """Return the names that head and sign a paper."""
    city = base_queries.city()
    return {
        "organisation": city.government,
        "office": city.training_unit,
        "address": city.address,
        "place": city.place,
        "signatory": city.signatory,
        "signatory_post": city.signatory_post,
        "signatory_nip": city.signatory_nip,
    }


def on_paper(quarter: Quarter) -> dict[str, Any]:
    """Return one of the four sentences as plain data."""
    return {
        "name": quarter.name,
        "figure": quarter.figure,
        "unit": quarter.unit,
        "say": quarter.say,
        "note": quarter.note,
        "strip": quarter.strip,
        "low": quarter.low,
        "high": quarter.high,
    }
