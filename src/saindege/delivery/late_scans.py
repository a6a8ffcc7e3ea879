"""Check-ins that phones sent later, settled together with those that arrived in time.

The answer depends on what was scanned alone, never on the order in which phones sent it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from saindege.base.errors import Sentence
from saindege.delivery import journal
from saindege.delivery.journal import Scan, Window

Verdict = Literal[
    "counted", "duplicate", "late", "over_capacity", "not_called", "wrong_code", "closed", "too_old"
]

SENTENCES: dict[str, Sentence] = {
    "counted": Sentence(id="Tercatat hadir.", en="Recorded as present."),
    "duplicate": Sentence(id="Sudah tercatat sebelumnya.", en="Was recorded before."),
    "late": Sentence(
        id="Dipindai di luar waktu sesi. Bila Anda hadir, minta panitia mencatatnya.",
        en="Scanned outside the session. If you were there, ask the organiser to write it down.",
    ),
    "over_capacity": Sentence(
        id="Semua kursi sudah terisi lebih dulu. Temui panitia.",
        en="Every seat was taken before. See the organiser.",
    ),
    "not_called": Sentence(
        id="Nama Anda tidak ada di daftar peserta. Temui panitia.",
        en="Your name is not on the list. See the organiser.",
    ),
    "wrong_code": Sentence(
        id="Kodenya bukan yang tampil di layar saat itu. Temui panitia.",
        en="The code is not the one that the screen showed then. See the organiser.",
    ),
    "closed": Sentence(
        id="Sesi sudah ditutup saat kiriman ini sampai. Panitia melihatnya; hubungi panitia.",
        en="The session was closed when this arrived. The organiser sees it; get in touch.",
    ),
    "too_old": Sentence(
        id="Terlalu lama baru dikirim. Hubungi panitia.", en="It was sent too long after. See the organiser."
    ),
    "unknown_session": Sentence(
        id="Sesi ini tidak dikenal. Periksa kodenya.", en="This session is not known. Look at its code."
    ),
}


@dataclass(frozen=True, slots=True)
class LateScan:
    """A scan that a phone kept, and when it was received."""

    scan: Scan
    received_at: datetime
    is_code_right: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """Who was there, and what became of each late scan.

    Attributes
    ----------
    present : the scan that counts, by person
    verdicts : by device and number
    """

    present: Mapping[str, Scan]
    verdicts: Mapping[tuple[str, int], Verdict]


def settle(
    window: Window,
    arrivals: Sequence[Scan],
    late: Sequence[LateScan],
    *,
    called: Set[str],
    closed_at: datetime | None,
    offline_hours: int,
) -> Settled:
    """Settle one session: time, seats and list are asked again for every late scan; the earliest scan of a person counts.

    Parameters
    ----------
    arrivals : what was admitted at the door; their time was asked then, their seat is asked here
    called : people on the list
    closed_at : when the session was closed; what came after it is kept and does not count
    """
    verdicts: dict[tuple[str, int], Verdict] = {}
    fit: list[Scan] = []
    for one in late:
        fault = _fault(one, window, called, closed_at, offline_hours)
        if fault is None:
            fit.append(one.scan)
        else:
            verdicts[one.scan.device, one.scan.seq] = fault
    session = "sesi"
    scans = [Scan(each.scanned_at, each.device, each.seq, each.person, session) for each in [*arrivals, *fit]]
    # What the door admitted stays admitted, also where the window was moved since.
    moments = [each.scanned_at for each in scans]
    wide = Window(min([window.opens_at, *moments]), max([window.closes_at, *moments]), window.capacity)
    merged = journal.merge(scans, {session: wide})
    earliest: dict[str, Scan] = {}
    for scan in scans:
        earliest[scan.person] = min(scan, earliest.get(scan.person, scan))
    present = {one.person: earliest[one.person] for one in merged.present}
    for scan in fit:
        key = (scan.device, scan.seq)
        if scan.person not in present:
            verdicts[key] = "over_capacity"
        else:
            counts = earliest[scan.person]
            verdicts[key] = "counted" if (counts.device, counts.seq) == key else "duplicate"
    return Settled(present, verdicts)


def _fault(
    one: LateScan, window: Window, called: Set[str], closed_at: datetime | None, offline_hours: int
) -> Verdict | None:
    if one.scan.person not in called:
        return "not_called"
    if not one.is_code_right:
        return "wrong_code"
    if not window.opens_at <= one.scan.scanned_at <= window.closes_at:
        return "late"
    if closed_at is not None and one.received_at >= closed_at:
        return "closed"
    if one.received_at - one.scan.scanned_at > timedelta(hours=offline_hours):
        return "too_old"
    return None
