"""Texts to moments, for files whose moments are almost always ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import numpy as np

from saindege.base.period.clock import zone_segments
from saindege.service.log_files.columns import NO_MOMENT, Moments

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_microseconds(moment: datetime, zone: tzinfo) -> int:
    """Return microseconds since 1970 in UTC; a moment without offset is in ``zone``."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return (moment - _EPOCH) // _MICROSECOND


def from_microseconds(microseconds: int, zone: tzinfo = UTC) -> datetime:
    """Return the moment in ``zone``, with its offset."""
    return (_EPOCH + timedelta(microseconds=microseconds)).astimezone(zone)


def read_iso(texts: Sequence[str | None], zone: tzinfo) -> tuple[Moments, dict[int, str]]:
    """Return microseconds per text, and the texts that are no ISO moment by their position."""
    found = np.full(len(texts), NO_MOMENT, dtype=np.int64)
    unreadable: dict[int, str] = {}
    parse = datetime.fromisoformat
    for position, text in enumerate(texts):
        if not text or not (text := text.strip()):
            continue
        try:
            found[position] = to_microseconds(parse(text), zone)
        except (ValueError, OverflowError):
            unreadable[position] = text
    return found, unreadable


def local_months(at: Moments, zone: ZoneInfo) -> Moments:
    """Return the local month of each moment as year x 12 + month - 1, shape as ``at``."""
    if not at.size:
        return at
    first = from_microseconds(int(at.min())).date() - timedelta(days=2)
    last = from_microseconds(int(at.max())).date() + timedelta(days=2)
    segments = zone_segments(zone, first, last)
    begins = np.array([segment.begins for segment in segments])
    offsets = np.array([segment.offset for segment in segments])
    local = at + offsets[np.searchsorted(begins, at, side="right") - 1]
    months = local.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months + 1970 * 12)
