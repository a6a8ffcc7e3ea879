"""What effect could be seen at all: the planned dates tried out on the offices' own past.

The plan is moved back until it lies in the past, its dates are dealt out to the offices again and again, and each
time the estimate is made as it will be made in earnest. Nothing happened then, so that what the estimates show is
chance alone. A constant effect moves each of them by itself and leaves its error as it is: the same draws tell how
often any effect would be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from saindege.base.errors import BadInput, Language, Sentence
from saindege.impact.effect import assignments, cells, design, inference, verdict
from saindege.impact.effect.notices import Notice
from saindege.impact.effect.randomisation import permuted_averages
from saindege.impact.panel import Floats, LongColumns, Panel

POWER = 0.8
DRAWS = 400
CURVE_STEPS = 10


@dataclass(frozen=True, slots=True)
class PowerPoint:
    """How often an effect, in the unit of the outcome, would be seen; share of draws."""

    effect: float
    power: float


@dataclass(frozen=True, slots=True)
class Power:
    """What a plan could see.

    Attributes
    ----------
    minimum_detectable_effect : smallest effect in the good direction seen in the wanted share of draws, signed;
        None where even ten errors are not
    share_of_mean : the same as a share of the mean outcome, 0.2 for a fifth; None where the mean is 0
    curve : from no effect on; the first point is the share of false alarms
    wanted : share of draws in which the effect is to be seen
    error : standard deviation of the estimate over the draws
    draws, exact : number of assignments tried, and whether these were all
    treated_units, control_units, periods, follow_up : sizes of the plan
    moved_back : periods by which the plan was moved into the past
    notices : what speaks against the plan
    """

    minimum_detectable_effect: float | None
    share_of_mean: float | None
    curve: tuple[PowerPoint, ...]
    wanted: float
    error: float
    draws: int
    exact: bool
    treated_units: int
    control_units: int
    periods: int
    follow_up: int
    moved_back: float
    notices: tuple[Notice, ...]


class PlanDoesNotFit(BadInput):
    """The past is too short for the plan to be tried out on it."""

    code = "nothing_to_estimate"


def move_into_past(long: LongColumns, follow_up: int) -> tuple[LongColumns, float]:
    """Move planned dates back so that `follow_up` periods from the last wave on lie in the past.

    Dates within the panel stay where they are; the second part says by how many periods the plan was moved.

    Raises
    ------
    PlanDoesNotFit : no date is planned, or the first wave would have no period before it
    """
    first = np.asarray(long.first_treated, dtype=np.float64)
    periods = np.unique(np.asarray(long.time, dtype=np.float64))
    planned = first[(first > 0) & np.isfinite(first)]
    if not len(planned):
        raise PlanDoesNotFit(
            Sentence(
                id="Belum ada tanggal pelatihan yang direncanakan. Isi kolom tanggal untuk sebagian kantor.",
                en="No training date is planned. Fill in the date for some of the offices.",
            )
        )
    if planned.min() <= periods[-1]:
        return long, 0.0
    shift = float(planned.max() - (periods[-1] - follow_up + 1))
    if planned.min() - shift <= periods[0]:
        needed = int(planned.max() - planned.min()) + follow_up + 1
        raise PlanDoesNotFit(
            Sentence(
                id=f"Masa lalu terlalu pendek: rencana ini perlu {needed} periode, yang ada {len(periods)}. "
                "Tambahkan bulan yang lalu, atau perpendek pengamatan sesudah pelatihan.",
                en=f"The past is too short: this plan needs {needed} periods and there are {len(periods)}. "
                "Add earlier periods, or follow up for a shorter time.",
            )
        )
    moved = np.where((first > 0) & np.isfinite(first), first - shift, first)
    return replace(long, first_treated=moved), shift


def plan_power(
    panel: Panel,
    options: design.Options,
    *,
    moved_back: float = 0.0,
    follow_up: int = 0,
    wanted: float = POWER,
    draws: int = DRAWS,
    effects: Sequence[float] = (),
) -> Power:
    """Tell the smallest effect that a plan would show, and how often others would be seen.

    Parameters
    ----------
    panel : the past with the plan moved into it, see `move_into_past`
    effects : effects for the curve; ten steps up to twice the smallest one when none are given

    An effect counts as seen where the estimate is beyond both the t interval and the 95 % of the draws themselves,
    as the verdict asks for both.

    Raises
    ------
    PlanDoesNotFit : no draw allows an estimate

    Assumes that the time to come varies as the past did.
    """
    cohorts = design.effective_cohorts(panel, options.anticipation)
    drawn = assignments.draw_assignments(
        cohorts, strata=panel.strata, cluster=panel.cluster, limit=draws, seed=options.seed
    )
    effect, error = _estimates(panel, cohorts, drawn.cohorts, options)
    told = np.isfinite(effect) & (error > 0)
    if not told.any():
        raise _nothing_to_compare()
    clusters = len(cohorts) if panel.cluster is None else int(panel.cluster.max()) + 1
    seen = _Seen(effect[told], error[told], len(effect), clusters, -1.0 if options.better == "lower" else 1.0)
    smallest = seen.smallest(wanted)
    sizes = [float(size) for size in effects] or seen.steps(smallest)
    mean = float(np.nanmean(panel.outcome))
    stand_in = design.last_cohort(cohorts)
    compared = int((np.isinf(cohorts) if stand_in is None else cohorts == stand_in).sum())
    treated = len(cohorts) - compared
    return Power(
        minimum_detectable_effect=None if smallest is None else seen.direction * smallest,
        share_of_mean=None if smallest is None or mean == 0 else abs(smallest / mean),
        curve=tuple(PowerPoint(size, seen.share(size)) for size in sizes),
        wanted=wanted,
        error=float(effect[told].std()),
        draws=len(effect),
        exact=drawn.exact,
        treated_units=treated,
        control_units=compared,
        periods=len(panel.periods),
        follow_up=follow_up,
        moved_back=moved_back,
        notices=_notices(treated, compared, moved_back),
    )


def _nothing_to_compare() -> PlanDoesNotFit:
    return PlanDoesNotFit(
        Sentence(
            id="Rencana ini tidak menyisakan pembanding. Latih kantor bergelombang, atau sisakan kantor yang dilatih "
            "kemudian.",
            en="This plan leaves nothing to compare with. Train in waves, or leave offices for later.",
        )
    )


def _estimates(
    panel: Panel, cohorts: Floats, table: Floats, options: design.Options
) -> tuple[Floats, Floats]:
    planned, _ = design.plan_cells(panel, cohorts, options)
    after = design.subset(planned, planned.post)
    if not len(after):
        return np.full(len(table), np.nan), np.full(len(table), np.nan)
    estimator = cells.Estimator(panel, after, options)
    members = np.ones((1, len(after)), dtype=np.bool_)
    found = []
    for start in range(0, len(table), 100):
        rows = table[start : start + 100]
        mean, influence = permuted_averages(estimator, rows, members, estimator.effects(rows))
        variance = (influence[:, :, 0] ** 2).sum(axis=1) / len(cohorts) ** 2
        found.append((mean[:, 0], np.sqrt(variance)))
    effects, errors = zip(*found, strict=True)
    return np.concatenate(effects), np.concatenate(errors)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Counts how often an effect is seen."""

    effect: Floats
    error: Floats
    draws: int
    clusters: int
    direction: float

    @property
    def bound(self) -> float:
        """The |t| that has to be exceeded: of the interval or of the draws, whichever is stricter."""
        by_interval = inference.t_quantile(0.975, self.clusters - 1) * inference.widening(self.clusters)
        return max(by_interval, float(np.quantile(np.abs(self.effect / self.error), 0.95)))

    def share(self, size: float) -> float:
        """Share of all draws in which a signed effect is seen; a draw without an estimate sees nothing."""
        beyond = np.abs(self.effect + size) > self.bound * self.error
        # Seen the wrong way round is not seen.
        right = beyond & ((np.sign(self.effect + size) == np.sign(size)) | (size == 0))
        return float(right.sum() / self.draws)

    def smallest(self, wanted: float) -> float | None:
        """Smallest size that is seen in the wanted share of draws, None beyond ten times the bound."""
        low, high = 0.0, 10 * self.bound * float(self.error.max())
        if self.share(self.direction * high) < wanted:
            return None
        for _ in range(60):
            middle = (low + high) / 2
            if self.share(self.direction * middle) >= wanted:
                high = middle
            else:
                low = middle
        return high

    def steps(self, smallest: float | None) -> list[float]:
        """Sizes for a curve from nothing to twice the smallest."""
        most = 2 * smallest if smallest else 4 * self.bound * float(np.median(self.error))
        return [self.direction * most * step / CURVE_STEPS + 0.0 for step in range(CURVE_STEPS + 1)]


def _notices(treated: int, compared: int, moved_back: float) -> tuple[Notice, ...]:
    found = []
    if moved_back == 0:
        sentence = Sentence(
            id="Tanggal berada di dalam masa data, jadi rencana dicoba di tempatnya. Bila pelatihan sudah terjadi, pakai "
            "impact estimate.",
            en="The dates lie within the data, so the plan is tried where it is. If the training has happened, use "
            "impact estimate.",
        )
        found.append(Notice("dates_within_panel", sentence))
    if treated < verdict.FEWEST_TREATED:
        found.append(Notice("few_treated_units", verdict.REASONS["few_treated_units"]))
    if compared < verdict.FEWEST_COMPARED:
        found.append(Notice("few_control_units", verdict.REASONS["few_control_units"]))
    return tuple(found)


def power_as_json(found: Power, options: design.Options, language: Language = "id") -> dict[str, object]:
    """Return what the command line promises of a plan."""
    return {
        "minimum_detectable_effect": found.minimum_detectable_effect,
        "share_of_mean": found.share_of_mean,
        "power_curve": [{"effect": point.effect, "power": point.power} for point in found.curve],
        "power": found.wanted,
        "error": found.error,
        "draws": found.draws,
        "exact": found.exact,
        "treated_units": found.treated_units,
        "control_units": found.control_units,
        "periods": found.periods,
        "follow_up": found.follow_up,
        "moved_back": found.moved_back,
        "control": options.control,
        "method": options.method,
        "better": options.better,
        "seed": options.seed,
        "warnings": [
            {"code": notice.code, "message": notice.sentence.in_language(language)}
            for notice in found.notices
        ],
    }
