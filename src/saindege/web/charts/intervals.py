"""Estimates as dots with whiskers: the strip under a figure, rows of groups, the event study."""

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
    fit_lines,
    format_number,
    round_ticks,
    tick_decimals,
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One value with its interval.

    Attributes
    ----------
    label : what is estimated, e.g. an office with its n
    value : the estimate
    low, high : ends of its interval; None where there is none
    tone : ``good`` green filled, ``plain`` grey open (comparison or not proven), ``bad`` red
    """

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    tone: str = "good"


# Between the lines of a name, in units of the picture.
_LINE = 15.0

MARKS = {"good": ("span", "dot"), "plain": ("span-b", "dot-b"), "bad": ("span-bad", "dot-bad")}


def draw_whisker(canvas: Canvas, place: Scale, y: float, estimate: Estimate) -> None:
    """Draw one lying interval with its dot."""
    span, dot = MARKS[estimate.tone]
    if estimate.low is not None and estimate.high is not None:
        canvas.line(place(estimate.low), y, place(estimate.high), y, span)
    canvas.circle(place(estimate.value), y, 5.5, dot)


def strip(
    estimate: Estimate,
    *,
    low: float,
    high: float,
    mark: float | None = None,
    mark_label: str = "",
    decimals: int = 0,
    language: Language = "id",
) -> str:
    """Draw the small number line under a big figure; ``mark`` is a promise (dashed) or, when 0, the zero line."""
    canvas = Canvas(190, 46)
    values = [value for value in (estimate.low, estimate.high, estimate.value, mark) if value is not None]
    low, high = min([low, *values]), max([high, *values])
    place = Scale(low, high, 6, 184)
    canvas.line(6, 14, 184, 14, "gridline")
    if mark is not None:
        canvas.line(place(mark), 4, place(mark), 24, "zero" if mark == 0 else "promise")
    span, dot = MARKS[estimate.tone]
    if estimate.low is not None and estimate.high is not None:
        canvas.line(place(estimate.low), 14, place(estimate.high), 14, span)
        for end in (estimate.low, estimate.high):
            canvas.line(place(end), 9, place(end), 19, span)
    canvas.circle(place(estimate.value), 14, 5.5, dot)
    at = place(mark) if mark is not None else 95.0
    if mark is None or at > 52:
        canvas.text(6, 42, format_number(low, decimals, language))
    if mark is None or at < 138:
        canvas.text(184, 42, format_number(high, decimals, language), "end")
    if mark is not None:
        words = mark_label or format_number(mark, decimals, language)
        anchor = "mid" if 40 < at < 150 else ("end" if at >= 150 else "")
        canvas.text(min(max(at, 6), 184), 42, words, f"{anchor} {'strong' if mark_label else ''}".strip())
    return canvas.svg(describe(estimate, language))


def describe(estimate: Estimate, language: Language, decimals: int = 1) -> str:
    """Say an estimate in words."""
    value = format_number(estimate.value, decimals, language)
    if estimate.low is None or estimate.high is None:
        return f"{estimate.label}: {value}"
    ends = [format_number(end, decimals, language) for end in (estimate.low, estimate.high)]
    joint = "selang {} sampai {}" if language == "id" else "interval {} to {}"
    return f"{estimate.label}: {value}, " + joint.format(*ends)


def interval_rows(
    estimates: Sequence[Estimate],
    *,
    label: str,
    mark: float | None = None,
    mark_label: str = "",
    decimals: int = 1,
    language: Language = "id",
    start_at_zero: bool = False,
) -> str:
    """Draw one row per group: name, interval, value; ``mark`` is a dashed line for all."""
    if not estimates:
        return ""
    values = [v for e in estimates for v in (e.low, e.high, e.value) if v is not None] + (
        [mark] if mark is not None else []
    )
    ticks = round_ticks(min([*values, 0.0]) if start_at_zero else min(values), max(values), 5)
    return "".join(
        _rows_at(
            width,
            estimates,
            ticks,
            label=label,
            mark=mark,
            mark_label=mark_label,
            decimals=decimals,
            language=language,
        )
        for width in (NARROW, MIDDLE, WIDE)
    )


def _rows_at(
    width: int,
    estimates: Sequence[Estimate],
    ticks: Sequence[float],
    *,
    label: str,
    mark: float | None,
    mark_label: str,
    decimals: int,
    language: Language,
) -> str:
    names_above = width == NARROW
    row_height = 46 if names_above else 36
    left, right = (6, width - 46) if names_above else (190 if width == MIDDLE else 290, width - 60)
    top = 22
    bottom = top + row_height * len(estimates) + 8
    canvas = Canvas(width, bottom + 22)
    place = Scale(ticks[0], ticks[-1], left, right)
    digits = tick_decimals(ticks[1] - ticks[0])
    for tick in ticks:
        canvas.line(place(tick), top, place(tick), bottom, "gridline")
        canvas.text(place(tick), bottom + 16, format_number(tick, digits, language), "mid")
    if mark is not None:
        canvas.line(place(mark), top - 4, place(mark), bottom, "promise")
        anchor = (
            "mid" if left + 60 < place(mark) < right - 60 else ("end" if place(mark) >= right - 60 else "")
        )
        canvas.text(place(mark), top - 10, mark_label, f"{anchor} strong".strip())
    for number, estimate in enumerate(estimates):
        y = top + row_height * number + (36 if names_above else 22)
        if names_above:
            canvas.text(0, y - 15, fit(estimate.label, width), "halo")
        else:
            lines = fit_lines(estimate.label, left - 14, 2)
            for at, line in enumerate(lines):
                canvas.text(left - 12, y + 4.5 + _LINE * (at - (len(lines) - 1) / 2), line, "end")
        draw_whisker(canvas, place, y, estimate)
        value = format_number(estimate.value, decimals, language)
        canvas.text(width, y + 4.5, value, "end bad" if estimate.tone == "bad" else "end strong")
    return canvas.svg(label, SIZE_CLASS[width])


def event_study(
    points: Sequence[Estimate],
    *,
    label: str,
    first_after: int,
    words: Sequence[str],
    good_below: bool = True,
    language: Language = "id",
) -> str:
    """Draw the months before and after training.

    Parameters
    ----------
    points : one estimate per event time, in order; ``tone`` plain before training
    first_after : place in ``points`` of the first event time after training
    words : before, after, above zero, below zero, equal to the comparison
    good_below : whether below zero is the good side
    """
    if not points:
        return ""
    values = [v for p in points for v in (p.low, p.high, p.value) if v is not None]
    ticks = round_ticks(min([*values, 0.0]), max([*values, 0.0]), 5)
    return "".join(
        _event_study_at(width, points, ticks, label, first_after, words, good_below, language)
        for width in (NARROW, MIDDLE, WIDE)
    )


def _event_study_at(
    width: int,
    points: Sequence[Estimate],
    ticks: Sequence[float],
    label: str,
    first_after: int,
    words: Sequence[str],
    good_below: bool,
    language: Language,
) -> str:
    height = {NARROW: 280, MIDDLE: 290, WIDE: 340}[width]
    left, right = 46, width - (10 if width == NARROW else 130)
    top, bottom = 18, height - 46
    canvas = Canvas(width, height)
    up = Scale(ticks[0], ticks[-1], bottom, top)
    step = (right - left) / max(1, len(points))
    places = [left + step * (number + 0.5) for number in range(len(points))]
    border = left + step * first_after
    canvas.rect(border, top, right - border, bottom - top, "soft")
    digits = tick_decimals(ticks[1] - ticks[0])
    for tick in ticks:
        canvas.line(left, up(tick), right, up(tick), "zero" if tick == 0 else "gridline")
        canvas.text(left - 8, up(tick) + 4.5, format_number(tick, digits, language, sign=True), "end")
    canvas.line(border, top, border, bottom, "promise")
    every = max(1, -(-len(points) * (34 if width == NARROW else 30) // int(right - left)))
    for number, point in enumerate(points):
        span, dot = MARKS[point.tone]
        if point.low is not None and point.high is not None:
            canvas.line(places[number], up(point.low), places[number], up(point.high), span)
        canvas.circle(places[number], up(point.value), 5 if step > 14 else 3.5, dot)
        if (number - first_after) % every == 0:
            canvas.text(places[number], bottom + 19, point.label, "mid")
    before, after, above, below, equal = words
    if first_after:
        canvas.text((left + border) / 2, height - 4, fit(before, border - left + 10), "mid strong")
    canvas.text((border + right) / 2, height - 4, fit(after, right - border + 10), "mid strong")
    below_kind, above_kind = ("good", "bad") if good_below else ("bad", "good")
    if width == NARROW:
        canvas.text(left + 6, bottom - 8, below, below_kind)
    else:
        # Two lines where one would run over the edge.
        first, _, last = equal.rpartition(" ") if len(equal) > 18 else (equal, "", "")
        canvas.text(right + 8, up(0) + 4.5, first or last)
        if first and last:
            canvas.text(right + 8, up(0) + 20.5, last)
        canvas.text(right + 8, min(up(ticks[0]) - 6, bottom - 4), below, below_kind)
        canvas.text(right + 8, max(up(ticks[-1]) + 12, top + 12), above, above_kind)
    return canvas.svg(label, SIZE_CLASS[width])
