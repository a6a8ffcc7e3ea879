"""What looks odd in a log although every row is an event: marked for a person to judge, never mended in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.base.errors import Sentence
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Instances, find_instances
from saindege.service.log_files.columns import NO_MOMENT
from saindege.service.log_files.moments import from_microseconds

_DAY = 86_400_000_000
# A name holds letters in two words or more and no figure; a case number almost always holds a figure.
_NAME = re.compile(r"^[^\W\d_]+(?:[ .'-]+[^\W\d_]+)+\.?$")
_NAMED_SHARE = 0.5
_LEAST_TIMES = 20
_APART_DAYS, _EDGE_DAYS = 14, 30
# Days on which the log has events at all: a log may be silent for a month between two steps.
_APART_ACTIVE_DAYS = 7
_MOST_RENAMED = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One oddity.

    Attributes
    ----------
    code : ``future_events``, ``duplicate_events``, ``single_event_cases``, ``names_as_cases``, ``mixed_zones`` or
        ``renamed_activity``
    count : events or cases that it is about
    sentence : what it is and what to look at
    """

    code: str
    count: int
    sentence: Sentence

    def as_json(self) -> dict[str, object]:
        """Return plain values with both languages, as they are stored."""
        return {"code": self.code, "count": self.count, "id": self.sentence.id, "en": self.sentence.en}


def mark_log(log: EventLog, *, now: int | None = None, end: Sequence[str] = ()) -> tuple[Mark, ...]:
    """Return what looks odd.

    Parameters
    ----------
    now : microseconds since 1970 in UTC; later events are marked. None where nobody said what the time is
    end : activities that finish a case, where that is known
    """
    found = [
        _future(log, now),
        _duplicates(log),
        _single(log, end),
        _names(log),
        _zones(log),
        *mark_renamed(log),
    ]
    return tuple(mark for mark in found if mark is not None)


def _future(log: EventLog, now: int | None) -> Mark | None:
    count = 0 if now is None else int(np.count_nonzero(log.at > now))
    if not count:
        return None
    return Mark(
        "future_events",
        count,
        Sentence(
            id=f"{count} kejadian bertanggal di masa depan. Periksa tanggal dan zona waktunya.",
            en=f"{count} events lie in the future. Check their dates and time zone.",
        ),
    )


def _duplicates(log: EventLog) -> Mark | None:
    keys: list[npt.NDArray[np.int32] | npt.NDArray[np.int64]] = [log.case, log.at, log.activity]
    keys += [column for column in (log.resource, log.lifecycle) if column is not None]
    order = np.lexsort(tuple(reversed(keys)))
    same = np.logical_and.reduce([key[order][1:] == key[order][:-1] for key in keys])
    count = int(np.count_nonzero(same))
    if not count:
        return None
    return Mark(
        "duplicate_events",
        count,
        Sentence(
            id=f"{count} kejadian sama persis dengan kejadian lain (berkas, langkah, waktu, petugas). "
            "Bila itu salinan, ekspor ulang: salinan dihitung sebagai langkah yang terulang.",
            en=f"{count} events equal another one (case, step, time, officer). If they are copies, export again: "
            "copies count as repeated steps.",
        ),
    )


def _single(log: EventLog, end: Sequence[str]) -> Mark | None:
    alone = np.bincount(log.case, minlength=log.n_cases)[log.case] == 1
    if log.started_at is not None:
        # An event with its own start takes time by itself.
        alone &= log.started_at == NO_MOMENT
    count = int(np.count_nonzero(alone))
    if not count:
        return None
    if end:
        wanted = {name.casefold() for name in end}
        codes = [code for code, name in enumerate(log.activity_names) if name.casefold() in wanted]
        ended = int(np.count_nonzero(alone & np.isin(log.activity, codes)))
        return Mark("single_event_cases", count, _of_one_event(count, ended))
    return Mark(
        "single_event_cases",
        count,
        Sentence(
            id=f"{count} berkas hanya punya satu kejadian; waktunya terhitung nol. Tentukan langkah terakhir agar "
            "berkas seperti itu dihitung masih berjalan.",
            en=f"{count} cases have one event only and take no time. Name the final step, so that such cases count "
            "as open.",
        ),
    )


def _of_one_event(count: int, ended: int) -> Sentence:
    indonesian = f"{count} berkas hanya punya satu kejadian."
    english = f"{count} cases have one event only."
    if count > ended:
        indonesian += f" {count - ended} belum sampai langkah terakhir dan dihitung masih berjalan."
        english += f" {count - ended} have not reached the final step and count as open."
    if ended:
        indonesian += (
            f" {ended} hanya punya langkah terakhir; waktunya terhitung nol. Periksa apakah langkah sebelumnya "
            "ikut diekspor."
        )
        english += f" {ended} have the final step only and take no time. Check whether the steps before it were exported."
    return Sentence(id=indonesian, en=english)


def _names(log: EventLog) -> Mark | None:
    count = sum(1 for name in log.case_names if _NAME.match(name))
    if count <= _NAMED_SHARE * log.n_cases:
        return None
    return Mark(
        "names_as_cases",
        count,
        Sentence(
            id="Kolom nomor berkas tampak berisi nama orang. Dua berkas orang yang sama akan tercampur; pilih kolom "
            "nomor.",
            en="The column of case numbers seems to hold names of people. Two cases of one person would be mixed; "
            "choose a column of numbers.",
        ),
    )


def _zones(log: EventLog) -> Mark | None:
    if not 0 < log.with_offset < log.n_events:
        return None
    return Mark(
        "mixed_zones",
        log.with_offset,
        Sentence(
            id=f"{log.with_offset} waktu menyebut zonanya, yang lain tidak; yang lain dibaca sebagai {log.timezone}. "
            "Periksa apakah itu benar.",
            en=f"{log.with_offset} moments say their zone and others do not; those are read in {log.timezone}. "
            "Check whether that is so.",
        ),
    )


def mark_renamed(log: EventLog) -> list[Mark]:
    """Return pairs of steps of which one stops when the other begins, in the same place of the way.

    To be asked of all logs of a service together too: months in files of their own hide the change.
    """
    instances = find_instances(log)
    if not len(instances.at):
        return []
    active = np.unique(instances.at // _DAY)
    size = len(log.activity_names)
    times = np.bincount(instances.activity, minlength=size)
    first = np.full(size, np.iinfo(np.int64).max)
    last = np.full(size, np.iinfo(np.int64).min)
    np.minimum.at(first, instances.activity, instances.at)
    np.maximum.at(last, instances.activity, instances.at)
    begins, ends = int(instances.at.min()), int(instances.at.max())
    stopped = [
        code for code in range(size) if times[code] >= _LEAST_TIMES and last[code] < ends - _EDGE_DAYS * _DAY
    ]
    begun = [
        code
        for code in range(size)
        if times[code] >= _LEAST_TIMES and first[code] > begins + _EDGE_DAYS * _DAY
    ]
    before, after = _neighbours(instances, size)
    found = []
    for old in stopped:
        for new in begun:
            between = np.searchsorted(active, [last[old] // _DAY, first[new] // _DAY])
            near = abs(int(first[new]) - int(last[old])) <= _APART_DAYS * _DAY
            near |= 0 <= int(between[1] - between[0]) <= _APART_ACTIVE_DAYS
            # A neighbour may have been renamed too, so one side is enough.
            alike = before[old] == before[new] or after[old] == after[new]
            if old != new and near and alike:
                found.append(_renamed_mark(log, old, new, int(first[new]), int(times[old] + times[new])))
    return found[:_MOST_RENAMED]


def _neighbours(instances: Instances, size: int) -> tuple[list[int], list[int]]:
    """Return the most frequent step before and after each step, -1 for the edge of a case."""
    same = instances.case[1:] == instances.case[:-1]
    source = np.where(same, instances.activity[:-1], -1)
    target = np.where(same, instances.activity[1:], -1)
    # A code of -1 counts in the last column.
    into = np.concatenate(([-1], source)).astype(np.int64)
    out = np.concatenate((target, [-1])).astype(np.int64)

    def usual(beside: npt.NDArray[np.int64]) -> list[int]:
        table = np.zeros((size, size + 1), dtype=np.int64)
        np.add.at(table, (instances.activity, beside), 1)
        best = table.argmax(axis=1)
        return [-1 if code == size else int(code) for code in best]

    return usual(into), usual(out)


def _renamed_mark(log: EventLog, old: int, new: int, at: int, count: int) -> Mark:
    day = from_microseconds(at, log.zone).date().isoformat()
    one, other = log.activity_names[old], log.activity_names[new]
    return Mark(
        "renamed_activity",
        count,
        Sentence(
            id=f"“{one}” berhenti dan “{other}” mulai sekitar {day}, di tempat yang sama. Satu langkah yang berganti "
            "nama? Samakan namanya, lalu unggah lagi.",
            en=f"“{one}” stops and “{other}” begins about {day}, in the same place. One step under a new name? "
            "Give it one name and upload again.",
        ),
    )
