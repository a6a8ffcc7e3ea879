"""The markup of an even XES file: what may stand between the value of one attribute and the key of the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from saindege.service.log_files.pieces import NotEven

#: Where an attribute may stand: of a trace, of an event, or wherever the one before it stood.
TRACE, EVENT, SAME = 1, 2, 3
# Between traces, where no attribute may stand.
_LOG = 0

_SPACE = r"[ \t\r\n]*"
_TAG = r"<(/?(?:trace|event))" + _SPACE + r">"
_MARK = re.compile(
    r"(" + _SPACE + r"/>)?((?:" + _SPACE + _TAG + r")*)" + _SPACE + r"(?:<([A-Za-z]+)[ \t\r\n]+(key=)?)?",
)
_TAGS = re.compile(_TAG)
_STEPS = {
    (_LOG, "trace"): TRACE,
    (TRACE, "event"): EVENT,
    (EVENT, "/event"): TRACE,
    (TRACE, "/trace"): _LOG,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Markup from the end of one value, or from the beginning of a piece, to the next quote.

    Attributes
    ----------
    is_first : no value stands before it, and no trace is open
    is_last : no key follows, and no trace is open
    begins : where the attribute before it must have stood, ``SAME`` where both will do
    ends : where the attribute after it stands, ``SAME`` as the one before it
    traces, events : how many of them begin in it, 0 or 1
    tags : how many tags begin in it
    """

    is_first: bool
    is_last: bool
    begins: int
    ends: int
    traces: int
    events: int
    tags: int


def read_mark(written: str) -> Mark:
    """Return what a piece of markup means.

    Raises
    ------
    NotEven : it is not of the form that most files have
    """
    found = _MARK.fullmatch(written)
    if found is None or found[4] in ("trace", "event") or (found[4] is None) != (found[5] is None):
        raise NotEven
    closes, tags, is_last = found[1] is not None, _TAGS.findall(found[2]), found[4] is None
    opened = [tag for tag in tags if not tag.startswith("/")]
    # At most one of each, and the event in the trace that begins here.
    if opened not in ([], ["trace"], ["event"], ["trace", "event"]):
        raise NotEven
    begins, ends = _walk(tags, (TRACE, EVENT) if closes else (_LOG,))
    if is_last != (ends == _LOG):
        raise NotEven
    return Mark(
        is_first=not closes,
        is_last=is_last,
        begins=begins,
        ends=ends,
        traces=opened.count("trace"),
        events=opened.count("event"),
        tags=written.count("<"),
    )


def _walk(tags: list[str], begins: tuple[int, ...]) -> tuple[int, int]:
    """Follow the tags from the one place from which they can be followed."""
    if not tags:
        if _LOG in begins:
            raise NotEven
        return SAME, SAME
    for begin in begins:
        place: int | None = begin
        for tag in tags:
            place = None if place is None else _STEPS.get((place, tag))
        if place is not None:
            return begin, place
    raise NotEven
