"""Chapters of the annual report on what stands behind the year: evaluation, cost and benefit, index."""

from __future__ import annotations

from typing import Any

from saindege.impact import evaluation, professionalism
from saindege.impact.app.queries.annual import AnnualReport
from saindege.impact.app.queries.annual_blocks import Block, Say, note, table_of, text
from saindege.impact.app.queries.evaluation_words import break_words, chain_words
from saindege.impact.app.queries.index_words import category_counts, city_sentence, mean_parts, raise_words
from saindege.impact.app.queries.value_words import break_even_words, headline, spread_words, swing_points
from saindege.impact.outcome import say_number
from saindege.impact.professionalism.what_if import raises_of


def chain_chapter(found: AnnualReport, say: Say) -> dict[str, Any]:
    """The four levels, course by course."""
    blocks: list[Block] = []
    rows = []
    for row in found.chains:
        links = chain_words(row, say.language)
        rows.append([row.batch.course.title, *(link.state for link in links)])
    if rows:
        broken = sum(row.chain.is_broken for row in found.chains)
        whole = sum(row.chain.breaks_at is None for row in found.chains)
        blocks.append(
            text(
                say(
                    f"Dari {len(rows)} kursus yang selesai tahun ini, rantainya utuh di {whole} dan putus di {broken}; sisanya belum diukur atau belum jelas.",
                    f"Of {len(rows)} courses that ended this year the chain is whole in {whole} and broken in {broken}; the others are not measured or not clear yet.",
                )
            )
        )
        columns = [
            say("Kursus", "Course"),
            *(link.name for link in chain_words(found.chains[0], say.language)),
        ]
        blocks.append(
            table_of(say("Empat tingkat per kursus", "Four levels by course"), columns, rows, [False] * 5)
        )
        told = [row for row in found.chains if row.chain.is_broken]
        blocks += [text(f"{row.batch.course.title}: {break_words(row, say.language)}") for row in told]
    else:
        blocks.append(text(say("Tidak ada kursus yang selesai tahun ini.", "No course ended this year.")))
    blocks.append(
        note(say(f"Instrumen versi {evaluation.load().version}. ", f"Instrument version {evaluation.load().version}. ")
              + evaluation.load().source.in_language(say.language) + ".")
    )  # fmt: skip
    return {
        "key": "chain",
        "title": say("Evaluasi empat tingkat", "Four levels of evaluation"),
        "blocks": blocks,
    }


def worth_chapter(found: AnnualReport, say: Say) -> dict[str, Any]:
    """Cost and benefit of the studied courses."""
    blocks: list[Block] = []
    rows = []
    for each in found.values:
        worth = each.worth
        price = worth.rupiah_per_hour
        rows.append(
            [
                each.course.title,
                say.rupiah(each.cost),
                f"{say.number(worth.hours.median)} ({spread_words(worth.hours, say.language)})"
                if worth.counted
                else "0",
                say.number(price.median) if price else "–",
                say.rupiah(worth.net.median),
            ]
        )
    if rows:
        columns = [
            say("Kursus", "Course"),
            say("Biaya penuh", "Full cost"),
            say("Jam orang dihemat", "Hours of people saved"),
        ]
        columns += [say("Rp per jam", "Rp an hour"), say("Hasil bersih", "Net")]
        blocks.append(
            table_of(
                say("Biaya dan manfaat", "Cost and benefit"), columns, rows, [False, True, True, True, True]
            )
        )
        blocks += [
            text(
                f"{each.course.title}: {headline(each, say.language)} {break_even_words(each, say.language)}"
            )
            for each in found.values
        ]
        counted = [each for each in found.values if each.worth.counted and each.worth.swings]
        if counted:
            widest = max(counted, key=lambda each: each.cost)
            caption = say(
                f"{widest.course.title}: hasil bersih (juta rupiah) bila satu masukan digerakkan",
                f"{widest.course.title}: net result (million rupiah) when one input moves",
            )
            points = [
                {**point, "said": f"{say.number(point['low'])} … {say.number(point['high'])}", "proven": True}
                for point in swing_points(widest, say.language)
            ]
            blocks.append({"kind": "intervals", "caption": caption, "rows": points})
    else:
        blocks.append(text(say("Belum ada kursus yang dikaji.", "No course has been studied yet.")))
    blocks.append(
        note(
            say(
                f"Manfaat hanya dari pengaruh yang terbukti. Asumsi versi {found.assumed.version}: {found.assumed.source.id}.",
                f"Benefit only from proven effects. Assumptions version {found.assumed.version}: {found.assumed.source.en}.",
            )
        )
    )
    return {"key": "worth", "title": say("Biaya dan manfaat", "Cost and benefit"), "blocks": blocks}


def index_chapter(found: AnnualReport, say: Say) -> dict[str, Any]:
    """The city's professionalism index."""
    index, language = found.index, say.language
    book = professionalism.load()
    blocks: list[Block] = [text(city_sentence(index, language))]
    if index.index.n:
        blocks.append(
            {
                "kind": "bars",
                "caption": say("ASN per kategori (persen)", "Civil servants by category (percent)"),
                "rows": [
                    {"label": name, "value": share * 100, "said": f"{say.number(share * 100, 1)} % ({n})"}
                    for name, n, share in category_counts(index, language)
                ],
            }
        )
        rows = [
            [name, say_number(points or 0, 2, language), say_number(most, 0, language)]
            for name, points, most in mean_parts(index, language)
        ]
        columns = [say("Bagian", "Part"), say("Rata-rata", "Mean"), say("Paling tinggi", "Highest")]
        blocks.append(
            table_of(say("Rata-rata per bagian", "Mean by part"), columns, rows, [False, True, True])
        )
        gains = [
            [each.name, say.number(each.people), "+" + say_number(each.mean, 2, language)]
            for each in raise_words(raises_of(index.index), language)
        ]
        columns = [say("Pelatihan", "Training"), say("Orang yang belum punya", "People who lack it")]
        columns += [say("Kenaikan rata-rata", "Rise of the mean")]
        blocks.append(
            table_of(say("Yang menaikkannya", "What would raise it"), columns, gains, [False, True, True])
        )
    blocks.append(
        note(
            say(
                f"Aturan versi {book.version}, {book.source}; kategori dibaca dengan varian {index.index.variant}.",
                f"Rule version {book.version}, {book.source}; categories read by variant {index.index.variant}.",
            )
        )
    )
    return {
        "key": "index",
        "title": say("Indeks profesionalitas (IP ASN)", "Professionalism index (IP ASN)"),
        "blocks": blocks,
    }
