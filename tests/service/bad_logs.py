"""Logs as offices really hand them in: odd, but readable. The same ones go through the command line and the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

HEADER = "Nomor,Langkah,Waktu,Mulai,Petugas"
COLUMNS = {"case": "Nomor", "activity": "Langkah", "time": "Waktu", "start": "Mulai", "resource": "Petugas"}


@dataclass(frozen=True)
class BadLog:
    """One odd log.

    Attributes
    ----------
    name : what is odd
    lines : its rows
    told : code of the mark or of the refused row by which it is told
    words : what a person reads of it
    timezone : zone in which it is read
    """

    name: str
    lines: tuple[str, ...]
    told: str
    words: str
    timezone: str = "Asia/Jakarta"

    @property
    def text(self) -> str:
        """The file."""
        return "\n".join([HEADER, *self.lines]) + "\n"


def _row(case: str, step: str, time: str, start: str = "", who: str = "P1") -> str:
    return f"{case},{step},{time},{start},{who}"


def _plain(n: int = 40) -> list[str]:
    """Return cases of three steps, one a day from 5 January 2026."""
    rows = []
    for number in range(n):
        day = (date(2026, 1, 5) + timedelta(days=number)).isoformat()
        rows += [
            _row(f"B-{number}", "Terima", f"{day} 08:00"),
            _row(f"B-{number}", "Periksa", f"{day} 09:00"),
            _row(f"B-{number}", "Serahkan", f"{day} 10:00"),
        ]
    return rows


def _renamed() -> list[str]:
    return [
        row.replace("Periksa", "Verifikasi") if row.split(",")[2] >= "2026-04-01" else row
        for row in _plain(160)
    ]


def _named() -> list[str]:
    """Return the plain log with a name of its own for each number."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = []
    for row in _plain():
        number, rest = row.removeprefix("B-").split(",", 1)
        first, second = divmod(int(number), 26)
        found.append(f"Siti {letters[first].upper()}{letters[second]}ri,{rest}")
    return found


BAD_LOGS = (
    BadLog(
        "end before start",
        (*_plain(), _row("X-1", "Terima", "2026-01-05 08:00", "2026-01-05 09:00")),
        "out_of_range",
        "sesudah",
    ),
    BadLog(
        "events in the future",
        (*_plain(), _row("B-39", "Tanda terima", "2031-01-05 08:00")),
        "future_events",
        "masa depan",
    ),
    BadLog(
        "mixed time zones",
        (*_plain(), _row("X-1", "Terima", "2026-01-05T08:00:00+09:00"), _row("X-1", "Serahkan", "2026-01-05T09:00:00+09:00")),
        "mixed_zones",
        "menyebut zonanya",
    ),
    BadLog(
        "an hour that occurs twice abroad",
        (*_plain(), _row("X-1", "Terima", "2025-10-26 02:30"), _row("X-1", "Serahkan", "2025-10-26 03:30")),
        "",
        "",
        "Europe/Amsterdam",
    ),
    BadLog("duplicate events", (*_plain(), *_plain()[:3]), "duplicate_events", "sama persis"),
    BadLog(
        "cases with one event", (*_plain(), _row("X-1", "Terima", "2026-01-05 08:00")), "single_event_cases", "satu kejadian"
    ),
    BadLog("a step renamed in mid-year", tuple(_renamed()), "renamed_activity", "“Periksa” berhenti dan “Verifikasi” mulai"),
    BadLog(
        "names where numbers belong",
        tuple(_named()),
        "names_as_cases",
        "nama orang",
    ),
)  # fmt: skip
