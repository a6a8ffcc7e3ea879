"""Check-ins that devices kept while offline: merged so that nobody counts twice, whatever the order they come in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence

# A scan is about 150 letters; a line far beyond that is no scan, and is not kept in memory.
LONGEST_LINE = 65_536
COLUMNS = {
    "session": ("session", "sesi"),
    "opens_at": ("opens_at", "buka", "dibuka"),
    "closes_at": ("closes_at", "tutup", "ditutup"),
    "capacity": ("capacity", "kapasitas", "kursi"),
}


@dataclass(frozen=True, slots=True, order=True)
class Scan:
    """One line of a journal; sorts by moment first, so that the smallest is the earliest."""

    scanned_at: datetime
    device: str
    seq: int
    person: str
    session: str


@dataclass(frozen=True, slots=True)
class Window:
    """When a session takes arrivals, both ends inside, and how many seats it has."""

    opens_at: datetime
    closes_at: datetime
    capacity: int


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody was there; the moment is that of the first scan."""

    session: str
    person: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Merged:
    """What all journals say together.

    Attributes
    ----------
    present : by session, then arrival, then person
    duplicates : scans of people who had been scanned before
    resent : lines that a device sent again
    late : scans outside the window of their session
    unknown_session : scans of a session that is not on the list
    over_capacity : people who came after the room was full
    torn : lines that cannot be read
    """

    present: tuple[Presence, ...]
    duplicates: int
    resent: int
    late: int
    unknown_session: int
    over_capacity: int
    torn: int


def merge(scans: Iterable[Scan], sessions: Mapping[str, Window], *, torn: int = 0) -> Merged:
    """Merge scans of any number of devices; the result does not depend on their order."""
    kept: dict[tuple[str, int], Scan] = {}
    resent = 0
    for scan in scans:
        key = (scan.device, scan.seq)
        resent += key in kept
        # Where a device used a number twice for different scans, the earlier one stands, in any order.
        kept[key] = min(scan, kept.get(key, scan))
    counted: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    late = unknown = 0
    for scan in kept.values():
        window = sessions.get(scan.session)
        if window is None:
            unknown += 1
        elif not window.opens_at <= scan.scanned_at <= window.closes_at:
            late += 1
        else:
            counted[scan.session, scan.person].append(scan.scanned_at)
    rooms: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for (session, person), moments in counted.items():
        rooms[session].append((min(moments), person))
    present = [
        # Written on the clock of the session's list, wherever the device stood.
        Presence(session, person, moment.astimezone(sessions[session].opens_at.tzinfo))
        for session in sorted(rooms)
        for moment, person in sorted(rooms[session])[: sessions[session].capacity]
    ]
    return Merged(
        present=tuple(present),
        duplicates=sum(len(moments) - 1 for moments in counted.values()),
        resent=resent,
        late=late,
        unknown_session=unknown,
        over_capacity=len(counted) - len(present),
        torn=torn,
    )


def merge_files(journals: Sequence[Path], sessions: Path, *, zone: tzinfo) -> Merged:
    """Merge journals of several devices against a list of sessions.

    Parameters
    ----------
    journals : one JSON object a line: device, seq, person, session, scanned_at
    sessions : table of session, opens_at, closes_at, capacity
    zone : clock of moments without offset

    Raises
    ------
    BadInput : a file cannot be read, or the list of sessions has faults
    """
    windows = read_sessions(sessions, zone=zone)
    scans: list[Scan] = []
    torn = 0
    for path in journals:
        for line in _lines(path):
            scan = read_scan(line, zone=zone)
            if scan is None:
                torn += 1
            else:
                scans.append(scan)
    return merge(scans, windows, torn=torn)


def read_scan(line: bytes, *, zone: tzinfo) -> Scan | None:
    """Read one line of a journal; None for a torn one, as a phone leaves it when its battery dies."""
    try:
        row = json.loads(line)
        moment = datetime.fromisoformat(row["scanned_at"])
        words = [row[name] for name in ("device", "person", "session")]
        seq = row["seq"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if type(seq) is not int or not all(isinstance(word, str | int) and str(word).strip() for word in words):
        return None
    device, person, session = (str(word).strip() for word in words)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return Scan(moment, device, seq, person, session)


def read_sessions(path: Path, *, zone: tzinfo) -> dict[str, Window]:
    """Read the list of sessions.

    Raises
    ------
    BadInput : it cannot be read, or rows have faults; all of them are named
    """
    read = table.read_table(path)
    places = table.match_columns(read.columns, COLUMNS, required=tuple(COLUMNS))
    opens = read.moments(places["opens_at"], "opens_at", zone)
    closes = read.moments(places["closes_at"], "closes_at", zone)
    seats = read.numbers(places["capacity"], "capacity")
    problems = [*opens.problems, *closes.problems, *seats.problems]
    faulty = {each.row for each in problems}
    windows: dict[str, Window] = {}
    names = read.texts(places["session"])
    rows = zip(read.row_numbers, names, opens.values, closes.values, seats.values, strict=True)
    for row, name, begin, end, capacity in rows:
        if row in faulty:
            continue
        fault = _fault(name, begin, end, capacity, windows)
        if fault is not None:
            problems.append(Problem(fault[0], fault[2], read.file, row, fault[1]))
        elif name is not None:
            windows[name] = Window(begin, end, int(capacity))
    if problems:
        problems.sort(key=lambda each: (each.row or 0, each.column or ""))
        raise BadInput(problems[0].sentence, code=problems[0].code, problems=problems)
    return windows


def _fault(
    name: str | None,
    begin: datetime | None,
    end: datetime | None,
    capacity: float | None,
    known: Mapping[str, Window],
) -> tuple[str, str, Sentence] | None:
    """Code, column and sentence of what is wrong with a row of the list of sessions."""
    if not name or begin is None or end is None or capacity is None:
        column = next(
            column
            for column, value in (
                ("session", name),
                ("opens_at", begin),
                ("closes_at", end),
                ("capacity", capacity),
            )
            if value is None or value == ""
        )
        return (
            "unknown_value",
            column,
            Sentence(id=f"{column} kosong. Isi sel ini.", en=f"{column} is blank. Fill it."),
        )
    if name in known:
        return "duplicate", "session", Sentence(id=f"Sesi {name} ada dua kali. Sisakan satu.", en=f"The session {name} stands twice. Leave one.")  # fmt: skip
    if end < begin:
        return "out_of_range", "closes_at", Sentence(id="Tutup sebelum buka. Perbaiki salah satunya.", en="It closes before it opens. Mend one of them.")  # fmt: skip
    if capacity < 0 or capacity != int(capacity):
        return "out_of_range", "capacity", Sentence(id="Kursi harus bilangan bulat, nol atau lebih.", en="Seats are a whole number, zero or more.")  # fmt: skip
    return None


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines that hold something; of one that is too long, its first part, which nobody can read."""
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE):
                rest = line
                while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
                    rest = file.readline(LONGEST_LINE)
                if told := line.removeprefix(b"\xef\xbb\xbf").strip():
                    yield told
    except FileNotFoundError as error:
        sentence = Sentence(
            id=f"Berkas {path.name} tidak ada. Periksa nama dan foldernya.",
            en=f"There is no file {path.name}. Check its name and folder.",
        )
        raise BadInput(sentence, code="missing_file") from error
    except OSError as error:
        sentence = Sentence(
            id=f"Berkas {path.name} tidak dapat dibaca. Periksa apakah ia berkas dan boleh dibuka.",
            en=f"The file {path.name} cannot be read. Check that it is a file that you may open.",
        )
        raise BadInput(sentence, code="unreadable_file") from error
