"""The weekly note of an office: what one week holds beside the office's own weeks, in three sentences and one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from saindege.service.control import WeekValue, draw_chart
from saindege.service.portrait.rules import Rules, load_rules

SERIES_WEEKS = 26
_WEIGHTS = {"slower": 4, "slowing": 3, "faster": 2, "improving": 1}


@dataclass(frozen=True, slots=True)
class OfficeWeeks:
    """The weeks of one service in one office, as ``list_office_weeks`` keeps them.

    Attributes
    ----------
    service, name : key and name
    monday : of the first week
    columns : ``n``, ``came``, ``median``, ``on_time``, ``back``
    decisions : Mondays on which a phase of the service begins, with the reason
    in_working_hours : whether medians are open hours
    """

    service: int
    name: str
    monday: date
    columns: Mapping[str, Any]
    decisions: Sequence[tuple[date, str]] = ()
    in_working_hours: bool = True


def note_of_week(services: Sequence[OfficeWeeks], monday: date, rules: Rules | None = None) -> dict[str, Any]:
    """Return the content of a note as plain values; ``services`` is empty where nothing came in or was finished.

    Only what was known at the end of that week counts: a note of an old week says what it would have said then.
    """
    rules = rules or load_rules()
    rows = [row for one in services if (row := _row(one, monday, rules)) is not None]
    rows.sort(key=lambda row: (-weight_of(row), -row["n"], row["name"]))
    return {"monday": monday.isoformat(), "services": rows}


def _row(one: OfficeWeeks, monday: date, rules: Rules) -> dict[str, Any] | None:
    place = (monday - one.monday).days // 7
    columns = one.columns
    if not 0 <= place < len(columns["n"]) or not (columns["n"][place] or columns["came"][place]):
        return None
    weeks = [
        WeekValue(one.monday + timedelta(weeks=at), columns["n"][at], columns["median"][at])
        for at in range(place + 1)
    ]
    while weeks and not weeks[0].n:
        weeks.pop(0)
    chart = draw_chart(weeks, one.decisions, rules)
    phase = chart.phases[-1] if chart.phases else None
    before = place - 52
    known = columns["median"][place] is not None
    return {
        "service": one.service,
        "name": one.name,
        "in_working_hours": one.in_working_hours,
        "n": columns["n"][place],
        "came": columns["came"][place],
        "median": columns["median"][place],
        "centre": phase.centre if phase else None,
        "low": phase.low if phase else None,
        "high": phase.high if phase else None,
        "on_time": columns["on_time"][place] if columns["on_time"] is not None else None,
        "back": columns["back"][place],
        "before": {"n": columns["n"][before], "median": columns["median"][before]} if before >= 0 else None,
        "standing": chart.standing if known else "unknown",
        "signals": [
            {
                "rule": signal.rule,
                "direction": signal.direction,
                "first_on": signal.first_on.isoformat(),
                "weeks": (signal.last_on - signal.first_on).days // 7 + 1,
            }
            for signal in chart.told
            if known
        ],
        "series": [
            {
                "monday": point.monday.isoformat(),
                "n": point.n,
                "value": point.value,
                **_limits_of(chart.phases[point.phase].low, chart.phases[point.phase].high),
            }
            for point in chart.points[-SERIES_WEEKS:]
        ],
    }


def _limits_of(low: float | None, high: float | None) -> dict[str, float | None]:
    return {"low": low, "high": high}


def weight_of(row: Mapping[str, Any]) -> int:
    """Return how much a service asks for a look: slower, seemingly slower, faster, seemingly faster, then the rest."""
    return _WEIGHTS.get(standing_of(row), 0)


def standing_of(row: Mapping[str, Any]) -> str:
    """Return what the chart of a service said, in one word; notes of old had the signals alone."""
    ways = {signal["direction"] for signal in row["signals"]}
    told: str = row.get("standing") or ("slower" if "above" in ways else "faster" if ways else "steady")
    return told


def is_slower(row: Mapping[str, Any]) -> bool:
    """Say whether a service is slower than usual, or seems to be."""
    return standing_of(row) in ("slower", "slowing")


def is_faster(row: Mapping[str, Any]) -> bool:
    """Say whether a service is faster than usual, or seems to be."""
    return standing_of(row) in ("faster", "improving")


def told_first(note: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the service that the chart shows: the one with a signal, else the one with most cases."""
    return note["services"][0] if note["services"] else None


def is_judged(note: Mapping[str, Any]) -> bool:
    """Say whether any service has enough cases this week, and enough weeks, to be called fast or slow."""
    return any(row["centre"] is not None and row["median"] is not None for row in note["services"])


def weekly_counts(note: Mapping[str, Any]) -> list[tuple[date, int]]:
    """Return Monday and finished cases of all services, over the weeks that the note knows."""
    found: dict[date, int] = {}
    for row in note["services"]:
        for one in row["series"]:
            monday = date.fromisoformat(one["monday"])
            found[monday] = found.get(monday, 0) + one["n"]
    return sorted(found.items())
