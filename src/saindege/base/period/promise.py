"""A promised time, as offices write it: ``3 working days``, ``3 hari kerja``, ``1 x 24 jam``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from saindege.base import errors

PromiseUnit = Literal["working_days", "working_hours", "days", "hours"]

# Unit in the text: (unit of the promise, how many of it one counts for).
_UNITS: dict[str, tuple[PromiseUnit, float]] = {
    "day": ("days", 1),
    "hari": ("days", 1),
    "week": ("days", 7),
    "minggu": ("days", 7),
    "pekan": ("days", 7),
    "hour": ("hours", 1),
    "jam": ("hours", 1),
    "minute": ("hours", 1 / 60),
    "menit": ("hours", 1 / 60),
}
_WORDS = re.compile(
    r"(?P<count>\d+(?:[.,]\d+)?)\s*(?:\([^)]*\)\s*)?"
    r"(?:[x×]\s*(?P<times>\d+)\s*)?"
    r"(?P<before>working|work|business|office)?[\s-]*"
    r"(?P<unit>day|hari|week|minggu|pekan|hour|jam|minute|menit)s?"
    r"\s*(?P<after>kerja|kalender|calendar)?"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised time.

    Attributes
    ----------
    quantity : how many of the unit, above 0; whole for days
    unit : ``working_days`` and ``days`` count dates after the day of receipt, open ones or all;
        ``working_hours`` count open time, ``hours`` all time
    """

    quantity: float
    unit: PromiseUnit

    @property
    def counts_working_time(self) -> bool:
        """Return whether a calendar is needed to say if the promise was kept."""
        return self.unit in ("working_days", "working_hours")


class PromiseRefused(errors.BadInput):
    """The promised time cannot be understood."""

    code = "unknown_value"


def parse_promise(text: str) -> Promise:
    """Read a promised time in Indonesian or English.

    Raises
    ------
    PromiseRefused : not a number with a unit, not above 0, or half a working day
    """
    found = _WORDS.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        raise _refused(text)
    unit, size = _UNITS[found["unit"]]
    quantity = float(found["count"].replace(",", ".")) * float(found["times"] or 1) * size
    working = found["before"] is not None or found["after"] == "kerja"
    if found["before"] and found["after"]:
        raise _refused(text)
    if working and found["unit"] in ("week", "minggu", "pekan"):
        raise _refused(text)
    if (unit == "days" and not quantity.is_integer()) or quantity <= 0:
        raise _refused(text)
    if not working:
        return Promise(quantity, unit)
    return Promise(quantity, "working_days" if unit == "days" else "working_hours")


def _refused(text: str) -> PromiseRefused:
    return PromiseRefused(
        errors.Sentence(
            id=f"Janji waktu '{text}' tidak dimengerti. Tulis misalnya '3 hari kerja', '8 jam kerja', "
            "'2 hari' atau '24 jam'; hari harus bilangan bulat.",
            en=f"The promised time '{text}' is not understood. Write for example '3 working days', "
            "'8 working hours', '2 days' or '24 hours'; days must be whole.",
        )
    )
