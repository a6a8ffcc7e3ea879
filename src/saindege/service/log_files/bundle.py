"""A folder of monthly files, or a ZIP of them: read one by one with the same columns, joined without double counting."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from saindege.service.log_files import opening
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Coded, Codes, Moments, RawEvents

_MOST_FILES = 400
# Members that name another kind of packed file: workbooks are ZIP too.
_OF_WORKBOOKS = {"[Content_Types].xml", "mimetype"}


def is_bundle(path: Path) -> bool:
    """Say whether this is a folder, or a ZIP that is no workbook."""
    if path.is_dir():
        return True
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as packed:
            return not _OF_WORKBOOKS & set(packed.namelist())
    except zipfile.BadZipFile:
        return False


@contextmanager
def unpacked(
    path: Path, limits: opening.Limits | None = None, most: int | None = None
) -> Iterator[list[Path]]:
    """Yield the files of a bundle by name, hidden ones left out; those of a ZIP stand in a folder of their own meanwhile.

    Raises
    ------
    BadInput : empty_file, unreadable_file, unsafe_file, file_too_large
    """
    limits = limits or opening.Limits()
    if not path.is_dir():
        opening.check_file(path, limits)
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        yield _some(path, files)[:most]
        return
    with tempfile.TemporaryDirectory() as folder:
        yield _some(path, list(_extract(path, Path(folder), limits, most)))


def _some(path: Path, files: Sequence[Path]) -> list[Path]:
    if not files:
        raise opening.empty(path)
    if len(files) > _MOST_FILES:
        raise opening.too_large(path)
    return list(files)


def _extract(path: Path, folder: Path, limits: opening.Limits, most: int | None) -> Iterator[Path]:
    """Write the members under names of ours: what a ZIP calls them may point anywhere."""
    left = limits.unpacked_bytes
    try:
        with zipfile.ZipFile(path) as packed:
            members = [one for one in packed.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
            members.sort(key=lambda one: one.filename)
            size = sum(one.file_size for one in members)
            if size > limits.unpacked_bytes or len(members) > _MOST_FILES:
                raise opening.too_large(path)
            if size > limits.free_bytes and size > path.stat().st_size * limits.expansion:
                raise opening.refuse(
                    "unsafe_file",
                    path,
                    "berkas kecil ini mengembang menjadi sangat besar. Kirim isinya tanpa dimampatkan.",
                    "this small file unpacks to a huge one. Hand in its content unpacked.",
                )
            for number, member in enumerate(members[:most]):
                own = folder / f"{number:03d}"
                own.mkdir()
                target = own / (Path(member.filename.replace("\\", "/")).name[-100:] or "log.csv")
                with packed.open(member) as source, target.open("wb") as file:
                    shutil.copyfileobj(_Counted(source, left, path), file)
                left -= target.stat().st_size
                yield target
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as problem:
        raise opening.unreadable(
            path,
            "ZIP ini rusak, terpotong atau bersandi. Buat lagi tanpa kata sandi.",
            "this ZIP is damaged, cut short or protected. Make it again without a password.",
        ) from problem


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[-1].startswith(".") or "__MACOSX" in parts


class _Counted:
    """Stops a member that unpacks to more than it said."""

    def __init__(self, source: object, most: int, path: Path) -> None:
        self._source, self._left, self._path = source, most, path

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self._source.read(size)  # type: ignore[attr-defined]  # an open member
        self._left -= len(piece)
        if self._left < 0:
            raise opening.too_large(self._path)
        return piece


def open_bundle(path: Path, choice: ReadingChoice, limits: opening.Limits | None = None) -> RawEvents:
    """Read every file of a bundle and join them; where files overlap, the later one by name is kept.

    Raises
    ------
    BadInput : a file or its columns cannot be used; the sentence names the file
    """
    from saindege.service.log_files import open_log

    with unpacked(path, limits) as files:
        parts = [(file.name, _numbered(open_log(file, choice, limits))) for file in files]
    return join_parts(parts)


def _numbered(raw: RawEvents) -> RawEvents:
    """Number the rows now: the file may be gone when somebody asks."""
    numbers = np.asarray(raw.number_rows(np.arange(len(raw.at))), dtype=np.int64)
    return replace(raw, number_rows=lambda positions: numbers[positions].tolist())


def join_parts(parts: Sequence[tuple[str, RawEvents]]) -> RawEvents:
    """Join the rows of several files, in their order, and drop what an earlier file holds of a later one's."""
    raws = [raw for _, raw in parts]
    part = np.repeat(np.arange(len(raws)), [len(raw.at) for raw in raws])
    case, activity = _join([raw.case for raw in raws]), _join([raw.activity for raw in raws])
    lifecycle = _join_some([raw.lifecycle for raw in raws], raws)
    at = np.concatenate([raw.at for raw in raws])
    keys = [case.codes, at, activity.codes, *([lifecycle.codes] if lifecycle else [])]
    # Rows that will be refused are all told.
    whole = (at != NO_MOMENT) & (case.codes != BLANK) & (activity.codes != BLANK)
    dropped = _overlapping(keys, part) & whole
    kept = np.flatnonzero(~dropped)
    places = _Places(raws, kept)

    def number_rows(positions: npt.NDArray[np.int64]) -> list[int]:
        rows = kept[positions].tolist()
        return [
            int(raws[part[row]].number_rows(np.array([row - places.first[part[row]]]))[0]) for row in rows
        ]

    def pick(column: Coded | None) -> Coded | None:
        return None if column is None else Coded(column.codes[kept], column.names)

    return RawEvents(
        case=Coded(case.codes[kept], case.names),
        activity=Coded(activity.codes[kept], activity.names),
        at=at[kept],
        number_rows=number_rows,
        unreadable=dict(
            places.move((of, at, text) for of, raw in enumerate(raws) for at, text in raw.unreadable.items())
        ),
        started_at=_starts(raws, kept),
        resource=pick(_join_some([raw.resource for raw in raws], raws)),
        lifecycle=pick(lifecycle),
        group=pick(_join_some([raw.group for raw in raws], raws)),
        reason=pick(_join_some([raw.reason for raw in raws], raws)),
        mapping=raws[0].mapping,
        left_out=sum(raw.left_out for raw in raws),
        backwards=frozenset(
            place
            for place, _ in places.move((of, at, "") for of, raw in enumerate(raws) for at in raw.backwards)
        ),
        rows=sum(raw.rows or len(raw.at) for raw in raws) if any(raw.rows for raw in raws) else 0,
        overlapping=int(np.count_nonzero(dropped)),
        with_offset=sum(raw.with_offset for raw in raws),
        file_of=lambda position: parts[part[kept[position]]][0],
    )


def _overlapping(
    keys: Sequence[npt.NDArray[np.generic]], part: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Say which rows to drop, the last file by name being kept."""
    from saindege.service.overlap import find_overlapping

    newest_first = np.argsort(-part, kind="stable")
    dropped = np.zeros(len(part), dtype=bool)
    dropped[newest_first] = find_overlapping([key[newest_first] for key in keys], part[newest_first])
    return dropped


class _Places:
    """Where rows of the single files stand in the whole."""

    def __init__(self, raws: Sequence[RawEvents], kept: npt.NDArray[np.int64]) -> None:
        self.first = np.cumsum([0, *(len(raw.at) for raw in raws)])
        self._kept = kept

    def move(self, rows: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, str]]:
        """Yield the place in the whole of each (file, row, text) that was kept."""
        for of, row, text in rows:
            place = int(np.searchsorted(self._kept, self.first[of] + row))
            if place < len(self._kept) and self._kept[place] == self.first[of] + row:
                yield place, text


def _starts(raws: Sequence[RawEvents], kept: npt.NDArray[np.int64]) -> Moments | None:
    if all(raw.started_at is None for raw in raws):
        return None
    filled = [
        np.full(len(raw.at), NO_MOMENT, dtype=np.int64) if raw.started_at is None else raw.started_at
        for raw in raws
    ]
    return np.asarray(np.concatenate(filled)[kept])


def _join_some(columns: Sequence[Coded | None], raws: Sequence[RawEvents]) -> Coded | None:
    if all(column is None for column in columns):
        return None
    blank = [
        Coded(np.full(len(raw.at), BLANK, dtype=np.int32), ()) if column is None else column
        for column, raw in zip(columns, raws, strict=True)
    ]
    return _join(blank)


def _join(columns: Sequence[Coded]) -> Coded:
    names: dict[str, int] = {}
    parts: list[Codes] = []
    for column in columns:
        place = [names.setdefault(name, len(names)) for name in column.names]
        parts.append(np.array([*place, BLANK], dtype=np.int32)[column.codes])
    return Coded(np.concatenate(parts), tuple(names))
