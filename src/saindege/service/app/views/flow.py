"""The process map as the chart takes it: the steps that most cases take, and what turns back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from saindege.service.app.views import words

#: Level of detail to the share of cases that a step needs to be drawn; what fewer take is told on the way back.
LEVELS = {1: 0.9, 2: 0.5, 3: 0.2, 4: 0.05, 5: 0.0}
USUAL_LEVEL = 2
_MOST_STEPS = {1: 9, 2: 9, 3: 11, 4: 12, 5: 14}


def level_asked(text: str) -> int:
    """Return the level of detail that an address asks for, the usual one where it asks for none."""
    return int(text) if text in {str(level) for level in LEVELS} else USUAL_LEVEL


def levels_of(asked: int) -> list[dict[str, Any]]:
    """Return the levels as steps of a slider, from the shortest way to all steps."""
    names = {
        1: _("Paling ringkas"),
        2: _("Biasa"),
        3: _("Lebih rinci"),
        4: _("Rinci"),
        5: _("Semua langkah"),
    }
    return [{"level": level, "name": names[level], "is_on": level == asked} for level in LEVELS]


def way_of(figures: Mapping[str, Any], level: int = USUAL_LEVEL) -> dict[str, list[dict[str, Any]]]:
    """Return steps and flows of the usual way of a service, in its order, at a level of detail."""
    cases = figures["window"]["cases"]
    steps = [step for step in figures["steps"] if cases and step["cases"] >= LEVELS[level] * cases]
    steps = steps[: _MOST_STEPS[level]]
    if not steps:
        return {"steps": [], "flows": []}
    place = {step["activity"]: at for at, step in enumerate(steps)}
    waits = [step["wait_share"] or 0.0 for step in steps]
    slowest = waits.index(max(waits)) if any(waits) else -1
    count = {(edge["source"], edge["target"]): edge["count"] for edge in figures["map"]["edges"]}
    flows = [
        {
            "source": at - 1,
            "target": at,
            "share": min(1.0, count.get((steps[at - 1]["activity"], step["activity"]), 0) / cases),
            "note": "" if step["wait_hours"] is None else words.duration(step["wait_hours"]),
            "slowest": at == slowest,
        }
        for at, step in enumerate(steps)
        if at
    ]
    return {
        "steps": [
            {"name": step["activity"], "note": _note(step, at), "slowest": at == slowest}
            for at, step in enumerate(steps)
        ],
        "flows": flows + _returns(count, place, cases),
    }


def _note(step: Mapping[str, Any], at: int) -> str:
    if at == 0 or step["work_minutes"] is None:
        return _("%(cases)s berkas") % {"cases": words.number(step["cases"])}
    return words.duration(step["work_minutes"] / 60, least_hours=2)


def _returns(
    count: Mapping[tuple[str, str], int], place: Mapping[str, int], cases: int
) -> list[dict[str, Any]]:
    """Return what goes back: straight, or by steps outside the usual way, named on the arrow."""
    found: list[dict[str, Any]] = []
    for (source, target), times in count.items():
        if source not in place:
            continue
        by: Sequence[str] = ()
        end = target
        if target not in place:
            by, end = _way_back(target, count, place)
        if end not in place or place[end] > place[source]:
            continue
        share = times / cases
        # A case may go back more than once, so these are times, not cases; longer words are cut short on a phone.
        told = _("kembali %(n)s×/100 berkas") % {"n": words.number(max(1, share * 100))}
        if by:
            told += ": " + ", ".join(by)
        found.append({"source": place[source], "target": place[end], "share": min(1.0, share), "note": told})
    return [one for one in found if one["share"] >= 0.005]


def _way_back(
    step: str, count: Mapping[tuple[str, str], int], place: Mapping[str, int]
) -> tuple[list[str], str]:
    """Follow the most frequent edge from a step outside the usual way until the way is met again."""
    by = [step]
    while step not in place:
        after = {
            target: times for (source, target), times in count.items() if source == step and target not in by
        }
        if not after:
            return by, ""
        step = max(after, key=lambda name: (after[name], name))
        if step not in place:
            by.append(step)
    return by, step
