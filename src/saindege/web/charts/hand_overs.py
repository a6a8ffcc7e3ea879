"""Who hands over to whom: groups one below the other, onward on the right, back on the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saindege.web.charts.canvas import MIDDLE, NARROW, SIZE_CLASS, WIDE, Canvas, fit
from saindege.web.charts.process import Flow, Step, thickness

#: Arrows that are drawn; the rest stands in the table.
MOST_DRAWN = 8


def hand_over_map(groups: Sequence[Step], flows: Sequence[Flow], *, label: str) -> str:
    """Draw groups with the most frequent ways between them; those within one group stand in its note."""
    if not groups:
        return ""
    between = sorted((flow for flow in flows if flow.source != flow.target), key=lambda flow: -flow.share)
    drawn = between[:MOST_DRAWN]
    return "".join(_draw(groups, drawn, _PLACES[width], label) for width in _PLACES)


@dataclass(frozen=True, slots=True)
class _Place:
    """Measures of a drawing: room beside the boxes, and between the arrows there."""

    width: int
    side: float
    lane: float
    notes: bool


_PLACES = {
    NARROW: _Place(NARROW, 62.0, 12.0, notes=False),
    MIDDLE: _Place(MIDDLE, 150.0, 42.0, notes=True),
    WIDE: _Place(WIDE, 290.0, 60.0, notes=True),
}
_PITCH, _HEIGHT = 78.0, 46.0


def _draw(groups: Sequence[Step], flows: Sequence[Flow], place: _Place, label: str) -> str:
    box = place.width - 2 * place.side
    canvas = Canvas(place.width, _PITCH * len(groups) - _PITCH + _HEIGHT + 8)
    for number, group in enumerate(groups):
        top = _PITCH * number + 4
        canvas.rect(place.side, top, box, _HEIGHT, "node", round_by=6)
        canvas.text(place.width / 2, top + 19, fit(group.name, box), "mid strong")
        canvas.text(place.width / 2, top + 37, fit(group.note, box), "mid")
    notes: list[tuple[float, float, str, str]] = []
    for is_back in (False, True):
        lanes: list[list[tuple[int, int]]] = []
        chosen = [flow for flow in flows if (flow.target < flow.source) == is_back]
        chosen.sort(key=lambda flow: abs(flow.target - flow.source))
        notes += [_arrow(canvas, flow, _lane(lanes, flow), place) for flow in chosen]
    if place.notes:
        # Above all arrows, so that none runs through a number.
        for note in notes:
            canvas.text(*note)
    return canvas.svg(label, SIZE_CLASS[place.width])


def _lane(lanes: list[list[tuple[int, int]]], flow: Flow) -> int:
    """Return the first lane beside the boxes where the arrow crosses none that stands there."""
    low, high = sorted((flow.source, flow.target))
    for number, taken in enumerate(lanes):
        if all(high <= begin or low >= end for begin, end in taken):
            taken.append((low, high))
            return number
    lanes.append([(low, high)])
    return len(lanes) - 1


def _arrow(canvas: Canvas, flow: Flow, lane: int, place: _Place) -> tuple[float, float, str, str]:
    """Draw one way; returns where its number stands, and how."""
    is_back = flow.target < flow.source
    sign = -1 if is_back else 1
    edge = place.side if is_back else place.width - place.side
    out = edge + sign * min(16 + place.lane * lane, place.side - 8)
    start = _PITCH * flow.source + 4 + _HEIGHT / 2 + (-9 if is_back else 9)
    end = _PITCH * flow.target + 4 + _HEIGHT / 2 + (9 if is_back else -9)
    canvas.path(
        f"M{edge + sign * 2:.1f} {start:.1f}H{out:.1f}V{end:.1f}H{edge + sign * 10:.1f}",
        "flow-back" if is_back else "flow",
        thick=thickness(flow),
    )
    canvas.path(f"M{edge + sign * 2:.1f} {end:.1f}l{sign * 9} -6v12z", "head-back" if is_back else "head")
    return out + sign * 7, (start + end) / 2 + 4, flow.note, "halo end" if is_back else "halo"
