"""Who hands over to whom: groups one below the other, onward on the right, back on the left."""

from __future__ import annotations

from collections.abc import Sequence

from saindege.web.charts.canvas import MIDDLE, NARROW, SIZE_CLASS, Canvas, fit
from saindege.web.charts.process import Flow, Step, thickness

#: Arrows that are drawn; the rest stands in the table.
MOST_DRAWN = 8


def hand_over_map(groups: Sequence[Step], flows: Sequence[Flow], *, label: str) -> str:
    """Draw groups with the most frequent ways between them; those within one group stand in its note."""
    if not groups:
        return ""
    between = sorted((flow for flow in flows if flow.source != flow.target), key=lambda flow: -flow.share)
    drawn = between[:MOST_DRAWN]
    return "".join(_draw(groups, drawn, width, label) for width in (NARROW, MIDDLE))


def _draw(groups: Sequence[Step], flows: Sequence[Flow], width: int, label: str) -> str:
    pitch, height = 78.0, 46.0
    side = 62.0 if width == NARROW else 130.0
    box = width - 2 * side
    sizes = SIZE_CLASS[width] if width == NARROW else f"{SIZE_CLASS[width]} at-w"
    canvas = Canvas(width, pitch * len(groups) - pitch + height + 8)
    for number, group in enumerate(groups):
        top = pitch * number + 4
        canvas.rect(side, top, box, height, "node", round_by=6)
        canvas.text(width / 2, top + 19, fit(group.name, box), "mid strong")
        canvas.text(width / 2, top + 37, fit(group.note, box), "mid")
    for is_back in (False, True):
        lanes: list[list[tuple[int, int]]] = []
        for flow in sorted(
            (flow for flow in flows if (flow.target < flow.source) == is_back),
            key=lambda flow: abs(flow.target - flow.source),
        ):
            _arrow(canvas, flow, _lane(lanes, flow), (side, box, pitch, height, width == NARROW))
    return canvas.svg(label, sizes)


def _lane(lanes: list[list[tuple[int, int]]], flow: Flow) -> int:
    """Return the first lane beside the boxes where the arrow crosses none that stands there."""
    low, high = sorted((flow.source, flow.target))
    for number, taken in enumerate(lanes):
        if all(high <= begin or low >= end for begin, end in taken):
            taken.append((low, high))
            return number
    lanes.append([(low, high)])
    return len(lanes) - 1


def _arrow(canvas: Canvas, flow: Flow, lane: int, place: tuple[float, float, float, float, bool]) -> None:
    side, box, pitch, height, is_narrow = place
    is_back = flow.target < flow.source
    sign = -1 if is_back else 1
    edge = side if is_back else side + box
    reach = (14 + 12 * lane) if is_narrow else (18 + 20 * lane)
    out = edge + sign * min(reach, side - 10)
    start = pitch * flow.source + 4 + height / 2 + (-9 if is_back else 9)
    end = pitch * flow.target + 4 + height / 2 + (9 if is_back else -9)
    canvas.path(
        f"M{edge + sign * 2:.1f} {start:.1f}H{out:.1f}V{end:.1f}H{edge + sign * 10:.1f}",
        "flow-back" if is_back else "flow",
        thick=thickness(flow),
    )
    canvas.path(f"M{edge + sign * 2:.1f} {end:.1f}l{sign * 9} -6v12z", "head-back" if is_back else "head")
    if not is_narrow:
        canvas.text(out + sign * 6, (start + end) / 2 + 4, flow.note, "halo end" if is_back else "halo")
