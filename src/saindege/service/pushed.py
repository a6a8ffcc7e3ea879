"""Events that an application pushes: what a batch must hold, what is refused and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from saindege.base.errors import BadInput, Sentence

#: Events of one batch; a longer list is sent in parts.
MOST_EVENTS = 1000
#: Events of one source in a minute; more are put off.
MOST_PER_MINUTE = 20_000
#: Clocks of applications run a little ahead.
TOLERANCE = timedelta(minutes=10)
_EARLIEST_YEAR = 1990
_LONGEST = {"id": 64, "case": 200, "activity": 100, "resource": 200, "office": 200, "reason": 200}
_REQUIRED = ("id", "case", "activity", "time")
_KNOWN = (*_REQUIRED, "start", "resource", "office", "reason")


class BatchRefused(BadInput):
    """The batch as a whole is none."""

    code = "bad_use"


@dataclass(frozen=True, slots=True)
class PushedEvent:
    """One event as it was sent.

    Attributes
    ----------
    key : the sender's own number of the event; the same one again is the same event
    case, resource, office : as the sender calls them; case and resource are kept as pseudonyms only
    at, started_at : moments with their offset
    reason : why papers came back or were corrected; only its kind is kept
    """

    key: str
    case: str
    activity: str
    at: datetime
    started_at: datetime | None = None
    resource: str = ""
    office: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PushFault:
    """One event that was not taken; ``index`` counts from 0."""

    index: int
    key: str
    code: str
    column: str
    sentence: Sentence


def hash_token(token: str) -> str:
    """Return what is kept of a token. It is long and random, so that a fast hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_batch(document: Any, *, now: datetime) -> tuple[list[PushedEvent], list[PushFault]]:
    """Part a batch into events to take and events to refuse; one bad event does not hold up the others.

    Raises
    ------
    BatchRefused : the document is no batch, or it holds more than ``MOST_EVENTS``
    """
    events = document.get("events") if isinstance(document, Mapping) else None
    if not isinstance(events, list) or not events:
        raise BatchRefused(
            Sentence(
                id="Kirim objek JSON dengan daftar “events” yang tidak kosong.",
                en="Send a JSON object with a list “events” that is not empty.",
            )
        )
    if len(events) > MOST_EVENTS:
        raise BatchRefused(
            Sentence(
                id=f"Paling banyak {MOST_EVENTS} kejadian sekali kirim; bagi menjadi beberapa kiriman.",
                en=f"At most {MOST_EVENTS} events at once; send the rest in further batches.",
            ),
            code="file_too_large",
        )
    taken: list[PushedEvent] = []
    faults: list[PushFault] = []
    for index, event in enumerate(events):
        found = read_event(index, event, now)
        if isinstance(found, PushFault):
            faults.append(found)
        else:
            taken.append(found)
    return taken, faults


def read_event(index: int, event: Any, now: datetime) -> PushedEvent | PushFault:
    """Read one event, or say what is wrong with it; ``index`` tells it from the others of its batch."""
    if not isinstance(event, Mapping):
        return _fault(index, "", "bad_use", "", "Kejadian bukan objek JSON.", "The event is no JSON object.")
    texts = {name: str(event[name]).strip() for name in _KNOWN if event.get(name) not in (None, "")}
    key = texts.get("id", "")[: _LONGEST["id"]]
    fault = _text_fault(index, key, texts, event)
    if fault is not None:
        return fault
    moments = {}
    for column in ("time", "start"):
        if column in texts:
            read = _moment(texts[column])
            if read is None:
                return _fault(
                    index, key, "not_a_date", column,
                    f"“{column}” harus waktu ISO 8601 dengan zona, seperti 2026-11-24T08:30:00+07:00.",
                    f"“{column}” must be an ISO 8601 moment with offset, like 2026-11-24T08:30:00+07:00.",
                )  # fmt: skip
            moments[column] = read
    at, started_at = moments["time"], moments.get("start")
    if at > now + TOLERANCE or at.year < _EARLIEST_YEAR:
        return _fault(
            index, key, "out_of_range", "time",
            "Waktunya belum terjadi, atau terlalu lama. Periksa jam dan zona pengirim.",
            "The moment has not come yet, or lies too far back. Check the sender's clock and zone.",
        )  # fmt: skip
    if started_at is not None and started_at > at:
        return _fault(
            index, key, "out_of_range", "start",
            "Waktu mulai sesudah waktu selesai.",
            "The start is later than the end.",
        )  # fmt: skip
    return PushedEvent(
        key,
        texts["case"],
        texts["activity"],
        at,
        started_at,
        texts.get("resource", ""),
        texts.get("office", ""),
        texts.get("reason", ""),
    )


def _text_fault(index: int, key: str, texts: Mapping[str, str], event: Mapping[str, Any]) -> PushFault | None:
    for name in _REQUIRED:
        if name not in texts:
            return _fault(index, key, "missing_column", name, f"“{name}” kosong.", f"“{name}” is missing.")
    for name, most in _LONGEST.items():
        if len(texts.get(name, "")) > most:
            return _fault(
                index, key, "out_of_range", name,
                f"“{name}” lebih panjang dari {most} huruf.", f"“{name}” is longer than {most} letters.",
            )  # fmt: skip
    unknown: Sequence[str] = sorted(str(name) for name in event if name not in _KNOWN)
    if unknown:
        # Names and addresses of citizens must not slip in beside the events.
        return _fault(
            index, key, "unknown_column", unknown[0][:40],
            f"“{unknown[0][:40]}” tidak diterima; hanya {', '.join(_KNOWN)}.",
            f"“{unknown[0][:40]}” is not taken; only {', '.join(_KNOWN)}.",
        )  # fmt: skip
    return None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _fault(index: int, key: str, code: str, column: str, indonesian: str, english: str) -> PushFault:
    return PushFault(index, key, code, column, Sentence(id=indonesian, en=english))
