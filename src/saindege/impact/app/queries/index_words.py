"""The index in words and pictures, the same on the screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from saindege.base.errors import Language, Sentence
from saindege.impact.app.queries.index import CityIndex
from saindege.impact.outcome import say_number
from saindege.impact.professionalism.official import NAMES
from saindege.impact.professionalism.score import PARTS
from saindege.impact.professionalism.what_if import Raise, raises_of

TRAININGS = {
    "post_training": Sentence(
        id="Pelatihan kepemimpinan atau fungsional", en="Leadership or functional training"
    ),
    "technical": Sentence(id="Pelatihan teknis 20 JP", en="Technical training of 20 hours"),
    "seminar": Sentence(id="Seminar atau sejenisnya", en="A seminar or the like"),
}
PART_WORDS = NAMES
POINTS = {
    **NAMES,
    "post_training": TRAININGS["post_training"],
    "technical": TRAININGS["technical"],
    "seminar": TRAININGS["seminar"],
}


@dataclass(frozen=True, slots=True)
class RaiseWords:
    """One kind of training: its name, people who lack it, by how much the mean would rise, points for each."""

    name: str
    people: int
    mean: float
    each: float | None


def raise_words(raises: tuple[Raise, ...], language: Language) -> list[RaiseWords]:
    """Return what-ifs in words, the largest rise first; those that would add nothing are left out."""
    return [
        RaiseWords(TRAININGS[each.part].in_language(language), each.people, each.mean, each.each)
        for each in raises
        if each.people
    ]


def point_rows(points: Any, language: Language) -> list[dict[str, Any]]:
    """Return each point of a person with its reason."""
    return [
        {
            "name": POINTS[point.part].in_language(language),
            "points": point.points,
            "most": point.most,
            "why": point.sentence.in_language(language),
            "tone": "good" if point.points >= point.most else "wait" if point.points else "plain",
        }
        for point in points
        if point.most
    ]


def category_counts(found: CityIndex, language: Language) -> list[tuple[str, int, float]]:
    """Return category to people and share of those counted, best first."""
    index = found.index
    counts = np.bincount(index.category[index.counted], minlength=len(index.book.categories))
    n = max(1, index.n)
    return [
        (index.book.category_name(i, language), int(count), int(count) / n) for i, count in enumerate(counts)
    ]


def mean_parts(found: CityIndex, language: Language) -> list[tuple[str, float | None, float]]:
    """Return the parts of the city's mean: name, points, most."""
    mean = found.index.mean()
    return [
        (NAMES[part].in_language(language), getattr(mean, part), found.index.book.most[part])
        for part in PARTS
    ]


def within(name: str) -> str:
    """A name as it stands within a sentence; abbreviations keep their capitals."""
    return name[:1].lower() + name[1:]


def city_sentence(found: CityIndex, language: Language) -> str:
    """Say the city's index in one sentence, and what would raise it most."""
    index = found.index
    mean = index.mean().total
    if mean is None:
        return Sentence(
            id="Belum ada data untuk menghitung indeks.", en="There are no data yet to reckon the index from."
        ).in_language(language)
    best = raises_of(index)[0]
    total, rise = say_number(mean, 2, language), say_number(best.mean, 1, language)
    name = TRAININGS[best.part]
    n, missing, people = (say_number(count, 0, language) for count in (index.n, index.missing, best.people))
    return Sentence(
        id=f"Rata-rata {total} dari {n} ASN; {missing} tanpa catatan tidak ikut. "
        f"Yang paling menaikkan: {within(name.id)} untuk {people} orang, naik {rise} poin.",
        en=f"Mean {total} of {n} civil servants; {missing} without records are left out. "
        f"What would raise it most: {within(name.en)} for {people} people, up {rise} points.",
    ).in_language(language)
