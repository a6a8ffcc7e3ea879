"""Which training would raise the index most: one part of competence given to everybody who lacks it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.impact.professionalism.records import Truths
from saindege.impact.professionalism.rulebook import COMPETENCE_PARTS
from saindege.impact.professionalism.score import Index, technical_done


@dataclass(frozen=True, slots=True)
class Raise:
    """What one kind of training would do.

    Attributes
    ----------
    part : post_training, technical or seminar
    people : who lack it and would gain points
    points : points that they would gain together
    mean : by how much the mean over everybody counted would rise
    each : points for each person trained; None where nobody lacks it
    """

    part: str
    people: int
    points: float
    mean: float
    each: float | None


def raises_of(index: Index, among: Truths | None = None) -> tuple[Raise, ...]:
    """Return each kind of training with what it would add, the largest rise of the mean first.

    Parameters
    ----------
    among : the people looked at, shape (n,); everybody counted by default
    """
    chosen = index.counted if among is None else index.counted & among
    n = int(chosen.sum())
    book, records = index.book, index.records
    done = {
        "post_training": records.post_training,
        "technical": technical_done(records, book),
        "seminar": records.seminar,
    }
    found = []
    for part in COMPETENCE_PARTS:
        worth = np.array([book.competence[post][part] for post in book.post_types], dtype=np.float64)
        gain = np.where(chosen & ~done[part], worth[records.post_type], 0.0)
        people, points = int((gain > 0).sum()), float(gain.sum())
        found.append(
            Raise(part, people, points, points / n if n else 0.0, points / people if people else None)
        )
    return tuple(sorted(found, key=lambda each: -each.mean))
