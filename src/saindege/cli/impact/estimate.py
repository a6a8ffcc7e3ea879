"""``saindege impact estimate``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from saindege.base.errors import Sentence
from saindege.cli import frame
from saindege.cli.impact.group import group

_COLUMNS = ("unit", "time", "outcome", "first_treated", "cluster", "strata", "weight")


def names(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """Read headers divided by commas."""
    return tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))


@frame.verb(group, "estimate", Sentence(id="Taksir pengaruh pelatihan", en="Estimate the effect of training"))
@frame.argument("panel", type=frame.EXISTING)
@frame.option("--unit", id="Kolom kantor.", en="Column of the office.")
@frame.option("--time", id="Kolom periode.", en="Column of the period.")
@frame.option("--outcome", id="Kolom hasil layanan.", en="Column of the outcome.")
@frame.option(
    "--first-treated",
    id="Kolom periode atau tanggal pertama dilatih; kosong atau 0 berarti tidak pernah.",
    en="Column of the period or date of the first training; blank or 0 means never.",
)
@frame.option(
    "--control",
    type=click.Choice(["never", "notyet"]),
    default="notyet",
    show_default=True,
    id="Pembanding: kantor yang tak pernah, atau yang belum dilatih.",
    en="Compare with offices never trained, or not trained yet.",
)
@frame.option(
    "--covariates",
    default="",
    callback=names,
    id="Kolom penyesuai, dipisah koma.",
    en="Columns to adjust for, divided by commas.",
)
@frame.option(
    "--method",
    type=click.Choice(["dr", "reg", "ipw"]),
    default="dr",
    show_default=True,
    id="Cara menyesuaikan: ganda, regresi, bobot.",
    en="How to adjust: doubly robust, regression, weighting.",
)
@frame.option(
    "--anticipation",
    type=click.FloatRange(min=0),
    default=0,
    show_default=True,
    id="Banyaknya periode sebelum pelatihan yang mungkin sudah berubah.",
    en="Periods before the training that may react already.",
)
@frame.option(
    "--draws",
    type=click.IntRange(0, 100_000),
    default=999,
    show_default=True,
    id="Ulangan bootstrap untuk pita serentak; 0 berarti tanpa pita.",
    en="Bootstrap draws of the simultaneous band; 0 for none.",
)
@frame.option(
    "--permutations",
    type=click.IntRange(0, 1_000_000),
    default=None,
    id="Pengacakan ulang tanggal; 999 sampai dengan 200 kantor bila tidak disebut.",
    en="Permutations of the dates; 999 up to 200 offices unless given.",
)
@frame.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    id="Benih acak: benih sama, hasil sama.",
    en="The same seed gives the same answer.",
)
@frame.option(
    "--cluster",
    id="Kolom kelompok kantor yang bergerak bersama.",
    en="Column of offices that move together.",
)
@frame.option(
    "--strata",
    id="Kolom kelompok kantor yang tanggalnya boleh dipertukarkan.",
    en="Column of groups within which dates may be exchanged.",
)
@frame.option("--weight", id="Kolom bobot.", en="Column of weights.")
@frame.option(
    "--better",
    type=click.Choice(["lower", "higher"]),
    default="lower",
    show_default=True,
    id="Mana yang baik: angka lebih kecil atau lebih besar.",
    en="Whether a smaller or a larger outcome is good.",
)
@frame.option(
    "--assignment",
    type=click.Choice(["lottery", "chosen", "unknown"]),
    default="unknown",
    show_default=True,
    id="Asal tanggal pelatihan: diundi, dipilih, tidak dicatat.",
    en="How the dates came about: by lot, chosen, not recorded.",
)
@frame.option(
    "--case-mix",
    default="",
    callback=names,
    id="Kolom susunan berkas yang seharusnya tetap, dipisah koma.",
    en="Columns of the mix of cases, which should not move.",
)
@frame.option(
    "--open-share",
    default="",
    callback=names,
    id="Kolom bagian berkas yang belum selesai, dipisah koma.",
    en="Columns of the share of open cases, which should not move.",
)
@frame.option("--sheet", id="Lembar berkas XLSX atau ODS.", en="Sheet of an XLSX or ODS file.")
def estimate(panel: Path, sheet: str | None, **words: Any) -> frame.Answer:
    """Estimate group-time effects, their averages and the verdict."""
    from saindege.cli.impact.effect_text import effect_lines
    from saindege.impact.effect import Options, as_json, estimate_effect
    from saindege.impact.panel_file import PanelColumns, read_panel

    columns = {name: words.pop(name) for name in _COLUMNS}
    options = Options(**words)
    read = read_panel(
        panel,
        PanelColumns(
            **columns, covariates=options.covariates, checks=(*options.case_mix, *options.open_share)
        ),
        anticipation=options.anticipation,
        sheet=sheet,
    )
    found = estimate_effect(read.panel, options)
    found = replace(found, warnings=(*read.notices, *found.warnings))
    document = {
        **as_json(found, frame.language()),
        "rows": read.rows,
        "missing_outcomes": read.missing_outcomes,
    }
    return frame.Answer(document, lambda language: effect_lines(found, language))
