"""From the answer of a study to working hours saved for one case, with its uncertainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Scale = Literal["plain", "logarithm"]


@dataclass(frozen=True, slots=True)
class EffectPerCase:
    """The effect that the verdict rests on.

    Attributes
    ----------
    verdict : of the study
    att, error : estimate and standard error on the scale of the outcome
    freedom : degrees of freedom of t
    scale : ``logarithm`` multiplies the hours before, ``plain`` is hours already
    hours_before : mean working hours of a case in the trained offices before training; used with ``logarithm``
    """

    verdict: str
    att: float
    error: float
    freedom: int
    scale: Scale
    hours_before: float

    @property
    def is_proven(self) -> bool:
        """Only a proven effect is worth anything, good or bad."""
        return self.verdict in ("terbukti_membaik", "terbukti_memburuk")


def effect_per_case(figures: Mapping[str, Any]) -> EffectPerCase | None:
    """Read the effect from the stored figures of a study; None where its main outcome is not about time."""
    scales: dict[str, Scale] = {"log_working_hours": "logarithm", "working_hours": "plain"}
    scale = scales.get(figures["outcome"])
    main, told = figures["main"], figures["before_and_after"]
    simple = main["simple"]
    if scale is None or simple["att"] is None or simple["ci95"] is None:
        return None
    if told is None or told["outcome"] != "working_hours" or told["trained_before"] is None:
        return None
    from scipy.special import stdtrit

    freedom = max(1, int(main["units"]) - 1)
    half = (simple["ci95"][1] - simple["ci95"][0]) / 2
    return EffectPerCase(
        verdict=main["verdict"],
        att=float(simple["att"]),
        error=float(half / stdtrit(freedom, 0.975)),
        freedom=freedom,
        scale=scale,
        hours_before=float(told["trained_before"]),
    )
