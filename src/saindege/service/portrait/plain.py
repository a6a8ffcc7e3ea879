"""A portrait as plain values, as it is stored; keys are added, never renamed."""

from __future__ import annotations

from dataclasses import asdict

from saindege.service.measure import ServiceFigures
from saindege.service.portrait.portray import Portrait
from saindege.service.portrait.rules import Rules


def as_plain(portrait: Portrait, figures: ServiceFigures, rules: Rules) -> dict[str, object]:
    """Return everything that the page of a service reads, ready for JSON: no NaN, no infinity."""
    usual = portrait.weeks.usual
    way = portrait.map.as_json()
    way["variants"] = list(way["variants"])[: rules.variants_kept]  # type: ignore[call-overload]  # a list by its make
    return {
        "whole": {
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
        },
        "until": portrait.until.isoformat(),
        "in_working_hours": portrait.in_working_hours,
        "recent": {
            "first_on": portrait.recent.first_on.isoformat(),
            "last_on": portrait.recent.last_on.isoformat(),
            "weeks": rules.recent_weeks,
            "hours": portrait.recent.hours.as_json(),
            "on_time": portrait.recent.on_time.as_json(),
            "first_time_right": portrait.recent.first_time_right.as_json(),
        },
        "open": asdict(portrait.open_cases),
        "weeks": [week.as_json() for week in portrait.weeks.weeks],
        "shown_weeks": rules.shown_weeks,
        "usual": asdict(usual) if usual else None,
        "trend": portrait.weeks.trend,
        "run": portrait.weeks.run,
        "is_late": portrait.is_late,
        "months": [
            {
                "month": month.month,
                "hours": month.hours.as_json(),
                "on_time": month.on_time.as_json(),
                "rework": month.rework.as_json(),
            }
            for month in portrait.months
        ],
        "window": {
            "from": portrait.window_from.isoformat(),
            "to": portrait.until.isoformat(),
            "cases": portrait.window_cases,
            "hours": portrait.window_hours.as_json(),
        },
        "steps": [step.as_json() for step in portrait.steps],
        "worked_share": portrait.worked_share,
        "map": way,
        "offices": [
            {
                "office": one.office,
                "cases": one.cases,
                "finished": one.finished,
                "hidden": one.hidden,
                "hours": one.hours.as_json(),
                "on_time": one.on_time.as_json(),
                "first_time_right": one.first_time_right.as_json(),
            }
            for one in portrait.offices
        ],
        "least_group": rules.least_group,
        "least_week": rules.least_week,
        "late_share_allowed": rules.late_share_allowed,
        "rules_version": portrait.rules_version,
    }
