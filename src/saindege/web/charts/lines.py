"""Values over time, the same thing before and after, a share done."""

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
    format_number,
    round_ticks,
)
from saindege.web.charts.over_time import Moment, draw_grid, draw_values, name_periods


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is usual and what was promised.

    Attributes
    ----------
    centre, low, high : middle line and limits of the usual range
    promise, promise_label : dashed line with its words
    """

    centre: float | None = None
    low: float | None = None
    high: float | None = None
    promise: float | None = None
    promise_label: str = ""


def line_chart(
    moments: Sequence[Moment],
    *,
    label: str,
    bounds: Bounds = Bounds(),
    words: Sequence[str] = ("garis tengah", "batas"),
    decimals: int = 1,
    language: Language = "id",
) -> str:
    """Draw one value per period with its usual range and the promise."""
    known = [m.value for m in moments if m.value is not None]
    if not known:
        return ""
    limits = [v for v in (bounds.low, bounds.high, bounds.promise, bounds.centre) if v is not None]
    ticks = round_ticks(min(known + limits), max(known + limits), 4)
    return "".join(
        _line_at(width, moments, ticks, label, bounds, words, decimals, language)
        for width in (NARROW, MIDDLE, WIDE)
    )


def _line_at(
    width: int,
    moments: Sequence[Moment],
    ticks: Sequence[float],
    label: str,
    bounds: Bounds,
    words: Sequence[str],
    decimals: int,
    language: Language,
) -> str:
    height = {NARROW: 250, MIDDLE: 280, WIDE: 320}[width]
    left, right = 42, width - (12 if width == NARROW else 120)
    top, bottom = 16, height - 44
    canvas = Canvas(width, height)
    up = Scale(ticks[0], ticks[-1], bottom, top)
    across = Scale(0, max(1, len(moments) - 1), left + 8, right - 8)
    if bounds.low is not None and bounds.high is not None:
        canvas.rect(left, up(bounds.high), right - left, up(bounds.low) - up(bounds.high), "band")
    draw_grid(canvas, ticks, up, (left, right), language)
    if bounds.centre is not None:
        canvas.line(left, up(bounds.centre), right, up(bounds.centre), "axis")
    if bounds.promise is not None:
        canvas.line(left, up(bounds.promise), right, up(bounds.promise), "promise")
    draw_values(canvas, moments, across, up)
    name_periods(canvas, moments, across, (left, right))
    for number, moment in enumerate(moments):
        if moment.value is not None:
            x, y = across(number), up(moment.value)
            if moment.tone == "bad":
                canvas.diamond(x, y)
                if moment.note:
                    canvas.text(
                        x,
                        max(y - 12, 12),
                        moment.note,
                        "bad mid" if left + 60 < x < right - 60 else ("bad end" if x > right - 60 else "bad"),
                    )
            else:
                canvas.circle(x, y, 3 if len(moments) > 20 else 4.5, "dot")
    if width == NARROW:
        if bounds.promise is not None:
            canvas.text(right, up(bounds.promise) - 6, bounds.promise_label, "strong end halo")
    else:
        _name_lines(canvas, up, right + 8, bounds, words, decimals, language)
    return canvas.svg(label, SIZE_CLASS[width])


def _name_lines(
    canvas: Canvas,
    up: Scale,
    x: float,
    bounds: Bounds,
    words: Sequence[str],
    decimals: int,
    language: Language,
) -> None:
    """Write the names of the lines at their right end, pushed apart where they would touch."""
    centre, limit = words
    names = [
        (bounds.promise, bounds.promise_label, "strong"),
        (bounds.high, f"{limit} {format_number(bounds.high, decimals, language)}", ""),
        (bounds.centre, f"{centre} {format_number(bounds.centre, decimals, language)}", ""),
        (bounds.low, f"{limit} {format_number(bounds.low, decimals, language)}", ""),
    ]
    lowest = -99.0
    for value, name, kind in sorted(
        ((v, n, k) for v, n, k in names if v is not None), key=lambda each: up(each[0])
    ):
        lowest = max(up(value) + 4.5, lowest + 16)
        canvas.text(x, lowest, name, kind)


def slope(
    pairs: Sequence[tuple[str, float, float, str]],
    *,
    label: str,
    ends: tuple[str, str],
    decimals: int = 1,
    language: Language = "id",
) -> str:
    """Draw values before and after: (name, before, after, tone), tone ``good`` solid or ``plain`` dashed."""
    if not pairs:
        return ""
    return "".join(_slope_at(width, pairs, label, ends, decimals, language) for width in (NARROW, MIDDLE))


def _slope_at(
    width: int,
    pairs: Sequence[tuple[str, float, float, str]],
    label: str,
    ends: tuple[str, str],
    decimals: int,
    language: Language,
) -> str:
    height = 240
    canvas = Canvas(width, height)
    values = [value for _, before, after, _ in pairs for value in (before, after)]
    spread = (max(values) - min(values)) or 1.0
    up = Scale(min(values) - spread * 0.15, max(values) + spread * 0.15, height - 36, 14)
    left, right = (44, 170) if width == NARROW else (70, 300)
    for x, name in ((left, ends[0]), (right, ends[1])):
        canvas.line(x, 8, x, height - 30, "gridline")
        canvas.text(x, height - 10, name, "mid")
    lowest_left = lowest_right = -99.0
    for name, before, after, tone in sorted(pairs, key=lambda pair: -pair[2]):
        canvas.line(left, up(before), right, up(after), "line-a" if tone == "good" else "line-b")
        for x, y in ((left, up(before)), (right, up(after))):
            canvas.circle(x, y, 5.5, "dot" if tone == "good" else "dot-b")
        lowest_right = max(up(after) + 4.5, lowest_right + 16)
        canvas.text(right + 12, lowest_right, f"{format_number(after, decimals, language)} {name}", "strong")
    for _, before, _, _ in sorted(pairs, key=lambda pair: -pair[1]):
        lowest_left = max(up(before) + 4.5, lowest_left + 16)
        canvas.text(left - 12, lowest_left, format_number(before, decimals, language), "end")
    # More width adds nothing to two ends: the middle drawing also serves the wide place.
    return canvas.svg(label, SIZE_CLASS[width] + (" at-max" if width == MIDDLE else ""))
