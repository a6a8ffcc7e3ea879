"""One estimate from panel to verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from saindege.base import interval
from saindege.base.errors import Sentence
from saindege.impact.effect import checklist, design, earlier, inference, notices, verdict
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.numbers import Numbers, estimate_numbers
from saindege.impact.opinion.opinions import Opinions, ask_others
from saindege.impact.panel import Panel


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What a comparison of the treated units with their own past would say; never an effect.

    Attributes
    ----------
    difference : mean over treated units of after minus before, in the unit of the outcome
    low, high : 95 % t interval over the units, None with fewer than two
    units : treated units with both
    """

    difference: float | None
    low: float | None
    high: float | None
    units: int


@dataclass(frozen=True, slots=True)
class UnitDescription:
    """One unit in a panel too small for an estimate: its mean before and after its date."""

    unit: object
    first_treated: float | None
    mean_before: float | None
    mean_after: float | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect with everything that is needed to believe or doubt it.

    Attributes
    ----------
    panel, options : what was estimated from, and how
    numbers : None with fewer than five units, when there is only a `description`
    verdict : with the reasons where nothing is proven
    assumptions : the checklist
    warnings : codes with sentences
    treated_units, control_units : units first treated within the panel; units compared with
    before_after : the naive figure
    checks : effects on case mix and open cases by column
    minimum_detectable_effect : effect that would be seen with 80 % at 5 %, None without an error
    opinions : second opinions, None where there is no estimate
    """

    panel: Panel
    options: design.Options
    numbers: Numbers | None
    verdict: verdict.Verdict
    assumptions: tuple[checklist.Assumption, ...]
    warnings: tuple[notices.Notice, ...]
    treated_units: int
    control_units: int
    before_after: BeforeAfter
    checks: dict[str, Figure]
    minimum_detectable_effect: float | None
    description: tuple[UnitDescription, ...] = ()
    opinions: Opinions | None = None


def estimate_effect(panel: Panel, options: design.Options) -> Estimate:
    """Estimate the effect of the treatment on the treated, with checks and verdict.

    Source: Callaway and Sant'Anna, Difference-in-Differences with multiple time periods, Journal of Econometrics
    225 (2021), 200-230; numbers agree with R `did` 2.5.1 (``bstrap = FALSE``).
    Assumes that treated and comparison units would have moved alike without the treatment.
    """
    cohorts = design.effective_cohorts(panel, options.anticipation)
    treated = int((panel.first_treated <= panel.periods[-1]).sum())
    stand_in = design.last_cohort(cohorts)
    compared = int((np.isinf(cohorts) if stand_in is None else cohorts == stand_in).sum())
    if len(panel.units) < verdict.FEWEST_UNITS:
        return _description(panel, options, treated, compared)
    numbers = estimate_numbers(panel, options)
    checks = _estimate_checks(panel, options)
    opinions = ask_others(panel, numbers, options)
    from_earlier, set_aside = earlier.measure_from_earlier(panel, options)
    evidence = verdict.Evidence(
        simple=numbers.simple,
        randomisation_p=None if numbers.randomisation is None else numbers.randomisation.p_value,
        pretrend_p=verdict.decisive_pretrend_p(
            len(panel.units),
            None if numbers.randomisation is None else numbers.randomisation.pretrend_p,
            numbers.pretrend.p_value,
        ),
        before=_last_before(numbers, options),
        treated=treated if stand_in is None else treated - compared,
        compared=compared,
        failed_checks=_failed(options, checks),
        from_earlier=from_earlier,
        set_aside=set_aside,
        second_agrees=opinions.agrees,
    )
    return Estimate(
        panel=panel,
        options=options,
        numbers=numbers,
        verdict=verdict.judge(evidence, options.better),
        assumptions=checklist.list_assumptions(panel, options, numbers, evidence, checks),
        warnings=notices.list_notices(panel, options, numbers, stand_in),
        treated_units=treated,
        control_units=compared,
        before_after=compare_with_own_past(panel),
        checks=checks,
        minimum_detectable_effect=_detectable(numbers),
        opinions=opinions,
    )


def compare_with_own_past(panel: Panel) -> BeforeAfter:
    """Compare the treated units' periods after with those before; the figure that must not be used."""
    rows = [row for row in _describe(panel) if row.mean_before is not None and row.mean_after is not None]
    changes = [row.mean_after - row.mean_before for row in rows]  # type: ignore[operator]
    if not changes:
        return BeforeAfter(None, None, None, 0)
    mean = float(np.mean(changes))
    if len(changes) < 2:
        return BeforeAfter(mean, None, None, len(changes))
    found = interval.mean_interval(changes)
    return BeforeAfter(mean, found.low, found.high, len(changes))


def _describe(panel: Panel) -> Sequence[UnitDescription]:
    rows = []
    for i, unit in enumerate(panel.units):
        first = float(panel.first_treated[i])
        values, known = panel.outcome[i], np.isfinite(panel.outcome[i])
        before, after = known & (panel.periods < first), known & (panel.periods >= first)
        rows.append(
            UnitDescription(
                unit=unit,
                first_treated=first if np.isfinite(first) else None,
                mean_before=float(values[before].mean()) if before.any() else None,
                mean_after=float(values[after].mean()) if after.any() else None,
            )
        )
    return rows


def _description(panel: Panel, options: design.Options, treated: int, compared: int) -> Estimate:
    few = notices.Notice("too_few_units", verdict.REASONS["too_few_units"])
    evidence = verdict.Evidence(Figure(None), None, None, None, treated, compared)
    return Estimate(
        panel=panel,
        options=options,
        numbers=None,
        verdict=verdict.Verdict("belum_terbukti", ("too_few_units",)),
        assumptions=(checklist.enough_units(evidence),),
        warnings=(few, *notices.list_gaps(panel)),
        treated_units=treated,
        control_units=compared,
        before_after=compare_with_own_past(panel),
        checks={},
        minimum_detectable_effect=None,
        description=tuple(_describe(panel)),
    )


def _estimate_checks(panel: Panel, options: design.Options) -> dict[str, Figure]:
    """Estimate the same effect on outcomes that should not move."""
    plain = replace(options, covariates=(), draws=0, permutations=0)
    found = {}
    for name in (*options.case_mix, *options.open_share):
        values = panel.checks[name]
        other = replace(panel, outcome=values, incomplete=int(np.isnan(values).any(axis=1).sum()))
        found[name] = estimate_numbers(other, plain).simple
    return found


def _failed(options: design.Options, checks: dict[str, Figure]) -> tuple[str, ...]:
    kinds = (("case_mix_changed", options.case_mix), ("open_cases_changed", options.open_share))
    return tuple(code for code, names in kinds if any(checks[name].excludes_zero for name in names))


def _last_before(numbers: Numbers, options: design.Options) -> Figure | None:
    """Effect in the last period that the treatment cannot have reached yet: event time -1 where periods follow by 1."""
    early = [entry for entry in numbers.by_event if entry.label < -options.anticipation]
    return max(early, key=lambda entry: entry.label).figure if early else None


def _detectable(numbers: Numbers) -> float | None:
    if numbers.simple.se is None:
        return None
    degrees = numbers.clusters - 1
    reach = inference.t_quantile(0.975, degrees) + inference.t_quantile(0.8, degrees)
    return reach * numbers.simple.se * inference.widening(numbers.clusters)


NAIVE = Sentence(
    id="Angka sebelum dan sesudah saja bukan pengaruh: tanpa pembanding, musim dan berkas yang belum selesai ikut "
    "terhitung.",
    en="A before/after figure is no effect: without a comparison, the season and the cases still open count too.",
)
