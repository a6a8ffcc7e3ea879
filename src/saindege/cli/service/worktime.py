"""``saindege service worktime``: the open time of an office between two moments."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from saindege.base.errors import BadInput, Language, Sentence
from saindege.cli import frame
from saindege.cli.service.group import group


@frame.verb(
    group,
    "worktime",
    Sentence(id="Hitung jam kerja di antara dua waktu", en="Count working time between two moments"),
)
@frame.argument("start", metavar="FROM")
@frame.argument("end", metavar="TO")
@frame.option(
    "--calendar",
    type=frame.EXISTING,
    required=True,
    id="Kalender kerja (TOML).",
    en="Working calendar (TOML).",
)
def worktime(start: str, end: str, calendar: Path) -> frame.Answer:
    """Count working time."""
    from saindege.base import period
    from saindege.base.period.clock import microseconds

    office = period.read_calendar(calendar)
    first, last = _moment(start), _moment(end)
    if microseconds(last, office) < microseconds(first, office):
        raise BadInput(
            Sentence(
                id=f"{end} lebih awal daripada {start}. Tulis waktu mulai dulu, lalu waktu selesai.",
                en=f"{end} is earlier than {start}. Write the start first, then the end.",
            ),
            code="out_of_range",
        )
    hours = period.working_seconds_between(office, first, last) / 3600

    def lines(language: Language) -> list[str]:
        if language == "en":
            return [f"{frame.number(hours)} working hours ({calendar.name}, {office.timezone})."]
        return [f"{frame.number(hours)} jam kerja ({calendar.name}, {office.timezone})."]

    return frame.Answer({"working_hours": hours, "timezone": office.timezone}, lines)


def _moment(text: str) -> datetime:
    from saindege.base.table import dates

    if len(dates.orders_of(text)) > 1:
        raise BadInput(
            Sentence(
                id=f"“{text}”: angka mana yang hari dan mana yang bulan? Tulis seperti 2026-06-05T08:30.",
                en=f"“{text}”: which is the day and which is the month? Write it like 2026-06-05T08:30.",
            ),
            code="ambiguous_date",
        )
    found = dates.read_moment(text, (dates.orders_of(text) or ("day_first",))[0])
    if found is None or not dates.FIRST_YEAR <= found.year <= dates.LAST_YEAR:
        raise BadInput(
            Sentence(
                id=f"“{text}” bukan waktu yang dikenal. Tulis seperti 2026-11-24T08:30.",
                en=f"“{text}” is no moment that we know. Write it like 2026-11-24T08:30.",
            ),
            code="not_a_date",
        )
    return found
