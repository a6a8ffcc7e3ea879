"""``saindege impact sdid``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from saindege.base.errors import Language, Sentence
from saindege.cli import frame
from saindege.cli.impact.group import group

if TYPE_CHECKING:
    from saindege.impact.synthetic import Synthetic

_SHOWN = 10


@frame.verb(
    group,
    "sdid",
    Sentence(id="Pengaruh dengan pembanding sintetis", en="Effect against a synthetic comparison"),
)
@frame.argument("panel", type=frame.EXISTING)
@frame.option("--unit", id="Kolom kantor.", en="Column of the office.")
@frame.option("--time", id="Kolom periode.", en="Column of the period.")
@frame.option("--outcome", id="Kolom hasil layanan.", en="Column of the outcome.")
@frame.option(
    "--treated",
    id="Kolom ya/tidak: sudah dilatih pada periode itu.",
    en="Column of yes or no: trained in that period.",
)
@frame.option(
    "--se",
    type=click.Choice(["placebo", "jackknife", "bootstrap"]),
    default="placebo",
    show_default=True,
    id="Cara menghitung galat.",
    en="How the error is found.",
)
@frame.option(
    "--draws",
    type=click.IntRange(20, 100_000),
    default=200,
    show_default=True,
    id="Undian plasebo atau bootstrap.",
    en="Draws of placebos or of the bootstrap.",
)
@frame.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    id="Benih acak: benih sama, hasil sama.",
    en="The same seed gives the same answer.",
)
@frame.option("--sheet", id="Lembar berkas XLSX atau ODS.", en="Sheet of an XLSX or ODS file.")
def sdid(
    panel: Path,
    se: Literal["placebo", "jackknife", "bootstrap"],
    draws: int,
    seed: int,
    sheet: str | None,
    **columns: str | None,
) -> frame.Answer:
    """Weigh controls and periods so that the comparison moved as the treated did before."""
    from saindege.impact.synthetic import estimate_synthetic
    from saindege.impact.synthetic.reading import read_block

    chosen = {name: header for name, header in columns.items() if header is not None}
    found = estimate_synthetic(read_block(panel, chosen, sheet=sheet), error_kind=se, draws=draws, seed=seed)
    block = found.block
    document = {
        "att": found.att,
        "se": found.se,
        "ci95": None if found.se is None else [found.low, found.high],
        "unit_weights": [
            {"unit": unit, "weight": weight}
            for unit, weight in zip(block.units, found.unit_weights, strict=False)
        ],
        "time_weights": [
            {"time": time, "weight": weight}
            for time, weight in zip(block.periods, found.time_weights, strict=False)
        ],
        "units": len(block.units),
        "treated_units": len(block.units) - block.controls,
        "periods": len(block.periods),
        "periods_before": block.before,
        "se_method": found.error_kind,
        "draws": found.draws,
        "seed": seed,
        "warnings": [{"code": "no_error", "message": _NO_ERROR.in_language(frame.language())}]
        if found.se is None
        else [],
    }
    return frame.Answer(document, lambda language: _lines(found, language))


_NO_ERROR = Sentence(
    id="Cara ini tidak dapat menghitung galat di sini: plasebo perlu pembanding lebih banyak daripada yang dilatih, "
    "jackknife dan bootstrap perlu lebih dari satu yang dilatih.",
    en="This way cannot tell the error here: placebos need more controls than treated units, jackknife and bootstrap "
    "need more than one treated unit.",
)


def _lines(found: Synthetic, language: Language) -> Iterator[str]:
    block, english = found.block, language == "en"

    def number(value: float | None) -> str:
        return frame.number(value, 4, lang=language)

    treated = len(block.units) - block.controls
    interval = (
        ""
        if found.se is None
        else f" (95 % interval {number(found.low)} to {number(found.high)})"
        if english
        else f" (selang 95 % {number(found.low)} sampai {number(found.high)})"
    )
    yield (
        f"Effect {number(found.att)}{interval}; {treated} treated, {block.controls} to compare with, "
        f"{block.before} periods before."
        if english
        else f"Pengaruh {number(found.att)}{interval}; {treated} dilatih, {block.controls} pembanding, "
        f"{block.before} periode sebelumnya."
    )
    if found.se is None:
        yield _NO_ERROR.in_language(language)
    for header, labels, weights in (
        (("Office", "Weight") if english else ("Kantor", "Bobot"), block.units, found.unit_weights),
        (("Period", "Weight") if english else ("Periode", "Bobot"), block.periods, found.time_weights),
    ):
        yield ""
        heaviest = sorted(zip(weights, map(str, labels), strict=False), key=lambda pair: (-pair[0], pair[1]))
        rows = [(label, weight) for weight, label in heaviest[:_SHOWN] if weight > 0]
        yield from frame.text_table(header, rows, digits=4, lang=language)
