"""The answer to a study: the outcome that decides and those beside it, corrected for their number."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from saindege.base.errors import Sentence
from saindege.impact import multiple, naive, study
from saindege.impact.effect import Options, as_json, estimate_effect
from saindege.impact.effect.design import Assignment
from saindege.impact.opinion.interrupted import LIMITS, SeriesTooShort, fit_interrupted
from saindege.impact.outcome import OUTCOMES, outcome_of
from saindege.impact.panel import NothingToEstimate
from saindege.impact.study import OfficeMonth, StudyPanel, build_study_panel

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Records:
    """All that a study is answered from.

    Attributes
    ----------
    outcome : key of the outcome that decides
    months : outcome key to its office-months; an outcome that is not known is absent
    trained_on : office to the day its training ended, None where it is not trained yet
    assignment : how the dates came about
    seed : of every draw
    strata : office to the kind within which its date was drawn by lot; empty where nothing was
    """

    outcome: str
    months: Mapping[str, tuple[OfficeMonth, ...]]
    trained_on: Mapping[str, date | None]
    assignment: Assignment = "unknown"
    seed: int = 1
    strata: Mapping[str, str] = field(default_factory=dict)

    def panel(self, key: str) -> StudyPanel:
        """Return the panel of one outcome.

        Raises
        ------
        NothingToEstimate : no office is named, or the panel holds no comparison
        """
        return build_study_panel(self.months[key], self.trained_on, self.strata)


def require_comparison(records: Records) -> StudyPanel:
    """Return the panel of the outcome that decides.

    Raises
    ------
    NothingToEstimate : no monthly figure, no trained office, or nothing to compare with
    """
    rows = records.months.get(records.outcome, ())
    if not any(row.value is not None for row in rows):
        raise NothingToEstimate(
            Sentence(
                id="Ukuran utama kajian ini belum punya angka bulanan per kantor. Unggah log layanannya lebih dulu.",
                en="The main outcome of this study has no monthly figures by office yet. "
                "Upload the log of the service first.",
            )
        )
    return records.panel(records.outcome)


def fingerprint(records: Records) -> str:
    """Return the SHA-256 of everything that the answer rests on."""
    parts = {key: study.data_hash(rows, records.trained_on) for key, rows in records.months.items()}
    content = {
        "outcome": records.outcome,
        "assignment": records.assignment,
        "seed": records.seed,
        "parts": parts,
    }
    # Without strata the fingerprint stays what it always was.
    return study.plan_hash(content | ({"strata": dict(records.strata)} if records.strata else {}))


def answer_study(records: Records, *, tell: Tell = lambda done, total, message: None) -> dict[str, Any]:
    """Estimate the outcome that decides with all tests, and the others beside it.

    Returns JSON: ``main`` and ``others`` (by key) as the command line promises them, ``corrected`` (p-values after
    Holm, by key), ``before_and_after``, ``detectable_share`` (smallest effect that would be seen, as a share of the usual),
    ``interrupted`` (the trained offices' own line, where all began in one month), ``panel`` (offices, cases, first and last month).

    Raises
    ------
    NothingToEstimate : no monthly figure, no trained office, or nothing to compare with
    """
    made = require_comparison(records)
    keys = [outcome.key for outcome in OUTCOMES if outcome.key in records.months]
    found: dict[str, dict[str, Any]] = {}
    for done, key in enumerate(sorted(keys, key=lambda key: key != records.outcome)):
        tell(done, len(keys), f"Menghitung: {outcome_of(key).name.id}")
        estimated = _estimate(records, key, is_main=key == records.outcome)
        if estimated is not None:
            found[key] = estimated
    tell(len(keys), len(keys), "Menyimpan hasil")
    p_values = {key: _p_value(figures) for key, figures in found.items()}
    return {
        "outcome": records.outcome,
        "main": found[records.outcome],
        "others": {key: figures for key, figures in found.items() if key != records.outcome},
        "corrected": multiple.holm({key: p for key, p in p_values.items() if p is not None}),
        "before_and_after": _before_and_after(records),
        "detectable_share": _detectable_share(records.outcome, found[records.outcome]),
        "interrupted": _interrupted(made),
        "panel": {
            "offices": len(made.panel.units),
            "cases": made.cases,
            "first_month": f"{made.first_month:%Y-%m}",
            "last_month": f"{made.last_month:%Y-%m}",
            "trained": {office: str(day) if day else None for office, day in records.trained_on.items()},
        },
    }


def panel_csv(records: Records) -> str:
    """Write the panel as a file that the command line estimates from; no personal data is in it."""
    columns = [key for key in (outcome.key for outcome in OUTCOMES) if key in records.months]
    by_cell = {
        (row.office, row.month, key): row.value
        for key in columns
        for row in records.months[key]
        if row.office in records.trained_on
    }
    cells = sorted({(office, month) for office, month, _ in by_cell})
    main = {(row.office, row.month): row for row in records.months[records.outcome]}
    is_watched = any(row.open_share is not None for row in main.values())
    # What the command line needs beside the outcomes; each only where there is something in it.
    extra = [*(["open_share"] if is_watched else []), *(["stratum"] if records.strata else [])]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["office", "month", "first_treated", "cases", *columns, *extra])
    for office, month in cells:
        day = records.trained_on[office]
        values = [by_cell.get((office, month, key)) for key in columns]
        row = main.get((office, month))
        beside = {
            "open_share": None if row is None else row.open_share,
            "stratum": records.strata.get(office),
        }
        values += [beside[name] for name in extra]  # type: ignore[misc]
        writer.writerow(
            [
                office,
                f"{month:%Y-%m}",
                f"{day:%Y-%m}" if day else "",
                0 if row is None else row.cases,
                *(
                    "" if value is None else value if isinstance(value, str) else repr(value)
                    for value in values
                ),
            ]
        )
    return written.getvalue()


def _estimate(records: Records, key: str, *, is_main: bool) -> dict[str, Any] | None:
    """Estimate one outcome; the main one may refuse, another one is then left out."""
    try:
        made = records.panel(key)
    except NothingToEstimate:
        if is_main:
            raise
        return None
    options = Options(
        better=outcome_of(key).better,
        assignment=records.assignment,
        seed=records.seed,
        draws=999 if is_main else 0,
        open_share=(study.OPEN_SHARE,) if study.OPEN_SHARE in made.panel.checks else (),
    )
    return as_json(estimate_effect(made.panel, options))


def _detectable_share(key: str, figures: Mapping[str, Any]) -> float | None:
    """The smallest effect that would be seen as a share of the usual figure, 0.2 for a fifth."""
    reach = figures["minimum_detectable_effect"]
    if reach is not None and outcome_of(key).scale == "logarithm":
        return abs(math.expm1(-reach))
    share: float | None = figures["detectable_share"]
    return share


def _interrupted(made: StudyPanel) -> dict[str, Any] | None:
    """The trained offices' own line before and after, where all started in one month; None otherwise."""
    panel = made.panel
    trained = panel.first_treated <= panel.periods[-1]
    starts = np.unique(panel.first_treated[trained])
    whole = np.isfinite(panel.outcome[trained]).all(axis=1)
    if len(starts) != 1 or not whole.any():
        return None
    series = panel.outcome[trained][whole].mean(axis=0)
    changed_at = int(np.searchsorted(panel.periods, starts[0]))
    try:
        found = fit_interrupted(series, changed_at)
    except SeriesTooShort:
        return None
    figures = {"level": found.level, "slope": found.slope, "mean": found.mean, "trend": found.trend}
    return {
        **{
            name: {"att": one.att, "se": one.se, "ci95": None if one.low is None else [one.low, one.high]}
            for name, one in figures.items()
        },
        "offices": int(whole.sum()),
        "before": found.before,
        "after": found.after,
        "lags": found.lags,
        "durbin_watson": found.durbin_watson,
        "sentence": {"id": LIMITS.id, "en": LIMITS.en},
    }


def _p_value(figures: Mapping[str, Any]) -> float | None:
    """The larger of the two p-values of an effect: a verdict needs both."""
    drawn = figures["randomisation"] or {}
    known = [p for p in (figures["simple"]["p_value"], drawn.get("p_value")) if p is not None]
    return max(known) if known else None


def _before_and_after(records: Records) -> dict[str, Any] | None:
    """Before and after in hours where the main outcome is a logarithm, which nobody reads."""
    key = "working_hours" if outcome_of(records.outcome).scale == "logarithm" else records.outcome
    if key not in records.months:
        return None
    told = naive.before_and_after(records.panel(key).panel)
    if told is None:
        return None
    return {
        "outcome": key,
        "trained_before": told.trained_before,
        "trained_after": told.trained_after,
        "compared_before": told.compared_before,
        "compared_after": told.compared_after,
        "trained": told.trained,
        "compared": told.compared,
    }
