"""What a study may ask about a service: its unit, its good direction, and how a change of it is said."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from saindege.base.errors import BadInput, Language, Sentence
from saindege.impact.effect.design import Better

Scale = Literal["plain", "share", "logarithm"]


class UnknownOutcome(BadInput):
    """No study can ask about that."""

    code = "unknown_value"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One figure of an office and month that training may move.

    Attributes
    ----------
    key : name of the column in the panel
    name : what it is, for a heading
    unit : unit of a change as it is shown
    better : whether a smaller or a larger value is the good one
    scale : plain values; shares shown as points of a hundred; logarithms shown as percent
    gain, loss : words for a change in the good and in the bad direction, after the size
    decimals : of a shown change
    """

    key: str
    name: Sentence
    unit: Sentence
    better: Better
    scale: Scale
    gain: Sentence
    loss: Sentence
    decimals: int = 1

    def shown(self, change: float) -> float:
        """Return a change on the scale of the page: hours, points, or percent."""
        if self.scale == "share":
            return change * 100
        if self.scale == "logarithm":
            return math.expm1(change) * 100
        return change

    def is_good(self, change: float) -> bool:
        """Whether a change goes in the good direction."""
        return change < 0 if self.better == "lower" else change > 0


_HOURS = Sentence(id="jam kerja", en="working hours")
_PERCENT = Sentence(id="persen", en="percent")
_POINTS = Sentence(id="poin persen", en="percentage points")
_FASTER = Sentence(id="lebih cepat", en="faster")
_SLOWER = Sentence(id="lebih lambat", en="slower")
_MORE = Sentence(id="lebih banyak", en="more")
_LESS = Sentence(id="lebih sedikit", en="fewer")

OUTCOMES: tuple[Outcome, ...] = (
    Outcome(
        "log_working_hours",
        Sentence(id="Waktu penyelesaian, dalam persen", en="Time to finish, in percent"),
        _PERCENT,
        "lower",
        "logarithm",
        _FASTER,
        _SLOWER,
    ),
    Outcome(
        "working_hours",
        Sentence(id="Waktu penyelesaian, dalam jam kerja", en="Time to finish, in working hours"),
        _HOURS,
        "lower",
        "plain",
        _FASTER,
        _SLOWER,
    ),
    Outcome(
        "rework_share",
        Sentence(id="Berkas yang dikerjakan ulang", en="Cases done over again"),
        _POINTS,
        "lower",
        "share",
        _LESS,
        _MORE,
    ),
    Outcome(
        "on_time_share",
        Sentence(id="Berkas yang tepat waktu", en="Cases finished on time"),
        _POINTS,
        "higher",
        "share",
        _MORE,
        _LESS,
    ),
    Outcome(
        "satisfaction",
        Sentence(id="Kepuasan (IKM)", en="Satisfaction (index)"),
        Sentence(id="poin", en="points"),
        "higher",
        "plain",
        Sentence(id="lebih puas", en="more satisfied"),
        Sentence(id="kurang puas", en="less satisfied"),
    ),
)
_BY_KEY = {outcome.key: outcome for outcome in OUTCOMES}


def outcome_of(key: str) -> Outcome:
    """Return an outcome by its key.

    Raises
    ------
    UnknownOutcome : no such outcome; the known ones are listed
    """
    if key not in _BY_KEY:
        known = ", ".join(_BY_KEY)
        raise UnknownOutcome(
            Sentence(
                id=f"Ukuran “{key}” tidak dikenal. Pilih salah satu: {known}.",
                en=f"The outcome “{key}” is not known. Choose one of: {known}.",
            )
        )
    return _BY_KEY[key]


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a reader sees it: a size, never negative, and a direction in words.

    Attributes
    ----------
    size : in the outcome's unit
    low, high : ends of its interval in the same direction; negative where the interval reaches to the other side
    good : direction of the change
    proven : whether the interval leaves out zero
    """

    size: float
    low: float | None
    high: float | None
    good: bool
    proven: bool


def change_of(outcome: Outcome, att: float, ci95: tuple[float, float] | None) -> Change:
    """Turn an effect around so that its size is positive in the direction that it has."""
    value = outcome.shown(att)
    sign = -1.0 if value < 0 else 1.0
    good = outcome.is_good(att)
    if ci95 is None:
        return Change(abs(value), None, None, good, proven=False)
    ends = sorted(sign * outcome.shown(end) for end in ci95)
    return Change(abs(value), ends[0], ends[1], good, proven=ends[0] > 0)


def say_change(outcome: Outcome, change: Change, language: Language) -> str:
    """Write a change with its interval, e.g. ``2,1 jam kerja lebih cepat (0,8 sampai 3,4)``."""
    direction = (outcome.gain if change.good else outcome.loss).in_language(language)
    unit = outcome.unit.in_language(language)
    size = say_number(change.size, outcome.decimals, language)
    words = f"{size} {unit} {direction}"
    if change.low is None or change.high is None:
        return words
    to = "to" if language == "en" else "sampai"
    low = say_number(change.low, outcome.decimals, language)
    high = say_number(change.high, outcome.decimals, language)
    return f"{words} ({low} {to} {high})"


def say_number(value: float, decimals: int, language: Language) -> str:
    """Write a number with the marks of the language and a true minus."""
    text = f"{abs(value):,.{decimals}f}"
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"\u2212{text}" if round(value, decimals) < 0 else text
