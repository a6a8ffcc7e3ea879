"""``saindege service skm`` and ``sample``: citizen satisfaction, and how many to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saindege.base.errors import Language, Sentence
from saindege.cli import frame
from saindege.cli.service.group import group

if TYPE_CHECKING:
    from saindege.service.satisfaction import Satisfaction


@frame.verb(group, "skm", Sentence(id="Hitung kepuasan masyarakat (IKM)", en="Compute citizen satisfaction"))
@frame.argument("file", type=frame.EXISTING)
@frame.option(
    "--weight",
    metavar="W",
    default="1/9",
    show_default=True,
    id="Bobot tiap unsur: 1/9, 0.111 atau 0.11.",
    en="Weight of each element: 1/9, 0.111 or 0.11.",
)
@frame.option(
    "--rounding",
    type=click.Choice(["end", "means"]),
    default="end",
    show_default=True,
    id="Bulatkan hanya di akhir, atau nilai unsur lebih dulu (2 desimal).",
    en="Round at the end only, or the means first (2 decimals).",
)
@frame.option("--sheet", id="Lembar berkas XLSX atau ODS.", en="Sheet of an XLSX or ODS file.")
def skm(file: Path, weight: str, rounding: str, sheet: str | None) -> frame.Answer:
    """Measure a survey."""
    from saindege.service.satisfaction import measure_satisfaction, parse_weight
    from saindege.service.satisfaction_sheets import read_answers

    parse_weight(weight)
    sheets = read_answers(file, sheet)
    found = measure_satisfaction(sheets.answers, weight=weight, rounding=rounding)  # type: ignore[arg-type]  # click allows these two only
    return frame.Answer(found.as_json(), lambda language: _lines(found, language))


def _lines(found: Satisfaction, language: Language) -> Iterator[str]:
    from saindege.service.satisfaction_rules import load_rules

    rules, english = load_rules(), language == "en"
    header = (
        ("", "Element", "Answered", "Mean", "Weighted", "")
        if english
        else ("", "Unsur", "Menjawab", "Rata-rata", "Tertimbang", "")
    )
    low = "lowest" if english else "terendah"
    rows = [
        (
            rule.column,
            rule.name.in_language(language),
            one.answered,
            one.mean,
            one.weighted,
            low if one.code in found.lowest else "",
        )
        for one, rule in zip(found.elements, rules.elements, strict=True)
    ]
    yield from frame.text_table(header, rows, digits=3, lang=language)
    yield ""
    grade = f"{found.grade.letter} ({found.grade.name.in_language(language)})"
    between = ""
    if found.ikm_ci95 is not None:
        ends = f"{frame.number(found.ikm_ci95.low)} – {frame.number(found.ikm_ci95.high)}"
        between = f" (95 %: {ends})"
    people = frame.number(found.n)
    if english:
        yield f"IKM {frame.number(found.ikm)}{between}, grade {grade}, of {people} respondents."
        yield f"Weight {found.weight_written}; {found.missing} blank answers left out of the means."
        yield f"Rule {found.rule_version}: {rules.source}."
    else:
        yield f"IKM {frame.number(found.ikm)}{between}, mutu {grade}, dari {people} responden."
        yield f"Bobot {found.weight_written}; {found.missing} jawaban kosong tidak ikut dalam rata-rata."
        yield f"Aturan {found.rule_version}: {rules.source}."


@frame.verb(group, "sample", Sentence(id="Hitung jumlah responden survei", en="Size the sample of a survey"))
@frame.argument("population", metavar="N", type=int)
@frame.option(
    "--error",
    type=float,
    default=0.05,
    show_default=True,
    id="Batas kesalahan, antara 0 dan 1.",
    en="Margin of error, between 0 and 1.",
)
def sample(population: int, error: float) -> frame.Answer:
    """Size a sample."""
    from saindege.service.sampling import sample_size
    from saindege.service.satisfaction_rules import load_rules

    n, rule = sample_size(population, error=error), load_rules().sample
    document = {"n": n, "population": population, "error": error, "source": rule.source}

    def lines(language: Language) -> Iterator[str]:
        asked, served = frame.number(n), frame.number(population)
        if language == "en":
            yield f"Ask {asked} of {served} people served (error {frame.number(error)})."
        else:
            yield f"Tanyai {asked} dari {served} penerima layanan (batas kesalahan {frame.number(error)})."
        yield rule.source

    return frame.Answer(document, lines)
