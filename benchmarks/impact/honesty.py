"""How often the estimate is wrong where the truth is known: invented dates on offices to which nothing happened.

    python -m benchmarks.impact.honesty [--data FOLDER] [--draws 400]

With the folder of published data the offices are those of a real panel (45 units by 10 quarters, its planted effect
taken out); without it they are generated. Dates are drawn anew each time, a known effect may be added, and the
answer is compared with the truth. Falls short where false alarms leave 3-7 % or coverage falls below 93 %.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.impact.honest_panels import FULL, hospital, officers, panel_of
from saindege.impact.effect import Estimate, Options, estimate_effect

WAVES = (0,) * 18 + (4,) * 7 + (5,) * 7 + (6,) * 7 + (7,) * 6
FOUR = (0,) * 41 + (4, 5, 6, 7)
# Months for the offices called after a bad quarter.
MONTHS, CALLED_IN = 18, 13
# A share of 400 draws is itself uncertain by about two points.
FALSE_ALARMS, COVERAGE, SLACK = (0.03, 0.07), 0.93, 0.022


@dataclass(frozen=True)
class Trial:
    """One estimate with the truth."""

    found: Estimate
    truth: float


def trials(
    base: np.ndarray, dates: tuple[int, ...], ramps: bool, draws: int, permutations: int
) -> Iterator[Trial]:
    """Draw dates, add the effect, estimate."""
    rng = np.random.default_rng(7)
    for _ in range(draws):
        first = rng.permutation(np.array(dates))
        since = np.where(first[:, None] > 0, np.arange(1, base.shape[1] + 1) - first[:, None], -1)
        # Grows over three periods; half as strong again in the first wave, half in the last.
        strength = np.where(first == min(filter(None, dates)), 1.5, np.where(first == max(dates), 0.5, 1.0))
        effect = ramps * FULL * np.clip((since + 1) / 3, 0, 1) * strength[:, None]
        options = Options(draws=0, permutations=permutations, assignment="lottery")
        yield Trial(
            estimate_effect(panel_of(base + effect, first), options), float(effect[since >= 0].mean())
        )


def chosen_slow(base: np.ndarray, draws: int, permutations: int) -> Iterator[Trial]:
    """Train in quarter 6 the fifteen offices that were slowest in quarter 5; shuffled noise makes each draw new."""
    rng = np.random.default_rng(11)
    level = base.mean(axis=1, keepdims=True)
    noise = base - level - base.mean(axis=0) + base.mean()
    for _ in range(draws):
        outcome = level + base.mean(axis=0) + rng.permuted(noise, axis=1)
        # The slowest against their own usual: those whom a bad quarter brought to notice.
        last = outcome[:, 4] - outcome[:, :4].mean(axis=1)
        first = np.where(np.argsort(np.argsort(last)) >= 30, 6, 0)
        yield Trial(
            estimate_effect(panel_of(outcome, first), Options(draws=0, permutations=permutations)), 0.0
        )


def called_after_a_bad_quarter(draws: int, permutations: int, effect: float = 0.0) -> Iterator[Trial]:
    """By months: train the fifteen of 45 generated offices whose last three months were worst against their usual.

    Noise of a month partly lasts into the next (0.3), as it does in real offices.
    """
    rng = np.random.default_rng(13)
    for _ in range(draws):
        noise = rng.normal(0, 0.1, (45, MONTHS + 12))
        for month in range(1, noise.shape[1]):
            noise[:, month] += 0.3 * noise[:, month - 1]
        outcome = rng.normal(3, 0.3, (45, 1)) + np.cumsum(rng.normal(0, 0.03, MONTHS)) + noise[:, 12:]
        quarter = outcome[:, CALLED_IN - 4 : CALLED_IN - 1].mean(axis=1)
        bad = quarter - outcome[:, : CALLED_IN - 4].mean(axis=1)
        first = np.where(np.argsort(np.argsort(bad)) >= 30, CALLED_IN, 0)
        outcome += effect * ((np.arange(1, MONTHS + 1) >= CALLED_IN) & (first[:, None] > 0))
        yield Trial(
            estimate_effect(panel_of(outcome, first), Options(draws=0, permutations=permutations)), effect
        )


def share(done: list[Trial], holds: Callable[[Trial], bool]) -> float:
    """Share of trials for which something holds."""
    return float(np.mean([holds(trial) for trial in done]))


def covered(trial: Trial) -> bool:
    """Whether the t interval holds the truth."""
    simple = trial.found.numbers.simple
    return simple.low <= trial.truth <= simple.high


def covered_by_permutation(trial: Trial) -> bool:
    """Whether the interval of the randomisation test holds the truth; no end means no bound."""
    drawn = trial.found.numbers.randomisation
    low = -np.inf if drawn.low is None else drawn.low
    high = np.inf if drawn.high is None else drawn.high
    return low <= trial.truth <= high


def naive(trial: Trial) -> bool:
    """Whether before and after alone would announce an effect."""
    figure = trial.found.before_after
    return figure.low > 0 or figure.high < 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("SAINDEGE_DATA_FILES"))
    parser.add_argument("--draws", type=int, default=400)
    parser.add_argument("--permutations", type=int, default=199)
    parser.add_argument("--peer-python", help="not used: the truth is the peer")
    options = parser.parse_args()
    base, clerks = hospital(options.data), officers(options.data)
    draws, permutations = options.draws, options.permutations
    rows = {
        "27 of 45 trained, no effect": list(trials(base, WAVES, False, draws, permutations)),
        "27 of 45 trained, growing effect": list(trials(base, WAVES, True, draws, permutations)),
        "4 of 45 trained, no effect": list(trials(base, FOUR, False, draws, permutations)),
        "15 chosen for a bad quarter, no effect": list(chosen_slow(base, draws, permutations)),
        "15 called after 3 bad months, no effect": list(called_after_a_bad_quarter(draws, permutations)),
    }
    if clerks is not None:
        dates = (0,) * (len(clerks) - 9) + (4,) * 3 + (5,) * 3 + (6,) * 3
        name = f"9 of {len(clerks)} officers trained"
        rows[f"{name}, no effect"] = list(trials(clerks, dates, False, draws, permutations))
        rows[f"{name}, growing effect"] = list(trials(clerks, dates, True, draws, permutations))
    print(f"{options.draws} draws; shares in %")
    print(f"{'':40} before/after  t interval  permutation   verdict   covered by t / permutation")
    for name, done in rows.items():
        figures = (
            share(done, naive),
            share(done, lambda trial: trial.found.numbers.simple.excludes_zero),
            share(done, lambda trial: trial.found.numbers.randomisation.p_value < 0.05),
            share(done, lambda trial: trial.found.verdict.word != "belum_terbukti"),
            share(done, covered),
            share(done, covered_by_permutation),
        )
        print(f"{name:40} " + "  ".join(f"{100 * figure:10.1f}" for figure in figures))
    return 0 if is_honest(rows) else 1


def is_honest(rows: dict[str, list[Trial]]) -> bool:
    """Whether false alarms, coverage and the verdict keep what is promised."""
    least, most = FALSE_ALARMS
    fine = True
    for name, done in rows.items():
        if "growing" in name:
            fine &= share(done, covered_by_permutation) >= COVERAGE - SLACK
        elif "chosen" in name or "called" in name:
            fine &= share(done, lambda trial: trial.found.verdict.word != "belum_terbukti") <= 0.05
        else:
            alarms = share(done, lambda trial: trial.found.numbers.randomisation.p_value < 0.05)
            fine &= least - SLACK <= alarms <= most + SLACK
    return fine


if __name__ == "__main__":
    sys.exit(main())
