"""Moments as microseconds since 1970 in UTC; local moments by the rules of their zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import numpy as np

from saindege.base.period.clock import Segment, zone_segments
from saindege.service.log_files.columns import NO_MOMENT, Moments
from saindege.service.log_files.iso_cells import read_iso_texts

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# 1900 to 2199. No office's log reaches beyond; a year of two or five digits, or of a broken clock, does.
EARLIEST = -2_208_988_800_000_000
LATEST = 7_258_118_400_000_000

#: A moment that was read and lies outside the years of any log.
OUT_OF_YEARS = NO_MOMENT + 1


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
    quickly = read_iso_texts(texts)
    # A moment without offset is read by the rules of its zone, one by one.
    is_done = quickly.is_read & ~quickly.is_local
    found = np.where(is_done, quickly.at, NO_MOMENT)
    unreadable: dict[int, str] = {}
    parse = datetime.fromisoformat
    for position in np.flatnonzero(~is_done).tolist():
        text = texts[position]
        if not text or not (text := text.strip()):
            continue
        try:
            found[position] = to_microseconds(parse(text), zone)
        except (ValueError, OverflowError):
            unreadable[position] = text
    return found, unreadable


def place_in_zone(local: Moments, zone: ZoneInfo) -> Moments:
    """Return moments by the clock on the wall as moments in UTC; ``NO_MOMENT`` stays.

    An hour that occurs twice is taken as its first; one that is left out, as if the clock had not moved.
    """
    plausible = (local >= EARLIEST) & (local < LATEST)
    placed = np.where(local == NO_MOMENT, NO_MOMENT, OUT_OF_YEARS)
    if not plausible.any():
        return placed
    segments = _segments(int(local[plausible].min()), int(local[plausible].max()), zone)
    offsets = np.array([segment.offset for segment in segments])
    if len(segments) == 1:
        return np.where(plausible, local - offsets[0], placed)
    changes = np.array([segment.begins for segment in segments[1:]])
    # On the wall, a change happens where the larger of the two offsets puts it.
    walls = changes + np.maximum(offsets[:-1], offsets[1:])
    return np.where(plausible, local - offsets[np.searchsorted(walls, local, side="right")], placed)


def local_months(at: Moments, zone: ZoneInfo) -> Moments:
    """Return the local month of each moment as year x 12 + month - 1, shape as ``at``."""
    if not at.size:
        return at
    segments = _segments(int(at.min()), int(at.max()), zone)
    begins = np.array([segment.begins for segment in segments])
    offsets = np.array([segment.offset for segment in segments])
    local = at + offsets[np.searchsorted(begins, at, side="right") - 1]
    months = local.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months + 1970 * 12)


def _segments(first: int, last: int, zone: ZoneInfo) -> tuple[Segment, ...]:
    # Two days more on either side: no zone is further from UTC.
    spare = timedelta(days=2)
    return zone_segments(
        zone, (from_microseconds(first) - spare).date(), (from_microseconds(last) + spare).date()
    )
