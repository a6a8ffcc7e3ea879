"""Points, totals, categories and means."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from saindege.impact.professionalism import rulebook
from saindege.impact.professionalism.records import UNKNOWN, Codes, Records, Truths

Floats = NDArray[np.float64]
PARTS = ("qualification", "competence", "performance", "discipline")


@dataclass(frozen=True, slots=True)
class Mean:
    """Means over the people counted, each rounded at the end; None where nobody counts."""

    qualification: float | None
    competence: float | None
    performance: float | None
    discipline: float | None
    total: float | None


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a number of people.

    Attributes
    ----------
    records, book, variant : what was scored, and by which rule
    counted : False for who has neither education nor performance nor technical hours on record, shape (n,)
    qualification, competence, performance, discipline : points, shape (n,)
    total : their sum, 0 to 100, shape (n,)
    category : position in the rule's categories, best first, shape (n,)
    """

    records: Records
    book: rulebook.Rulebook
    variant: rulebook.Variant
    counted: Truths
    qualification: Floats
    competence: Floats
    performance: Floats
    discipline: Floats
    total: Floats
    category: Codes

    @property
    def n(self) -> int:
        """People in the mean."""
        return int(self.counted.sum())

    @property
    def missing(self) -> int:
        """People left out of the mean for want of any record."""
        return len(self.records) - self.n

    def mean(self, among: Truths | None = None) -> Mean:
        """Average over the people counted, or over those of them chosen, shape (n,)."""
        chosen = self.counted if among is None else self.counted & among
        columns = (self.qualification, self.competence, self.performance, self.discipline, self.total)
        return Mean(*(_rounded_mean(column[chosen], self.book.decimals) for column in columns))


def score(records: Records, *, variant: str | None = None, book: rulebook.Rulebook | None = None) -> Index:
    """Give points to everybody.

    Source: PermenPANRB 38/2018 and Peraturan BKN 8/2019, see the rule's own version, source and confidence.

    Raises
    ------
    UnknownVariant : categories are read as A or B only
    """
    book = book or rulebook.load()
    chosen = book.choose(variant)
    known = ~np.isnan(records.technical_hours)
    parts = {
        "qualification": _worth(list(book.qualification.values()), 0.0, records.education),
        "competence": _competence(records, book),
        "performance": _worth([step.points for step in book.performance], 0.0, records.performance),
        # Nothing on record means no punishment.
        "discipline": _worth(
            [step.points for step in book.discipline], book.most["discipline"], records.discipline
        ),
    }
    total = np.asarray(np.sum(list(parts.values()), axis=0), dtype=np.float64)
    return Index(
        records=records,
        book=book,
        variant=chosen,
        counted=(records.education != UNKNOWN) | (records.performance != UNKNOWN) | known,
        **parts,
        total=total,
        category=_categories(total, book, chosen),
    )


def technical_done(records: Records, book: rulebook.Rulebook) -> Truths:
    """Return who has the technical hours, shape (n,)."""
    # NaN compares as False: hours not on record are not done.
    done: Truths = records.technical_hours >= book.technical_hours
    return done


def _worth(points: list[float], otherwise: float, codes: Codes) -> Floats:
    return np.array([*points, otherwise], dtype=np.float64)[codes]


def _competence(records: Records, book: rulebook.Rulebook) -> Floats:
    worth = {
        part: np.array([book.competence[post][part] for post in book.post_types], dtype=np.float64)
        for part in rulebook.COMPETENCE_PARTS
    }
    done = (records.post_training, technical_done(records, book), records.seminar)
    points = [worth[part][records.post_type] * has for part, has in zip(worth, done, strict=True)]
    return np.asarray(np.sum(points, axis=0), dtype=np.float64)


def _categories(total: Floats, book: rulebook.Rulebook, variant: rulebook.Variant) -> Codes:
    borders, border_belongs = book.borders[variant]
    side: Literal["left", "right"] = "right" if border_belongs else "left"
    passed = np.searchsorted(np.array(borders[::-1], dtype=np.float64), total, side=side)
    return np.asarray(len(borders) - passed, dtype=np.int8)


def _rounded_mean(values: Floats, decimals: int) -> float | None:
    if not len(values):
        return None
    # Points are halves: their sum is exact, and half a cent goes up as on paper.
    mean = Decimal(float(values.sum())) / len(values)
    return float(mean.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
