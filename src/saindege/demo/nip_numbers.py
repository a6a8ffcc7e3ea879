"""Numbers of invented civil servants: every part agrees with the person, no two are alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

# A serial number restarts for each day of birth, month of appointment and sex; most are small.
MOST_SERIAL_START = 12


def make_numbers(
    births: Sequence[date],
    appointed: Sequence[date],
    sexes: Sequence[str],
    statuses: Sequence[str],
    rng: np.random.Generator,
) -> list[str]:
    """Return an 18-digit number for each person.

    PNS and CPNS carry the month of appointment in digits 13-14, PPPK the first contract (21).

    Source
    ------
    BKN 22/2007 (PNS); layout of NI PPPK: digits 13-14 ``21`` for a first contract.
    """
    start = rng.integers(1, MOST_SERIAL_START + 1, size=len(births))
    last: dict[str, int] = {}
    numbers = []
    for i, (birth, when, sex, status) in enumerate(zip(births, appointed, sexes, statuses, strict=True)):
        month = "21" if status.startswith("pppk") else f"{when.month:02d}"
        prefix = f"{birth:%Y%m%d}{when.year}{month}{'1' if sex == 'male' else '2'}"
        serial = last[prefix] + 1 if prefix in last else int(start[i])
        last[prefix] = serial
        numbers.append(f"{prefix}{serial:03d}")
    return numbers
