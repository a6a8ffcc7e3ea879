"""Hours saved and what they are worth, by simulation: what is not proven counts as nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from saindege.base import chance
from saindege.impact.value.effect import EffectPerCase
from saindege.impact.value.rulebook import Assumptions, Range

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Input = Literal[
    "effect", "cases_per_month", "months", "office_share", "citizen_share", "office_hour", "citizen_hour"
]
# The number of cases of a coming year is not known to the unit.
CASES_SPREAD = 0.15


@dataclass(frozen=True, slots=True)
class Spread:
    """Middle of the draws with the ends that leave 2.5 percent on each side."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Swing:
    """What the net benefit becomes when one input goes to its ends and all others stay at their middle."""

    name: Input
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
    """What the training of one study is worth.

    Attributes
    ----------
    counted : False where the effect is not proven; hours and benefit are then 0, and only the break-even is told
    cost : rupiah, everything that was paid or given up
    hours_per_case : working hours of turnaround saved for one case; below 0 where it got slower
    office_hours, citizen_hours, hours : of people, over the months that the change is taken to last
    benefit, net : rupiah; net is benefit less cost
    rupiah_per_hour : cost for one hour of people saved; None where hours may be none
    pays_share : share of draws in which the benefit covers the cost, 0 to 1
    break_even_hours : hours of turnaround that each case must save for the cost to be covered; None without cases
    break_even_months : months that the change must last, at the middle of everything else; None where it never does
    swings : inputs, the one that matters most first
    """

    counted: bool
    cost: float
    cases_per_month: float
    hours_per_case: Spread
    office_hours: Spread
    citizen_hours: Spread
    hours: Spread
    benefit: Spread
    net: Spread
    rupiah_per_hour: Spread | None
    pays_share: float
    break_even_hours: float | None
    break_even_months: float | None
    swings: tuple[Swing, ...]


def weigh(effect: EffectPerCase, cases_per_month: float, cost: float, assumed: Assumptions) -> Worth:
    """Weigh cost and benefit.

    Parameters
    ----------
    effect : of the study whose offices the cases are of
    cases_per_month : of the trained offices, 0 or more
    cost : rupiah, 0 or more

    Assumes: the effect on time is the same share for each case (logarithm) or the same hours (plain); a saved working hour
    of turnaround is an hour of people only as far as the shares say; the change neither fades nor grows over the months.
    """
    import numpy as np

    rng = chance.stream(assumed.seed, "impact.value")
    n = assumed.draws
    saved = _saved(effect, effect.att + effect.error * rng.standard_t(effect.freedom, n))
    drawn = {
        "cases": np.maximum(0.0, rng.normal(cases_per_month, CASES_SPREAD * cases_per_month, n)),
        "months": _triangle(assumed.months, rng, n),
        "office_share": _triangle(assumed.office_share, rng, n),
        "citizen_share": _triangle(assumed.citizen_share, rng, n),
        "office_hour": _triangle(assumed.office_hour, rng, n),
        "citizen_hour": _triangle(assumed.citizen_hour, rng, n),
    }
    counted = saved if effect.is_proven else np.zeros(n)
    turnaround = counted * drawn["cases"] * drawn["months"]
    office, citizen = turnaround * drawn["office_share"], turnaround * drawn["citizen_share"]
    benefit = office * drawn["office_hour"] + citizen * drawn["citizen_hour"]
    hours = _spread(office + citizen)
    middle = _Middle(effect, cases_per_month, cost, assumed)
    return Worth(
        counted=effect.is_proven,
        cost=cost,
        cases_per_month=cases_per_month,
        hours_per_case=_spread(saved),
        office_hours=_spread(office),
        citizen_hours=_spread(citizen),
        hours=hours,
        benefit=_spread(benefit),
        net=_spread(benefit - cost),
        rupiah_per_hour=_per_hour(cost, office + citizen) if hours.low > 0 else None,
        pays_share=float((benefit >= cost).mean()) if cost or effect.is_proven else 0.0,
        break_even_hours=middle.break_even_hours(),
        break_even_months=middle.break_even_months() if effect.is_proven else None,
        swings=middle.swings() if effect.is_proven else (),
    )


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

    effect: EffectPerCase
    cases_per_month: float
    cost: float
    assumed: Assumptions

    def worth_of_hour(self) -> float:
        """Rupiah for one saved working hour of turnaround."""
        given = self.assumed
        return (
            given.office_share.mean * given.office_hour.mean
            + given.citizen_share.mean * given.citizen_hour.mean
        )

    def net(self, att: float | None = None) -> float:
        """Benefit less cost."""
        import numpy as np

        saved = float(_saved(self.effect, np.array([self.effect.att if att is None else att]))[0])
        return saved * self.cases_per_month * self.assumed.months.mean * self.worth_of_hour() - self.cost

    def break_even_hours(self) -> float | None:
        whole = self.cases_per_month * self.assumed.months.mean * self.worth_of_hour()
        return self.cost / whole if whole > 0 else None

    def break_even_months(self) -> float | None:
        monthly = (self.net() + self.cost) / self.assumed.months.mean if self.assumed.months.mean else 0.0
        return self.cost / monthly if monthly > 0 else None

    def swings(self) -> tuple[Swing, ...]:
        from scipy.special import stdtrit

        half = float(stdtrit(self.effect.freedom, 0.975)) * self.effect.error
        low, high = self.effect.att - half, self.effect.att + half
        few, many = (
            (1 - 2 * CASES_SPREAD) * self.cases_per_month,
            (1 + 2 * CASES_SPREAD) * self.cases_per_month,
        )
        found = [
            Swing("effect", low, high, self.net(high), self.net(low)),
            Swing(
                "cases_per_month",
                few,
                many,
                replace(self, cases_per_month=few).net(),
                replace(self, cases_per_month=many).net(),
            ),
        ]
        names: tuple[Input, ...] = ("months", "office_share", "citizen_share", "office_hour", "citizen_hour")
        for name in names:
            guess: Range = getattr(self.assumed, name)
            ends = [
                replace(self, assumed=self.assumed.with_range(name, Range(end, end, end))).net()
                for end in (guess.low, guess.high)
            ]
            found.append(Swing(name, guess.low, guess.high, *ends))
        return tuple(sorted(found, key=lambda swing: -swing.width))
