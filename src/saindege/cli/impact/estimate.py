"""``saindege impact estimate``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from saindege.base.errors import Sentence
from saindege.cli import frame
from saindege.cli.impact.group import group
from saindege.cli.impact.panel_options import COLUMNS, names, panel_options


@frame.verb(group, "estimate", Sentence(id="Taksir pengaruh pelatihan", en="Estimate the effect of training"))
@frame.argument("panel", type=frame.EXISTING)
@panel_options
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
    type=click.IntRange(0, 100_000),
    default=None,
    id="Pengacakan ulang tanggal; 999 sampai dengan 200 kantor bila tidak disebut.",
    en="Permutations of the dates; 999 up to 200 offices unless given.",
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
def estimate(panel: Path, sheet: str | None, **words: Any) -> frame.Answer:
    """Estimate group-time effects, their averages and the verdict."""
    from saindege.cli.impact.effect_text import effect_lines
    from saindege.impact.effect import Options, as_json, estimate_effect
    from saindege.impact.panel_columns import PanelColumns
    from saindege.impact.panel_file import read_panel

    columns = {name: words.pop(name) for name in COLUMNS}
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
