"""Logs written in a test as a few lines of text, or as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from saindege.base import period
from saindege.service.event_log import EventLog, build_event_log, read_event_log
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import NO_MOMENT, RawEvents, code_texts, count_from_one
from saindege.service.log_files.moments import to_microseconds

JAKARTA = ZoneInfo("Asia/Jakarta")

LogOf = Callable[..., EventLog]


@pytest.fixture(scope="session")
def log_of() -> LogOf:
    """Make a log of rows ``(case, activity, "2026-03-02 08:00")``; more columns by name, each a list."""

    def make(
        rows: Sequence[tuple[str | None, str | None, str | None]],
        *,
        started: Sequence[str | None] | None = None,
        resource: Sequence[str | None] | None = None,
        lifecycle: Sequence[str | None] | None = None,
        group: Sequence[str | None] | None = None,
        timezone: str = "Asia/Jakarta",
    ) -> EventLog:
        zone = ZoneInfo(timezone)

        def moments(texts: Sequence[str | None]) -> np.ndarray:
            return np.array(
                [
                    NO_MOMENT if text is None else to_microseconds(datetime.fromisoformat(text), zone)
                    for text in texts
                ],
                dtype=np.int64,
            )

        raw = RawEvents(
            case=code_texts(row[0] for row in rows),
            activity=code_texts(row[1] for row in rows),
            at=moments([row[2] for row in rows]),
            number_rows=count_from_one,
            started_at=None if started is None else moments(started),
            resource=None if resource is None else code_texts(resource),
            lifecycle=None if lifecycle is None else code_texts(lifecycle),
            group=None if group is None else code_texts(group),
        )
        return build_event_log(raw, file="log", timezone=timezone)

    return make


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., EventLog]:
    """Write a text as a file and read it as a log; more words as in ``ReadingChoice``."""

    def read(text: str, *, encoding: str = "utf-8", **choice: object) -> EventLog:
        path = tmp_path / "log.csv"
        path.write_bytes(text.encode(encoding))
        return read_event_log(path, ReadingChoice(**choice))  # type: ignore[arg-type]  # words of the test

    return read


@pytest.fixture(scope="session")
def office_week() -> period.WorkCalendar:
    """Monday to Friday, 08:00 to 12:00 and 13:00 to 16:00, Jakarta; 17 March 2026 is closed."""
    windows = (period.Window(8 * 3600, 12 * 3600), period.Window(13 * 3600, 16 * 3600))
    holiday = datetime(2026, 3, 17, tzinfo=JAKARTA).date()
    return period.WorkCalendar("Asia/Jakarta", week=(windows,) * 5 + ((),) * 2, holidays=frozenset({holiday}))
