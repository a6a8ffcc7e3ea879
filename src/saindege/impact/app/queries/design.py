"""What a plan rests on before the training: the lottery, the kinds of offices, what the past could show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from saindege.base.errors import BadInput, Language
from saindege.impact import choice, lottery, prospect
from saindege.impact.app.models import OfficeTraining, Study
from saindege.impact.app.queries.records import drawn_lottery, records_of
from saindege.impact.effect.power import Power
from saindege.impact.outcome import Outcome, change_of, outcome_of, say_change, say_number
from saindege.people.app.models import Office


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a plan would show, ready for its page.

    Attributes
    ----------
    smallest : smallest effect seen four times out of five, in words; '' where there is none or no past
    is_too_large : whether that is more than a fifth, or nothing would be seen at all
    points, rows : share of draws in which an effect in the good direction is seen, in percent, by its size
    refusal : why the past cannot tell, '' where it can
    warnings : what speaks against the plan
    """

    smallest: str
    is_too_large: bool
    points: list[dict[str, Any]]
    rows: list[tuple[float, float]]
    refusal: str
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class WaveRow:
    """One wave with its offices; number and month None for those that wait."""

    number: int | None
    month: date | None
    offices: list[Office]


@dataclass(frozen=True, slots=True)
class LotteryPage:
    """A lottery as it fell out, with what departed from it.

    Attributes
    ----------
    is_genuine : whether its seed gives the same draw again
    departed : offices trained out of the drawn order
    """

    waves: list[WaveRow]
    seed: int
    drawn_at: datetime
    by_kind: bool
    question_hash: str
    earlier_draws: int
    is_genuine: bool
    departed: list[Office]


def kinds_of(asked: Study, *, by_kind: bool = True) -> dict[str, str]:
    """Return office code to kind, for the offices of a study; one kind for all where they are not told apart."""
    found = OfficeTraining.objects.filter(study=asked).values_list("office__code", "office__kind")
    return {code: kind if by_kind else "" for code, kind in found}


def earlier_draws(asked: Study) -> int:
    """Count the lotteries that were drawn for other studies of the same service."""
    others = Study.objects.filter(service=asked.service).exclude(pk=asked.pk)
    return sum(drawn_lottery(each) is not None for each in others)


def prospect_of(
    asked: Study, months: tuple[date, ...], sizes: tuple[int, ...], follow_up: int, language: Language
) -> Prospect:
    """Try waves out on the past; any draw will do, since all of them are tried."""
    strata = kinds_of(asked)
    records = records_of(asked)
    trial = lottery.draw_waves(strata, months, sizes, seed=records.seed)
    notices = choice.doubt_sizes(sizes, len(trial.waiting))
    warnings = [notice.sentence.in_language(language) for notice in notices]
    try:
        found = prospect.what_could_be_seen(records, trial.planned, follow_up=follow_up)
    except BadInput as refusal:
        return Prospect("", False, [], [], refusal.sentence.in_language(language), warnings)
    outcome = outcome_of(asked.outcome)
    relative = prospect.relative_size(records, found)
    curve = [(abs(outcome.shown(point.effect)), 100 * point.power) for point in found.curve]
    return Prospect(
        smallest=_smallest(outcome, found, language),
        is_too_large=relative is None or relative > prospect.LARGEST_USEFUL,
        points=[{"label": say_number(size, 1, language), "value": share} for size, share in curve],
        rows=curve,
        refusal="",
        warnings=warnings,
    )


def _smallest(outcome: Outcome, found: Power, language: Language) -> str:
    if found.minimum_detectable_effect is None:
        return ""
    return say_change(outcome, change_of(outcome, found.minimum_detectable_effect, None), language)


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """What the past says about offices chosen by hand: warnings, and by how much they will move back unaided."""

    warnings: list[str]
    expected: str
    chosen: int
    others: int


def choice_of(
    asked: Study, chosen: Collection[str], language: Language, *, before: date | None = None
) -> ChoicePage | None:
    """Look at offices chosen by hand, by code; None where the past cannot tell."""
    outcome = outcome_of(asked.outcome)
    look = prospect.look_at_offices(records_of(asked), chosen, before=before)
    if look is None:
        return None
    expected = ""
    if look.expected_return is not None and look.recent_p < choice.SUSPICIOUS:
        expected = say_change(outcome, change_of(outcome, look.expected_return, None), language)
    warnings = [notice.sentence.in_language(language) for notice in choice.doubt_choice(look, outcome.better)]
    return ChoicePage(warnings, expected, look.chosen, look.others)


def choice_as_marked(asked: Study, language: Language) -> ChoicePage | None:
    """Look at the offices of a study that were trained without a lottery, in the months before the first training."""
    if asked.options.get("assignment") == "lottery":
        return None
    days = dict(OfficeTraining.objects.filter(study=asked).values_list("office__code", "trained_on"))
    known = [day for day in days.values() if day is not None]
    if not known:
        return None
    chosen = {code for code, day in days.items() if day is not None}
    return choice_of(asked, chosen, language, before=min(known).replace(day=1))


def lottery_page(asked: Study) -> LotteryPage | None:
    """Return the lottery of a study, None where none was drawn here."""
    found = drawn_lottery(asked)
    if found is None:
        return None
    sealed = asked.options["plan"]["lottery"]
    trainings = OfficeTraining.objects.filter(study=asked).select_related("office")
    offices = {row.office.code: row.office for row in trainings}
    departed = lottery.find_departures(found, {row.office.code: row.trained_on for row in trainings})
    waves = [WaveRow(wave.number, wave.month, _named(wave.offices, offices)) for wave in found.waves]
    if found.waiting:
        waves.append(WaveRow(None, None, _named(found.waiting, offices)))
    return LotteryPage(
        waves=waves,
        seed=found.seed,
        drawn_at=datetime.fromisoformat(sealed["drawn_at"]),
        by_kind=sealed["by_kind"],
        question_hash=sealed["question_hash"],
        earlier_draws=sealed["earlier_draws"],
        is_genuine=lottery.is_genuine(found),
        departed=_named(departed, offices),
    )


def _named(codes: Collection[str], offices: Mapping[str, Office]) -> list[Office]:
    return [offices[code] for code in codes if code in offices]
