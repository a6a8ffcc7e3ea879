"""Second opinions on an answer as its page shows them, numbers on the scale of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saindege.base.errors import Language, Sentence
from saindege.impact.outcome import Outcome, change_of, outcome_of, say_change, say_number
from saindege.impact.prospect import LARGEST_USEFUL

NAMES = {
    "main": Sentence(id="Yang menentukan: kelompok dan waktu", en="Decides: group and time"),
    "second_opinion": Sentence(id="Imputasi (pendapat kedua)", en="Imputation (second opinion)"),
    "two_way": Sentence(
        id="Efek tetap dua arah (hanya untuk dibandingkan)", en="Two-way fixed effects (to compare only)"
    ),
}


@dataclass(frozen=True, slots=True)
class Second:
    """What others would say, how far the answer stretches, and what would change it.

    Attributes
    ----------
    estimates : one per estimator, for a chart of intervals; rows the same as words
    breakdown : how many times the largest movement before the answer survives, in words; '' where not known
    bounds : strength, range and interval in words
    would_change : what is missing for a proof, or would take one back
    is_insufficient : whether only effects above a fifth would have been seen
    interrupted : sentences on the trained offices' own line; empty where it says nothing
    """

    estimates: list[dict[str, Any]]
    rows: list[tuple[str, str, str]]
    breakdown: str
    bounds: list[tuple[str, str, str]]
    would_change: list[str]
    is_insufficient: bool
    interrupted: list[str]


def second_of(key: str, figures: dict[str, Any], language: Language) -> Second:
    """Return the second opinions of an answer; older answers may lack some."""
    main, outcome = figures["main"], outcome_of(key)
    sensitivity = main.get("sensitivity")
    share = figures.get("detectable_share")
    estimates = _estimates(main, outcome, language)
    return Second(
        estimates=estimates,
        rows=[
            (
                one["label"],
                say_number(one["value"], outcome.decimals, language),
                _pair(one["low"], one["high"], outcome, language),
            )
            for one in estimates
        ],
        breakdown=_breakdown(sensitivity, language),
        bounds=_bounds(sensitivity, outcome, language),
        would_change=[one["sentence"][language] for one in main.get("would_change", ())],
        is_insufficient=main["verdict"] == "belum_terbukti" and share is not None and share > LARGEST_USEFUL,
        interrupted=_interrupted(figures, outcome, language),
    )


def _estimates(main: dict[str, Any], outcome: Outcome, language: Language) -> list[dict[str, Any]]:
    found = []
    for name, figure in (
        ("main", main["simple"]),
        ("second_opinion", main.get("second_opinion")),
        ("two_way", main.get("two_way")),
    ):
        if figure is None or figure["att"] is None:
            continue
        low, high = (None, None) if figure["ci95"] is None else map(outcome.shown, figure["ci95"])
        found.append(
            {
                "label": NAMES[name].in_language(language),
                "value": outcome.shown(figure["att"]),
                "low": low,
                "high": high,
                "tone": "good" if name == "main" else "plain",
            }
        )
    return found


def _pair(low: float | None, high: float | None, outcome: Outcome, language: Language) -> str:
    if low is None or high is None:
        return "-"
    to = "to" if language == "en" else "sampai"
    return (
        f"{say_number(low, outcome.decimals, language)} {to} {say_number(high, outcome.decimals, language)}"
    )


def _breakdown(sensitivity: dict[str, Any] | None, language: Language) -> str:
    if not sensitivity or sensitivity["breakdown"] is None:
        return ""
    return say_number(sensitivity["breakdown"], 1, language)


def _bounds(
    sensitivity: dict[str, Any] | None, outcome: Outcome, language: Language
) -> list[tuple[str, str, str]]:
    return [
        (
            say_number(one["strength"], 1, language),
            _pair(*map(outcome.shown, one["range"]), outcome, language),
            _pair(*map(outcome.shown, one["ci95"]), outcome, language),
        )
        for one in (sensitivity or {"bounds": ()})["bounds"]
    ]


def _interrupted(figures: dict[str, Any], outcome: Outcome, language: Language) -> list[str]:
    """What the line of the trained offices alone says, where nothing could be compared."""
    found, main = figures.get("interrupted"), figures["main"]
    lacking = {"nothing_estimated", "few_control_units", "too_few_units"} & set(main["verdict_reasons"])
    if not found or not lacking:
        return []
    mean = say_change(outcome, change_of(outcome, found["mean"]["att"], found["mean"]["ci95"]), language)
    first = Sentence(
        id=f"Dibanding garis mereka sendiri sebelum pelatihan, {found['offices']} kantor berubah: {mean}; "
        f"{found['before']} bulan sebelum, {found['after']} sesudah.",
        en=f"Against their own line before the training {found['offices']} offices changed: {mean}; "
        f"{found['before']} months before, {found['after']} after.",
    )
    return [first.in_language(language), found["sentence"][language]]
