"""The use of a skill in words, the same on the screen and on paper, in both languages."""

from __future__ import annotations

from saindege.base.errors import Language, Sentence
from saindege.impact import evaluation
from saindege.impact.evaluation import DayUse
from saindege.impact.evaluation.behaviour import Share
from saindege.impact.outcome import say_number

LANGUAGES: tuple[Language, Language] = ("id", "en")


def _percent(share: float, language: Language) -> str:
    return say_number(share * 100, 0, language)


def logbook_words(found: Share | None) -> Sentence | None:
    """Say how many keep a countersigned logbook of the skill; None where nobody does."""
    if found is None:
        return None
    if found.is_hidden or found.share is None or found.ci95 is None:
        return Sentence(
            id="Buku catatan: pesertanya terlalu sedikit untuk ditunjukkan.",
            en="Logbooks: too few people came for them to be shown.",
        )
    fewest = evaluation.load().fewest_tasks
    id_, en = ([_percent(share, language) for share in (found.share, *found.ci95)] for language in LANGUAGES)
    return Sentence(
        id=f"Buku catatan: {id_[0]} persen punya paling sedikit {fewest} tugas yang ditandatangani atasan "
        f"(selang {id_[1]} sampai {id_[2]}, {found.n} yang hadir).",
        en=f"Logbooks: {en[0]} percent have at least {fewest} tasks that the superior has countersigned "
        f"(interval {en[1]} to {en[2]}, {found.n} who attended).",
    )


def use_words(found: DayUse | None, service: str, activity: str) -> Sentence | None:
    """Say what the log of the service shows; None where it was not counted."""
    if found is None:
        return None
    head_id, head_en = (
        f"Log {service}, langkah “{activity}”, {found.day} hari",
        f"Log of {service}, step “{activity}”, {found.day} days",
    )
    if found.is_hidden:
        return Sentence(
            id=f"{head_id}: pesertanya terlalu sedikit untuk ditunjukkan.",
            en=f"{head_en}: too few people came for it to be shown.",
        )
    if found.before is None or found.after is None:
        return Sentence(
            id=f"{head_id}: berkas kantor peserta terlalu sedikit untuk dibandingkan.",
            en=f"{head_en}: the participants' offices have too few cases to compare.",
        )
    said_id = f"{head_id}: dipakai di {_percent(found.after, 'id')} persen berkas, sebelumnya {_percent(found.before, 'id')}"
    said_en = f"{head_en}: taken in {_percent(found.after, 'en')} percent of cases, {_percent(found.before, 'en')} before"
    if found.change_ci95 is not None:
        low, high = found.change_ci95
        said_id += f" (selang perubahan {_signed(low, 'id')} sampai {_signed(high, 'id')} poin, {found.offices} kantor)"
        said_en += f" (interval of the change {_signed(low, 'en')} to {_signed(high, 'en')} points, {found.offices} offices)"
    else:
        said_id += f" ({found.offices} kantor)"
        said_en += f" ({found.offices} office)"
    more = _usual() if found.was_usual else _officers(found)
    return Sentence(id=f"{said_id}.{more.id}", en=f"{said_en}.{more.en}")


def _usual() -> Sentence:
    return Sentence(
        id=" Hampir semua berkas sudah melalui langkah ini sebelum kursus, jadi ia tidak menunjukkan keterampilan baru. Pilih langkah lain.",
        en=" Nearly every case took this step before the course already, so it shows no new skill. Choose another step.",
    )


def _officers(found: DayUse) -> Sentence:
    """Only of those who attended: others of their offices have other tasks."""
    people = found.officers
    if not found.are_trained or people is None or people.share is None or people.ci95 is None:
        return Sentence(id="", en="")
    id_, en = (
        [_percent(share, language) for share in (people.share, *people.ci95)] for language in LANGUAGES
    )
    return Sentence(
        id=f" Dari {people.n} peserta yang bekerja di layanan ini, {id_[0]} persen memakainya (selang {id_[1]} sampai {id_[2]}).",
        en=f" Of {people.n} of those who attended at work in this service, {en[0]} percent take it (interval {en[1]} to {en[2]}).",
    )


def _signed(share: float, language: Language) -> str:
    sign = "\u2212" if round(share * 100) < 0 else "+"
    return sign + say_number(abs(share) * 100, 0, language)


def day_words(found: DayUse | None, language: Language) -> str:
    """Say in a cell how the use moved: before, then since the course."""
    if found is None or found.is_hidden or found.before is None or found.after is None:
        return ""
    return f"{_percent(found.before, language)} → {_percent(found.after, language)} %"
