"""A control chart: single values with the limits of each phase, signals as diamonds, and where a phase begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saindege.base.errors import Language
from saindege.web.charts.canvas import (
    MIDDLE,
    NARROW,
    SIZE_CLASS,
    WIDE,
    Canvas,
    Scale,
    fit,
    format_number,
    round_ticks,
)
from saindege.web.charts.over_time import Moment, draw_grid, draw_values, name_periods


@dataclass(frozen=True, slots=True)
class Phase:
    """Limits over some neighbouring values.

    Attributes
    ----------
    first, last : positions of the values, both included
    centre, low, high : None where they are not known yet
    label : written where the phase begins; empty for the first
    """

    first: int
    last: int
    centre: float | None = None
    low: float | None = None
    high: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, drawn across all phases."""

    value: float
    label: str


def control_chart(
    moments: Sequence[Moment],
    phases: Sequence[Phase],
    *,
    label: str,
    promise: Promise | None = None,
    decimals: int = 1,
    language: Language = "id",
) -> str:
    """Draw values over time; the newest that fit on a phone, all on a desk."""
    known = [moment.value for moment in moments if moment.value is not None]
    if not known:
        return ""
    limits = [end for phase in phases for end in (phase.low, phase.high) if end is not None]
    limits += [promise.value] if promise else []
    ticks = round_ticks(min(known + limits), max(known + limits), 4)
    return "".join(
        _at(width, moments, phases, ticks, label, promise, decimals, language)
        for width in (NARROW, MIDDLE, WIDE)
    )


def _at(
    width: int,
    moments: Sequence[Moment],
    phases: Sequence[Phase],
    ticks: Sequence[float],
    label: str,
    promise: Promise | None,
    decimals: int,
    language: Language,
) -> str:
    height = {NARROW: 260, MIDDLE: 300, WIDE: 340}[width]
    left, right, top, bottom = 42, width - (8 if width == NARROW else 64), 30, height - 44
    canvas = Canvas(width, height)
    up = Scale(ticks[0], ticks[-1], bottom, top)
    across = Scale(0, max(1, len(moments) - 1), left + 8, right - 8)
    half = (across(1) - across(0)) / 2
    for phase in phases:
        if phase.low is not None and phase.high is not None:
            begin, end = max(left, across(phase.first) - half), min(right, across(phase.last) + half)
            canvas.rect(begin, up(phase.high), end - begin, up(phase.low) - up(phase.high), "band")
    draw_grid(canvas, ticks, up, (left, right), language)
    for phase in phases:
        _draw_phase(canvas, phase, across, up, (left, right, top, bottom), half)
    if promise:
        canvas.line(left, up(promise.value), right, up(promise.value), "promise")
    draw_values(canvas, moments, across, up)
    name_periods(canvas, moments, across, (left, right))
    for number, moment in enumerate(moments):
        if moment.value is not None:
            x, y = across(number), up(moment.value)
            if moment.tone == "bad":
                canvas.diamond(x, y)
            else:
                canvas.circle(x, y, 2.5 if len(moments) > 60 else 3.5, "dot")
    if promise:
        canvas.text(right, up(promise.value) - 6, promise.label, "strong end halo")
    if width != NARROW and phases[-1].centre is not None:
        last = phases[-1]
        for value in (last.low, last.centre, last.high):
            if value is not None:
                canvas.text(right + 6, up(value) + 4.5, format_number(value, decimals, language))
    return canvas.svg(label, SIZE_CLASS[width])


def _draw_phase(
    canvas: Canvas,
    phase: Phase,
    across: Scale,
    up: Scale,
    frame: tuple[float, float, float, float],
    half: float,
) -> None:
    left, right, top, bottom = frame
    begin, end = max(left, across(phase.first) - half), min(right, across(phase.last) + half)
    if phase.centre is not None:
        canvas.line(begin, up(phase.centre), end, up(phase.centre), "axis")
    if phase.label:
        canvas.line(begin, top - 6, begin, bottom, "promise")
        ends = begin > (left + right) / 2
        words = fit(phase.label, (begin - left) if ends else (right - begin))
        canvas.text(begin + (-4 if ends else 4), top - 12, words, "strong end" if ends else "strong")
