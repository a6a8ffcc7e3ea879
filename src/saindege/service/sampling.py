"""How many citizens to ask in a satisfaction survey."""

from __future__ import annotations

import math

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.satisfaction_rules import SatisfactionRules, load_rules


def sample_size(
    population: int, *, error: float | None = None, rules: SatisfactionRules | None = None
) -> int:
    """Return how many of a population to ask.

    Parameters
    ----------
    population : people served in the period, 1 or more
    error : how far the share in the sample may stray from that of all, between 0 and 1; 0.05 by default

    Raises
    ------
    BadInput : out_of_range

    Source
    ------
    Krejcie and Morgan (1970), equation and table, rounded to the nearest whole number.
    """
    rule = (rules or load_rules()).sample
    error = rule.default_error if error is None else error
    if population < 1:
        raise _out_of_range(
            "population",
            f"Jumlah penerima layanan {population} harus 1 atau lebih.",
            f"A population of {population} must be 1 or more.",
        )
    if not 0 < error < 1:
        raise _out_of_range(
            "error",
            f"Batas kesalahan {error} harus lebih dari 0 dan kurang dari 1, misalnya 0.05.",
            f"An error of {error} must be more than 0 and less than 1, for example 0.05.",
        )
    spread = rule.chi_square * rule.share * (1 - rule.share)
    exact = spread * population / (error**2 * (population - 1) + spread)
    return min(population, max(1, math.floor(exact + 0.5)))


def _out_of_range(column: str, indonesian: str, english: str) -> BadInput:
    sentence = Sentence(id=indonesian, en=english)
    return BadInput(
        sentence, code="out_of_range", problems=[Problem("out_of_range", sentence, column=column)]
    )
