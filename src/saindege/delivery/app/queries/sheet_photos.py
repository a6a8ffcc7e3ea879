"""Reads of photographed sheets: what was read row by row, and what it would change."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from saindege.base.errors import Sentence
from saindege.delivery.app.models import CheckIn, PhotoState, SheetPhoto
from saindege.delivery.app.queries.sheet import sheet_key
from saindege.delivery.sheet import layout, machine
from saindege.delivery.sheet.code import people_by_tag
from saindege.delivery.sheet.reading import Judgement, RowReading, judge
from saindege.people.app.models import Person
from saindege.programme.app.models import Session

FOLDER = "sheets"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of a photo, as a person looks at it.

    Attributes
    ----------
    key : place in the file and row, as the form sends it
    number : as printed on the sheet
    person : whose row it is, None where a person must say
    check_in : how this person arrived before, None where not at all
    """

    key: str
    place: int
    row: int
    number: int
    person: Person | None
    judgement: Judgement
    check_in: CheckIn | None

    @property
    def is_here(self) -> bool:
        """Whether the row looks like somebody who came."""
        return self.judgement.verdict == "present"


@dataclass(frozen=True, slots=True)
class Review:
    """A photo as it waits for a person.

    Attributes
    ----------
    unsure, sure : rows to decide, and rows that were read without doubt
    faults : sentences of pages of which nothing was read
    spare : empty lines without a name
    others : participants whom a line without a name may mean
    """

    unsure: tuple[ReviewRow, ...]
    sure: tuple[ReviewRow, ...]
    faults: tuple[tuple[int, Sentence], ...]
    spare: int
    others: tuple[Person, ...]

    @property
    def adds(self) -> int:
        """How many people the sure rows would add to the roll."""
        return sum(row.is_here and row.check_in is None for row in self.sure)


def photos_of(session: Session) -> QuerySet[SheetPhoto]:
    """Return the photos of a session's sheet, the latest first; what was thrown away is left out."""
    found = SheetPhoto.objects.filter(session=session).exclude(state=PhotoState.DROPPED)
    return found.select_related("sent_by", "confirmed_by").order_by("-sent_at", "id")


def photo_file(photo: SheetPhoto) -> Path:
    """Return where a photo lies."""
    return Path(settings.MEDIA_ROOT) / photo.stored_file


def crop_file(photo: SheetPhoto, place: int, row: int) -> Path:
    """Return where the picture of a row lies."""
    return crops_folder(photo) / machine.crop_name(place, row)


def crops_folder(photo: SheetPhoto) -> Path:
    """Return where the pictures of a photo's rows lie."""
    return Path(settings.MEDIA_ROOT) / FOLDER / str(photo.pk)


def read_photo(photo: SheetPhoto) -> list[dict[str, Any]]:
    """Read a photo in a program of its own; returns its pages as the table keeps them."""
    session = Session.objects.get(pk=photo.session_id)
    crops = crops_folder(photo)
    crops.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=crops.parent, prefix="half-") as half:
        fresh = Path(half) / "rows"
        fresh.mkdir(mode=0o700)
        try:
            pages = machine.read_file(photo_file(photo), session=session.code, key=sheet_key(), crops=fresh)
        except (machine.ReaderFailed, machine.FileGone) as error:
            pages = [machine.PageReading(1, 0, 0, "", (), error.sentence, error.code)]
        # Somebody may throw the photo away meanwhile, or another worker read it as well: its pictures are the same.
        with contextlib.suppress(FileNotFoundError):
            crops.rename(Path(half) / "before")
        with contextlib.suppress(OSError):
            fresh.rename(crops)
    kept: list[dict[str, Any]] = json.loads(json.dumps([dataclasses.asdict(page) for page in pages]))
    return kept


def faults_of(photo: SheetPhoto) -> tuple[tuple[int, Sentence], ...]:
    """Return why pages of a photo were refused, each with its place in the file."""
    return tuple((page["place"], Sentence(**page["fault"])) for page in photo.pages if page["fault"])


def review_of(photo: SheetPhoto) -> Review:
    """Return a photo row by row, judged by who is a participant now."""
    session = photo.session
    people = {
        str(one.pk): one
        for one in Person.objects.filter(participations__batch=session.batch_id).select_related("office")
    }
    arrivals = {str(one.person_id): one for one in session.check_ins.all()}
    tags = people_by_tag(session.code, people, sheet_key())
    rows, spare, seen = [], 0, set()
    for page in photo.pages:
        for told in page["rows"]:
            reading = RowReading(
                told["row"], told["tag"], tuple(told["boxes"]), told["signature"], told["name"]
            )
            judgement = judge(reading, tags)
            if judgement.verdict == "spare" and judgement.is_sure:
                spare += 1
                continue
            key = tags.get(reading.tag) if reading.tag else None
            seen.add(key)
            number = (page["page"] - 1) * layout.ROWS_PER_PAGE + reading.row
            rows.append(
                ReviewRow(
                    key=f"{page['place']}.{reading.row}",
                    place=page["place"],
                    row=reading.row,
                    number=number,
                    person=people.get(key) if key else None,
                    judgement=judgement,
                    check_in=arrivals.get(key) if key else None,
                )
            )
    others = [one for key, one in people.items() if key not in seen]
    return Review(
        unsure=tuple(row for row in rows if not row.judgement.is_sure),
        sure=tuple(row for row in rows if row.judgement.is_sure),
        faults=faults_of(photo),
        spare=spare,
        others=tuple(sorted(others, key=lambda one: one.name)),
    )


def people_in(photo: SheetPhoto) -> QuerySet[Person]:
    """Return the people of whom a confirmed photo says something."""
    return Person.objects.filter(pk__in=[one["person"] for one in photo.decisions.values() if one["person"]])


def absent_on_paper(session: Session) -> list[tuple[UUID, datetime]]:
    """Return whom a confirmed sheet marks as not there, with the moment of the confirmation."""
    confirmed = SheetPhoto.objects.filter(session=session, state=PhotoState.CONFIRMED)
    return [
        (UUID(each["person"]), photo.confirmed_at)
        for photo in confirmed
        for each in photo.decisions.values()
        if each["person"] and each["verdict"] == "absent" and not each["is_here"]
    ]
