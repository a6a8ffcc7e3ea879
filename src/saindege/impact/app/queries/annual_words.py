"""The annual report in words: chapters of text, tables and charts, as plain data for paper and workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import formats, translation

from saindege.base.errors import Language
from saindege.impact.app.queries.annual import AnnualReport
from saindege.impact.app.queries.annual_blocks import Block, Say, table_of, text
from saindege.impact.app.queries.annual_findings import chain_chapter, index_chapter, worth_chapter
from saindege.impact.app.queries.annual_year import changed_chapter, reached_chapter, spent_chapter
from saindege.impact.app.queries.evaluation_words import break_words
from saindege.impact.app.queries.index_words import raise_words, within
from saindege.impact.app.queries.report_paper import letterhead, on_paper
from saindege.impact.app.queries.report_words import four_sentences, next_question
from saindege.impact.app.queries.studies import latest_result
from saindege.impact.professionalism.what_if import raises_of

MOST_STEPS = 12


def annual_words(found: AnnualReport, today: date, language: Language) -> dict[str, Any]:
    """Return the whole report as plain data: ``chapters`` hold ``blocks`` of kind text, note, table, bars, intervals."""
    with translation.override(language):
        day = formats.date_format(today, "DATE_FORMAT")
    say = Say(language)
    year = found.page.year
    return {
        "language": language,
        "letterhead": letterhead(),
        "is_example": found.is_example,
        "title": say(f"Laporan tahunan pengembangan kompetensi ASN {year}", f"Annual report on training civil servants, {year}"),
        "as_of": say(f"Keadaan {day}", f"As of {day}"),
        "day": day,
        "made_on": today.isoformat(),
        "example": say("DATA CONTOH: nama dan angka karangan", "EXAMPLE DATA: invented names and figures"),
        "year": year,
        "contents_title": say("Isi", "Contents"),
        "quarters": [on_paper(quarter) for quarter in four_sentences(found.page, language)],
        "question_title": say("Satu pertanyaan untuk rapat berikutnya", "One question for the next meeting"),
        "question": next_question(found.page, language),
        "chapters": [
            {"key": "summary", "title": say("Tahun ini dalam empat kalimat", "The year in four sentences"), "blocks": []},
            spent_chapter(found, say),
            reached_chapter(found, say),
            changed_chapter(found, say),
            chain_chapter(found, say),
            worth_chapter(found, say),
            index_chapter(found, say),
            _next(found, say),
            _made(found, say),
        ],
    }  # fmt: skip


def _next(found: AnnualReport, say: Say) -> dict[str, Any]:
    page, steps = found.page, []
    if page.waiting and page.changed is not None:
        names = ", ".join(page.waiting)
        steps.append(
            say(f"Latih kantor yang masih menunggu: {names}.", f"Train the offices that still wait: {names}.")
        )
    steps += [
        f"{row.batch.course.title}: {break_words(row, say.language)}"
        for row in found.chains
        if row.chain.is_broken
    ]
    steps += [
        say(f"Jawab kajian “{row.study.title}”.", f"Answer the study “{row.study.title}”.")
        for row in page.rows
        if not row.verdict
    ]
    incomplete = sum(row.incomplete for row in found.courses)
    if incomplete:
        steps.append(
            say(
                f"Catat biaya penuh {incomplete} angkatan.",
                f"Write down the full cost of {incomplete} batches.",
            )
        )
    if found.index.index.n:
        best = raise_words(raises_of(found.index.index)[:1], say.language)
        steps += [
            say(
                f"Untuk IP ASN: {within(each.name)} bagi {each.people} orang.",
                f"For the index: {within(each.name)} for {each.people} people.",
            )
            for each in best
        ]
    blocks: list[Block] = [{"kind": "steps", "rows": steps[:MOST_STEPS]}]
    return {"key": "next", "title": say("Selanjutnya", "What next"), "blocks": blocks}


def _made(found: AnnualReport, say: Say) -> dict[str, Any]:
    rows = []
    for row in found.page.rows:
        result = latest_result(row.study) if row.verdict else None
        if result is not None:
            rows.append(
                [
                    row.study.title,
                    row.study.plan_hash[:12],
                    result.data_hash[:12],
                    result.version,
                    str(result.seed),
                ]
            )
    columns = [
        say("Kajian", "Study"),
        say("Segel rancangan", "Seal of plan"),
        say("Segel data", "Seal of data"),
    ]
    columns += [say("Versi", "Version"), say("Benih", "Seed")]
    blocks = [
        text(
            say(
                "Tiap kajian dapat dihitung ulang sampai angka yang sama: unduh analisisnya di halaman kajian. Simulasi biaya dan manfaat memakai benih yang tercatat.",
                "Each study can be computed again to the same digits: download its analysis on its page. The simulation of cost and benefit uses a recorded seed.",
            )
        )
    ]
    if rows:
        blocks.append(table_of(say("Asal angka", "Where the figures come from"), columns, rows, [False] * 5))
    return {
        "key": "made",
        "title": say("Bagaimana angka ini dibuat", "How these figures were made"),
        "blocks": blocks,
    }
