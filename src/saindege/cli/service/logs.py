"""``saindege service measure`` and ``map``: what a log says about time, accuracy and ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from saindege.base.errors import Sentence
from saindege.cli import frame
from saindege.cli.service import log_text
from saindege.cli.service.group import group

if TYPE_CHECKING:
    from saindege.base.period import WorkCalendar
    from saindege.service.event_log import EventLog

F = TypeVar("F", bound=Callable[..., Any])

_READING = Sentence(id="Membaca log", en="Reading the log")
_STEPS = 2
_ORDERS = {"dmy": "day_first", "mdy": "month_first"}


def reading_options(function: F) -> F:
    """Add the log and the options by which it is read."""
    for add in reversed(
        (
            frame.argument("log", type=frame.EXISTING),
            frame.option(
                "--columns",
                metavar="ROLE=HEADER,...",
                id="Kolom mana yang menjadi case, activity, time, start, resource, lifecycle.",
                en="Which column is the case, activity, time, start, resource, lifecycle.",
            ),
            frame.option(
                "--by", metavar="COLUMN", id="Kelompokkan menurut kolom ini.", en="Group by this column."
            ),
            frame.option(
                "--timezone",
                metavar="ZONE",
                id="Zona waktu yang tidak tertulis; bawaan: zona kalender, lalu Asia/Jakarta.",
                en="Zone of moments without one; by default the calendar's, then Asia/Jakarta.",
            ),
            frame.option(
                "--date-order",
                type=click.Choice(sorted(_ORDERS)),
                id="Urutan 05/06/2026, bila kolomnya sendiri tidak menunjukkan.",
                en="Order of 05/06/2026, where the column itself does not tell.",
            ),
            frame.option("--sheet", id="Lembar berkas XLSX atau ODS.", en="Sheet of an XLSX or ODS file."),
        )
    ):
        function = add(function)
    return function


@frame.verb(
    group,
    "measure",
    Sentence(id="Ukur waktu dan ketelitian dari log", en="Measure time and accuracy of a log"),
)
@reading_options
@frame.option("--calendar", type=frame.EXISTING, id="Kalender kerja (TOML).", en="Working calendar (TOML).")
@frame.option(
    "--promise",
    metavar="TEXT",
    id='Janji waktu, misalnya "3 hari kerja" atau "8 jam kerja".',
    en='Promised time, for example "3 working days".',
)
@frame.option(
    "--end",
    multiple=True,
    metavar="ACTIVITY",
    id="Kegiatan yang menutup berkas; boleh diulang.",
    en="Activity that finishes a case; may be repeated.",
)
def measure(
    log: Path, calendar: Path | None, promise: str | None, end: Sequence[str], **reading: str | None
) -> frame.Answer:
    """Measure a log."""
    from saindege.base import period
    from saindege.service.log_files.moments import to_microseconds
    from saindege.service.log_marks import mark_log
    from saindege.service.measure import Standard, measure_log

    office = period.read_calendar(calendar) if calendar else None
    # Before the log is read: a promise that is not understood should not take a minute to be refused.
    promised = None if promise is None else period.parse_promise(promise)
    standard = Standard(office, promised, tuple(end))
    with frame.progress(_READING) as tell:
        read = _read(log, office, reading)
        tell(1, _STEPS)
        figures = measure_log(read, standard)
        marks = mark_log(read, now=to_microseconds(datetime.now(UTC), read.zone), end=end)
        tell(2, _STEPS)
    return frame.Answer(
        {
            **figures.as_json(frame.language()),
            "timezone": read.timezone,
            "columns": dict(read.mapping),
            "overlapping_events": read.overlapping,
            "marks": [
                {"code": one.code, "count": one.count, "message": one.sentence.in_language(frame.language())}
                for one in marks
            ],
        },
        lambda language: [
            *log_text.measured(figures, read, language),
            *(["", *(one.sentence.in_language(language) for one in marks)] if marks else []),
        ],
    )


@frame.verb(group, "map", Sentence(id="Gambar alur proses dari log", en="Draw the process map of a log"))
@reading_options
def draw(log: Path, **reading: str | None) -> frame.Answer:
    """Draw the map of a log."""
    from saindege.service.process_map import draw_map

    with frame.progress(_READING) as tell:
        read = _read(log, None, reading)
        tell(1, _STEPS)
        drawn = draw_map(read)
        tell(2, _STEPS)
    return frame.Answer(drawn.as_json(), lambda language: log_text.mapped(drawn, language))


def _read(log: Path, office: WorkCalendar | None, reading: dict[str, str | None]) -> EventLog:
    from saindege.service.event_log import read_event_log
    from saindege.service.log_files.choice import (
        DEFAULT_TIMEZONE,
        ReadingChoice,
        check_timezone,
        parse_columns,
    )

    named, columns, order = reading["timezone"], reading["columns"], reading["date_order"]
    choice = ReadingChoice(
        columns={} if columns is None else parse_columns(columns),
        by=reading["by"],
        timezone=check_timezone(named)
        if named is not None
        else office.timezone
        if office
        else DEFAULT_TIMEZONE,
        sheet=reading["sheet"],
        order=_ORDERS[order] if order else None,  # type: ignore[arg-type]  # click allows these two only
    )
    return read_event_log(log, choice)
