"""Cases still open must not fake an improvement: invented logs in which nothing got faster.

    python -m benchmarks.impact.honesty_open [--draws 400]

Three logs of 24 offices over 18 months, each cut off at its end. `late`: two waves trained by lot shortly before the
end. `slow`: the same, but the trained offices are those with long cases, of which the cut hides more. `left`: trained
offices leave their hardest cases lying. Each log is read in two ways: as most people do (cases that ended, by the month
in which they began) and as a study does (months watched for the whole time to finish, share of open cases checked).
Falls short where a study announces an effect in more than 7 % of draws.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date

import numpy as np

from saindege.impact.effect import Options, estimate_effect
from saindege.impact.study import OPEN_SHARE, OfficeMonth, build_study_panel, month_number, month_of

OFFICES, MONTHS, CASES, DAYS = 24, 18, 40, 30.4
FOLLOW_UP = 60.0
START = month_number(date(2025, 1, 1))
WAVES = (13, 15)
MOST, SLACK = 0.07, 0.022


@dataclass(frozen=True)
class Log:
    """Cases: office, day of beginning, days to the end (infinite where left lying), and the offices' waves."""

    office: np.ndarray
    began: np.ndarray
    lasts: np.ndarray
    wave: np.ndarray


def invent(kind: str, rng: np.random.Generator) -> Log:
    """Invent a log of one kind; nobody gets faster in any."""
    wave = rng.permutation(np.repeat([WAVES[0], WAVES[1], 0], 8))
    usual = np.full(OFFICES, 18.0)
    if kind == "slow":
        usual = np.where(wave > 0, 28.0, 9.0)
    office = np.repeat(np.arange(OFFICES), MONTHS * CASES)
    began = np.tile(np.repeat(np.arange(MONTHS), CASES), OFFICES) * DAYS + rng.uniform(0, DAYS, len(office))
    lasts = rng.exponential(usual[office])
    if kind == "left":
        after = (wave[office] > 0) & (began >= (wave[office] - 1) * DAYS)
        lasts = np.where(after & (lasts > 25), np.inf, lasts)
    return Log(office, began, lasts, wave)


def months_of(log: Log, as_a_study: bool) -> list[OfficeMonth]:
    """Sum a log up by office and month of beginning."""
    end = MONTHS * DAYS
    watched = FOLLOW_UP if as_a_study else np.inf
    ended = (log.lasts <= watched) & (log.began + log.lasts <= end)
    month = (log.began // DAYS).astype(int)
    last = int((end - FOLLOW_UP) // DAYS) if as_a_study else MONTHS
    rows = []
    for office in range(OFFICES):
        for at in range(last):
            mine = (log.office == office) & (month == at)
            done = mine & ended
            value = float(np.log(log.lasts[done] + 0.1).mean()) if done.any() else None
            share = float(1 - done.sum() / mine.sum()) if as_a_study else None
            rows.append(OfficeMonth(f"K{office:02d}", month_of(START + at), value, int(mine.sum()), share))
    return rows


def announces(log: Log, as_a_study: bool, permutations: int) -> bool:
    """Whether an effect is announced: by a study its verdict, otherwise the interval."""
    trained = {
        f"K{office:02d}": month_of(START + int(wave) - 1) if wave else None
        for office, wave in enumerate(log.wave)
    }
    panel = build_study_panel(months_of(log, as_a_study), trained).panel
    options = Options(
        draws=0,
        permutations=permutations if as_a_study else 0,
        assignment="lottery",
        open_share=(OPEN_SHARE,) if as_a_study else (),
    )
    found = estimate_effect(panel, options)
    if as_a_study:
        return found.verdict.word != "belum_terbukti"
    return found.numbers is not None and found.numbers.simple.excludes_zero


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=400)
    parser.add_argument("--permutations", type=int, default=199)
    parser.add_argument("--peer-python", help="not used: the truth is the peer")
    options = parser.parse_args()
    print(f"{options.draws} draws; share in which an effect is announced, in %")
    short = 0
    for kind in ("late", "slow", "left"):
        rng = np.random.default_rng(17)
        told = np.array(
            [
                [announces(log, as_a_study, options.permutations) for as_a_study in (False, True)]
                for log in (invent(kind, rng) for _ in range(options.draws))
            ]
        )
        ended, studied = told.mean(axis=0)
        fine = studied <= MOST + SLACK
        short += not fine
        print(
            f"{kind:6} cases that ended {100 * ended:5.1f}   as a study {100 * studied:5.1f}{'' if fine else '  SHORT'}"
        )
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
