"""What an officer notes at a counter without any system: a case begins, goes back, is finished."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.log_files.register import FINISHED, RECEIVED, RETURNED, register_words
from saindege.service.pushed import TOLERANCE, PushedEvent

STEPS = (RECEIVED, RETURNED, FINISHED)
_LONGEST_NUMBER = 30
# A phone may be set to another zone; its day names the case, its moment is exact all the same.
_OTHER_ZONE_DAYS = 1
#: A case noted on a phone may finish so long after it began; its number may be used again later.
MOST_DAYS = 400


class NoteRefused(BadInput):
    """A note cannot be meant so; each problem names its field."""


@dataclass(frozen=True, slots=True)
class Note:
    """One press of a button.

    Attributes
    ----------
    key : chance from the device, so that a note sent twice counts once
    number : of the queue or the register
    received_on : day on which the case came in; numbers begin anew each day
    step : ``received``, ``returned`` or ``finished``
    at : when the button was pressed
    reason : why it went back; told with ``returned`` only
    """

    key: str
    number: str
    received_on: date
    step: str
    at: datetime
    reason: str = ""


def as_event(note: Note, *, place: str, officer: str, zone: ZoneInfo, now: datetime) -> PushedEvent:
    """Return a note as an event of a log.

    Parameters
    ----------
    place : tells this counter from others, so that equal numbers of two counters are two cases
    officer : whoever noted it; kept as a pseudonym only

    Raises
    ------
    NoteRefused : all that is wrong at once
    """
    number = " ".join(note.number.split()).upper()
    problems = []
    if not number or len(number) > _LONGEST_NUMBER:
        problems.append(
            _problem(
                "number",
                f"Tulis nomor berkas, paling banyak {_LONGEST_NUMBER} huruf.",
                f"Write the number of the case, at most {_LONGEST_NUMBER} letters.",
            )
        )
    if note.step not in STEPS:
        problems.append(_problem("step", "Langkah ini tidak dikenal.", "This step is not known."))
    if not _is_key(note.key):
        problems.append(_problem("key", "Kunci catatan tidak dikenal.", "The key of the note is not known."))
    noted_on = note.at.astimezone(zone).date()
    if note.at > now + TOLERANCE:
        problems.append(
            _problem(
                "at",
                "Jam perangkat ini mendahului jam sebenarnya. Betulkan jamnya.",
                "The clock of this device is ahead. Set it right.",
            )
        )
    elif not -_OTHER_ZONE_DAYS <= (noted_on - note.received_on).days <= MOST_DAYS:
        problems.append(
            _problem(
                "received_on",
                "Hari masuk tidak boleh sesudah hari ini, atau lebih dari setahun lalu.",
                "The day of receipt cannot lie ahead, or more than a year back.",
            )
        )
    elif note.step == RECEIVED and abs((noted_on - note.received_on).days) > _OTHER_ZONE_DAYS:
        problems.append(
            _problem(
                "received_on", "Berkas masuk dicatat pada harinya.", "A receipt is noted on its own day."
            )
        )
    if problems:
        raise NoteRefused(problems[0].sentence, code="out_of_range", problems=problems)
    case = f"{place}/{note.received_on.isoformat()}/{number}"
    return PushedEvent(
        key=note.key,
        case=case,
        activity=register_words().steps[note.step],
        at=note.at,
        resource=officer,
        reason=note.reason if note.step == RETURNED else "",
    )


def _is_key(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _problem(column: str, indonesian: str, english: str) -> Problem:
    return Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)
