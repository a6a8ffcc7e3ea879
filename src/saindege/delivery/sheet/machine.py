"""Reading a file of sheets in a program of its own: pictures from phones take memory, and a torn one may break a decoder."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.sheet import layout
from saindege.delivery.sheet.finding import SCALE, find_page
from saindege.delivery.sheet.opening import pictures_in
from saindege.delivery.sheet.reading import RowReading, read_rows

# A page takes about two seconds; a PDF of forty pages must end too.
MOST_SECONDS = 240
_MOST_MEMORY = 3_000_000_000


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page of a file: its rows, or why it was refused.

    Attributes
    ----------
    place : in the file, from 1
    page, pages : of the sheet; 0 where it was refused
    corners : letters of the corner codes that were read
    fault : why nothing was read, None where something was
    """

    place: int
    page: int
    pages: int
    corners: str
    rows: tuple[RowReading, ...]
    fault: Sentence | None
    fault_code: str = ""


class OtherSession(SaindegeError):
    """The sheet is genuine and belongs to another session."""

    code = "other_session"

    def __init__(self, session: str) -> None:
        super().__init__(
            Sentence(
                id=f"Lembar ini milik sesi lain (kode sesi {session}), jadi tidak dihitung di sini. "
                "Buka sesi itu dari Kursus, lalu kirim fotonya di sana.",
                en=f"This sheet belongs to another session (code {session}), so it does not count here. "
                "Open that session from Courses and send the photo there.",
            )
        )


class ReaderFailed(SaindegeError):
    """The program that reads did not end well."""

    code = "failed"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Foto ini tidak dapat diproses; mungkin rusak atau terlalu besar. Potret lagi dengan mutu biasa, "
                "lalu kirim ulang.",
                en="This photo could not be processed; it may be broken or too large. Photograph again with the "
                "ordinary quality and send it once more.",
            )
        )


class FileGone(SaindegeError):
    """The file is not where it was put."""

    code = "missing_file"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Foto ini tidak ada lagi di penyimpanan, jadi tidak dapat dibaca. Kirim foto yang sama sekali lagi; "
                "bila berulang, minta admin menjalankan saindege doctor.",
                en="This photo is no longer in the store, so it cannot be read. Send the same photo once more; "
                "where it happens again, ask the administrator to run saindege doctor.",
            )
        )


def read_file(path: Path, *, session: str, key: bytes, crops: Path) -> list[PageReading]:
    """Read every page of a photo or PDF in a program of its own; pictures of the rows are written into a folder.

    Parameters
    ----------
    session : code of the session that the sheet should be of
    key : the house's, by which codes are sealed
    crops : an empty folder

    Raises
    ------
    ReaderFailed : the program was killed or took too long
    FileGone : the file is missing, or was taken away meanwhile
    """
    if not path.is_file():
        raise FileGone
    order = {"path": str(path), "session": session, "key": key.hex(), "crops": str(crops)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "saindege.delivery.sheet"],
            input=json.dumps(order),
            capture_output=True,
            encoding="utf-8",
            timeout=MOST_SECONDS,
            check=True,
        )
        return [_page_from(each) for each in json.loads(done.stdout)]
    except (subprocess.SubprocessError, ValueError) as error:
        raise (ReaderFailed() if path.is_file() else FileGone()) from error


def read_here(path: Path, *, session: str, key: bytes, crops: Path | None = None) -> list[PageReading]:
    """Read every page of a photo or PDF in this program."""
    pages: list[PageReading] = []
    pictures = pictures_in(path)
    while True:
        place = len(pages) + 1
        try:
            picture = next(pictures)
            found = find_page(picture, key)
            if found.session != session:
                raise OtherSession(found.session)
        except StopIteration:
            return pages
        except SaindegeError as refusal:
            pages.append(PageReading(place, 0, 0, "", (), refusal.sentence, refusal.code))
            continue
        rows = read_rows(found.picture)
        if crops is not None:
            _cut_rows(found.picture, crops, place)
        pages.append(PageReading(place, found.page, found.pages, found.corners, tuple(rows), None))


def crop_name(place: int, row: int) -> str:
    """Return the name of the picture of a row."""
    return f"{place:02d}-{row:02d}.jpg"


def serve() -> None:
    """Read the file that the order on the standard input names, and write what was read."""
    _bound_memory()
    order = json.load(sys.stdin)
    pages = read_here(
        Path(order["path"]),
        session=order["session"],
        key=bytes.fromhex(order["key"]),
        crops=Path(order["crops"]),
    )
    json.dump([asdict(page) for page in pages], sys.stdout)


def _cut_rows(picture: Any, crops: Path, place: int) -> None:
    for row in range(layout.ROWS_PER_PAGE):
        area = layout.row_area(row)
        left, top = area.x * SCALE, (area.y - 1.5) * SCALE
        cut = picture.crop(
            (int(left), int(top), int(left + area.width * SCALE), int(top + (area.height + 3) * SCALE))
        )
        cut.save(crops / crop_name(place, row + 1), "JPEG", quality=72)


def _page_from(told: Mapping[str, Any]) -> PageReading:
    rows = [
        RowReading(each["row"], each["tag"], tuple(each["boxes"]), each["signature"], each["name"])
        for each in told["rows"]
    ]
    fault = Sentence(**told["fault"]) if told["fault"] else None
    return PageReading(
        told["place"], told["page"], told["pages"], told["corners"], tuple(rows), fault, told["fault_code"]
    )


def _bound_memory() -> None:
    """Let a picture that was made to fill the memory end this program, not the machine."""
    try:
        import resource
    except ImportError:  # Windows has no such bound.
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = _MOST_MEMORY if most == resource.RLIM_INFINITY else min(most, _MOST_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
