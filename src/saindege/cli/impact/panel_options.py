"""Options that the verbs on panels share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from saindege.cli import frame

F = TypeVar("F", bound=Callable[..., Any])
COLUMNS = ("unit", "time", "outcome", "first_treated", "cluster", "strata", "weight")


def names(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """Read headers divided by commas."""
    return tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))


_OPTIONS = (
    frame.option("--unit", id="Kolom kantor.", en="Column of the office."),
    frame.option("--time", id="Kolom periode.", en="Column of the period."),
    frame.option("--outcome", id="Kolom hasil layanan.", en="Column of the outcome."),
    frame.option(
        "--first-treated",
        id="Kolom periode atau tanggal pertama dilatih; kosong atau 0 berarti tidak pernah.",
        en="Column of the period or date of the first training; blank or 0 means never.",
    ),
    frame.option(
        "--control",
        type=click.Choice(["never", "notyet"]),
        default="notyet",
        show_default=True,
        id="Pembanding: kantor yang tak pernah, atau yang belum dilatih.",
        en="Compare with offices never trained, or not trained yet.",
    ),
    frame.option(
        "--covariates",
        default="",
        callback=names,
        id="Kolom penyesuai, dipisah koma.",
        en="Columns to adjust for, divided by commas.",
    ),
    frame.option(
        "--method",
        type=click.Choice(["dr", "reg", "ipw"]),
        default="dr",
        show_default=True,
        id="Cara menyesuaikan: ganda, regresi, bobot.",
        en="How to adjust: doubly robust, regression, weighting.",
    ),
    frame.option(
        "--anticipation",
        type=click.FloatRange(min=0),
        default=0,
        show_default=True,
        id="Banyaknya periode sebelum pelatihan yang mungkin sudah berubah.",
        en="Periods before the training that may react already.",
    ),
    frame.option(
        "--seed",
        type=click.IntRange(min=0),
        default=1,
        show_default=True,
        id="Benih acak: benih sama, hasil sama.",
        en="The same seed gives the same answer.",
    ),
    frame.option(
        "--cluster",
        id="Kolom kelompok kantor yang bergerak bersama.",
        en="Column of offices that move together.",
    ),
    frame.option(
        "--strata",
        id="Kolom kelompok kantor yang tanggalnya boleh dipertukarkan.",
        en="Column of groups within which dates may be exchanged.",
    ),
    frame.option("--weight", id="Kolom bobot.", en="Column of weights."),
    frame.option(
        "--better",
        type=click.Choice(["lower", "higher"]),
        default="lower",
        show_default=True,
        id="Mana yang baik: angka lebih kecil atau lebih besar.",
        en="Whether a smaller or a larger outcome is good.",
    ),
    frame.option("--sheet", id="Lembar berkas XLSX atau ODS.", en="Sheet of an XLSX or ODS file."),
)


def panel_options(function: F) -> F:
    """Give a verb the columns of a panel and the choices of the estimator."""
    for add in reversed(_OPTIONS):
        function = add(function)
    return function
