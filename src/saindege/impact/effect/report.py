"""The estimate as the JSON document that the command line promises and pages keep."""

from __future__ import annotations

from typing import Any

from saindege import __version__
from saindege.base.errors import Language, Sentence
from saindege.impact.effect import verdict
from saindege.impact.effect.estimate import NAIVE, Estimate
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.numbers import LabelledFigure

Json = dict[str, Any]


def as_json(estimate: Estimate, language: Language = "id") -> Json:
    """Return the whole answer; a missing number is None."""
    panel, options, numbers = estimate.panel, estimate.options, estimate.numbers
    return {
        **_effects(estimate),
        "pretrend": _pretrend(estimate),
        "randomisation": _randomisation(estimate),
        "units": len(panel.units),
        "treated_units": estimate.treated_units,
        "control_units": estimate.control_units,
        "left_out_units": panel.left_out,
        "incomplete_units": panel.incomplete,
        "clusters": len(panel.units) if numbers is None else numbers.clusters,
        "periods": len(panel.periods),
        "method": options.method,
        "control": options.control,
        "covariates": list(options.covariates),
        "anticipation": _whole(options.anticipation),
        "base_period": "varying",
        "better": options.better,
        "draws": options.draws,
        "permutations": (options.permutations or 0) if numbers is None else numbers.permutations,
        "assignment": options.assignment,
        "seed": options.seed,
        "verdict": estimate.verdict.word,
        "verdict_message": verdict.WORDS[estimate.verdict.word].in_language(language),
        "verdict_reasons": list(estimate.verdict.reasons),
        "reasons": [
            {"code": code, **_said(verdict.REASONS[code], language)} for code in estimate.verdict.reasons
        ],
        "assumptions": [
            {"id": a.id, "state": a.state, "figure": a.figure, **_said(a.sentence, language)}
            for a in estimate.assumptions
        ],
        "warnings": [{"code": w.code, **_said(w.sentence, language)} for w in estimate.warnings],
        "dropped": []
        if numbers is None
        else [
            {
                "group": panel.label(cell.group),
                "time": panel.label(float(panel.periods[cell.time])),
                "reason": cell.reason,
            }
            for cell in numbers.dropped
        ],
        "checks": {name: _figure(found) for name, found in estimate.checks.items()},
        "before_after": {
            "difference": estimate.before_after.difference,
            "ci95": _pair(estimate.before_after.low, estimate.before_after.high),
            "units": estimate.before_after.units,
            **_said(NAIVE, language),
        },
        "minimum_detectable_effect": estimate.minimum_detectable_effect,
        "description": [
            {
                "unit": row.unit,
                "first_treated": None if row.first_treated is None else panel.label(row.first_treated),
                "mean_before": row.mean_before,
                "mean_after": row.mean_after,
            }
            for row in estimate.description
        ],
        "version": __version__,
    }


def _said(sentence: Sentence, language: Language) -> Json:
    return {"message": sentence.in_language(language), "sentence": {"id": sentence.id, "en": sentence.en}}


def _whole(number: float) -> float | int:
    return int(number) if float(number).is_integer() else number


def _pair(low: float | None, high: float | None) -> list[float | None] | None:
    return None if low is None and high is None else [low, high]


def _figure(figure: Figure, *, with_p: bool = True) -> Json:
    found: Json = {"att": figure.att, "se": figure.se, "ci95": _pair(figure.low, figure.high)}
    return {**found, "p_value": figure.p_value} if with_p else found


def _effects(estimate: Estimate) -> Json:
    panel, numbers = estimate.panel, estimate.numbers
    if numbers is None:
        nothing = _figure(Figure(None))
        return {
            "group_time": [],
            "simple": nothing,
            "dynamic": {"overall": nothing, "by_event_time": []},
            "by_group": {"overall": nothing, "groups": []},
            "by_time": {"overall": nothing, "times": []},
        }
    planned = numbers.planned
    return {
        "group_time": [
            {
                "group": panel.label(float(planned.group[c])),
                "time": panel.label(float(panel.periods[planned.time[c]])),
                **_figure(figure, with_p=False),
            }
            for c, figure in enumerate(numbers.cells)
        ],
        "simple": _figure(numbers.simple),
        "dynamic": {
            "overall": _figure(numbers.event_overall),
            "by_event_time": [_event(entry) for entry in numbers.by_event],
        },
        "by_group": {
            "overall": _figure(numbers.group_overall),
            "groups": [
                {"group": panel.label(entry.label), **_figure(entry.figure, with_p=False)}
                for entry in numbers.by_group
            ],
        },
        "by_time": {
            "overall": _figure(numbers.period_overall),
            "times": [
                {
                    "time": panel.label(float(panel.periods[int(entry.label)])),
                    **_figure(entry.figure, with_p=False),
                }
                for entry in numbers.by_period
            ],
        },
    }


def _event(entry: LabelledFigure) -> Json:
    band = None if entry.band is None else list(entry.band)
    return {"event_time": _whole(entry.label), **_figure(entry.figure, with_p=False), "band95": band}


def _pretrend(estimate: Estimate) -> Json:
    numbers = estimate.numbers
    if numbers is None:
        return {"statistic": None, "df": 0, "p_value": None, "randomisation_p": None}
    test, drawn = numbers.pretrend, numbers.randomisation
    return {
        "statistic": test.statistic,
        "df": test.df,
        "p_value": test.p_value,
        "randomisation_p": None if drawn is None else drawn.pretrend_p,
    }


def _randomisation(estimate: Estimate) -> Json | None:
    drawn = None if estimate.numbers is None else estimate.numbers.randomisation
    if drawn is None:
        return None
    return {
        "p_value": drawn.p_value,
        "ci95": _pair(drawn.low, drawn.high),
        "draws": drawn.draws,
        "exact": drawn.exact,
    }
