"""The official result beside our own: which parts differ, and what the official points would mean."""

from __future__ import annotations

from dataclasses import dataclass

from saindege.base.errors import Sentence
from saindege.impact.professionalism.rulebook import Rulebook
from saindege.impact.professionalism.score import PARTS

NAMES = {
    "qualification": Sentence(id="Kualifikasi", en="Qualification"),
    "competence": Sentence(id="Kompetensi", en="Competence"),
    "performance": Sentence(id="Kinerja", en="Performance"),
    "discipline": Sentence(id="Disiplin", en="Discipline"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that the official result counts otherwise: our points, theirs, why that may be."""

    part: str
    ours: float
    official: float
    sentence: Sentence


def differences(
    ours: dict[str, float], official: dict[str, float], post_type: str, book: Rulebook
) -> tuple[Difference, ...]:
    """Return the parts that differ, in the order of the rule, each with what would explain it.

    Parameters
    ----------
    ours, official : points by part: qualification, competence, performance, discipline
    post_type : kind of post that we have on record
    """
    return tuple(
        Difference(part, ours[part], official[part], _why(part, ours[part], official[part], post_type, book))
        for part in PARTS
        if abs(ours[part] - official[part]) > 1e-9
    )


def _why(part: str, ours: float, official: float, post_type: str, book: Rulebook) -> Sentence:
    if part == "qualification":
        return _one_of([name for name, points in book.qualification.items() if points == official], part)
    if part == "performance":
        if official == 0:
            return Sentence(
                id="Hasil resmi tidak memuat kinerja. Periksa SKP di SIASN.",
                en="The official result holds no performance. Check the SKP in SIASN.",
            )
        return _one_of([step.value for step in book.performance if step.points == official], part)
    if part == "discipline":
        return _one_of([step.value for step in book.discipline if step.points == official], part)
    fitting = _combinations(official, post_type, book)
    if not fitting:
        return _foreign(part)
    words_id, words_en = fitting[0]
    which = ("lebih sedikit", "fewer") if official < ours else ("lebih banyak", "more")
    return Sentence(
        id=f"SIASN mencatat pelatihan {which[0]}: {words_id}. Kirim sertifikat yang belum tercatat, atau periksa jenis jabatan.",
        en=f"SIASN holds {which[1]} training: {words_en}. Send the certificates it lacks, or check the kind of post.",
    )


def _one_of(words: list[str], part: str) -> Sentence:
    if not words:
        return _foreign(part)
    name = NAMES[part]
    return Sentence(
        id=f"{name.id} di SIASN tampaknya {' atau '.join(words)}. Samakan catatannya.",
        en=f"{name.en} in SIASN seems to be {' or '.join(words)}. Make the records agree.",
    )


def _foreign(part: str) -> Sentence:
    name = NAMES[part]
    return Sentence(
        id=f"Nilai resmi {name.id.lower()} tidak ada dalam tabel versi ini. Periksa versi aturannya.",
        en=f"The official points for {name.en.lower()} are not in this version of the table. Check the rule's version.",
    )


_WORDS = {
    "post_training": ("pelatihan jabatan", "training for the post"),
    "technical": ("pelatihan teknis 20 JP", "20 hours of technical training"),
    "seminar": ("seminar", "a seminar"),
}


def _combinations(points: float, post_type: str, book: Rulebook) -> list[tuple[str, str]]:
    """Which parts of competence add up to these points."""
    table = {part: worth for part, worth in book.competence[post_type].items() if worth}
    names = list(table)
    found = []
    for chosen in range(2 ** len(names)):
        parts = [name for place, name in enumerate(names) if chosen >> place & 1]
        if abs(sum(table[part] for part in parts) - points) < 1e-9:
            words = [_WORDS[part] for part in parts] or [("tidak ada", "none")]
            found.append((", ".join(word for word, _ in words), ", ".join(word for _, word in words)))
    return found
