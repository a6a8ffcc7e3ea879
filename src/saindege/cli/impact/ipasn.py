"""``saindege impact ipasn``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saindege.base.errors import Language, Sentence
from saindege.cli import frame
from saindege.cli.impact.group import group

if TYPE_CHECKING:
    from saindege.impact.professionalism import Index

_SHOWN = 30
_PARTS = ("qualification", "competence", "performance", "discipline", "total")
_HEADER = {
    "id": ("Orang", "Kualifikasi", "Kompetensi", "Kinerja", "Disiplin", "Jumlah", "Kategori"),
    "en": ("Person", "Qualification", "Competence", "Performance", "Discipline", "Total", "Category"),
}


@frame.verb(
    group, "ipasn", Sentence(id="Hitung Indeks Profesionalitas ASN", en="Compute the professionalism index")
)
@frame.argument("file", type=frame.EXISTING)
@frame.option(
    "--category-variant",
    type=click.Choice(["A", "B"], case_sensitive=False),
    default=None,
    id="Batas kategori. A: sampai dengan 60, 70, 80, 90. B (biasanya): di bawah 61, 71, 81, 91.",
    en="Borders of the categories. A: up to 60, 70, 80, 90. B (default): below 61, 71, 81, 91.",
)
@frame.option(
    "--explain",
    is_flag=True,
    id="Jelaskan setiap nilai setiap orang.",
    en="Give the reason of each point of each person.",
)
@frame.option("--sheet", id="Lembar berkas XLSX atau ODS.", en="Sheet of an XLSX or ODS file.")
def ipasn(file: Path, category_variant: str | None, explain: bool, sheet: str | None) -> frame.Answer:
    """Score everybody of a list."""
    from saindege.impact.professionalism import as_json, read_records, score

    index = score(read_records(file, sheet=sheet), variant=category_variant)
    document = as_json(index, frame.language(), explained=explain)
    return frame.Answer(document, lambda language: _lines(index, language, explain))


def _lines(index: Index, language: Language, explained: bool) -> Iterator[str]:
    from saindege.impact.professionalism import explain

    records, book = index.records, index.book
    shown = range(len(records) if explained else min(len(records), _SHOWN))
    if explained:
        for i in shown:
            total = float(index.total[i]) if index.counted[i] else None
            yield f"{records.person[i]}: {frame.number(total, 1)}"
            for point in explain(index, i):
                points = f"{frame.number(point.points, 1)}/{frame.number(point.most, 1)}"
                yield f"  {points:>10}  {point.sentence.in_language(language)}"
        yield ""
    else:
        yield from frame.text_table(
            _HEADER[language],
            [
                (
                    records.person[i],
                    *(float(getattr(index, part)[i]) if index.counted[i] else None for part in _PARTS),
                    book.category_name(int(index.category[i]), language) if index.counted[i] else None,
                )
                for i in shown
            ],
            digits=1,
        )
        if len(records) > _SHOWN:
            more = len(records) - _SHOWN
            yield {
                "id": f"... dan {more} orang lagi; --json memuat semuanya.",
                "en": f"... and {more} more people; --json holds everybody.",
            }[language]
        yield ""
    yield from _summary(index, language)


def _summary(index: Index, language: Language) -> Iterator[str]:
    import numpy as np

    mean, book = index.mean(), index.book
    indonesian = language == "id"
    yield {
        "id": f"Rata-rata {frame.number(mean.total)} dari {index.n} orang (kualifikasi {frame.number(mean.qualification)}, "
        f"kompetensi {frame.number(mean.competence)}, kinerja {frame.number(mean.performance)}, "
        f"disiplin {frame.number(mean.discipline)}).",
        "en": f"Mean {frame.number(mean.total)} of {index.n} people (qualification {frame.number(mean.qualification)}, "
        f"competence {frame.number(mean.competence)}, performance {frame.number(mean.performance)}, "
        f"discipline {frame.number(mean.discipline)}).",
    }[language]
    counts = np.bincount(index.category[index.counted], minlength=len(book.categories)).tolist()
    named = [f"{book.category_name(at, language)} {count}" for at, count in enumerate(counts)]
    yield f"{'Kategori' if indonesian else 'Categories'}: {', '.join(named)}."
    if index.missing:
        yield {
            "id": f"{index.missing} orang tanpa catatan apa pun tidak dihitung dalam rata-rata.",
            "en": f"{index.missing} people without any record are left out of the mean.",
        }[language]
    yield f"{'Aturan' if indonesian else 'Rule'} {book.version}, {'varian kategori' if indonesian else 'category variant'} {index.variant}: {book.source}."
