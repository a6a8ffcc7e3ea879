"""Work that is due by the calendar: asked for once a period, by whichever worker looks first.

An area lists in its ``app/due.py`` functions that say what is due at a moment. A worker that rests calls them every
minute, so that the module loads nothing but tables; what the work itself needs stands in ``app/jobs.py``::

    def weekly_notes_due(now: datetime) -> Iterable[DueWork]:
        yield DueWork(kind="service.make_notes", period="2026-W47", title="Catatan pekan 47", arguments={...})

    DUE = (weekly_notes_due,)

What is due becomes a job like any other, whose key names kind and period. The key is unique in the database, so that
two workers, a worker that was killed, or one that looks every minute ask for each period once. A period that was
missed because no worker ran is asked for as soon as one runs, as long as the function still names it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import reverse

from saindege.base.app import actions
from saindege.base.app.models import Job, JobState

#: Finished work of the calendar is forgotten after this time; the period is long over by then.
KEPT = timedelta(days=90)
_PREFIX = "due:"

log = logging.getLogger("saindege.due")


@dataclass(frozen=True, slots=True)
class DueWork:
    """One piece of work that is due.

    Attributes
    ----------
    kind : of the job, a name in ``JOBS`` of the same area
    period : what makes it one piece and no other: ``2026-W47``, ``2026-11-24``, ``2026-11-24T08:10``
    title : what the list of jobs calls it, in Indonesian
    arguments : of the job
    result_page : name of the address at which its result can be seen
    """

    kind: str
    period: str
    title: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    result_page: str = ""

    @property
    def key(self) -> str:
        """Return the key of its job."""
        return f"{_PREFIX}{self.kind}:{self.period}"


Due = Callable[[datetime], Iterable[DueWork]]


def all_due() -> tuple[Due, ...]:
    """Return what the areas list as ``DUE``."""
    found: list[Due] = []
    for area in settings.AREAS:
        name = f"saindege.{area}.app.due"
        if find_spec(name) is not None:
            found += getattr(import_module(name), "DUE", ())
    return tuple(found)


def ask_for_due(now: datetime, known: Sequence[Due]) -> list[Job]:
    """Ask for what is due and was not asked for; returns the jobs that are new.

    A period whose work failed is not tried again by itself: the fault stays to be seen, the next period is new work.
    A function that fails keeps no other from being asked.
    """
    made: list[Job] = []
    for ask in known:
        try:
            due = list(ask(now))
        except Exception:
            log.exception("%s could not say what is due", getattr(ask, "__qualname__", ask))
            continue
        asked = set(Job.objects.filter(key__in=[one.key for one in due]).values_list("key", flat=True))
        made += [_ask(one) for one in due if one.key not in asked]
    if made:
        Job.objects.filter(key__startswith=_PREFIX, state=JobState.DONE, finished_at__lt=now - KEPT).delete()
    return made


def _ask(one: DueWork) -> Job:
    return actions.enqueue(
        kind=one.kind,
        key=one.key,
        title=one.title,
        by=None,
        arguments=one.arguments,
        result_url=reverse(one.result_page) if one.result_page else "",
    )
