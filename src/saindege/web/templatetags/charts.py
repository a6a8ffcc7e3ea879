"""Chart tags: ``{% load charts %}``, then a tag with plain mappings from the view.

Areas hand over lists of mappings (``{"label": ..., "value": ..., "low": ..., "high": ..., "tone": "good|plain|bad"}``),
so that no area imports the shell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop

from saindege.base.errors import Language
from saindege.web.charts import canvas, control, hand_overs, hours, intervals, lines, over_time, process

register = template.Library()

_DAYS = (
    gettext_noop("Senin"),
    gettext_noop("Selasa"),
    gettext_noop("Rabu"),
    gettext_noop("Kamis"),
    gettext_noop("Jumat"),
    gettext_noop("Sabtu"),
    gettext_noop("Minggu"),
)


def _language() -> Language:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _estimates(rows: Iterable[Mapping[str, Any]]) -> list[intervals.Estimate]:
    return [
        intervals.Estimate(
            **{key: row[key] for key in ("label", "value", "low", "high", "tone") if key in row}
        )
        for row in rows
    ]


# Every drawing escapes the words that it writes, so its result is safe.
def _drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 -- canvas.py escapes each text and label


@register.filter
def number(value: float | None, decimals: int = 1) -> str:
    """Write a number as the reader's language has it: ``{{ hours|number:1 }}``."""
    return canvas.format_number(value, int(decimals), _language())


@register.filter
def signed(value: float | None, decimals: int = 1) -> str:
    """Write a number with its sign."""
    return canvas.format_number(value, int(decimals), _language(), sign=True)


@register.filter
def percent(share: float | None, decimals: int = 0) -> str:
    """Write a share (0 to 1) in percent, without the sign of percent."""
    return canvas.format_number(None if share is None else share * 100, int(decimals), _language())


@register.simple_tag
def strip(
    row: Mapping[str, Any],
    low: float,
    high: float,
    mark: float | None = None,
    mark_label: str = "",
    decimals: int = 0,
) -> SafeString:
    """The number line under a big figure."""
    (estimate,) = _estimates([row])
    return _drawn(
        intervals.strip(
            estimate,
            low=low,
            high=high,
            mark=mark,
            mark_label=mark_label,
            decimals=decimals,
            language=_language(),
        )
    )


@register.simple_tag
def interval_rows(
    rows: Sequence[Mapping[str, Any]],
    label: str,
    mark: float | None = None,
    mark_label: str = "",
    decimals: int = 1,
    start_at_zero: bool = False,
) -> SafeString:
    """One row per group: name, interval, value."""
    return _drawn(
        intervals.interval_rows(
            _estimates(rows),
            label=label,
            mark=mark,
            mark_label=mark_label,
            decimals=decimals,
            language=_language(),
            start_at_zero=start_at_zero,
        )
    )


@register.simple_tag
def event_study(
    points: Sequence[Mapping[str, Any]],
    label: str,
    first_after: int,
    below: str,
    above: str,
    before: str = "",
    after: str = "",
    same: str = "",
    good_below: bool = True,
) -> SafeString:
    """Months before and after training; ``below`` and ``above`` name the two directions."""
    words = (
        before or gettext("sebelum pelatihan"),
        after or gettext("sesudah (bulan)"),
        above,
        below,
        same or gettext("sama dengan pembanding"),
    )
    return _drawn(
        intervals.event_study(
            _estimates(points),
            label=label,
            first_after=first_after,
            words=words,
            good_below=good_below,
            language=_language(),
        )
    )


@register.simple_tag
def line_chart(
    points: Sequence[Mapping[str, Any]],
    label: str,
    bounds: Mapping[str, Any] | None = None,
    decimals: int = 1,
) -> SafeString:
    """One value per period, with ``bounds``: centre, low, high, promise, promise_label."""
    moments = [
        over_time.Moment(**{key: point[key] for key in ("label", "value", "tone", "note") if key in point})
        for point in points
    ]
    return _drawn(
        lines.line_chart(
            moments,
            label=label,
            bounds=lines.Bounds(**(bounds or {})),
            words=(gettext("garis tengah"), gettext("batas")),
            decimals=decimals,
            language=_language(),
        )
    )


@register.simple_tag
def control_chart(
    points: Sequence[Mapping[str, Any]],
    phases: Sequence[Mapping[str, Any]],
    label: str,
    decimals: int = 1,
    promise: float | None = None,
    promise_label: str = "",
) -> SafeString:
    """One value per period with the limits of each phase: ``first``, ``last``, ``centre``, ``low``, ``high``, ``label``."""
    moments = [
        over_time.Moment(**{key: point[key] for key in ("label", "value", "tone") if key in point})
        for point in points
    ]
    return _drawn(
        control.control_chart(
            moments,
            [control.Phase(**phase) for phase in phases],
            label=label,
            promise=None if promise is None else control.Promise(promise, promise_label),
            decimals=decimals,
            language=_language(),
        )
    )


@register.simple_tag
def slope(
    pairs: Sequence[Sequence[Any]], label: str, before: str, after: str, decimals: int = 1
) -> SafeString:
    """Before and after: pairs of (name, before, after, tone)."""
    rows = [(str(name), float(start), float(end), str(tone)) for name, start, end, tone in pairs]
    return _drawn(
        lines.slope(rows, label=label, ends=(before, after), decimals=decimals, language=_language())
    )


@register.simple_tag
def process_map(
    steps: Sequence[Mapping[str, Any]], flows: Sequence[Mapping[str, Any]], label: str
) -> SafeString:
    """Steps in a row, waits above, returns below."""
    return _drawn(
        process.process_map(
            [process.Step(**step) for step in steps],
            [process.Flow(**flow) for flow in flows],
            label=label,
            waiting=gettext("menunggu"),
        )
    )


@register.simple_tag
def hand_over_map(
    groups: Sequence[Mapping[str, Any]], flows: Sequence[Mapping[str, Any]], label: str
) -> SafeString:
    """Groups one below the other, onward on the right, back on the left."""
    return _drawn(
        hand_overs.hand_over_map(
            [process.Step(**group) for group in groups],
            [process.Flow(**flow) for flow in flows],
            label=label,
        )
    )


@register.simple_tag
def week_hours(grid: Sequence[Sequence[float]], label: str, decimals: int = 1) -> SafeString:
    """A usual week, seven rows of 24 hours, Monday first."""
    return _drawn(
        hours.week_hours(
            grid,
            label=label,
            days=[gettext(day) for day in _DAYS],
            decimals=decimals,
            language=_language(),
        )
    )


@register.simple_tag
def ring(done: float, booked: float, target: float) -> dict[str, float]:
    """Shares of a ring, 0 to 100: done, and booked on top, of a target; use ``as``."""
    whole = target or 1
    first = min(100.0, 100 * done / whole)
    return {"done": round(first, 1), "booked": round(min(100.0 - first, 100 * booked / whole), 1)}
