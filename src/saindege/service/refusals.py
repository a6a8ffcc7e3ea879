"""Rows of a log that are no events: refused one by one with their row number, never dropped in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.log_files.columns import BLANK, NO_MOMENT, RawEvents
from saindege.service.log_files.moments import EARLIEST, LATEST

#: More than this share of refused rows is an error: the columns are probably not what they seem.
REFUSED_SHARE_ALLOWED = 0.1

#: Rows told one by one when too many are refused; the sentence counts all of them.
MOST_TOLD = 100_000
# Of these, rows that the error itself lists as problems.
_PROBLEMS_LISTED = 1000


class TooManyRefused(BadInput):
    """More than a tenth of the rows is no event; ``refused`` tells the first ``MOST_TOLD`` of ``count`` one by one."""

    code = "too_many_refused"

    def __init__(
        self, sentence: Sentence, problems: Sequence[Problem], refused: Sequence[Refused], count: int
    ) -> None:
        super().__init__(sentence, problems=problems)
        self.refused, self.count = tuple(refused), count


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that is no event.

    Attributes
    ----------
    row : row as the file shows it (events of XES and OCEL are counted from 1)
    code : ``missing_case``, ``missing_activity``, ``missing_time``, ``not_a_date`` or ``out_of_range``
    column : role of the column at fault
    sentence : what is wrong and what to do
    file : name of its file, in a bundle of files
    """

    row: int
    code: str
    column: str
    sentence: Sentence
    file: str = ""


_MISSING = {
    "case": Sentence(
        id="Nomor berkas kosong. Isi nomornya, atau hapus baris ini dari log.",
        en="The case number is blank. Fill it in, or take this row out of the log.",
    ),
    "activity": Sentence(
        id="Nama kegiatan kosong. Isi kegiatannya, atau hapus baris ini dari log.",
        en="The activity is blank. Fill it in, or take this row out of the log.",
    ),
    "time": Sentence(
        id="Waktu kosong. Isi waktunya, atau hapus baris ini dari log.",
        en="The time is blank. Fill it in, or take this row out of the log.",
    ),
}
_START_AFTER_END = Sentence(
    id="Waktu mulai sesudah waktu selesai. Periksa kedua waktu itu.",
    en="The start is later than the end. Check both times.",
)
_OUT_OF_YEARS = Sentence(
    id="Tahunnya di luar 1900 sampai 2199. Periksa tahun pada kolom waktu.",
    en="The year is outside 1900 to 2199. Check the years in the time column.",
)


_FINISHED_BEFORE = Sentence(
    id="Tanggal selesai sebelum tanggal masuk. Periksa kedua tanggal itu.",
    en="It was finished before it came in. Check both dates.",
)
_FUTURE = Sentence(
    id="Waktunya belum terjadi. Periksa tanggal, tahun dan zona waktunya.",
    en="This moment has not come yet. Check its date, year and time zone.",
)


def refuse_rows(
    file: str, raw: RawEvents, latest: int | None = None
) -> tuple[npt.NDArray[np.int64], tuple[Refused, ...]]:
    """Return the positions of refused rows, ascending, and what is wrong with each; the first fault counts.

    ``latest``: nothing can have happened after it, microseconds UTC; None where nobody said what the time is.

    Raises
    ------
    TooManyRefused : beyond a tenth of the rows
    """
    positions = _positions(raw, latest)
    rows = raw.rows or len(raw.at)
    if len(positions) > REFUSED_SHARE_ALLOWED * rows:
        # A wrong column of ten million rows would otherwise be told row by row, for minutes.
        raise _too_many(file, len(positions), rows, _tell(raw, positions[:MOST_TOLD]))
    return positions, _tell(raw, positions)


def _positions(raw: RawEvents, latest: int | None) -> npt.NDArray[np.int64]:
    bad = (raw.case.codes == BLANK) | (raw.activity.codes == BLANK) | (raw.at < EARLIEST) | (raw.at >= LATEST)
    if raw.started_at is not None:
        bad |= raw.started_at > raw.at
        bad |= (raw.started_at < EARLIEST) & (raw.started_at != NO_MOMENT)
    bad[list(raw.unreadable)] = True
    bad[list(raw.backwards)] = True
    if latest is not None:
        bad |= raw.at > latest
    return np.flatnonzero(bad)


def _tell(raw: RawEvents, positions: npt.NDArray[np.int64]) -> tuple[Refused, ...]:
    if not len(positions):
        return ()
    rows = raw.number_rows(positions)
    faults = (_fault(raw, int(at), row) for at, row in zip(positions, rows, strict=True))
    if raw.file_of is not None:
        name = raw.file_of
        faults = (replace(one, file=name(int(at))) for one, at in zip(faults, positions, strict=True))
    return tuple(faults)


def _fault(raw: RawEvents, position: int, row: int) -> Refused:
    if raw.case.codes[position] == BLANK:
        return Refused(row, "missing_case", "case", _MISSING["case"])
    if raw.activity.codes[position] == BLANK:
        return Refused(row, "missing_activity", "activity", _MISSING["activity"])
    text = raw.unreadable.get(position)
    if text is not None:
        column = "time" if raw.at[position] == NO_MOMENT else "start"
        return Refused(row, "not_a_date", column, _no_moment(text))
    if raw.at[position] == NO_MOMENT:
        return Refused(row, "missing_time", "time", _MISSING["time"])
    if position in raw.backwards:
        return Refused(row, "out_of_range", "finished", _FINISHED_BEFORE)
    if not EARLIEST <= raw.at[position] < LATEST:
        return Refused(row, "out_of_range", "time", _OUT_OF_YEARS)
    if raw.started_at is not None and NO_MOMENT != raw.started_at[position] < EARLIEST:
        return Refused(row, "out_of_range", "start", _OUT_OF_YEARS)
    if raw.started_at is not None and raw.started_at[position] > raw.at[position]:
        return Refused(row, "out_of_range", "start", _START_AFTER_END)
    return Refused(row, "out_of_range", "time", _FUTURE)


def _no_moment(text: str) -> Sentence:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return Sentence(
        id=f"“{shown}” bukan waktu yang dikenal. Tulis seperti 2026-11-24 08:30 atau 24/11/2026 08:30.",
        en=f"“{shown}” is no time that we know. Write it like 2026-11-24 08:30 or 24/11/2026 08:30.",
    )


def _too_many(file: str, count: int, rows: int, told: Sequence[Refused]) -> TooManyRefused:
    sentence = Sentence(
        id=f"{count} dari {rows} baris ditolak, lebih dari sepersepuluh. Periksa pilihan kolom dengan "
        "--columns, atau perbaiki baris yang disebut.",
        en=f"{count} of {rows} rows are refused, more than a tenth. Check the choice of columns with "
        "--columns, or mend the rows listed.",
    )
    problems = [
        Problem(one.code, one.sentence, file=one.file or file, row=one.row, column=one.column)
        for one in told[:_PROBLEMS_LISTED]
    ]
    return TooManyRefused(sentence, problems, told, count)
