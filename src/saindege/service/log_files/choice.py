"""What the user says about a log before it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from saindege.base.errors import BadInput, Sentence

DEFAULT_TIMEZONE = "Asia/Jakarta"

# A header may hold a comma: only one with a role behind it divides.
_DIVIDER = re.compile(r",(?=\s*[a-z]+\s*=)")


class ChoiceRefused(BadInput):
    """What was said about a log cannot be meant so."""

    code = "bad_use"


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """How to read a log.

    Attributes
    ----------
    columns : role (case, activity, time, start, resource, lifecycle, reason) to the header that plays it; of a
        register case, received, finished, returned, corrected, reason, resource;
        for OCEL the role ``case`` names the object type
    by : header whose value groups the cases
    timezone : zone of moments without offset
    sheet : sheet of a workbook; the first unless named
    as_of : what the time is; later events are refused. None where nobody can say
    order : whether 05/06/2026 has the day or the month first; asked for only where the column cannot tell
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    by: str | None = None
    timezone: str = DEFAULT_TIMEZONE
    sheet: str | None = None
    order: Literal["day_first", "month_first"] | None = None
    as_of: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of ``timezone``."""
        return ZoneInfo(self.timezone)


def parse_columns(text: str) -> dict[str, str]:
    """Read ``case=Nomor Registrasi,activity=Tahapan`` as role to header.

    Raises
    ------
    ChoiceRefused : a piece is no ``role=header``, or a role is named twice
    """
    chosen: dict[str, str] = {}
    for piece in _DIVIDER.split(text):
        role, equals, header = (part.strip() for part in piece.partition("="))
        if not (role and equals and header) or role in chosen:
            raise ChoiceRefused(
                Sentence(
                    id=f"Pilihan kolom “{piece.strip()}” tidak dimengerti. Tulis peran=judul dengan koma di antaranya, "
                    "tiap peran sekali: case=Nomor Berkas,activity=Tahapan,time=Selesai.",
                    en=f"The choice of columns “{piece.strip()}” is not understood. Write role=header with commas between "
                    "them, each role once: case=Nomor Berkas,activity=Tahapan,time=Selesai.",
                )
            )
        chosen[role] = header
    return chosen


def check_timezone(name: str) -> str:
    """Return the name of a zone that exists.

    Raises
    ------
    ChoiceRefused : it does not
    """
    if name not in available_timezones():
        raise ChoiceRefused(
            Sentence(
                id=f"Zona waktu “{name}” tidak dikenal. Pakai Asia/Jakarta (WIB), Asia/Makassar (WITA) "
                "atau Asia/Jayapura (WIT).",
                en=f"The time zone “{name}” is not known. Use for example Asia/Jakarta, Asia/Makassar or Asia/Jayapura.",
            )
        )
    return name
