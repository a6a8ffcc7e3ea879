"""What every chart of values over time draws alike: the grid, the line with its gaps, the names of the periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saindege.base.errors import Language
from saindege.web.charts.canvas import Canvas, Scale, format_number, tick_decimals


@dataclass(frozen=True, slots=True)
class Moment:
    """One period on a line.

    Attributes
    ----------
    label : name of the period
    value : its value; None leaves a gap
    tone : ``good`` a dot, ``bad`` a red diamond
    note : a few words beside a mark out of bounds
    """

    label: str
    value: float | None
    tone: str = "good"
    note: str = ""


def draw_grid(
    canvas: Canvas, ticks: Sequence[float], up: Scale, ends: tuple[float, float], language: Language
) -> None:
    """Draw a line across for each tick, its number left of it."""
    left, right = ends
    digits = tick_decimals(ticks[1] - ticks[0])
    for tick in ticks:
        canvas.line(left, up(tick), right, up(tick), "gridline")
        canvas.text(left - 8, up(tick) + 4.5, format_number(tick, digits, language), "end")


def draw_values(canvas: Canvas, moments: Sequence[Moment], across: Scale, up: Scale) -> None:
    """Join neighbouring values; a period without a value breaks the line."""
    run: list[tuple[float, float]] = []
    for number, moment in enumerate([*moments, Moment("", None)]):
        if moment.value is not None:
            run.append((across(number), up(moment.value)))
        elif run:
            canvas.polyline(run, "line-a")
            run = []


def name_periods(canvas: Canvas, moments: Sequence[Moment], across: Scale, ends: tuple[float, float]) -> None:
    """Write the names of as many periods as do not touch."""
    every = max(1, -(-len(moments) * 62 // int(ends[1] - ends[0])))
    for number in range(0, len(moments), every):
        canvas.text(across(number), canvas.height - 12, moments[number].label, "mid")
