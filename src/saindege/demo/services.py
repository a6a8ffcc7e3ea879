"""Services of the demonstration city: what is promised, who offers them, which way a case takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from saindege.demo import tables
from saindege.demo.offices import Office

Role = Literal["front", "desk", "check", "sign"]
ROLES: tuple[Role, ...] = ("front", "desk", "check", "sign")

CHECK = "Periksa"
RETURN, COMPLETE, RETYPE = "Kembalikan", "Lengkapi", "Ketik"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case.

    Attributes
    ----------
    name : activity in the log
    role : who does it
    wait_minutes, work_minutes : medians, open time; a first step does not wait
    wait_spread : standard deviation of the logarithm of the waiting
    """

    name: str
    role: Role
    wait_minutes: float
    wait_spread: float
    work_minutes: float


@dataclass(frozen=True, slots=True)
class Service:
    """One service and its standard.

    Attributes
    ----------
    code, name : as the people at the counter call it
    promise : as published, read by ``period.parse_promise``
    steps : the straight way of a case
    offices : codes of those that offer it
    cases_per_month : mean by office
    return_share, retype_share : chance that papers are missing; that a letter is typed again
    answers_per_month : mean number of satisfaction answers by office
    kept_back : its log is not loaded, but handed out as a file to be uploaded
    """

    code: str
    name: str
    promise: str
    steps: tuple[Step, ...]
    offices: tuple[str, ...]
    cases_per_month: Mapping[str, float]
    return_share: float
    retype_share: float
    answers_per_month: Mapping[str, float]
    kept_back: bool

    @property
    def final_activity(self) -> str:
        """The step that finishes a case."""
        return self.steps[-1].name


def read_services(offices: tuple[Office, ...]) -> tuple[Service, ...]:
    """Return every service, in the order of the table."""
    return tuple(_read(row, offices) for row in tables.read_toml("data/services.toml")["service"])


def pace() -> Mapping[str, Any]:
    """Return what holds for all services: spreads, drift, season, load."""
    settings: Mapping[str, Any] = tables.read_toml("data/services.toml")["pace"]
    return settings


def incidents() -> Sequence[Mapping[str, Any]]:
    """Return the days on which the network failed: weeks_before, days, factor."""
    rows: Sequence[Mapping[str, Any]] = tables.read_toml("data/services.toml")["incident"]
    return rows


def _read(row: Mapping[str, Any], offices: tuple[Office, ...]) -> Service:
    offering = tuple(office.code for office in offices if _offers(row, office))
    busy = {code: row.get("busy", {}).get(code, 1.0) for code in offering}
    return Service(
        code=row["code"],
        name=row["name"],
        promise=row["promise"],
        steps=tuple(
            Step(step["name"], step["role"], step.get("wait", 0.0), step.get("spread", 0.0), step["work"])
            for step in row["steps"]
        ),
        offices=offering,
        cases_per_month={code: row["cases_per_month"] * more for code, more in busy.items()},
        return_share=row["return_share"],
        retype_share=row["retype_share"],
        answers_per_month={code: row["answers_per_month"] * more**0.5 for code, more in busy.items()},
        kept_back=row.get("kept_back", False),
    )


def _offers(row: Mapping[str, Any], office: Office) -> bool:
    return (
        office.kind in row.get("kinds", [])
        or office.code in row.get("offices", [])
        or any(office.code.startswith(prefix) for prefix in row.get("prefixes", []))
    )
