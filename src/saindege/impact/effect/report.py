"""The estimate as the JSON document that the command line promises and pages keep."""

from __future__ import annotations

from typing import Any

import numpy as np

from saindege import __version__
from saindege.base.errors import Language, Sentence
from saindege.impact.effect import mind, verdict
from saindege.impact.effect.design import Options
from saindege.impact.effect.estimate import NAIVE, Estimate
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.numbers import PERMUTATIONS, LabelledFigure
from saindege.impact.opinion.opinions import Opinions

Json = dict[str, Any]


def as_json(estimate: Estimate, language: Language = "id") -> Json:
    """Return the whole answer; a missing number is None."""
    return {
        **_effects(estimate),
        "pretrend": _pretrend(estimate),
        "randomisation": _randomisation(estimate),
        **_sizes(estimate),
        **_options(estimate.options),
        **_judgement(estimate, language),
        "dropped": _dropped(estimate),
        "checks": {name: _figure(found) for name, found in estimate.checks.items()},
        "before_after": {
            "difference": estimate.before_after.difference,
            "ci95": _pair(estimate.before_after.low, estimate.before_after.high),
            "units": estimate.before_after.units,
            **_said(NAIVE, language),
        },
        "minimum_detectable_effect": estimate.minimum_detectable_effect,
        "detectable_share": _share_of_mean(estimate),
        **_opinions(estimate.opinions),
        "description": _description(estimate),
        "version": __version__,
    }


def _share_of_mean(estimate: Estimate) -> float | None:
    """The smallest effect that would be seen, as a share of the mean outcome, 0.2 for a fifth."""
    known = estimate.panel.outcome[np.isfinite(estimate.panel.outcome)]
    mean = abs(float(known.mean())) if known.size else 0.0
    reach = estimate.minimum_detectable_effect
    return None if reach is None or mean == 0 else reach / mean


def _opinions(found: Opinions | None) -> Json:
    """The second opinions; each is None where it has no answer."""
    if found is None:
        return {"second_opinion": None, "two_way": None, "sensitivity": None}
    imputed, bounds = found.imputed, found.sensitivity
    return {
        "second_opinion": imputed
        and {
            "method": "imputation",
            **_figure(imputed.simple),
            "cells": imputed.cells,
            "agrees": found.agrees,
        },
        "two_way": found.two_way and _figure(found.two_way),
        "sensitivity": bounds
        and {
            "breakdown": bounds.breakdown,
            "largest_before": bounds.largest_before,
            "bounds": [
                {
                    "strength": one.strength,
                    "range": [one.low, one.high],
                    "ci95": [one.ci_low, one.ci_high],
                }
                for one in bounds.bounds
            ],
        },
    }


def _sizes(estimate: Estimate) -> Json:
    panel, numbers = estimate.panel, estimate.numbers
    return {
        "units": len(panel.units),
        "treated_units": estimate.treated_units,
        "control_units": estimate.control_units,
        "left_out_units": panel.left_out,
        "incomplete_units": panel.incomplete,
        "clusters": len(panel.units) if numbers is None else numbers.clusters,
        "periods": len(panel.periods),
    }


def _options(options: Options) -> Json:
    return {
        "method": options.method,
        "control": options.control,
        "covariates": list(options.covariates),
        "anticipation": _whole(options.anticipation),
        "base_period": "varying",
        "better": options.better,
        "draws": options.draws,
        "permutations": PERMUTATIONS if options.permutations is None else options.permutations,
        "assignment": options.assignment,
        "seed": options.seed,
    }


def _judgement(estimate: Estimate, language: Language) -> Json:
    found = estimate.verdict
    bounds = None if estimate.opinions is None else estimate.opinions.sensitivity
    return {
        "verdict": found.word,
        "verdict_message": verdict.WORDS[found.word].in_language(language),
        "verdict_reasons": list(found.reasons),
        "reasons": [{"code": code, **_said(verdict.REASONS[code], language)} for code in found.reasons],
        "would_change": [
            {"code": code, **_said(sentence, language)}
            for code, sentence in mind.what_would_change(found, bounds)
        ],
        "assumptions": [
            {"id": one.id, "state": one.state, "figure": one.figure, **_said(one.sentence, language)}
            for one in estimate.assumptions
        ],
        "warnings": [{"code": one.code, **_said(one.sentence, language)} for one in estimate.warnings],
    }


def _dropped(estimate: Estimate) -> list[Json]:
    panel, numbers = estimate.panel, estimate.numbers
    return [
        {
            "group": panel.label(cell.group),
            "time": panel.label(float(panel.periods[cell.time])),
            "reason": cell.reason,
        }
        for cell in (numbers.dropped if numbers else ())
    ]


def _description(estimate: Estimate) -> list[Json]:
    return [
        {
            "unit": row.unit,
            "first_treated": None if row.first_treated is None else estimate.panel.label(row.first_treated),
            "mean_before": row.mean_before,
            "mean_after": row.mean_after,
        }
        for row in estimate.description
    ]


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
    times = planned.time.tolist()
    return {
        "group_time": [
            {
                "group": panel.label(float(group)),
                "time": panel.label(float(panel.periods[time])),
                **_figure(figure, with_p=False),
            }
            for group, time, figure in zip(planned.group, times, numbers.cells, strict=True)
        ],
        "simple": _figure(numbers.simple),
        "dynamic": {
            "overall": _figure(numbers.event_overall),
            "by_event_time": [_event(entry) for entry in numbers.by_event],
        },
        "by_group": {
            "overall": _figure(numbers.group_overall),
            "groups": [_labelled("group", panel.label(one.label), one) for one in numbers.by_group],
        },
        "by_time": {
            "overall": _figure(numbers.period_overall),
            "times": [
                _labelled("time", panel.label(float(panel.periods[int(one.label)])), one)
                for one in numbers.by_period
            ],
        },
    }


def _labelled(name: str, label: str | float, entry: LabelledFigure) -> Json:
    return {name: label, **_figure(entry.figure, with_p=False)}


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
