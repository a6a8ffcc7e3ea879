"""Chapters of the annual report on the year itself: spent, reached, changed."""

from __future__ import annotations

from typing import Any

from saindege.impact.app.queries.annual import AnnualReport
from saindege.impact.app.queries.annual_blocks import Say, note, table_of, text
from saindege.impact.app.queries.report_words import four_sentences
from saindege.impact.app.queries.result import result_page
from saindege.impact.app.queries.studies import latest_result


def spent_chapter(found: AnnualReport, say: Say) -> dict[str, Any]:
    """What the year cost."""
    quarter = four_sentences(found.page, say.language)[0]
    rows = [
        [r.course.title, str(r.batches), say.number(r.people), say.rupiah(r.paid), say.rupiah(r.full)]
        for r in found.courses
    ]
    blocks = [text(quarter.say)]
    if rows:
        columns = [say("Kursus", "Course"), say("Angkatan", "Batches"), say("Hadir", "Attended")]
        columns += [say("Dibayarkan", "Paid"), say("Biaya penuh", "Full cost")]
        blocks.append(
            {
                "kind": "bars",
                "caption": say(
                    "Biaya penuh per kursus (juta rupiah)", "Full cost by course (million rupiah)"
                ),
                "rows": [
                    {"label": r.course.title, "value": r.full / 1e6, "said": say.number(r.full / 1e6, 1)}
                    for r in found.courses
                ],
            }
        )
        blocks.append(
            table_of(
                say("Biaya per kursus", "Cost by course"), columns, rows, [False, True, True, True, True]
            )
        )
    incomplete = sum(r.incomplete for r in found.courses)
    if incomplete:
        blocks.append(
            note(
                say(
                    f"{incomplete} angkatan baru mencatat yang dibayarkan; biaya penuhnya lebih besar.",
                    f"{incomplete} batches have written down only what was paid; their full cost is higher.",
                )
            )
        )
    return {"key": "spent", "title": say("Dibelanjakan", "Spent"), "blocks": blocks}


def reached_chapter(found: AnnualReport, say: Say) -> dict[str, Any]:
    """Who was reached."""
    hours = found.hours
    share = hours.duty_met / hours.with_duty if hours.with_duty else 0
    blocks = [
        text(four_sentences(found.page, say.language)[1].say),
        text(
            say(
                f"{say.number(hours.learning_hours)} JP dikreditkan dan {say.number(hours.certificates)} sertifikat diterbitkan. "
                f"{say.number(hours.duty_met)} dari {say.number(hours.with_duty)} orang yang wajib ({say.number(share * 100)} persen) memenuhi kewajiban JP.",
                f"{say.number(hours.learning_hours)} learning hours were credited and {say.number(hours.certificates)} certificates issued. "
                f"{say.number(hours.duty_met)} of {say.number(hours.with_duty)} people who owe hours ({say.number(share * 100)} percent) have met their duty.",
            )
        ),
        note(say(f"Aturan JP: {hours.rule_version}.", f"Rule of hours: {hours.rule_version}.")),
    ]
    return {"key": "reached", "title": say("Dijangkau", "Reached"), "blocks": blocks}


def changed_chapter(found: AnnualReport, say: Say) -> dict[str, Any]:
    """What changed, and how sure that is."""
    page = found.page
    quarters = four_sentences(page, say.language)
    blocks = [text(quarters[2].say), text(quarters[3].say)]
    answered = [row for row in page.rows if row.verdict]
    points = []
    for row in answered:
        result = latest_result(row.study)
        stats = result_page(result, say.language).stats if result else []
        main = next((stat for stat in stats if stat.outcome.key == row.study.outcome), None)
        if main is not None and main.strip["low"] is not None:
            sign = 1 if main.direction == main.outcome.gain.in_language(say.language) else -1
            ends = sorted((sign * main.strip["low"], sign * main.strip["high"]))
            points.append(
                {
                    "label": row.study.service.name, "value": sign * main.strip["value"], "low": ends[0], "high": ends[1],
                    "said": f"{say.number(sign * main.strip['value'], 1)} {main.unit}", "proven": row.verdict != "belum_terbukti",
                }
            )  # fmt: skip
    if points:
        caption = say(
            "Perubahan ukuran utama tiap kajian dengan selang 95 persen; ke kanan membaik. Titik penuh: terbukti.",
            "Change of each study's main outcome with its 95 percent interval; better to the right. Full dot: proven.",
        )
        blocks.append({"kind": "intervals", "caption": caption, "rows": points})
    if answered:
        columns = [
            say("Kajian", "Study"),
            say("Putusan", "Verdict"),
            say("Ukuran (selang 95 %)", "Size (95 % interval)"),
        ]
        rows = [[row.study.title, row.verdict_words, row.sentence] for row in answered]
        blocks.append(
            table_of(
                say("Semua kajian yang dijawab", "All studies with an answer"), columns, rows, [False] * 3
            )
        )
    blocks.append(
        note(
            say(
                "Dibandingkan dengan kantor yang belum dilatih, dari log layanannya sendiri. “Belum terbukti” bukan kegagalan: data belum cukup untuk menjawab.",
                "Compared with offices that are not trained yet, from the services' own logs. “Not proven” is no failure: the data do not say yet.",
            )
        )
    )
    return {
        "key": "changed",
        "title": say("Berubah, dan seberapa yakin", "Changed, and how sure"),
        "blocks": blocks,
    }
