"""A ring: done solid, booked hatched, of a target."""

from __future__ import annotations

import math

from saindege.base.errors import Language
from saindege.web.charts.canvas import escape, format_number

CENTRE, RADIUS = 60, 50
LENGTH = 2 * math.pi * RADIUS


def ring(done: float, booked: float, target: float, *, unit: str, label: str, language: Language) -> str:
    """Draw how much of a target is done and booked.

    ``unit`` stands under the number, ``label`` is what a screen reader says.
    """
    share = min(1.0, max(0.0, done / target)) if target else 1.0
    # A whole circle drawn as an arc would end where it begins and vanish.
    soon = min(1.0 - share, max(0.0, booked / target) if target else 0.0, 0.999)
    parts = [f'<circle class="ring-track" cx="{CENTRE}" cy="{CENTRE}" r="{RADIUS}"/>']
    if soon > 0:
        parts.append(f'<path class="ring-soon" d="{_arc(share, share + soon)}"/>')
    if share > 0:
        dashes = f"{LENGTH * share:.1f} {LENGTH:.1f}"
        parts.append(
            f'<circle class="ring-value" cx="{CENTRE}" cy="{CENTRE}" r="{RADIUS}" stroke-dasharray="{dashes}"/>'
        )
    number = format_number(done, 0 if float(done).is_integer() else 1, language)
    return (
        f'<svg viewBox="0 0 120 120" role="img" aria-label="{escape(label)}">'
        f'<g transform="rotate(-90 {CENTRE} {CENTRE})">{"".join(parts)}</g>'
        f'<text x="60" y="64" font-size="30">{number}</text>'
        f'<text class="unit" x="60" y="83" font-size="14">{escape(unit)}</text></svg>'
    )


def _arc(start: float, end: float) -> str:
    (x, y), (u, v) = _place(start), _place(end)
    return f"M{x:.2f} {y:.2f}A{RADIUS} {RADIUS} 0 {int(end - start > 0.5)} 1 {u:.2f} {v:.2f}"


def _place(share: float) -> tuple[float, float]:
    angle = 2 * math.pi * share
    return CENTRE + RADIUS * math.cos(angle), CENTRE + RADIUS * math.sin(angle)
