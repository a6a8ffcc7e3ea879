"""Why a person has these points, part by part, and what would add to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.base.errors import Sentence
from saindege.impact.professionalism.records import UNKNOWN
from saindege.impact.professionalism.score import Index, technical_done


@dataclass(frozen=True, slots=True)
class Point:
    """The points of one part.

    Attributes
    ----------
    part : qualification, post_training, technical, seminar, performance or discipline
    points, most : what there is and what there could be
    sentence : why
    """

    part: str
    points: float
    most: float
    sentence: Sentence


def explain(index: Index, position: int) -> tuple[Point, ...]:
    """Explain each point of one person; the points add up to the total."""
    return (
        _qualification(index, position),
        *_competence(index, position),
        _performance(index, position),
        _discipline(index, position),
    )


def _qualification(index: Index, i: int) -> Point:
    code = int(index.records.education[i])
    if code == UNKNOWN:
        sentence = Sentence(
            id="Pendidikan belum tercatat. Lengkapi data pendidikan.",
            en="Education is not on record. Complete it.",
        )
    else:
        level = index.book.educations[code]
        sentence = Sentence(id=f"Pendidikan tertinggi {level}.", en=f"Highest education {level}.")
    return Point("qualification", float(index.qualification[i]), index.book.most["qualification"], sentence)


def _competence(index: Index, i: int) -> list[Point]:
    records, book = index.records, index.book
    post = book.post_types[int(records.post_type[i])]
    hours = float(records.technical_hours[i])
    found = []
    for part, has, (word_id, word_en) in (
        ("post_training", bool(records.post_training[i]), _POST_TRAINING[post == "fungsional"]),
        ("technical", bool(technical_done(records, book)[i]), _technical(hours, book.technical_hours)),
        ("seminar", bool(records.seminar[i]), ("Seminar atau sejenisnya", "Seminar or the like")),
    ):
        most = book.competence[post][part]
        if most == 0:
            sentence = Sentence(
                id=f"{word_id} tidak dinilai untuk jabatan {post}.",
                en=f"{word_en} does not count for a post of kind {post}.",
            )
        elif has:
            sentence = Sentence(id=f"{word_id}: ada.", en=f"{word_en}: done.")
        else:
            sentence = Sentence(
                id=f"{word_id}: belum; menambah {_comma(most)} bila dipenuhi.",
                en=f"{word_en}: not yet; worth {most:g} once done.",
            )
        found.append(Point(part, most if has else 0.0, most, sentence))
    return found


_POST_TRAINING = {
    False: ("Pelatihan kepemimpinan sesuai jenjang", "Leadership training of the level held"),
    True: ("Pelatihan fungsional", "Functional training"),
}


def _technical(hours: float, wanted: float) -> tuple[str, str]:
    if np.isnan(hours):
        return (
            f"Pelatihan teknis sekurangnya {_comma(wanted)} JP (belum tercatat)",
            f"Technical training of at least {wanted:g} hours (not on record)",
        )
    return (
        f"Pelatihan teknis sekurangnya {_comma(wanted)} JP (tercatat {_comma(hours)})",
        f"Technical training of at least {wanted:g} hours ({hours:g} on record)",
    )


def _comma(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _performance(index: Index, i: int) -> Point:
    code = int(index.records.performance[i])
    if code == UNKNOWN:
        sentence = Sentence(
            id="Penilaian kinerja belum tercatat. Lengkapi SKP.", en="No performance mark is on record."
        )
    else:
        word = index.book.performance[code].value
        sentence = Sentence(id=f"Predikat kinerja {word}.", en=f"Performance predicate {word}.")
    return Point("performance", float(index.performance[i]), index.book.most["performance"], sentence)


def _discipline(index: Index, i: int) -> Point:
    code = int(index.records.discipline[i])
    step = index.book.discipline[max(code, 0)]
    if step.points == index.book.most["discipline"]:
        sentence = Sentence(
            id="Tidak ada hukuman disiplin dalam lima tahun.", en="No disciplinary punishment in five years."
        )
    else:
        sentence = Sentence(
            id=f"Hukuman disiplin tingkat {step.value} dalam lima tahun.",
            en=f"Disciplinary punishment of level {step.value} in five years.",
        )
    return Point("discipline", float(index.discipline[i]), index.book.most["discipline"], sentence)
