"""Files that an application leaves in a folder: a CSV with the fields of a pushed event, one event a row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from saindege.base.errors import BadInput, Sentence
from saindege.base.table import normalise
from saindege.service.pushed import PushedEvent, PushFault, read_event

#: Larger files are brought in by hand, where a log of any size is taken.
MOST_BYTES, MOST_ROWS = 64 << 20, 500_000
#: Faults that are told; the rest is counted.
MOST_FAULTS = 1000
_MOST_REFUSED = 0.1
#: What a half-written file may be called; anything else must have lain still.
PART_ENDINGS = (".part", ".tmp", ".crdownload", ".filepart")
STILL_SECONDS = 30.0

#: Header as a column may be called, to the field of a pushed event.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "id kejadian", "event id"),
    "case": ("case", "nomor", "nomor berkas", "berkas", "case id"),
    "activity": ("activity", "langkah", "tahapan", "kegiatan"),
    "time": ("time", "waktu", "selesai", "timestamp"),
    "start": ("start", "mulai"),
    "resource": ("resource", "petugas"),
    "office": ("office", "kantor", "unit"),
    "reason": ("reason", "alasan"),
}
_NEEDED = ("case", "activity", "time")


class FileRefused(BadInput):
    """The file as a whole is not taken."""

    code = "bad_use"


@dataclass(frozen=True, slots=True)
class DroppedEvents:
    """A file that was read.

    Attributes
    ----------
    events : to take, in the order of the file
    faults : rows left out, by their number in the file as a spreadsheet shows it; at most ``MOST_FAULTS``
    refused : how many rows were left out
    rows : rows of events in the file
    """

    events: tuple[PushedEvent, ...]
    faults: tuple[PushFault, ...]
    refused: int
    rows: int


def is_still(path: Path, *, now: float) -> bool:
    """Say whether a file is whole, as far as anybody can tell: not named as a part, and unchanged for a while."""
    name = path.name.lower()
    if name.startswith(".") or name.endswith(PART_ENDINGS):
        return False
    found = path.stat()
    return found.st_size > 0 and now - found.st_mtime >= STILL_SECONDS


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_drop(path: Path, *, zone: ZoneInfo, now: datetime) -> DroppedEvents:
    """Read a file: UTF-8, separated by comma, semicolon or tab, one header row.

    A moment without offset is read in ``zone``. Without a column ``id`` an event is known by case, step and moment, and
    the third of three equal ones by its number, so that the same file again, or a longer one, adds only what is new.

    Raises
    ------
    FileRefused : it is no such file, it is too large, or more than a tenth of its rows cannot be taken
    """
    if path.stat().st_size > MOST_BYTES:
        raise _too_large()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FileRefused(
            Sentence(
                id="Berkas bukan UTF-8. Simpan sebagai CSV UTF-8.",
                en="The file is not UTF-8. Save it as CSV UTF-8.",
            ),
            code="unreadable_file",
        ) from problem
    events: list[PushedEvent] = []
    faults: list[PushFault] = []
    refused = rows = 0
    seen: dict[tuple[str, ...], int] = {}
    for row_number, row in _rows(text):
        rows += 1
        if rows > MOST_ROWS:
            raise _too_large()
        found = read_event(row_number, _as_pushed(row, zone, seen), now)
        if isinstance(found, PushFault):
            refused += 1
            faults += [found] if len(faults) < MOST_FAULTS else []
        else:
            events.append(found)
    if not rows:
        raise FileRefused(
            Sentence(id="Berkas tidak berisi kejadian.", en="The file holds no events."), code="empty_file"
        )
    if refused > _MOST_REFUSED * rows:
        raise _too_many(refused, rows, faults)
    return DroppedEvents(tuple(events), tuple(faults), refused, rows)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not blank, by field, with its number as a spreadsheet shows it."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    # Strict, so that a quote left open is told however long a cell may be.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        fields = _fields(next(reader, []))
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                yield number, {fields[at]: cell for at, cell in enumerate(cells) if at in fields}
    except csv.Error as problem:
        raise FileRefused(
            Sentence(id="Berkas bukan CSV yang utuh.", en="The file is no whole CSV."), code="unreadable_file"
        ) from problem


def _fields(header: list[str]) -> dict[int, str]:
    known = {normalise(word): field for field, words in HEADERS.items() for word in words}
    fields = {at: known[normalise(cell)] for at, cell in enumerate(header) if normalise(cell) in known}
    missing = [field for field in _NEEDED if field not in fields.values()]
    if missing:
        raise FileRefused(
            Sentence(
                id=f"Kolom {', '.join(missing)} tidak ada. Baris pertama harus memuat case, activity, time; boleh "
                "ditambah id, start, resource, office, reason.",
                en=f"The column {', '.join(missing)} is missing. The first row must hold case, activity, time; it may "
                "hold id, start, resource, office, reason.",
            ),
            code="missing_column",
        )
    if len(set(fields.values())) < len(fields):
        raise FileRefused(
            Sentence(
                id="Satu kolom ada dua kali di baris pertama.", en="A column stands twice in the first row."
            ),
            code="conflict",
        )
    return fields


def _as_pushed(row: Mapping[str, str], zone: ZoneInfo, seen: dict[tuple[str, ...], int]) -> dict[str, str]:
    """Return a row as an application would have pushed it: moments with their offset, and a key."""
    told = {field: cell.strip() for field, cell in row.items() if cell.strip()}
    for field in ("time", "start"):
        if field in told:
            told[field] = _with_offset(told[field], zone)
    if "id" not in told:
        what = tuple(told.get(field, "") for field in _NEEDED)
        seen[what] = seen.get(what, 0) + 1
        told["id"] = hashlib.sha256("\0".join((*what, str(seen[what]))).encode()).hexdigest()[:40]
    return told


def _with_offset(text: str, zone: ZoneInfo) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if found.tzinfo is not None else found.replace(tzinfo=zone).isoformat()


def _too_large() -> FileRefused:
    return FileRefused(
        Sentence(
            id="Berkas lebih besar dari 64 MB atau 500.000 baris. Bagi per hari, atau unggah sebagai log.",
            en="The file is larger than 64 MB or 500,000 rows. Part it by day, or upload it as a log.",
        ),
        code="file_too_large",
    )


def _too_many(refused: int, rows: int, faults: list[PushFault]) -> FileRefused:
    first = faults[0]
    return FileRefused(
        Sentence(
            id=f"{refused} dari {rows} baris tidak dapat dipakai, lebih dari sepersepuluh; tidak ada yang diambil. "
            f"Yang pertama, baris {first.index}: {first.sentence.id}",
            en=f"{refused} of {rows} rows cannot be used, more than a tenth; nothing was taken. The first, row "
            f"{first.index}: {first.sentence.en}",
        ),
        code="too_many_refused",
    )
