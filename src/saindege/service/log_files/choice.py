"""What the user says about a log before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

DEFAULT_TIMEZONE = "Asia/Jakarta"


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """How to read a log.

    Attributes
    ----------
    columns : role (case, activity, time, start, resource, lifecycle) to the header that plays it;
        for OCEL the role ``case`` names the object type
    by : header whose value groups the cases
    timezone : zone of moments without offset
    sheet : sheet of a workbook; the first unless named
    order : whether 05/06/2026 has the day or the month first; asked for only where the column cannot tell
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    by: str | None = None
    timezone: str = DEFAULT_TIMEZONE
    sheet: str | None = None
    order: Literal["day_first", "month_first"] | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of ``timezone``."""
        return ZoneInfo(self.timezone)
