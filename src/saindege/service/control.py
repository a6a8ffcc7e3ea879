"""XmR control charts: single values with their natural limits, phase by phase, and the rules by which a week speaks.

Limits come from the first weeks of a phase and stay, however long it lasts: they move only where somebody decides that
the service works differently from one week on. A limit that followed the weeks would follow them into decline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np

from saindege.service.portrait.rules import Rules, load_rules

Rule = Literal["beyond", "jump", "run", "two_of_three", "four_of_five", "drift"]
Direction = Literal["above", "below"]
#: What the last weeks say in one word; ``slowing`` and ``improving`` where they seem to, by the weaker rules alone.
Standing = Literal["unknown", "slower", "slowing", "steady", "improving", "faster"]

# Wheeler's constants for moving ranges of two: 3 / 1.128, 3.268, 1 / 1.128.
_LIMIT_RANGES, _RANGE_LIMIT, _SIGMA_RANGES = 2.66, 3.268, 0.8865
_RUN, _DRIFT = 8, 6
# Of signals over the same weeks the gravest is told first.
_ORDER: tuple[Rule, ...] = ("run", "beyond", "drift", "two_of_three", "four_of_five", "jump")
# One good week proves no change; one bad week is to be looked into while it is remembered.
_CLEAR: dict[Direction, tuple[Rule, ...]] = {"above": ("run", "beyond"), "below": ("run",)}


@dataclass(frozen=True, slots=True)
class Phase:
    """Weeks that are judged by the same limits.

    Attributes
    ----------
    begins_on : first Monday; its last week is the one before the next phase
    reason : why it was begun; empty for the first
    base_weeks : weeks from which the limits come
    centre, low, high : None where too few weeks are known yet
    sigma : a third of the way from the centre to a limit
    range_centre, range_limit : of the moving range
    """

    begins_on: date
    reason: str
    base_weeks: int
    centre: float | None = None
    low: float | None = None
    high: float | None = None
    sigma: float | None = None
    range_centre: float | None = None
    range_limit: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One week; ``value`` and ``moving_range`` are None where they are not known."""

    monday: date
    n: int
    value: float | None
    moving_range: float | None
    phase: int
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """Neighbouring weeks that speak by one rule.

    Attributes
    ----------
    rule : ``beyond`` a limit; ``jump``, a moving range beyond its limit; ``run`` of eight on one side;
        ``two_of_three`` beyond two sigma; ``four_of_five`` beyond one; ``drift``, six that rise or fall one by one
    direction : of the values; of a drift and a jump, where it leads
    first_on, last_on : Mondays of the first and the last week that make it
    is_current : it reaches the last week with a value
    """

    rule: Rule
    direction: Direction
    first_on: date
    last_on: date
    is_current: bool


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series of weeks with its phases and signals, in order of time."""

    points: tuple[Point, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]

    @property
    def current(self) -> tuple[Signal, ...]:
        """Signals that reach the last week."""
        return tuple(signal for signal in self.signals if signal.is_current)

    def side_of(self, point: Point) -> Direction | None:
        """Return on which side of the limits of its phase a week lies; None inside, or where there are none."""
        phase = self.phases[point.phase]
        if point.value is None or phase.high is None or phase.low is None:
            return None
        return "above" if point.value > phase.high else "below" if point.value < phase.low else None

    @property
    def told(self) -> tuple[Signal, ...]:
        """Current signals in the order of telling: clearly slower, clearly faster, then what only seems so."""
        return tuple(sorted(self.current, key=_place))

    @property
    def standing(self) -> Standing:
        """What the last weeks say, in one word; by the phase that holds now."""
        if not self.phases or self.phases[-1].centre is None:
            return "unknown"
        if not self.told:
            return "steady"
        first = self.told[0]
        if _is_clear(first):
            return "slower" if first.direction == "above" else "faster"
        return "slowing" if first.direction == "above" else "improving"


def _is_clear(signal: Signal) -> bool:
    return signal.rule in _CLEAR[signal.direction]


def _place(signal: Signal) -> tuple[bool, bool, int]:
    return not _is_clear(signal), signal.direction != "above", _ORDER.index(signal.rule)


@dataclass(frozen=True, slots=True)
class WeekValue:
    """One week as it is handed in; ``value`` is None where too few cases finished."""

    monday: date
    n: int
    value: float | None


def draw_chart(
    weeks: Sequence[WeekValue], decisions: Iterable[tuple[date, str]] = (), rules: Rules | None = None
) -> ControlChart:
    """Judge weeks in order of time.

    Parameters
    ----------
    decisions : Mondays on which a phase begins with the reason, in order of time

    Source
    ------
    D. J. Wheeler (2000), Understanding Variation, 2nd ed. (limits, run of eight); Western Electric (1956), Statistical
    Quality Control Handbook (two of three, four of five); L. S. Nelson (1984), The Shewhart Control Chart - Tests for
    Special Causes, J. Quality Technology 16, 237-239 (six in a row that rise or fall).
    """
    rules = rules or load_rules()
    if not weeks:
        return ControlChart((), (), ())
    begins = [(weeks[0].monday, "")]
    begins += [one for one in decisions if weeks[0].monday < one[0] <= weeks[-1].monday]
    points: list[Point] = []
    phases: list[Phase] = []
    signals: list[Signal] = []
    known = [week for week in weeks if week.value is not None]
    for number, (begin, reason) in enumerate(begins):
        after = begins[number + 1][0] if number + 1 < len(begins) else date.max
        inside = [week for week in weeks if begin <= week.monday < after]
        phase = _limits(begin, reason, inside, rules)
        told, found = _judge(inside, phase, number, known[-1].monday if known else date.min)
        phases.append(phase)
        points += told
        signals += found
    return ControlChart(tuple(points), tuple(phases), tuple(sorted(signals, key=lambda one: one.first_on)))


def _limits(begin: date, reason: str, weeks: Sequence[WeekValue], rules: Rules) -> Phase:
    values = [week.value for week in weeks if week.value is not None][: rules.baseline_weeks]
    if len(values) < rules.least_baseline:
        return Phase(begin, reason, len(values))
    centre = float(np.mean(values))
    moving = float(np.mean(np.abs(np.diff(values))))
    return Phase(
        begins_on=begin,
        reason=reason,
        base_weeks=len(values),
        centre=centre,
        # No case takes less than nothing.
        low=max(0.0, centre - _LIMIT_RANGES * moving),
        high=centre + _LIMIT_RANGES * moving,
        sigma=_SIGMA_RANGES * moving,
        range_centre=moving,
        range_limit=_RANGE_LIMIT * moving,
    )


def _judge(
    weeks: Sequence[WeekValue], phase: Phase, number: int, last: date
) -> tuple[list[Point], list[Signal]]:
    known = [week for week in weeks if week.value is not None]
    values = [week.value for week in known if week.value is not None]
    moving = dict(
        zip(
            (week.monday for week in known[1:]),
            (abs(second - first) for first, second in pairwise(values)),
            strict=True,
        )
    )
    hits = _hits(values, phase)
    signals: list[Signal] = []
    rules_of: dict[date, list[Rule]] = {}
    for rule, direction, first, end in hits:
        for week in known[first : end + 1]:
            if rule not in rules_of.setdefault(week.monday, []):
                rules_of[week.monday].append(rule)
        last_on = known[end].monday
        signals.append(Signal(rule, direction, known[first].monday, last_on, last_on == last))
    points = [
        Point(
            week.monday,
            week.n,
            week.value,
            moving.get(week.monday),
            number,
            tuple(rules_of.get(week.monday, ())),
        )
        for week in weeks
    ]
    return points, signals


_Hit = tuple[Rule, Direction, int, int]


def _hits(values: Sequence[float], phase: Phase) -> list[_Hit]:
    """Return rule, direction, first and last position of everything that speaks."""
    if phase.centre is None or phase.sigma is None or phase.high is None or phase.range_limit is None:
        return []
    hits: list[_Hit] = []
    for direction, sign in (("above", 1.0), ("below", -1.0)):
        away = [sign * (value - phase.centre) for value in values]
        # A lower limit of zero is no limit: nothing lies below.
        has_limit = direction == "above" or (phase.low or 0.0) > 0
        limit = sign * ((phase.high if sign > 0 else phase.low or 0.0) - phase.centre)
        found: list[tuple[Rule, int, int]] = []
        if has_limit:
            found += [("beyond", *span) for span in _spans([one > limit for one in away], 1)]
        found += [("run", *span) for span in _spans([one > 0 for one in away], _RUN)]
        found += [("two_of_three", *span) for span in _windows(away, 2 * phase.sigma, 2, 3)]
        found += [("four_of_five", *span) for span in _windows(away, phase.sigma, 4, 5)]
        steps = [sign * (second - first) > 0 for first, second in pairwise(values)]
        found += [("drift", first, end + 1) for first, end in _spans(steps, _DRIFT - 1)]
        jumps = [sign * (second - first) > phase.range_limit for first, second in pairwise(values)]
        found += [("jump", at + 1, at + 1) for at, jumped in enumerate(jumps) if jumped]
        hits += [(rule, direction, first, end) for rule, first, end in found]  # type: ignore[misc]  # a literal
    return hits


def _spans(flags: Sequence[bool], least: int) -> list[tuple[int, int]]:
    """Return first and last position of each unbroken row of true ones that is long enough."""
    found, begin = [], 0
    for at, flag in enumerate([*flags, False]):
        if not flag:
            if at - begin >= least:
                found.append((begin, at - 1))
            begin = at + 1
    return found


def _windows(away: Sequence[float], bound: float, least: int, size: int) -> list[tuple[int, int]]:
    """Return spans in which ``least`` of ``size`` neighbours lie beyond a bound, joined where they overlap."""
    beyond = [one > bound for one in away]
    found: list[tuple[int, int]] = []
    for end in range(least - 1, len(away)):
        begin = max(0, end - size + 1)
        # A window begins and ends with weeks that speak.
        if beyond[end] and sum(beyond[begin : end + 1]) >= least:
            first = next(at for at in range(begin, end + 1) if beyond[at])
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((first, end))
    return found
