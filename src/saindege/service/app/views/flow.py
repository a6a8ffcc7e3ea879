"""The process map as the chart takes it: the steps that most cases take, and what turns back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from saindege.service.app.views import words

# A step that fewer cases take is no part of the usual way; it is told on the way back.
_MAIN_SHARE = 0.5
_MOST_STEPS = 9


def way_of(figures: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return steps and flows of the usual way of a service, in its order."""
    cases = figures["window"]["cases"]
    steps = [step for step in figures["steps"] if cases and step["cases"] >= _MAIN_SHARE * cases]
    steps = steps[:_MOST_STEPS]
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
        told = _("%(n)s dari 100 kembali") % {"n": words.number(max(1, share * 100))}
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
