"""The report in words, the same on the screen and on paper, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saindege.base.errors import Language, Sentence
from saindege.impact.app.queries.report import ReportPage
from saindege.impact.outcome import say_number


@dataclass(frozen=True, slots=True)
class Quarter:
    """One of the four sentences.

    Attributes
    ----------
    key : spent, reached, changed or sure
    name, figure, unit, say, note : words
    strip : for the ``strip`` tag, None where there is no interval to draw; low, high : its ends
    """

    key: str
    name: str
    figure: str
    unit: str
    say: str
    strip: dict[str, Any] | None = None
    low: float = 0.0
    high: float = 1.0
    note: str = ""


def four_sentences(page: ReportPage, language: Language) -> list[Quarter]:
    """Return spent, reached, changed, how sure."""
    return [_spent(page, language), _reached(page, language), _changed(page, language), _sure(page, language)]


def _spent(page: ReportPage, language: Language) -> Quarter:
    spent = page.spent
    size, unit = _money(spent.rupiah)
    if not spent.batches:
        say = Sentence(
            id=f"Belum ada angkatan yang dimulai pada {page.year}.",
            en=f"No batch has begun in {page.year} yet.",
        )
    elif spent.each is None:
        say = Sentence(
            id=f"{spent.batches} angkatan dimulai; biayanya belum dicatat.",
            en=f"{spent.batches} batches began; their cost is not written down yet.",
        )
    else:
        each, every = _rupiah(spent.each, "id"), _rupiah(spent.each, "en")
        say = Sentence(
            id=f"{spent.batches} angkatan untuk {_n(spent.participants, 'id')} kursi: {each} tiap peserta"
            f"{_middle(spent.quartiles, 'id')}.",
            en=f"{spent.batches} batches for {_n(spent.participants, 'en')} seats: {every} for each participant"
            f"{_middle(spent.quartiles, 'en')}.",
        )
    note = Sentence(id="juta rupiah tiap peserta", en="million rupiah for each participant")
    if spent.without_cost and spent.each is not None:
        note = Sentence(
            id=f"{note.id}; {spent.without_cost} angkatan belum mencatat biaya",
            en=f"{note.en}; {spent.without_cost} batches without a cost",
        )
    quarter = Quarter(
        "spent",
        Sentence(id="Dibelanjakan", en="Spent").in_language(language),
        say_number(size, 2 if unit.id else 0, language),
        (unit if unit.id else Sentence(id="rupiah", en="rupiah")).in_language(language),
        say.in_language(language),
        note=note.in_language(language) if spent.each is not None else "",
    )
    if spent.each is None or spent.quartiles is None:
        return quarter
    low, high = (end / 1e6 for end in spent.quartiles)
    return _with_strip(quarter, spent.each / 1e6, low, high)


def _reached(page: ReportPage, language: Language) -> Quarter:
    reached = page.reached
    name = Sentence(id="Dijangkau", en="Reached").in_language(language)
    figure, unit = say_number(reached.people, 0, language), "ASN"
    if reached.share is None:
        say = Sentence(
            id="Daftar pegawai masih kosong. Impor dulu daftar pegawai.",
            en="The staff list is empty. Import it first.",
        )
        return Quarter("reached", name, figure, unit, say.in_language(language))
    spread = Sentence(id="", en="")
    if reached.quartiles is not None:
        low, high = (round(end * 100) for end in reached.quartiles)
        spread = Sentence(
            id=f" Separuh kantor berada antara {low} dan {high} persen.",
            en=f" Half of the offices lie between {low} and {high} percent.",
        )
    share = round(reached.share * 100)
    say = Sentence(
        id=f"{share} persen dari {_n(reached.all, 'id')} ASN ikut sedikitnya satu sesi pada {page.year}.{spread.id}",
        en=f"{share} percent of {_n(reached.all, 'en')} civil servants attended at least one session in "
        f"{page.year}.{spread.en}",
    )
    note = Sentence(
        id=f"persen ASN, separuh dari {reached.offices} kantor",
        en=f"percent, half of {reached.offices} offices",
    )
    has_strip = reached.quartiles is not None
    quarter = Quarter(
        "reached",
        name,
        figure,
        unit,
        say.in_language(language),
        note=note.in_language(language) if has_strip else "",
    )
    if reached.quartiles is None:
        return quarter
    low_end, high_end = (end * 100 for end in reached.quartiles)
    return _with_strip(quarter, reached.share * 100, low_end, high_end, most=100.0)


def _changed(page: ReportPage, language: Language) -> Quarter:
    name = Sentence(id="Berubah", en="Changed").in_language(language)
    told, stat = page.changed, page.change
    if told is None or stat is None:
        say = Sentence(
            id="Belum ada kajian yang dijawab, jadi belum ada yang dapat dikatakan tentang perubahan.",
            en="No study has been answered yet, so nothing can be said about a change.",
        )
        return Quarter("changed", name, "–", "", say.in_language(language))
    service = told.study.service.name
    if told.verdict == "belum_terbukti":
        say = Sentence(
            id=f"{service}: {told.sentence} daripada di kantor yang belum dilatih, tetapi belum terbukti.",
            en=f"{service}: {told.sentence} than in offices not trained yet, but not proven.",
        )
    else:
        say = Sentence(
            id=f"{service}: {told.sentence} daripada di kantor yang belum dilatih.",
            en=f"{service}: {told.sentence} than in offices that are not trained yet.",
        )
    return Quarter(
        "changed",
        name,
        stat.size,
        stat.unit,
        say.in_language(language),
        strip=stat.strip,
        low=stat.low,
        high=stat.high,
        note=f"{stat.unit} {stat.direction}",
    )


def _sure(page: ReportPage, language: Language) -> Quarter:
    counts = page.counts
    better, worse = counts["terbukti_membaik"], counts["terbukti_memburuk"]
    unknown, unanswered = counts["belum_terbukti"], counts[""]
    say = Sentence(
        id=f"Dari {page.answered} kajian yang dijawab: {better} terbukti membaik, {unknown} belum terbukti, {worse} terbukti memburuk"
        f"{f', {unanswered} belum dihitung' if unanswered else ''}.",
        en=f"Of {page.answered} studies answered: {better} proven better, {unknown} not proven, {worse} proven worse"
        f"{f', {unanswered} not estimated yet' if unanswered else ''}.",
    )
    unit = Sentence(id=f"dari {page.answered} kajian", en=f"of {page.answered} studies")
    return Quarter(
        "sure",
        Sentence(id="Seberapa yakin", en="How sure").in_language(language),
        str(better + worse),
        unit.in_language(language),
        say.in_language(language),
    )


def next_question(page: ReportPage, language: Language) -> str:
    """Return the one question to ask in the next meeting."""
    if page.waiting and page.changed is not None:
        return Sentence(
            id=f"{len(page.waiting)} kantor masih menunggu pelatihan yang sudah terbukti. "
            "Apa yang menghalangi mereka mulai?",
            en=f"{len(page.waiting)} offices still wait for a training that is proven. What keeps them from starting?",
        ).in_language(language)
    if page.changed is not None and page.changed.verdict == "terbukti_memburuk":
        return Sentence(
            id="Layanan memburuk setelah pelatihan ini. Apa yang berubah di loketnya, dan siapa yang akan melihatnya?",
            en="The service got worse after this training. What changed at its counters, and who will look?",
        ).in_language(language)
    if page.next_study is not None:
        return Sentence(
            id=f"Kajian “{page.next_study.study.title}” belum dijawab. Data apa yang masih kurang?",
            en=f"The study “{page.next_study.study.title}” has no answer yet. Which data are missing?",
        ).in_language(language)
    return Sentence(
        id="Pelatihan mana yang belum pernah diuji pengaruhnya, dan kantor mana yang dapat diundi lebih dulu?",
        en="Which training has never been put to the test, and which offices can be drawn by lot first?",
    ).in_language(language)


def _with_strip(
    quarter: Quarter, value: float, low: float, high: float, *, most: float = float("inf")
) -> Quarter:
    reach = min(most, max(high, value) * 1.2) or 1.0
    strip = {"label": quarter.note, "value": value, "low": low, "high": high, "tone": "plain"}
    return Quarter(
        quarter.key, quarter.name, quarter.figure, quarter.unit, quarter.say, strip, 0.0, reach, quarter.note
    )


def _money(rupiah: float) -> tuple[float, Sentence]:
    for size, word in (
        (1e12, Sentence(id="triliun rupiah", en="trillion rupiah")),
        (1e9, Sentence(id="miliar rupiah", en="billion rupiah")),
        (1e6, Sentence(id="juta rupiah", en="million rupiah")),
    ):
        if rupiah >= size:
            return rupiah / size, word
    return rupiah, Sentence(id="", en="")


def _rupiah(amount: float, language: Language) -> str:
    return f"Rp{say_number(round(amount, -3), 0, language)}"


def _middle(quartiles: tuple[float, float] | None, language: Language) -> str:
    if quartiles is None:
        return ""
    low, high = (_rupiah(end, language) for end in quartiles)
    if language == "en":
        return f" (half of the batches: {low} to {high})"
    return f" (separuh angkatan: {low} sampai {high})"


def _n(number: float, language: Language) -> str:
    return say_number(number, 0, language)
