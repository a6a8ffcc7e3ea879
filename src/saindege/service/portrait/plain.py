"""A portrait as plain values, as it is stored; keys are added, never renamed."""

from __future__ import annotations

from dataclasses import asdict

from saindege.service.measure import ServiceFigures
from saindege.service.portrait.portray import Portrait
from saindege.service.portrait.rules import Rules


def as_plain(portrait: Portrait, figures: ServiceFigures, rules: Rules) -> dict[str, object]:
    """Return everything that the page of a service reads, ready for JSON: no NaN, no infinity."""
    way = portrait.map.as_json()
    way["variants"] = list(way["variants"])[: rules.variants_kept]  # type: ignore[call-overload]  # a list by its make
    return {
        "whole": _whole(figures),
        "until": portrait.until.isoformat(),
        "in_working_hours": portrait.in_working_hours,
        "recent": _recent(portrait, rules),
        "open": asdict(portrait.open_cases),
        "weeks": [week.as_json() for week in portrait.weeks],
        "shown_weeks": rules.shown_weeks,
        "is_late": portrait.is_late,
        "months": [month.as_json() for month in portrait.months],
        "window": {
            "from": portrait.window_from.isoformat(),
            "to": portrait.until.isoformat(),
            "cases": portrait.window_cases,
            "hours": portrait.window_hours.as_json(),
        },
        "steps": [step.as_json() for step in portrait.steps],
        "worked_share": portrait.worked_share,
        "map": way,
        "offices": [one.as_json() for one in portrait.offices],
        "least_group": rules.least_group,
        "least_week": rules.least_week,
        "late_share_allowed": rules.late_share_allowed,
        "rules_version": portrait.rules_version,
        "flow": portrait.flow.as_json(),
        "hand_overs": portrait.hand_overs.as_json() if portrait.hand_overs else None,
        "reasons": portrait.reasons.as_json(),
    }


def _whole(figures: ServiceFigures) -> dict[str, object]:
    return {
        "events": figures.events,
        "cases": figures.cases,
        "activities": figures.activities,
        "resources": figures.resources,
        "first_event": figures.first_event.isoformat(),
        "last_event": figures.last_event.isoformat(),
        "turnaround": figures.turnaround.as_json(),
        "rework_share": figures.accuracy.rework_share,
        "first_time_right_share": figures.accuracy.first_time_right_share,
        "handovers_per_case": figures.handovers_per_case,
        "on_time_share": figures.on_time_share,
        "unfinished_cases": figures.unfinished_cases,
        "variant_count": figures.variant_count,
        "ignored_events": figures.ignored_events,
    }


def _recent(portrait: Portrait, rules: Rules) -> dict[str, object]:
    recent = portrait.recent
    return {
        "first_on": recent.first_on.isoformat(),
        "last_on": recent.last_on.isoformat(),
        "weeks": rules.recent_weeks,
        "hours": recent.hours.as_json(),
        "on_time": recent.on_time.as_json(),
        "first_time_right": recent.first_time_right.as_json(),
    }
