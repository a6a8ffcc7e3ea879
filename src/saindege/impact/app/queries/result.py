"""One answer as its page shows it: verdict, figures, months, checks, what before and after would have said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saindege.base.errors import Language, Sentence
from saindege.impact.app.models import StudyResult
from saindege.impact.app.queries.studies import TONES, effect_in_words
from saindege.impact.effect.verdict import WORDS
from saindege.impact.outcome import Change, Outcome, change_of, outcome_of, say_change, say_number

# Months further away rest on few offices and would only widen the axis; the table shows them all.
FIRST_SHOWN, LAST_SHOWN = -8, 12
STATE_TONES = {"green": "good", "amber": "wait", "red": "bad"}
# The generated truth is kept under other names than the outcomes.
PLANTED = {"log_working_hours": "log_hours", "working_hours": "hours", "rework_share": "came_back"}


CHECKS = {
    "parallel_trends": Sentence(id="Garis awal sejajar", en="Parallel before the training"),
    "no_anticipation": Sentence(id="Tenang sebelum pelatihan", en="Quiet before the training"),
    "usual_before": Sentence(id="Bukan pulih dari masa buruk", en="Not a recovery from a bad spell"),
    "second_opinion": Sentence(id="Penaksir kedua sependapat", en="A second estimator agrees"),
    "dates_as_by_lot": Sentence(id="Urutan kantor tidak memilih hasil", en="Order of offices as if by lot"),
    "enough_units": Sentence(id="Kantor cukup", en="Enough offices"),
    "complete_records": Sentence(id="Catatan lengkap", en="Complete records"),
    "case_mix": Sentence(id="Jenis berkas tetap", en="Mix of cases unchanged"),
    "open_cases": Sentence(id="Berkas belum selesai", en="Cases still open"),
}


@dataclass(frozen=True, slots=True)
class Stat:
    """One big number: its name, size, unit, strip and note."""

    outcome: Outcome
    name: str
    direction: str
    size: str
    unit: str
    strip: dict[str, Any]
    low: float
    high: float
    interval: str
    proven: bool
    corrected_p: float | None


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The difference from the comparison offices so many months from the training, as shown."""

    event_time: int
    value: float
    low: float | None
    high: float | None
    is_after: bool


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything on the page of an answer, numbers on the scale of the page."""

    tone: str
    verdict: str
    verdict_words: str
    sentence: str
    reasons: list[str]
    outcome: Outcome
    unit: str
    stats: list[Stat]
    months: list[MonthRow]
    points: list[dict[str, Any]]
    first_after: int
    below: str
    above: str
    good_below: bool
    checklist: list[dict[str, Any]]
    warnings: list[str]
    naive: dict[str, Any] | None
    planted: str
    detectable: str
    figures: dict[str, Any]


def result_page(result: StudyResult, language: Language) -> ResultPage:
    """Return an answer ready to be shown."""
    asked, figures = result.study, result.figures
    main, outcome = figures["main"], outcome_of(asked.outcome)
    months = _months(main, outcome)
    shown = [row for row in months if FIRST_SHOWN <= row.event_time <= LAST_SHOWN]
    gain, loss = outcome.gain.in_language(language), outcome.loss.in_language(language)
    lower = outcome.better == "lower"
    return ResultPage(
        tone=TONES[main["verdict"]],
        verdict=main["verdict"],
        verdict_words=WORDS[main["verdict"]].in_language(language),
        sentence=effect_in_words(asked.outcome, main, language),
        reasons=[each["sentence"][language] for each in main["reasons"]],
        outcome=outcome,
        unit=outcome.unit.in_language(language),
        stats=_stats(figures, asked.outcome, language),
        months=months,
        points=[_point(row) for row in shown],
        first_after=sum(not row.is_after for row in shown),
        below=gain if lower else loss,
        above=loss if lower else gain,
        good_below=lower,
        checklist=[
            {
                "id": each["id"],
                "name": CHECKS[each["id"]].in_language(language),
                "tone": STATE_TONES[each["state"]],
                "words": each["sentence"][language],
                "figure": each["figure"],
            }
            for each in main["assumptions"]
        ],
        warnings=[each["sentence"][language] for each in main["warnings"]],
        naive=_naive(figures, language),
        planted=_planted(result, outcome, language),
        detectable=_detectable(main, outcome, language),
        figures=figures,
    )


def _stats(figures: dict[str, Any], key: str, language: Language) -> list[Stat]:
    found = []
    for name, answer in {key: figures["main"], **figures["others"]}.items():
        simple = answer["simple"]
        if simple["att"] is not None:
            corrected = figures["corrected"].get(name)
            found.append(_stat(outcome_of(name), simple, corrected, language))
    return found


def _stat(outcome: Outcome, simple: dict[str, Any], corrected: float | None, language: Language) -> Stat:
    change = change_of(outcome, simple["att"], simple["ci95"])
    proven = change.proven and (corrected is None or corrected < 0.05)
    tone = "plain" if not proven else "good" if change.good else "bad"
    ends = [value for value in (change.low, change.high, change.size) if value is not None]
    return Stat(
        outcome=outcome,
        name=outcome.name.in_language(language),
        direction=(outcome.gain if change.good else outcome.loss).in_language(language),
        size=say_number(change.size, outcome.decimals, language),
        unit=outcome.unit.in_language(language),
        strip={
            "label": outcome.name.in_language(language),
            "value": change.size,
            "low": change.low,
            "high": change.high,
            "tone": tone,
        },
        low=min(0.0, *ends) * 1.15,
        high=max(0.0, *ends) * 1.15,
        interval=_interval(change, outcome, language),
        proven=proven,
        corrected_p=corrected,
    )


def _interval(change: Change, outcome: Outcome, language: Language) -> str:
    if change.low is None or change.high is None:
        return ""
    to = "to" if language == "en" else "sampai"
    low, high = (say_number(end, outcome.decimals, language) for end in (change.low, change.high))
    return f"{low} {to} {high}"


def _months(main: dict[str, Any], outcome: Outcome) -> list[MonthRow]:
    rows = []
    for each in main["dynamic"]["by_event_time"]:
        if each["att"] is None:
            continue
        low, high = each["ci95"] or (None, None)
        rows.append(
            MonthRow(
                event_time=int(each["event_time"]),
                value=outcome.shown(each["att"]),
                low=None if low is None else outcome.shown(low),
                high=None if high is None else outcome.shown(high),
                is_after=each["event_time"] >= 0,
            )
        )
    return rows


def _point(row: MonthRow) -> dict[str, Any]:
    label = f"+{row.event_time}" if row.event_time > 0 else str(row.event_time).replace("-", "\u2212")
    return {
        "label": label,
        "value": row.value,
        "low": row.low,
        "high": row.high,
        "tone": "good" if row.is_after else "plain",
    }


def _naive(figures: dict[str, Any], language: Language) -> dict[str, Any] | None:
    told = figures["before_and_after"]
    if told is None:
        return None
    outcome = outcome_of(told["outcome"])
    scale = 100 if outcome.scale == "share" else 1
    trained = change_of(outcome, told["trained_after"] - told["trained_before"], None)
    shown = {
        key: None if told[key] is None else told[key] * scale
        for key in ("trained_before", "trained_after", "compared_before", "compared_after")
    }
    compared = None
    if told["compared_before"] is not None:
        compared = change_of(outcome, told["compared_after"] - told["compared_before"], None)
    answer = (
        figures["main"] if told["outcome"] == figures["outcome"] else figures["others"].get(told["outcome"])
    )
    return {
        **shown,
        "unit": outcome.unit.in_language(language),
        "trained": say_change(outcome, trained, language),
        "compared": "" if compared is None else say_change(outcome, compared, language),
        "effect": "" if answer is None else effect_in_words(told["outcome"], answer, language),
        "n_trained": told["trained"],
        "n_compared": told["compared"],
    }


def _planted(result: StudyResult, outcome: Outcome, language: Language) -> str:
    """What was planted in generated data, in words; '' for real data."""
    planted = result.study.planted_effect
    key = PLANTED.get(outcome.key)
    if not planted or key not in planted:
        return ""
    if abs(planted[key]) < 1e-9:
        return "tidak ada" if language == "id" else "none"
    return say_change(outcome, change_of(outcome, planted[key], None), language)


def _detectable(main: dict[str, Any], outcome: Outcome, language: Language) -> str:
    """The smallest true effect that would be seen four times out of five, in words; '' where not known."""
    reach = main["minimum_detectable_effect"]
    if reach is None:
        return ""
    good = -reach if outcome.better == "lower" else reach
    change = change_of(outcome, good, None)
    return say_change(outcome, change, language)
