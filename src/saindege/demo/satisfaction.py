"""Satisfaction answers of invented citizens: some of those served answer, mildly better where they were served fast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.base import chance
from saindege.demo import planted, tables
from saindege.demo.logs import ServiceLog

# Most answer on the day; a few within the days after.
_DAYS_AFTER = (0, 0, 0, 0, 1, 2, 3)
BLANK = 0
_MICROSECONDS_A_DAY = 86_400_000_000
_WIB = 7 * 3_600_000_000


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to the nine elements for one service.

    Attributes
    ----------
    service : code
    office : position in the service's offices, shape (n,)
    day : local date as days since 1970, shape (n,)
    elements : codes of the nine elements
    answers : 1 to 4, 0 where left blank, shape (n, 9)
    """

    service: str
    office: NDArray[np.int64]
    day: NDArray[np.int64]
    elements: tuple[str, ...]
    answers: NDArray[np.int64]


def draw_answers(log: ServiceLog, last_day: int, seed: int) -> Answers:
    """Draw the answers of citizens whose case was answered.

    Parameters
    ----------
    last_day : last day of the logs as days since 1970; later answers are not in yet
    """
    table = tables.read_toml("data/satisfaction.toml")
    rng = chance.stream(seed, f"demo.satisfaction.{log.service.code}")
    cases = _who_answers(log, rng)
    office = log.case_office[cases]
    finished_at = np.zeros(log.n_cases, dtype=np.int64)
    np.maximum.at(finished_at, log.case, log.at)
    day = (finished_at[cases] + _WIB) // _MICROSECONDS_A_DAY + rng.choice(_DAYS_AFTER, len(cases))
    leaning = _leanings(log, cases, rng)
    answers = 1 + (leaning[:, :, None] > np.array(table["cuts"])).sum(axis=2)
    answers[rng.random(answers.shape) < table["blank_share"]] = BLANK
    kept = day <= last_day
    order = np.argsort(day[kept], kind="stable")
    return Answers(
        service=log.service.code,
        office=office[kept][order],
        day=day[kept][order],
        elements=tuple(table["elements"]),
        answers=answers[kept][order],
    )


def _who_answers(log: ServiceLog, rng: np.random.Generator) -> NDArray[np.int64]:
    service = log.service
    share = np.array(
        [service.answers_per_month[code] / service.cases_per_month[code] for code in service.offices]
    )
    return np.flatnonzero(log.finished & (rng.random(log.n_cases) < share[log.case_office]))


def _leanings(log: ServiceLog, cases: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return how far each citizen leans to a good answer, shape (n, 9)."""
    table = tables.read_toml("data/satisfaction.toml")
    rows = list(table["elements"].values())
    usual = np.log(log.untrained_hours).mean()
    slower = np.log(log.hours[cases]) - usual
    effect = planted.effect_on(log.service.code)
    gain = np.array([effect.satisfaction.get(code, 0.0) if effect else 0.0 for code in table["elements"]])
    office = rng.normal(0.0, table["office_spread"], len(log.service.offices))[log.case_office[cases]]
    person = rng.normal(0.0, table["person_spread"], len(cases))
    return np.asarray(
        np.array([row["leaning"] for row in rows])[None, :]
        - slower[:, None] * np.array([row["speed"] for row in rows])[None, :]
        + log.in_use[cases][:, None] * gain[None, :]
        + (office + person)[:, None]
        + rng.normal(0.0, 1.0, (len(cases), len(rows)))
    )
