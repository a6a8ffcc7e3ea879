"""Photographs of a filled-in attendance sheet, to be sent at the page of a session of the demonstration."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from saindege.delivery.app.queries import attendance_sheet
from saindege.delivery.sheet import layout
from saindege.demo import photograph
from saindege.demo.city import City
from saindege.demo.photograph import Filled
from saindege.programme.app.models import Session

NAME = "foto-lembar-hadir-{page}.jpg"
_MARKS: tuple[photograph.Mark, ...] = ("cross", "cross", "tick", "scribble")


def write_photos(made: City, folder: Path, now: datetime) -> Session | None:
    """Photograph the sheet of the session that runs or comes next; None where there is none without arrivals."""
    session = (
        Session.objects.filter(closed_at=None, check_ins=None, ends_at__gt=now - timedelta(hours=12))
        .exclude(batch__participants=None)
        .order_by("starts_at", "id")
        .first()
    )
    if session is None:
        return None
    people = session.batch.participants.count()
    sheet = attendance_sheet(session)
    chance = random.Random(f"{made.seed} lembar hadir")  # noqa: S311 - a photo made up
    for page in range(people // layout.ROWS_PER_PAGE + 1):
        paper = photograph.draw_sheet(sheet, page)
        first = page * layout.ROWS_PER_PAGE
        rows = [_row(first + row, people, chance) for row in range(layout.ROWS_PER_PAGE)]
        photograph.fill_in(paper, rows, chance)
        how = photograph.Conditions(
            turn=chance.gauss(0, 4), tilt=0.05, blur=1.0, shadow=0.3, bend=1, long_side=2000
        )
        (folder / NAME.format(page=page + 1)).write_bytes(photograph.photograph(paper, how, chance))
    return session


def _row(place: int, people: int, chance: random.Random) -> Filled:
    """Most came and signed; some rows need a person, as they do in a class."""
    if place >= people:
        return Filled(0, True) if place == people else Filled(None, False)
    share = chance.random()
    if share < 0.8:
        return Filled(0, True, chance.choice(_MARKS))
    return Filled(1, False) if share < 0.9 else Filled(0, False) if share < 0.95 else Filled(2, False)
