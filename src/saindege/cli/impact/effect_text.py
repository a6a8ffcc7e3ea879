"""An estimate as a reader without statistics sees it on the terminal: verdict first, then why, then the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from saindege.base.errors import Language, Sentence
from saindege.cli import frame
from saindege.impact.effect import Estimate, mind, verdict
from saindege.impact.effect.estimate import NAIVE
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.numbers import LabelledFigure, Numbers

_DIGITS = 4
_COLOURS = {"terbukti_membaik": "green", "belum_terbukti": "yellow", "terbukti_memburuk": "red"}
_STATES = {
    "id": {"green": "[hijau]", "amber": "[kuning]", "red": "[merah]"},
    "en": {"green": "[green]", "amber": "[amber]", "red": "[red]"},
}
_STATE_COLOURS = {"green": "green", "amber": "yellow", "red": "red"}


def effect_lines(found: Estimate, language: Language) -> Iterator[str]:
    """Yield the lines of one estimate."""

    def say(indonesian: str, english: str) -> str:
        return english if language == "en" else indonesian

    word = found.verdict.word
    yield (
        click.style(verdict.WORDS[word].in_language(language).upper(), fg=_COLOURS[word], bold=True)
        + ". "
        + _headline(found).in_language(language)
    )
    for code in found.verdict.reasons:
        yield f"  - {verdict.REASONS[code].in_language(language)}"
    yield ""
    if found.numbers is None:
        yield from _described(found, language)
    else:
        yield from _figures(found, found.numbers, language)
        yield ""
        yield from _tests(found.numbers, language)
    yield say("Yang harus benar agar hasil ini dapat dipercaya:", "What must hold for this to be believed:")
    for one in found.assumptions:
        state = click.style(_STATES[language][one.state].ljust(8), fg=_STATE_COLOURS[one.state])
        yield f"  {state} {one.sentence.in_language(language)}"
    yield from _others(found, language)
    if found.warnings:
        yield say("Peringatan:", "Warnings:")
        yield from (f"  - {warning.sentence.in_language(language)}" for warning in found.warnings)
    yield from _naive(found, language)


def _others(found: Estimate, language: Language) -> Iterator[str]:
    """Second opinion, two-way figure, and what would change the verdict."""
    english = language == "en"
    opinions = found.opinions
    if opinions is not None and opinions.imputed is not None and opinions.imputed.simple.att is not None:
        one = opinions.imputed.simple
        words = "Second opinion (imputation)" if english else "Pendapat kedua (imputasi)"
        yield f"{words}: {_number(one.att, language)} ({_between(one, language)})."
    if opinions is not None and opinions.two_way is not None and opinions.two_way.att is not None:
        words = (
            "Two-way fixed effects, wrong where effects grow, would say"
            if english
            else "Efek tetap dua arah, keliru bila pengaruhnya tumbuh, akan berkata"
        )
        yield f"{words}: {_number(opinions.two_way.att, language)}."
    yield "What would change this verdict:" if english else "Yang akan mengubah putusan ini:"
    bounds = None if opinions is None else opinions.sensitivity
    for _, sentence in mind.what_would_change(found.verdict, bounds):
        yield f"  - {sentence.in_language(language)}"


def _headline(found: Estimate) -> Sentence:
    numbers, panel = found.numbers, found.panel
    sizes_id = f"{found.treated_units} kantor terlatih, {found.control_units} pembanding, {len(panel.periods)} periode"
    sizes_en = f"{found.treated_units} trained offices, {found.control_units} to compare with, {len(panel.periods)} periods"
    if numbers is None or numbers.simple.att is None:
        return Sentence(id=f"Tidak ada taksiran: {sizes_id}.", en=f"There is no estimate: {sizes_en}.")
    simple = numbers.simple
    return Sentence(
        id=f"Pengaruh rata-rata {_number(simple.att, 'id')} (selang 95 % {_between(simple, 'id')}); {sizes_id}.",
        en=f"Mean effect {_number(simple.att, 'en')} (95 % interval {_between(simple, 'en')}); {sizes_en}.",
    )


def _number(value: float | None, language: Language) -> str:
    return frame.number(value, _DIGITS, lang=language)


def _p(value: float, language: Language) -> str:
    return f"p < {_number(0.0001, language)}" if value < 0.0001 else f"p = {_number(value, language)}"


def _between(figure: Figure, language: Language) -> str:
    if figure.low is None:
        return "tidak dapat dihitung" if language == "id" else "not known"
    word = "sampai" if language == "id" else "to"
    return f"{_number(figure.low, language)} {word} {_number(figure.high, language)}"


def _figures(found: Estimate, numbers: Numbers, language: Language) -> Iterator[str]:
    panel = found.panel
    english = language == "en"
    effect, error, low, high = (
        ("Effect", "Error", "Low", "High") if english else ("Pengaruh", "Galat", "Bawah", "Atas")
    )
    band = ("Band low", "Band high") if english else ("Pita bawah", "Pita atas")
    yield from frame.text_table(
        ("Periods since training" if english else "Periode sejak pelatihan", effect, error, low, high, *band),
        [
            (f"{entry.label:+g}".replace("-", "−"), *_cells(entry.figure), *(entry.band or (None, None)))
            for entry in numbers.by_event
        ],
        digits=_DIGITS,
        lang=language,
    )
    yield ""
    yield from _table(
        ("First trained" if english else "Pertama dilatih", effect, error, low, high),
        [(str(panel.label(entry.label)), entry) for entry in numbers.by_group],
        language,
    )
    yield ""
    yield from _table(
        ("Period" if english else "Periode", effect, error, low, high),
        [(str(panel.label(float(panel.periods[int(entry.label)]))), entry) for entry in numbers.by_period],
        language,
    )


def _table(
    header: Sequence[str], rows: Sequence[tuple[str, LabelledFigure]], language: Language
) -> Iterator[str]:
    cells = [(label, *_cells(entry.figure)) for label, entry in rows]
    return frame.text_table(header, cells, digits=_DIGITS, lang=language)


def _cells(figure: Figure) -> tuple[float | None, ...]:
    return (figure.att, figure.se, figure.low, figure.high)


def _tests(numbers: Numbers, language: Language) -> Iterator[str]:
    english = language == "en"
    drawn, wald = numbers.randomisation, numbers.pretrend
    if drawn is not None:
        how = {
            (True, False): f"semua {drawn.draws} susunan tanggal",
            (False, False): f"{drawn.draws} pengacakan tanggal",
            (True, True): f"all {drawn.draws} ways to set the dates",
            (False, True): f"{drawn.draws} permutations of the dates",
        }[drawn.exact, english]
        title = "Randomisation test" if english else "Uji acak"
        yield f"{title}: {_p(drawn.p_value, language)} ({how})."
    parts = []
    if drawn is not None and drawn.pretrend_p is not None:
        parts.append(f"{'permutation' if english else 'acak'} {_p(drawn.pretrend_p, language)}")
    if wald.statistic is not None and wald.p_value is not None:
        parts.append(
            f"Wald {frame.number(wald.statistic, lang=language)}, df {wald.df}, {_p(wald.p_value, language)}"
        )
    if parts:
        title = "Movement before the training" if english else "Gerak sebelum pelatihan"
        yield f"{title}: {'; '.join(parts)}."


def _described(found: Estimate, language: Language) -> Iterator[str]:
    header = {
        "id": ("Kantor", "Pertama dilatih", "Rata-rata sebelum", "Rata-rata sesudah"),
        "en": ("Office", "First trained", "Mean before", "Mean after"),
    }[language]
    rows = [
        (
            str(row.unit),
            None if row.first_treated is None else str(found.panel.label(row.first_treated)),
            row.mean_before,
            row.mean_after,
        )
        for row in found.description
    ]
    yield from frame.text_table(header, rows, digits=_DIGITS, lang=language)
    yield ""


def _naive(found: Estimate, language: Language) -> Iterator[str]:
    before_after = found.before_after
    if before_after.difference is not None:
        title = "Sebelum dan sesudah saja" if language == "id" else "Before and after alone"
        yield f"{title}: {_number(before_after.difference, language)}. {NAIVE.in_language(language)}"
    if found.minimum_detectable_effect is not None:
        size = _number(found.minimum_detectable_effect, language)
        yield {
            "id": f"Pengaruh terkecil yang akan tampak dengan data ini (peluang 80 %): {size}.",
            "en": f"Smallest effect that these data would show (chance 80 %): {size}.",
        }[language]
