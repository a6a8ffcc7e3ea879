"""Hours saved and what they are worth, by simulation: what is not proven counts as nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from saindege.base import chance
from saindege.impact.value.effect import EffectPerCase
from saindege.impact.value.rulebook import Assumptions, Range

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Input = Literal["effect", "cases", "months", "office_share", "citizen_share", "office_hour", "citizen_hour"]
# The number of cases of a coming year is not known to the unit.
CASES_SPREAD = 0.15


@dataclass(frozen=True, slots=True)
class Spread:
    """Middle of the draws with the ends that leave 2.5 percent on each side."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stream:
    """One service on which the training may act: its name, the effect found, cases a month in the trained offices."""

    name: str
    effect: EffectPerCase
    cases_per_month: float


@dataclass(frozen=True, slots=True)
class Flow:
    """What one service gives.

    Attributes
    ----------
    stream : which
    hours_per_case : working hours of turnaround saved for one case; below 0 where it got slower
    counted : False where the effect is not proven
    hours : of people, over the months that the change is taken to last; 0 where it is not counted
    """

    stream: Stream
    hours_per_case: Spread
    counted: bool
    hours: Spread


@dataclass(frozen=True, slots=True)
class Swing:
    """What the net benefit becomes when one input goes to its ends and all others stay at their middle.

    Attributes
    ----------
    kind : which input; stream : of which service, '' where it is common to all
    input_low, input_high : its ends; net_low, net_high : rupiah
    """

    kind: Input
    stream: str
    input_low: float
    input_high: float
    net_low: float
    net_high: float

    @property
    def width(self) -> float:
        """How much the answer depends on this input, rupiah."""
        return abs(self.net_high - self.net_low)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a training is worth.

    Attributes
    ----------
    counted : whether any effect is proven; without one hours and benefit are 0, and only the break-even is told
    cost : rupiah, everything that was paid or given up
    flows : services, in the order given
    office_hours, citizen_hours, hours : of people, over the months that the change is taken to last
    benefit, net : rupiah; net is benefit less cost
    middle : net with every input at its middle; the swings turn around it
    rupiah_per_hour : cost for one hour of people saved; None where hours may be none
    pays_share : share of draws in which the benefit covers the cost, 0 to 1
    break_even_hours : hours of turnaround that each case must save for the cost to be covered; None without cases
    break_even_months : months that the change must last, at the middle of everything else; None where it never does
    swings : inputs, the one that matters most first
    """

    counted: bool
    cost: float
    flows: tuple[Flow, ...]
    office_hours: Spread
    citizen_hours: Spread
    hours: Spread
    benefit: Spread
    net: Spread
    middle: float
    rupiah_per_hour: Spread | None
    pays_share: float
    break_even_hours: float | None
    break_even_months: float | None
    swings: tuple[Swing, ...]


def weigh(streams: Sequence[Stream], cost: float, assumed: Assumptions) -> Worth:
    """Weigh cost and benefit.

    Parameters
    ----------
    streams : services that were studied, maybe none; the effects of studies that are not proven count as nothing
    cost : rupiah, 0 or more

    Assumes: the effect on time is the same share for each case (logarithm) or the same hours (plain); a saved working hour
    of turnaround is an hour of people only as far as the shares say; the change neither fades nor grows over the months;
    the errors of two studies are independent of each other.
    """
    import numpy as np

    rng, n = chance.stream(assumed.seed, "impact.value"), assumed.draws
    months, office_share, citizen_share, office_hour, citizen_hour = (
        _triangle(getattr(assumed, name), rng, n) for name in RANGES_IN_ORDER
    )
    turnaround, flows = np.zeros(n), []
    for stream in streams:
        effect = stream.effect
        saved = _saved(effect, effect.att + effect.error * rng.standard_t(effect.freedom, n))
        spread = rng.normal(stream.cases_per_month, CASES_SPREAD * stream.cases_per_month, n)
        whole = saved * np.maximum(0.0, spread) * months * effect.is_proven
        turnaround += whole
        people = _spread(whole * (office_share + citizen_share))
        flows.append(Flow(stream, _spread(saved), effect.is_proven, people))
    office, citizen = turnaround * office_share, turnaround * citizen_share
    benefit = office * office_hour + citizen * citizen_hour
    hours = _spread(office + citizen)
    counted = any(stream.effect.is_proven for stream in streams)
    middle = _Middle(tuple(streams), cost, assumed)
    return Worth(
        counted=counted,
        cost=cost,
        flows=tuple(flows),
        office_hours=_spread(office),
        citizen_hours=_spread(citizen),
        hours=hours,
        benefit=_spread(benefit),
        net=_spread(benefit - cost),
        middle=middle.net(),
        rupiah_per_hour=_per_hour(cost, office + citizen) if hours.low > 0 else None,
        pays_share=float((benefit >= cost).mean()) if counted else 0.0,
        break_even_hours=middle.break_even_hours(),
        break_even_months=middle.break_even_months(),
        swings=middle.swings() if counted else (),
    )


RANGES_IN_ORDER = ("months", "office_share", "citizen_share", "office_hour", "citizen_hour")


def _saved(effect: EffectPerCase, att: Floats) -> Floats:
    """Working hours saved for one case; above 0 is faster."""
    import numpy as np

    return -effect.hours_before * np.expm1(att) if effect.scale == "logarithm" else -att


def _triangle(guess: Range, rng: np.random.Generator, n: int) -> Floats:
    import numpy as np

    if guess.low == guess.high:
        return np.full(n, guess.low)
    return rng.triangular(guess.low, guess.likely, guess.high, n)


def _spread(values: Floats) -> Spread:
    import numpy as np

    low, median, high = (float(each) for each in np.quantile(values, (0.025, 0.5, 0.975)))
    return Spread(median, low, high)


def _per_hour(cost: float, hours: Floats) -> Spread:
    import numpy as np

    # Draws without an hour saved would make the price endless; there are fewer than one in forty of them here.
    return _spread(cost / np.maximum(hours, 1e-9))


@dataclass(frozen=True, slots=True)
class _Middle:
    """Everything at its middle: for break-even and for one input at a time."""

    streams: tuple[Stream, ...]
    cost: float
    assumed: Assumptions

    def worth_of_hour(self) -> float:
        """Rupiah for one saved working hour of turnaround."""
        given = self.assumed
        return (
            given.office_share.mean * given.office_hour.mean
            + given.citizen_share.mean * given.citizen_hour.mean
        )

    def monthly(self) -> float:
        """Benefit of one month."""
        import numpy as np

        hours = 0.0
        for stream in self.streams:
            if stream.effect.is_proven:
                saved = _saved(stream.effect, np.array([stream.effect.att]))
                hours += float(saved[0]) * stream.cases_per_month
        return hours * self.worth_of_hour()

    def net(self) -> float:
        """Benefit less cost."""
        return self.monthly() * self.assumed.months.mean - self.cost

    def break_even_hours(self) -> float | None:
        cases = sum(stream.cases_per_month for stream in self.streams)
        whole = cases * self.assumed.months.mean * self.worth_of_hour()
        return self.cost / whole if whole > 0 else None

    def break_even_months(self) -> float | None:
        monthly = self.monthly()
        return self.cost / monthly if monthly > 0 else None

    def swings(self) -> tuple[Swing, ...]:
        found = [swing for stream in self.streams if stream.effect.is_proven for swing in self._of(stream)]
        names: tuple[Input, ...] = ("months", "office_share", "citizen_share", "office_hour", "citizen_hour")
        for name in names:
            guess: Range = getattr(self.assumed, name)
            ends = [
                replace(self, assumed=self.assumed.with_range(name, Range(end, end, end))).net()
                for end in (guess.low, guess.high)
            ]
            found.append(Swing(name, "", guess.low, guess.high, *ends))
        return tuple(sorted(found, key=lambda swing: -swing.width))

    def _of(self, stream: Stream) -> tuple[Swing, Swing]:
        """The two inputs of one service: its effect, its cases."""
        from scipy.special import stdtrit

        effect = stream.effect
        half = float(stdtrit(effect.freedom, 0.975)) * effect.error
        low, high = effect.att - half, effect.att + half
        few, many = ((1 + sign * 2 * CASES_SPREAD) * stream.cases_per_month for sign in (-1, 1))

        def net(other: Stream) -> float:
            return replace(
                self, streams=tuple(other if each is stream else each for each in self.streams)
            ).net()

        # The less the time grows, the more is saved: the high end of the effect is the low end of the benefit.
        worse, better = (net(replace(stream, effect=replace(effect, att=end))) for end in (high, low))
        fewer, more = (net(replace(stream, cases_per_month=end)) for end in (few, many))
        return (
            Swing("effect", stream.name, low, high, worse, better),
            Swing("cases", stream.name, few, many, fewer, more),
        )
