"""The way of a case through an office: steps in their usual order, waits above, returns below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saindege.web.charts.canvas import NARROW, SIZE_CLASS, WIDE, Canvas, fit


@dataclass(frozen=True, slots=True)
class Step:
    """One activity: its name, what stands under it, and whether cases wait longest for it."""

    name: str
    note: str = ""
    slowest: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Cases going from one step to another.

    Attributes
    ----------
    source, target : places in the list of steps; a target before the source is a return
    share : share of the cases that go this way, 0 to 1; decides how thick the arrow is
    note : the wait on the way, or why cases return
    slowest : the longest wait
    """

    source: int
    target: int
    share: float
    note: str = ""
    slowest: bool = False


def process_map(
    steps: Sequence[Step], flows: Sequence[Flow], *, label: str, waiting: str = "menunggu"
) -> str:
    """Draw steps in a row (in a column on a phone), neighbours joined, returns as loops; other jumps stand in the table."""
    if not steps:
        return ""
    forward = {flow.source: flow for flow in flows if flow.target == flow.source + 1}
    returns = sorted((flow for flow in flows if flow.target <= flow.source), key=lambda flow: -flow.share)[:3]
    return _column(steps, forward, returns, label, waiting) + _row(steps, forward, returns, label, waiting)


def thickness(flow: Flow) -> float:
    """Return the width of an arrow by the share that goes there."""
    return 2 + 5 * min(1.0, max(0.0, flow.share))


def _row(
    steps: Sequence[Step], forward: dict[int, Flow], returns: Sequence[Flow], label: str, waiting: str
) -> str:
    gap = 62 if len(steps) <= 6 else 40
    box = min(150.0, (WIDE - gap * (len(steps) - 1)) / len(steps))
    inset = (WIDE - box * len(steps) - gap * (len(steps) - 1)) / 2
    canvas = Canvas(WIDE, 140 + 46 * max(1, len(returns)))
    lefts = [inset + number * (box + gap) for number in range(len(steps))]
    for number, step in enumerate(steps):
        middle = lefts[number] + box / 2
        canvas.rect(lefts[number], 62, box, 58, "node-hot" if step.slowest else "node", round_by=6)
        canvas.text(middle, 87, fit(step.name, box), "mid strong")
        canvas.text(middle, 106, fit(step.note, box), "mid")
    for number, flow in forward.items():
        start, end = lefts[number] + box + 3, lefts[number + 1] - 4
        canvas.path(f"M{start:.1f} 91.0H{end - 7:.1f}", "flow", thick=thickness(flow))
        canvas.path(f"M{end:.1f} 91.0l-9 -6v12z", "head")
        if flow.note:
            middle = (start + end) / 2
            canvas.line(middle, 81, middle, 42, "gridline")
            canvas.text(middle, 18, waiting, "mid")
            canvas.text(middle, 35, flow.note, "mid bad" if flow.slowest else "mid strong")
    for depth, flow in enumerate(returns):
        start, end = lefts[flow.source] + box / 2 + 6 * depth, lefts[flow.target] + box / 2 - 6 * depth
        low = 148 + 44 * depth
        if flow.source == flow.target:
            start, end = start + 18, end - 18
        canvas.path(
            f"M{start:.1f} 122V{low - 12:.1f}q0 12-12 12H{end + 12:.1f}q-12 0-12-12V132",
            "flow-back",
            thick=thickness(flow),
        )
        canvas.path(f"M{end:.1f} 124l-6 10h12z", "head-back")
        canvas.text((start + end) / 2, low + 18, flow.note, "mid bad")
    return canvas.svg(label, SIZE_CLASS[WIDE])


def _column(
    steps: Sequence[Step], forward: dict[int, Flow], returns: Sequence[Flow], label: str, waiting: str
) -> str:
    pitch, box, left = 104, 200.0, 14.0
    canvas = Canvas(NARROW, pitch * len(steps) - 40 + (20 * len(returns) + 12 if returns else 0))
    for number, step in enumerate(steps):
        top = pitch * number + 2
        canvas.rect(left, top, box, 54, "node-hot" if step.slowest else "node", round_by=6)
        canvas.text(left + box / 2, top + 23, fit(step.name, box), "mid strong")
        canvas.text(left + box / 2, top + 42, fit(step.note, box), "mid")
    for number, flow in forward.items():
        start, end, x = pitch * number + 59, pitch * (number + 1) - 2, left + 40
        canvas.path(f"M{x:.1f} {start:.1f}V{end - 7:.1f}", "flow", thick=thickness(flow))
        canvas.path(f"M{x:.1f} {end:.1f}l-6 -9h12z", "head")
        if flow.note:
            canvas.text(
                x + 14, (start + end) / 2 + 4.5, f"{waiting} {flow.note}", "bad" if flow.slowest else "strong"
            )
    side = left + box
    for depth, flow in enumerate(returns):
        start, end, out = (
            pitch * flow.source + 34 + 8 * depth,
            pitch * flow.target + 20 - 6 * depth,
            side + 30 + 22 * depth,
        )
        if flow.source == flow.target:
            end = start - 22
        canvas.path(
            f"M{side + 2:.1f} {start:.1f}H{out - 10:.1f}q10 0 10-10V{end + 10:.1f}q0-10-10-10H{side + 12:.1f}",
            "flow-back",
            thick=3,
        )
        canvas.path(f"M{side + 3:.1f} {end:.1f}l10-6v12z", "head-back")
        canvas.text(left, pitch * len(steps) - 24 + 20 * depth, fit(flow.note, NARROW - left), "bad")
    return canvas.svg(label, f"{SIZE_CLASS[NARROW]} at-m")
