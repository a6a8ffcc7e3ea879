"""``saindege impact power``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saindege.base.errors import Language, Sentence
from saindege.cli import frame
from saindege.cli.impact.group import group
from saindege.cli.impact.panel_options import COLUMNS, panel_options

if TYPE_CHECKING:
    from saindege.impact.effect.power import Power


def _numbers(context: click.Context, parameter: click.Parameter, value: str) -> tuple[float, ...]:
    try:
        return tuple(float(number) for number in value.split(",") if number.strip())
    except ValueError as fault:
        raise click.BadParameter(f"{value!r} is not a valid float.") from fault


@frame.verb(
    group,
    "power",
    Sentence(
        id="Pengaruh terkecil yang akan tampak dari rencana", en="Smallest effect that a plan would show"
    ),
)
@frame.argument("panel", type=frame.EXISTING)
@panel_options
@frame.option(
    "--follow-up",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    id="Periode yang diamati sejak gelombang terakhir.",
    en="Periods observed from the last wave on.",
)
@frame.option(
    "--power",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.8,
    show_default=True,
    id="Peluang tampak yang dikehendaki.",
    en="Wanted chance of being seen.",
)
@frame.option(
    "--effects",
    default="",
    callback=_numbers,
    id="Besar pengaruh yang dicoba, dipisah koma; sepuluh langkah bila tidak disebut.",
    en="Effects to try, divided by commas; ten steps unless given.",
)
@frame.option(
    "--draws",
    type=click.IntRange(20, 100_000),
    default=400,
    show_default=True,
    id="Undian tanggal di masa lalu.",
    en="Draws of the dates in the past.",
)
def power(panel: Path, sheet: str | None, **words: Any) -> frame.Answer:
    """Try the planned dates out on the offices' own past."""
    from saindege.impact.effect import Options
    from saindege.impact.effect.power import move_into_past, plan_power, power_as_json
    from saindege.impact.panel_columns import PanelColumns
    from saindege.impact.panel_file import read_long

    columns = {name: words.pop(name) for name in COLUMNS}
    how = {name: words.pop(name) for name in ("follow_up", "effects", "draws")}
    wanted = words.pop("power")
    options = Options(**words)
    read = read_long(panel, PanelColumns(**columns, covariates=options.covariates), sheet=sheet)
    moved, shift = move_into_past(read.long, how["follow_up"])
    past = read.build(moved, anticipation=options.anticipation)
    found = plan_power(past, options, moved_back=shift, wanted=wanted, **how)
    document = power_as_json(found, options, frame.language())
    return frame.Answer(document, lambda language: _lines(found, language))


def _lines(found: Power, language: Language) -> Iterator[str]:
    english = language == "en"
    share = f"{found.wanted * 100:.0f} %"
    smallest = found.minimum_detectable_effect
    if smallest is None:
        yield (
            "No effect of a size that matters would be seen."
            if english
            else "Tidak ada pengaruh yang wajar besarnya akan tampak."
        )
    else:
        size = frame.number(smallest, 4, lang=language)
        part = (
            ""
            if found.share_of_mean is None
            else f" ({frame.number(found.share_of_mean * 100, 1, lang=language)} %)"
        )
        yield (
            f"Smallest effect seen in {share} of draws: {size}{part}."
            if english
            else f"Pengaruh terkecil yang tampak di {share} undian: {size}{part}."
        )
    yield (
        f"{found.treated_units} offices to train, {found.control_units} to compare with, {found.draws} draws of the dates."
        if english
        else f"{found.treated_units} kantor dilatih, {found.control_units} pembanding, {found.draws} undian tanggal."
    )
    yield ""
    header = ("Effect", "Seen in % of draws") if english else ("Pengaruh", "Tampak di % undian")
    yield from frame.text_table(
        header, [(point.effect, f"{point.power * 100:.0f}") for point in found.curve], digits=4, lang=language
    )
    for notice in found.notices:
        yield f"- {notice.sentence.in_language(language)}"
