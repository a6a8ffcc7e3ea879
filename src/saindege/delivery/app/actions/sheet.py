"""Writes of photographed sheets: keep the photo, keep what was read, store who was there once a person has confirmed it."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.delivery import attendance
from saindege.delivery.app import access, queries
from saindege.delivery.app.models import CheckIn, PhotoState, SheetPhoto
from saindege.delivery.app.queries import sheet_photos
from saindege.people.app.models import Person
from saindege.programme import file_check
from saindege.programme.app.models import Session

READ = "delivery.read_sheets"
MOST_PHOTOS = 20
ENDINGS = ("jpg", "jpeg", "png", "pdf")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a row.

    Attributes
    ----------
    person : whose row it is; None where the line means nobody who counts here
    """

    person: UUID | None
    is_here: bool


class NoSheetPhoto(BadInput):
    """A file of a kind that is no photo of a sheet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence(
                id=f"{name} bukan foto JPG/PNG atau PDF. Di iPhone pilih Pengaturan, Kamera, Format, Paling Kompatibel; "
                "lalu potret lagi.",
                en=f"{name} is no JPG/PNG photo or PDF. On an iPhone choose Settings, Camera, Formats, Most Compatible; "
                "then photograph again.",
            ),
            code="unknown_format",
        )


class PhotoSettled(SaindegeError):
    """A photo is confirmed or thrown away once, after it was read."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Foto ini sudah disimpan, dibuang, atau sedang dibaca ulang. Muat ulang halaman Lembar kertas.",
                en="This photo was stored or thrown away already, or is being read again. "
                "Load the page of paper sheets again.",
            )
        )


class RowsUndecided(BadInput):
    """Rows that the reader was not sure of and nobody decided."""

    def __init__(self, numbers: Sequence[int]) -> None:
        told = ", ".join(map(str, sorted(numbers)))
        super().__init__(
            Sentence(
                id=f"Putuskan dulu baris {told}. Belum ada yang disimpan.",
                en=f"Decide row {told} first. Nothing was stored.",
            ),
            code="undecided",
        )


def keep_photo(
    by: Account, session: Session, *, file_name: str, content: bytes, at: datetime
) -> tuple[SheetPhoto, bool]:
    """Keep a photo to be read; the same photo of the same session is known again and kept once.

    Returns
    -------
    tuple
        The photo, and whether it will be read now.

    Raises
    ------
    file_check.FileRefused, NoSheetPhoto : empty, too large, or no photo and no PDF
    attendance.SessionClosed : the list of a closed session stands
    """
    require(access.may_run_session(by, session))
    ending = file_check.require_fit(file_name, len(content), content[:512])
    if ending not in ENDINGS:
        raise NoSheetPhoto(file_name)
    checksum = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        locked = Session.objects.select_for_update().get(pk=session.pk)
        if locked.closed_at is not None:
            raise attendance.SessionClosed
        before = SheetPhoto.objects.filter(session=locked, checksum=checksum).first()
        if before is not None and not _is_wanted_again(before):
            return before, False
        photo = before or SheetPhoto(session=locked, checksum=checksum, is_example=locked.is_example)
        photo.file_name = file_check.safe_name(file_name)
        photo.stored_file = _store(content, ending)
        photo.sent_at, photo.sent_by = at, by
        photo.state, photo.pages = PhotoState.WAITING, []
        photo.save()
        base_actions.record(
            by=by, action="delivery.sheet_sent", subject=photo, at=at, detail={"checksum": checksum}
        )
    return photo, True


def ask_to_read(by: Account, session: Session, photos: Sequence[SheetPhoto], *, result_url: str) -> Job:
    """Ask for photos to be read."""
    require(access.may_run_session(by, session))
    keys = [str(photo.pk) for photo in photos]
    word = hashlib.sha256("|".join([*keys, str(photos[0].sent_at)]).encode()).hexdigest()[:24]
    return base_actions.enqueue(
        kind=READ,
        key=f"{READ}:{word}",
        title=f"Membaca lembar hadir: {session.title}"[:200],
        by=by,
        arguments={"photos": keys},
        result_url=result_url,
    )


def keep_reading(by: Account, photo: SheetPhoto, pages: Sequence[Mapping[str, Any]], *, at: datetime) -> None:
    """Keep what was read on a photo; one on which nothing was read is refused."""
    require(access.may_run_session(by, photo.session))
    was_read = any(page["rows"] for page in pages)
    with transaction.atomic():
        changed = SheetPhoto.objects.filter(pk=photo.pk, state=PhotoState.WAITING).update(
            pages=list(pages), state=PhotoState.READ if was_read else PhotoState.REFUSED
        )
        if changed:
            detail = {"pages": sum(bool(page["rows"]) for page in pages)}
            base_actions.record(by=by, action="delivery.sheet_read", subject=photo, at=at, detail=detail)
    if not changed and not SheetPhoto.objects.filter(pk=photo.pk).exclude(state=PhotoState.DROPPED).exists():
        # Thrown away while it was read: the pictures of its rows go as well.
        _forget_files(photo)


def confirm_photo(by: Account, photo: SheetPhoto, decisions: Mapping[str, Decision], *, at: datetime) -> int:
    """Store who was there by a photo; returns how many people it adds to the roll.

    Rows that were read for sure count as read unless a person says otherwise; every other row needs a decision.
    Whoever is on the roll already stays there with the time of the first arrival; the sheet is noted beside it.

    Raises
    ------
    PhotoSettled : confirmed or thrown away before
    RowsUndecided : rows that wait for a person
    attendance.NotAdmitted : the session is closed or full, or somebody is no participant; nothing is stored
    """
    require(access.may_run_session(by, photo.session))
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=photo.session_id)
        locked = SheetPhoto.objects.select_for_update().get(pk=photo.pk)
        if session.closed_at is not None:
            raise attendance.SessionClosed
        if locked.state != PhotoState.READ:
            raise PhotoSettled
        told = _settle_rows(sheet_photos.review_of(locked), decisions)
        here = [UUID(key) for key in sorted({str(one["person"]) for one in told.values() if one["is_here"]})]
        added = sum(_arrive(by, session, locked, key) for key in here)
        locked.state, locked.decisions = PhotoState.CONFIRMED, told
        locked.confirmed_at, locked.confirmed_by = at, by
        locked.save(update_fields=["state", "decisions", "confirmed_at", "confirmed_by"])
        base_actions.record(
            by=by,
            action="delivery.sheet_confirmed",
            subject=locked,
            at=at,
            detail={
                "checksum": locked.checksum,
                "here": len(here),
                "added": added,
                "by_hand": sum(bool(one["by_hand"]) for one in told.values()),
            },
        )
    return added


def drop_photo(by: Account, photo: SheetPhoto, *, at: datetime) -> None:
    """Throw a photo away that was not confirmed; sent again, it is read again.

    Raises
    ------
    PhotoSettled : confirmed or thrown away before
    """
    require(access.may_run_session(by, photo.session))
    with transaction.atomic():
        locked = SheetPhoto.objects.select_for_update().get(pk=photo.pk)
        if locked.state in (PhotoState.CONFIRMED, PhotoState.DROPPED):
            raise PhotoSettled
        locked.state, locked.pages = PhotoState.DROPPED, []
        locked.save(update_fields=["state", "pages"])
        base_actions.record(by=by, action="delivery.sheet_dropped", subject=locked, at=at)
        transaction.on_commit(lambda: _forget_files(locked))


def _is_wanted_again(before: SheetPhoto) -> bool:
    """A photo that was thrown away, or that was lost before a person confirmed it, is taken anew."""
    lost = before.state != PhotoState.CONFIRMED and not sheet_photos.photo_file(before).is_file()
    return before.state == PhotoState.DROPPED or lost


def _settle_rows(review: sheet_photos.Review, decisions: Mapping[str, Decision]) -> dict[str, dict[str, Any]]:
    """Return what counts for each row, as the table keeps it."""
    told, open_rows = {}, []
    others = {person.pk for person in review.others}
    for row in (*review.unsure, *review.sure):
        said = decisions.get(row.key)
        if said is None and not row.judgement.is_sure:
            open_rows.append(row.number)
            continue
        person = row.person.pk if row.person else None
        if person is None and said is not None and said.person in others:
            person = said.person
        is_here = row.is_here if said is None else said.is_here
        told[row.key] = {
            "person": str(person) if person else None,
            "is_here": bool(is_here and person),
            "verdict": row.judgement.verdict,
            "by_hand": not row.judgement.is_sure or is_here != row.is_here,
        }
    if open_rows:
        raise RowsUndecided(open_rows)
    return told


def _arrive(by: Account, session: Session, photo: SheetPhoto, key: UUID) -> bool:
    """Put one person on the roll; False where the person is on it already."""
    before = CheckIn.objects.filter(session=session, person=key).first()
    if before is None:
        person = Person.objects.get(pk=key)
        attendance.require_admitted_by_hand(
            queries.room_of(session),
            is_called=queries.is_called(session, person),
            # A sheet knows no minutes: whoever signed it counts from the beginning.
            arrived_at=timezone.localtime(session.starts_at),
        )
        try:
            with transaction.atomic():
                CheckIn.objects.create(
                    session=session,
                    person=person,
                    arrived_at=session.starts_at,
                    way="paper",
                    sheet=photo,
                    recorded_by=by,
                    is_example=session.is_example,
                )
        except IntegrityError:
            # A phone was quicker by a moment: its time counts.
            return False
        return True
    if before.sheet_id is None:
        CheckIn.objects.filter(pk=before.pk).update(sheet=photo)
    return False


def _store(content: bytes, ending: str) -> str:
    """Write a file under a name of our own; a crash leaves nothing under that name."""
    stored = f"{sheet_photos.FOLDER}/{secrets.token_hex(16)}.{ending}"
    target = Path(settings.MEDIA_ROOT) / stored
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = target.with_suffix(".part")
    half.write_bytes(content)
    os.replace(half, target)
    return stored


def _forget_files(photo: SheetPhoto) -> None:
    sheet_photos.photo_file(photo).unlink(missing_ok=True)
    shutil.rmtree(sheet_photos.crops_folder(photo), ignore_errors=True)
