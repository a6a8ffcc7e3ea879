"""The chain in words, the same on the screen and on paper, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from saindege.base.errors import Language, Sentence
from saindege.impact.app.queries.evidence import EvaluationRow
from saindege.impact.app.queries.use_words import logbook_words, use_words
from saindege.impact.outcome import say_number

LEVELS = {
    "reaction": Sentence(id="Tanggapan", en="Reaction"),
    "learning": Sentence(id="Pembelajaran", en="Learning"),
    "behaviour": Sentence(id="Perilaku", en="Behaviour"),
    "results": Sentence(id="Hasil layanan", en="Results in service"),
}
STATES = {
    "good": Sentence(id="Tersambung", en="Holds"),
    "wait": Sentence(id="Belum jelas", en="Not clear yet"),
    "bad": Sentence(id="Putus", en="Broken"),
    "unknown": Sentence(id="Belum diukur", en="Not measured"),
}
TONES = {"good": "good", "wait": "wait", "bad": "bad", "unknown": "plain"}


@dataclass(frozen=True, slots=True)
class LinkWords:
    """One link: name, state, tone and the figure in a sentence."""

    level: str
    name: str
    state: str
    tone: str
    sentence: str


def chain_words(row: EvaluationRow, language: Language) -> list[LinkWords]:
    """Return the four links of a batch in words."""
    sentences = {
        "reaction": _reaction(row, language),
        "learning": _learning(row, language),
        "behaviour": _behaviour(row, language),
        "results": _results(row, language),
    }
    return [
        LinkWords(
            link.level,
            LEVELS[link.level].in_language(language),
            STATES[link.state].in_language(language),
            TONES[link.state],
            sentences[link.level].in_language(language),
        )
        for link in row.chain.links
    ]


def break_words(row: EvaluationRow, language: Language) -> str:
    """Say where the chain breaks, or from where on nothing is known."""
    level, chain = row.chain.breaks_at, row.chain
    if level is None:
        return Sentence(
            id="Rantainya utuh: peserta puas, belajar, berubah, dan layanan membaik.",
            en="The chain is whole: participants were content, learned, changed, and service got better.",
        ).in_language(language)
    name = LEVELS[level]
    state = next(link.state for link in chain.links if link.level == level)
    if state == "bad":
        said = Sentence(
            id=f"Rantai putus di {name.id.lower()}. Perbaiki di situ dulu; tingkat sesudahnya tidak dapat diharapkan.",
            en=f"The chain breaks at {name.en.lower()}. Mend that first; nothing can be expected of the levels after it.",
        )
    elif state == "wait":
        said = Sentence(
            id=f"Sampai sebelum {name.id.lower()} rantainya tersambung; di {name.id.lower()} datanya belum cukup untuk berkata ya atau tidak.",
            en=f"The chain holds up to {name.en.lower()}; there the data do not yet say yes or no.",
        )
    else:
        said = Sentence(
            id=f"{name.id} belum diukur, jadi rantainya tidak dapat diikuti lebih jauh.",
            en=f"{name.en} has not been measured, so the chain cannot be followed further.",
        )
    return said.in_language(language)


def _n(value: float, decimals: int, language: Language) -> str:
    return say_number(value, decimals, language)


def _both(indonesian: str, english: str) -> Sentence:
    return Sentence(id=indonesian, en=english)


def _reaction(row: EvaluationRow, language: Language) -> Sentence:
    found = row.reaction
    if found is None:
        return _both(
            f"Belum ada tanggapan dari {row.attended} yang hadir.",
            f"No answer yet from {row.attended} who attended.",
        )
    if found.is_hidden or found.mean is None or found.ci95 is None:
        return _both(
            f"{found.n} tanggapan: terlalu sedikit untuk ditunjukkan.",
            f"{found.n} answers: too few to be shown.",
        )
    low, high = found.ci95
    mean, low_words, high_words = (_n(value, 1, language) for value in (found.mean, low, high))
    return _both(
        f"Rata-rata {mean} dari 5 (selang {low_words} sampai {high_words}), {found.n} dari {row.attended} yang hadir menjawab.",
        f"Mean {mean} of 5 (interval {low_words} to {high_words}); {found.n} of {row.attended} who attended answered.",
    )


def _learning(row: EvaluationRow, language: Language) -> Sentence:
    found = row.learning
    if found is None:
        return _both(
            "Belum ada peserta dengan nilai awal dan akhir.", "Nobody has a mark before and after yet."
        )
    if row.chain.links[1].state == "unknown":
        return _both(
            f"{found.n} pasang nilai: terlalu sedikit untuk ditunjukkan.",
            f"{found.n} pairs of marks: too few to be shown.",
        )
    gain, before, after = (
        _n(value, 1, language) for value in (found.mean_gain, found.mean_pre, found.mean_post)
    )
    interval_id = interval_en = ""
    if found.ci95 is not None:
        low, high = (_n(value, 1, language) for value in found.ci95)
        interval_id, interval_en = f" (selang {low} sampai {high})", f" (interval {low} to {high})"
    return _both(
        f"Nilai naik {gain} poin{interval_id}, dari {before} ke {after}; {found.n} peserta mengikuti kedua tes.",
        f"Marks rose by {gain} points{interval_en}, from {before} to {after}; {found.n} people took both tests.",
    )


def _behaviour(row: EvaluationRow, language: Language) -> Sentence:
    use = row.evidence.use
    told = [
        _superiors(row, language),
        logbook_words(row.logbook),
        use_words(row.use, use.service.name, use.activity) if use else None,
    ]
    said = [each for each in told if each is not None]
    if not said:
        return _both("Tidak ada perilaku sasaran yang disepakati.", "No target behaviour was agreed.")
    return _both(" ".join(each.id for each in said), " ".join(each.en for each in said))


def _superiors(row: EvaluationRow, language: Language) -> Sentence | None:
    found = row.behaviour
    if found is None:
        if not row.evidence.targets:
            return None
        return _both(
            f"{row.evidence.targets} perilaku sasaran disepakati; atasan belum menilai.",
            f"{row.evidence.targets} target behaviours were agreed; no superior has answered yet.",
        )
    if found.is_hidden or found.share is None or found.ci95 is None:
        return _both(
            f"{found.n} orang dinilai: terlalu sedikit untuk ditunjukkan.",
            f"{found.n} people answered for: too few to be shown.",
        )
    share, low, high = (_n(value * 100, 0, language) for value in (found.share, *found.ci95))
    return _both(
        f"{share} persen sering atau selalu melakukannya menurut atasan (selang {low} sampai {high}), {found.n} orang dinilai.",
        f"{share} percent do it often or always, say superiors (interval {low} to {high}); {found.n} people.",
    )


def _results(row: EvaluationRow, language: Language) -> Sentence:
    answered = [each for each in row.studies if each.verdict]
    if not answered:
        return _both(
            "Belum ada kajian yang dijawab untuk kursus ini.", "No study of this course has an answer yet."
        )
    told = "; ".join(f"{each.study.service.name}: {each.verdict_words.lower()}" for each in answered)
    return _both(f"{told}.", f"{told}.")
