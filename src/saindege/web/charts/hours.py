"""A usual week as a grid of hours: the darker a field, the more of it."""

from __future__ import annotations

from collections.abc import Sequence

from saindege.base.errors import Language
from saindege.web.charts.canvas import NARROW, SIZE_CLASS, WIDE, Canvas, format_number

_ROW = 30.0
# Below this share of the largest value a number would say more than the eye sees.
_LEAST_SHOWN = 0.04


def week_hours(
    grid: Sequence[Sequence[float]],
    *,
    label: str,
    days: Sequence[str],
    decimals: int = 1,
    language: Language = "id",
) -> str:
    """Draw seven rows of 24 values, only the hours between the first and the last that hold anything.

    The value stands in each field of the wide drawing; on a phone it stands in the table.
    """
    most = max((value for row in grid for value in row), default=0.0)
    if most <= 0:
        return ""
    busy = [hour for hour in range(24) if any(row[hour] > most * _LEAST_SHOWN for row in grid)]
    hours = range(busy[0], busy[-1] + 1)
    shown = [number for number, row in enumerate(grid) if any(value > 0 for value in row)]
    rows = [(days[number], [grid[number][hour] for hour in hours]) for number in shown]
    return "".join(_at(width, rows, list(hours), most, label, decimals, language) for width in (NARROW, WIDE))


def _at(
    width: int,
    rows: Sequence[tuple[str, list[float]]],
    hours: Sequence[int],
    most: float,
    label: str,
    decimals: int,
    language: Language,
) -> str:
    left, top = (44.0 if width == NARROW else 80.0), 22.0
    field = (width - left - 2) / len(hours)
    canvas = Canvas(width, top + _ROW * len(rows) + 4)
    every = max(1, -(-26 // int(field))) if field < 26 else 1
    for place, hour in enumerate(hours):
        if place % every == 0:
            canvas.text(left + (place + 0.5) * field, 14, f"{hour:02d}", "mid")
    for number, (day, values) in enumerate(rows):
        y = top + number * _ROW
        canvas.text(left - 8, y + _ROW / 2 + 4.5, day if width == WIDE else day[:3], "end")
        for place, value in enumerate(values):
            share = value / most
            x = left + place * field
            canvas.rect(x + 1, y + 1, field - 2, _ROW - 2, "fill-c")
            if share > 0:
                canvas.marks.append(
                    f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="{field - 2:.1f}" height="{_ROW - 2:.1f}"'
                    f' class="fill-a" fill-opacity="{share:.2f}"/>'
                )
            if width == WIDE and field >= 34 and share >= _LEAST_SHOWN:
                kind = "mid on" if share > 0.55 else "mid strong"
                canvas.text(x + field / 2, y + _ROW / 2 + 4.5, format_number(value, decimals, language), kind)
    sizes = SIZE_CLASS[width] if width == WIDE else f"{SIZE_CLASS[NARROW]} at-m"
    return canvas.svg(label, sizes)
