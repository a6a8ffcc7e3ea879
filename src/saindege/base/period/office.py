"""The calendar of Indonesian government offices: hours, public holidays, joint leave, Ramadan."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, Literal

from saindege.base import errors
from saindege.base.period.calendar import WEEKDAYS, SpecialHours, Week, Window, WorkCalendar
from saindege.base.period.public_days import public_days

Pattern = Literal["five_day", "six_day"]


class NoOfficeHours(errors.BadInput):
    """The years or the pattern are not known to the rules."""

    code = "out_of_range"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Hours of one pattern, from a dated rule.

    Attributes
    ----------
    version, source, confidence : where the hours come from
    in_force_from : first day on which they hold
    week, ramadan : windows by weekday, Monday first
    """

    version: str
    source: str
    confidence: str
    in_force_from: date
    week: Week
    ramadan: Week


def office_calendar(
    *, first_year: int, last_year: int, pattern: Pattern = "five_day", timezone: str = "Asia/Jakarta"
) -> WorkCalendar:
    """Return the calendar of Indonesian government offices for some years.

    Public holidays come from the library ``holidays``; joint leave comes from ``rules/joint_leave.toml`` and, for
    a year that is not there, from the library with a warning. Ramadan hours come from ``rules/ramadan.toml``; a
    year without them keeps its normal hours, with a warning. Hours before the oldest rule are those of the oldest.

    Parameters
    ----------
    first_year, last_year : both included, 1970 to 2100
    pattern : ``five_day`` (Monday to Friday) or ``six_day`` (Monday to Saturday)

    Raises
    ------
    NoOfficeHours : years that run backwards or lie far away, or an unknown pattern

    Source
    ------
    Peraturan Presiden 21/2023 (hours); yearly SKB 3 Menteri (holidays and joint leave); see ``base/rules``.
    """
    if not 1970 <= first_year <= last_year <= 2100:
        raise _refused(f"{first_year}-{last_year}")
    rows = _office_hours().get(pattern)
    if rows is None:
        raise _refused(str(pattern))
    years = range(first_year, last_year + 1)
    newest = rows[-1]
    return WorkCalendar(
        timezone,
        newest.week,
        public_holidays(years) | joint_leave(years),
        tuple(_other_hours(rows, date(first_year, 1, 1), date(last_year, 12, 31))),
        version=f"{newest.version}; holidays {_library_version()}; {first_year}-{last_year}",
        warnings=tuple(_unknown(years, rows[0])),
    )


def public_holidays(years: range) -> frozenset[date]:
    """Return the national public holidays of some years, from the library ``holidays``."""
    return _library_days(tuple(years), "public")


def joint_leave(years: range) -> frozenset[date]:
    """Return the days of joint leave: our dated rows, or the library where a year has none."""
    rows = _joint_leave()
    listed = {day for year in years for day in rows.get(year, frozenset())}
    return frozenset(listed) | _library_days(tuple(year for year in years if year not in rows), "government")


def ramadan() -> tuple[tuple[date, date], ...]:
    """Return first and last day of every Ramadan of ``rules/ramadan.toml``, in order of time."""
    return _ramadan()


def _other_hours(rows: tuple[OfficeHours, ...], first: date, last: date) -> Iterator[SpecialHours]:
    """Yield every span of the years whose hours are not the newest normal ones."""
    fasting = _ramadan()
    changes = {first, *(row.in_force_from for row in rows)}
    for begin, finish in fasting:
        changes |= {begin, finish + timedelta(days=1)}
    starts = sorted(day for day in changes if first <= day <= last)
    for start, following in zip(starts, [*starts[1:], last + timedelta(days=1)], strict=True):
        row = max((row for row in rows if row.in_force_from <= start), key=_age, default=rows[0])
        week = row.ramadan if any(begin <= start <= finish for begin, finish in fasting) else row.week
        if week != rows[-1].week:
            yield SpecialHours(start, following - timedelta(days=1), week)


def _age(row: OfficeHours) -> date:
    return row.in_force_from


def _unknown(years: range, oldest: OfficeHours) -> Iterator[errors.Sentence]:
    if date(years[0], 1, 1) < oldest.in_force_from:
        yield errors.Sentence(
            id=f"Jam kantor sebelum {oldest.in_force_from} dianggap sama dengan {oldest.version}.",
            en=f"Office hours before {oldest.in_force_from} are taken to be those of {oldest.version}.",
        )
    if without := [str(year) for year in years if year not in _joint_leave()]:
        yield errors.Sentence(
            id=f"Cuti bersama tahun {', '.join(without)} diambil dari pustaka holidays; periksa dengan SKB.",
            en=f"Joint leave of {', '.join(without)} is the library's; compare it with the decree.",
        )
    known = {begin.year for begin, _ in _ramadan()}
    if without := [str(year) for year in years if year not in known]:
        yield errors.Sentence(
            id=f"Jam kerja Ramadan tahun {', '.join(without)} belum ada; dipakai jam biasa.",
            en=f"Ramadan hours of {', '.join(without)} are not known; normal hours are used.",
        )


def _refused(what: str) -> NoOfficeHours:
    return NoOfficeHours(
        errors.Sentence(
            id=f"Kalender kantor '{what}' tidak ada. Pakai pola five_day atau six_day, tahun 1970 sampai 2100.",
            en=f"There is no office calendar '{what}'. Use five_day or six_day, years 1970 to 2100.",
        )
    )


@cache
def _office_hours() -> dict[str, tuple[OfficeHours, ...]]:
    found: dict[str, list[OfficeHours]] = {}
    for row in sorted(_rules("office_hours")["hours"], key=lambda row: str(row["in_force_from"])):
        hours = OfficeHours(
            row["version"],
            row["source"],
            row["confidence"],
            date.fromisoformat(row["in_force_from"]),
            _week(row, "", row["week_minutes"]),
            _week(row, "ramadan_", row["ramadan_week_minutes"]),
        )
        found.setdefault(row["pattern"], []).append(hours)
    return {pattern: tuple(rows) for pattern, rows in found.items()}


def _week(row: dict[str, Any], prefix: str, minutes: int) -> Week:
    week = tuple(tuple(_window(text) for text in row.get(prefix + day, [])) for day in WEEKDAYS)
    if sum(window.closes - window.opens for windows in week for window in windows) != minutes * 60:
        raise ValueError(f"office_hours.toml: {row['version']} {prefix} does not add up to {minutes} minutes")
    return week


def _window(text: str) -> Window:
    opens, closes = (int(part[:2]) * 3600 + int(part[3:]) * 60 for part in text.split("-"))
    return Window(opens, closes)


@cache
def _joint_leave() -> dict[int, frozenset[date]]:
    return {
        row["year"]: frozenset(map(date.fromisoformat, row["days"])) for row in _rules("joint_leave")["years"]
    }


@cache
def _ramadan() -> tuple[tuple[date, date], ...]:
    spans = (
        (date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in _rules("ramadan")["spans"]
    )
    return tuple(sorted(spans))


@cache
def _library_days(years: tuple[int, ...], category: str) -> frozenset[date]:
    return frozenset(public_days(years, (category,))) if years else frozenset()


def _library_version() -> str:
    # Slow to load, and few who count time need it.
    from importlib import metadata

    return metadata.version("holidays")


def _rules(name: str) -> dict[str, Any]:
    return tomllib.loads(
        resources.files("saindege.base").joinpath("rules", f"{name}.toml").read_text("utf-8")
    )
