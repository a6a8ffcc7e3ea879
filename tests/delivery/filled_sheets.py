"""Paper sheets for tests: filled in, photographed, sent, read and confirmed."""

from __future__ import annotations

import random
from datetime import timedelta

from saindege.delivery.app import jobs, queries
from saindege.delivery.app.actions import sheet as sheet_actions
from saindege.delivery.app.models import CheckIn, SheetPhoto
from saindege.demo import photograph
from saindege.demo.photograph import Conditions, Filled
from saindege.programme.app.models import Session

NAMES = ("Amran Rambe", "Boru Siregar", "Candra Lubis", "Dewi Nasution", "Erna Harahap")
HERE, AWAY, EMPTY, UNSIGNED = Filled(0, True), Filled(1, False), Filled(None, False), Filled(0, False)


def photo_of(session: Session, rows, *, seed=1, how=Conditions(long_side=1900)) -> bytes:  # noqa: B008
    chance = random.Random(seed)
    paper = photograph.draw_sheet(queries.attendance_sheet(session), 0)
    photograph.fill_in(paper, rows, chance)
    return photograph.photograph(paper, how, chance)


def send(made, content: bytes, *, name="foto.jpg", by=None) -> SheetPhoto:
    """Send a photo and read it, as the worker does."""
    at = made.session.starts_at + timedelta(hours=1)
    officer = by or made.officer
    photo, _ = sheet_actions.keep_photo(officer, made.session, file_name=name, content=content, at=at)
    job = sheet_actions.ask_to_read(officer, made.session, [photo], result_url="/")
    jobs.read_sheets(job, lambda done, total, message: None)
    photo.refresh_from_db()
    return photo


def confirm(made, photo, decisions=None, *, by=None) -> int:
    at = made.session.starts_at + timedelta(hours=2)
    return sheet_actions.confirm_photo(by or made.officer, photo, decisions or {}, at=at)


def roll(made) -> dict[str, tuple[str, object]]:
    return {
        one.person.name: (one.way, one.arrived_at)
        for one in CheckIn.objects.filter(session=made.session).select_related("person")
    }
