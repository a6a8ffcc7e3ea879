"""Cost and benefit in words, the same on the screen and on paper, in both languages."""

from __future__ import annotations

from typing import Any

from saindege.base.errors import Language, Sentence
from saindege.impact.app.queries.value import RANGE_NAMES, CourseValue, input_ends, swing_name
from saindege.impact.outcome import say_number
from saindege.impact.value import Assumptions, Spread
from saindege.impact.value.rulebook import RANGES


def millions(amount: float, language: Language) -> str:
    """Say an amount of rupiah in millions."""
    word = "million" if language == "en" else "juta"
    sign = "\u2212" if round(amount / 1e6, 1) < 0 else ""
    return f"{sign}Rp{say_number(abs(amount) / 1e6, 1, language)} {word}"


def say_signed(number: float, decimals: int, language: Language) -> str:
    """Say a number with a true minus where it is below 0."""
    sign = "\u2212" if round(number, decimals) < 0 else ""
    return sign + say_number(abs(number), decimals, language)


def spread_words(spread: Spread, language: Language, *, decimals: int = 0, in_millions: bool = False) -> str:
    """Say the ends of a spread."""
    scale = 1e6 if in_millions else 1
    low, high = (say_signed(end / scale, decimals, language) for end in (spread.low, spread.high))
    return f"{low} to {high}" if language == "en" else f"{low} sampai {high}"


def headline(found: CourseValue, language: Language) -> str:
    """Say in one sentence whether the course is worth its cost."""
    worth = found.worth
    if not found.batches:
        return Sentence(
            id="Belum ada angkatan yang dimulai, jadi belum ada biaya.",
            en="No batch has begun, so there is no cost yet.",
        ).in_language(language)
    if not worth.flows:
        return Sentence(
            id="Belum ada kajian tentang waktu layanan yang dijawab. Biayanya diketahui, manfaatnya belum; manfaat dihitung nol.",
            en="No study of service time has an answer yet. The cost is known, the benefit is not; it counts as nothing.",
        ).in_language(language)
    if not worth.counted:
        return Sentence(
            id="Pengaruhnya belum terbukti, jadi tidak ada manfaat yang dihitung. Yang ada hanya biayanya, dan berapa besar pengaruh yang diperlukan agar impas.",
            en="The effect is not proven, so no benefit is counted. There is only the cost, and how large an effect would break even.",
        ).in_language(language)
    if not any(flow.counted and flow.hours_per_case.median > 0 for flow in worth.flows):
        return Sentence(
            id="Layanan terbukti memburuk: jam yang hilang dihitung sebagai kerugian.",
            en="The service is proven to be worse: hours lost count as a loss.",
        ).in_language(language)
    covers = _covers(worth.pays_share)
    hours = say_signed(worth.hours.median, 0, language)
    between = spread_words(worth.hours, language)
    return Sentence(
        id=f"Pelatihan ini menghemat sekitar {hours} jam orang ({between}). {covers.id}",
        en=f"This training saves about {hours} hours of people ({between}). {covers.en}",
    ).in_language(language)


def _covers(share: float) -> Sentence:
    """Say how likely the cost is covered."""
    if share < 0.01:
        return Sentence(
            id="Dengan asumsi ini biayanya hampir pasti tidak tertutup.",
            en="Under these assumptions it almost certainly does not cover its cost.",
        )
    if share > 0.99:
        return Sentence(
            id="Dengan asumsi ini biayanya hampir pasti tertutup.",
            en="Under these assumptions it almost certainly covers its cost.",
        )
    chance = round(share * 100)
    return Sentence(
        id=f"Dari seratus keadaan yang mungkin, biayanya tertutup dalam {chance}.",
        en=f"In {chance} of a hundred cases that may be, it covers its cost.",
    )


def break_even_words(found: CourseValue, language: Language) -> str:
    """Say what it takes to cover the cost; '' where there are no cases to earn it on."""
    worth = found.worth
    if worth.break_even_hours is None:
        return ""
    hours = say_number(worth.break_even_hours, 1, language)
    said = Sentence(
        id=f"Impas bila tiap berkas selesai {hours} jam kerja lebih cepat selama {say_number(found.assumptions.months.mean, 0, 'id')} bulan",
        en=f"It breaks even when each case is done {hours} working hours sooner for {say_number(found.assumptions.months.mean, 0, 'en')} months",
    ).in_language(language)
    if worth.break_even_months is None:
        return said + "."
    months = say_number(worth.break_even_months, 1, language)
    more = Sentence(
        id=f"; dengan pengaruh yang terbukti, setelah {months} bulan.",
        en=f"; with the proven effect, after {months} months.",
    )
    return said + more.in_language(language)


def swing_points(found: CourseValue, language: Language) -> list[dict[str, Any]]:
    """Return the picture of sensitivity: net benefit in million rupiah, the widest line first."""
    return [
        {
            "label": swing_name(swing, language),
            "value": found.worth.middle / 1e6,
            "low": min(swing.net_low, swing.net_high) / 1e6,
            "high": max(swing.net_low, swing.net_high) / 1e6,
            "tone": "plain",
        }
        for swing in found.worth.swings
    ]


def swing_rows(found: CourseValue, language: Language) -> list[list[str]]:
    """Return the same as a table."""
    return [
        [
            swing_name(swing, language),
            input_ends(swing, language),
            millions(swing.net_low, language),
            millions(swing.net_high, language),
        ]
        for swing in found.worth.swings
    ]


def range_rows(assumed: Assumptions, language: Language) -> list[tuple[str, str, str, str]]:
    """Return each range in words: name, lowest, likeliest, highest."""
    rows = []
    for name in RANGES:
        guess = getattr(assumed, name)
        decimals = 2 if name.endswith("share") else 0
        low, likely, high = (
            say_number(end, decimals, language) for end in (guess.low, guess.likely, guess.high)
        )
        rows.append((RANGE_NAMES[name].in_language(language), low, likely, high))
    return rows


PART_NAMES = {
    "fees": Sentence(id="Honorarium", en="Fees"),
    "travel": Sentence(id="Perjalanan", en="Travel"),
    "materials": Sentence(id="Ruang dan bahan", en="Room and material"),
    "salaries": Sentence(id="Waktu kerja peserta", en="Participants' working time"),
    "cover": Sentence(id="Pengganti di loket", en="Cover at the counter"),
}


def cost_parts(found: CourseValue) -> list[tuple[Sentence, float]]:
    """Return the parts of the full cost over all batches."""
    return [
        (name, sum(getattr(row.cost, part) for row in found.batches)) for part, name in PART_NAMES.items()
    ]
