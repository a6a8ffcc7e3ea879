"""Reads a working-time calendar from a TOML file, and names every fault in it at once."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from saindege.base import errors
from saindege.base.period.calendar import WEEKDAYS, SpecialHours, Week, Window, WorkCalendar

LARGEST_FILE_BYTES = 1_000_000
_KEYS = ("timezone", "hours", "holidays", "exceptions")
_EXCEPTION_KEYS = ("from", "to", "hours")
_WINDOW = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")


class CalendarRefused(errors.BadInput):
    """The calendar file cannot be used; the problems say where."""

    code = "unknown_value"


def read_calendar(path: str | Path) -> WorkCalendar:
    """Read a calendar file (TOML): ``timezone``, ``[hours]``, ``holidays``, ``[[exceptions]]``.

    ``[hours]`` maps ``mon`` to ``sun`` to lists such as ``["08:00-12:00", "13:00-16:00"]``; a day left out is
    closed. An exception has ``from``, ``to`` and ``hours``: one list for every normally working day of the span,
    or a table by weekday; an empty list closes the office. A holiday beats an exception.

    Raises
    ------
    CalendarRefused : every fault of the file, all at once
    """
    file = Path(path)
    return calendar_from(_document(file), file=file.name)


def calendar_from(document: dict[str, object], *, file: str) -> WorkCalendar:
    """Build a calendar from a parsed document, with the same rules as :func:`read_calendar`."""
    faults = _Faults(file)
    for key in document:
        if key not in _KEYS:
            faults.add(
                key,
                f"Kunci '{key}' tidak dikenal; {_listed(_KEYS)}.",
                f"Unknown key '{key}'; {_listed(_KEYS)}.",
            )
    zone = _zone(document.get("timezone", "Asia/Jakarta"), faults)
    week = _week(document.get("hours"), "hours", faults)
    if week is not None and not any(week):
        faults.add("hours", "Tidak ada jam kerja pada hari mana pun.", "No weekday has any hours.")
    holidays = _holidays(document.get("holidays", []), faults)
    exceptions = _exceptions(document.get("exceptions", []), faults)
    faults.refuse_any()
    return WorkCalendar(zone, week or ((),) * 7, holidays, exceptions, version=file)


@dataclass(slots=True)
class _Faults:
    """Faults found so far; all are told at once."""

    file: str
    problems: list[errors.Problem] = field(default_factory=list)

    def add(self, key: str, indonesian: str, english: str, *, code: str = "unknown_value") -> None:
        sentence = errors.Sentence(id=indonesian, en=english)
        self.problems.append(errors.Problem(code, sentence, file=self.file, column=key))

    def refuse_any(self) -> None:
        if self.problems:
            count = len(self.problems)
            raise CalendarRefused(
                errors.Sentence(
                    id=f"Kalender kerja {self.file} belum dapat dipakai: {count} hal perlu diperbaiki.",
                    en=f"The calendar {self.file} cannot be used yet: {count} thing(s) to mend.",
                ),
                problems=self.problems,
            )


def _document(file: Path) -> dict[str, object]:
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise CalendarRefused(
                errors.Sentence(
                    id=f"{file.name} terlalu besar untuk kalender kerja. Periksa apakah berkasnya benar.",
                    en=f"{file.name} is too large for a calendar. Check that it is the right file.",
                ),
                code="file_too_large",
            )
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as missing:
        raise CalendarRefused(
            errors.Sentence(
                id=f"Berkas kalender {file.name} tidak ada. Periksa nama dan foldernya.",
                en=f"The calendar file {file.name} does not exist. Check its name and folder.",
            ),
            code="missing_file",
        ) from missing
    except (OSError, ValueError, RecursionError) as fault:
        raise CalendarRefused(
            errors.Sentence(
                id=f"Kalender {file.name} bukan TOML yang dapat dibaca: {fault}. Perbaiki baris itu.",
                en=f"The calendar {file.name} is not readable TOML: {fault}. Mend that line.",
            ),
            code="unreadable_file",
        ) from fault


def _zone(value: object, faults: _Faults) -> str:
    if isinstance(value, str) and value in available_timezones():
        return ZoneInfo(value).key
    faults.add(
        "timezone",
        f'Zona waktu {value!r} tidak dikenal. Pakai misalnya "Asia/Jakarta".',
        f'Unknown time zone {value!r}. Use for example "Asia/Jakarta".',
    )
    return "Asia/Jakarta"


def _week(value: object, key: str, faults: _Faults) -> Week | None:
    if not isinstance(value, dict):
        faults.add(
            key,
            'Bagian [hours] belum ada. Tulis misalnya mon = ["08:00-12:00", "13:00-16:00"].',
            'The table [hours] is missing. Write for example mon = ["08:00-12:00", "13:00-16:00"].',
        )
        return None
    for day in value:
        if day in _KEYS:
            faults.add(
                f"{key}.{day}",
                f"Baris '{day}' berada di dalam [{key}]. Pindahkan ke atas baris [{key}].",
                f"The line '{day}' stands inside [{key}]. Move it above the line [{key}].",
            )
        elif day not in WEEKDAYS:
            faults.add(
                f"{key}.{day}",
                f"Hari '{day}' tidak dikenal; {_listed(WEEKDAYS)}.",
                f"Unknown day '{day}'; {_listed(WEEKDAYS)}.",
            )
    return tuple(_windows(value.get(day, []), f"{key}.{day}", faults) for day in WEEKDAYS)


def _windows(value: object, key: str, faults: _Faults) -> tuple[Window, ...]:
    if not isinstance(value, list):
        faults.add(key, "Jam kerja harus berupa daftar.", "Hours must be a list.")
        return ()
    windows = sorted(window for text in value if (window := _window(text, key, faults)) is not None)
    for earlier, later in itertools.pairwise(windows):
        if later.opens < earlier.closes:
            faults.add(
                key,
                "Dua rentang jam saling bertumpuk. Pisahkan atau gabungkan.",
                "Two stretches of hours overlap. Part or join them.",
                code="conflict",
            )
    return tuple(windows)


def _window(text: object, key: str, faults: _Faults) -> Window | None:
    found = _WINDOW.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is not None:
        hour, minute, last_hour, last_minute = map(int, found.groups())
        opens, closes = hour * 3600 + minute * 60, last_hour * 3600 + last_minute * 60
        if minute < 60 and last_minute < 60 and opens < closes <= 86_400:
            return Window(opens, closes)
    faults.add(
        key,
        f'Jam {text!r} tidak dapat dibaca. Tulis "08:00-12:00", mulai sebelum selesai, paling akhir 24:00.',
        f'The hours {text!r} cannot be read. Write "08:00-12:00", start before end, 24:00 at the latest.',
    )
    return None


def _holidays(value: object, faults: _Faults) -> frozenset[date]:
    if not isinstance(value, list):
        faults.add("holidays", "Hari libur harus berupa daftar tanggal.", "Holidays must be a list of dates.")
        return frozenset()
    days = (_day(item, "holidays", faults) for item in value)
    return frozenset(day for day in days if day is not None)


def _exceptions(value: object, faults: _Faults) -> tuple[SpecialHours, ...]:
    if not isinstance(value, list):
        faults.add("exceptions", "Tulis [[exceptions]].", "Write [[exceptions]].")
        return ()
    spans = [
        span
        for number, item in enumerate(value, start=1)
        if (span := _exception(item, f"exceptions.{number}", faults)) is not None
    ]
    spans.sort(key=lambda span: span.first)
    for earlier, later in itertools.pairwise(spans):
        if later.first <= earlier.last:
            faults.add(
                "exceptions",
                f"Dua pengecualian bertumpuk pada {later.first}. Ubah tanggalnya.",
                f"Two exceptions overlap on {later.first}. Change their dates.",
                code="conflict",
            )
    return tuple(spans)


def _exception(item: object, key: str, faults: _Faults) -> SpecialHours | None:
    if not isinstance(item, dict) or set(item) != set(_EXCEPTION_KEYS):
        faults.add(
            key,
            f"Pengecualian harus berisi tepat {_listed(_EXCEPTION_KEYS)}.",
            f"An exception must hold exactly {_listed(_EXCEPTION_KEYS)}.",
        )
        return None
    first, last = _day(item["from"], f"{key}.from", faults), _day(item["to"], f"{key}.to", faults)
    hours = item["hours"]
    if isinstance(hours, dict):
        week = _week(hours, f"{key}.hours", faults)
    else:
        week = (_windows(hours, f"{key}.hours", faults),) * 7
    if first is None or last is None or week is None:
        return None
    if last < first:
        faults.add(key, "Tanggal 'to' lebih awal daripada 'from'.", "'to' is earlier than 'from'.")
        return None
    return SpecialHours(first, last, week)


def _day(value: object, key: str, faults: _Faults) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        faults.add(
            key,
            f'{value!r} bukan tanggal. Tulis "2026-08-17".',
            f'{value!r} is not a date. Write "2026-08-17".',
            code="not_a_date",
        )
        return None


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
