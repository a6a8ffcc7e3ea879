"""From the levels that observers marked to one mark of a person's practice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def level_percent(levels_marked: Iterable[int], *, top: int) -> float | None:
    """Return how far up the levels the marks are on average: 0 for the lowest, 100 for the highest.

    Parameters
    ----------
    levels_marked : of all criteria and observers, 1 to ``top``
    top : number of levels, at least 2

    Returns
    -------
    None where nobody marked anything
    """
    marks = list(levels_marked)
    return 100 * (sum(marks) / len(marks) - 1) / (top - 1) if marks else None


def practice_mark(percents: Mapping[object, float | None]) -> float | None:
    """Return the mark of a practice seen under several rubrics: their mean; None while one is missing.

    Parameters
    ----------
    percents : by rubric, of every rubric that the batch was observed by
    """
    seen = [one for one in percents.values() if one is not None]
    return sum(seen) / len(seen) if seen and len(seen) == len(percents) else None
