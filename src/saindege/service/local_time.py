"""Moments as the clock on an office's wall shows them."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from saindege.base.period.clock import zone_segments
from saindege.service.log_files.columns import Moments
from saindege.service.log_files.moments import from_microseconds


def local_microseconds(at: Moments, zone: ZoneInfo) -> Moments:
    """Return local microseconds since 1970-01-01T00:00 on the wall, for at least one moment, all of them known."""
    first = from_microseconds(int(at.min()), zone).date() - timedelta(days=1)
    last = from_microseconds(int(at.max()), zone).date() + timedelta(days=1)
    segments = zone_segments(zone, first, last)
    begins = np.array([segment.begins for segment in segments])
    offsets = np.array([segment.offset for segment in segments])
    return np.asarray(at + offsets[np.clip(np.searchsorted(begins, at, side="right") - 1, 0, None)])
