"""Many papers of a batch in one archive: all of them, an assignment letter for each person, or the expense report."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import slugify

from saindege.delivery.app.models import BundleKind, PaperBundle
from saindege.delivery.app.queries.course_papers import sessions_of
from saindege.delivery.app.queries.documents import FORMS, Document, documents_of, docx_of, pdf_of
from saindege.delivery.app.queries.evidence import still_missing
from saindege.delivery.app.queries.pressroom import Pressroom
from saindege.delivery.official import closing, letters
from saindege.delivery.official.form import PaperForm
from saindege.delivery.word.package import NO_DAY
from saindege.programme.app.models import Batch

FOLDER = "berkas"
OF_THE_EXPENSES = (
    letters.CALL_LETTER,
    letters.ASSIGNMENT,
    letters.TIMETABLE,
    letters.COMMITTEE_DECREE,
    letters.ATTENDANCE_SHEET,
    closing.FEE_LIST,
    closing.MINUTES,
    closing.GRADUATION,
    closing.REPORT,
    closing.STILL_MISSING,
)
Tell = Callable[[int, int, str], None]


def write_archive(batch: Batch, kind: str, as_of: datetime, file: IO[bytes], tell: Tell) -> None:
    """Write an archive; the same papers give the same file. ``tell`` hears how far it is."""
    if kind == BundleKind.ASSIGNMENT:
        found = documents_of(letters.OWN_ASSIGNMENT, batch, as_of)
        steps = [("surat-tugas", letters.OWN_ASSIGNMENT, one) for one in found]
    else:
        steps = list(_steps(batch, OF_THE_EXPENSES if kind == BundleKind.EXPENSES else FORMS, as_of))
    with_word = kind != BundleKind.EXPENSES
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, Pressroom() as room:
        for done, (name, form, one) in enumerate(steps):
            documents = None if one is None else [one]
            where = name if one is None else f"{name}/{one.name}"
            tell(done, len(steps), form.name if one is None else f"{form.name} {done + 1} dari {len(steps)}")
            _put(archive, f"{where}.pdf", pdf_of(form, batch, as_of, documents, room=room))
            if with_word and (one is not None or documents_of(form, batch, as_of)):
                _put(archive, f"{where}.docx", docx_of(form, batch, as_of, documents, room=room))
        if kind == BundleKind.EXPENSES:
            _add_proofs(archive, batch)
        if kind != BundleKind.ASSIGNMENT:
            _put(archive, "berkas-kurang.txt", still_missing(batch).encode())
    tell(len(steps), len(steps), "Selesai")


def _steps(
    batch: Batch, forms: tuple[PaperForm, ...], as_of: datetime
) -> Iterator[tuple[str, PaperForm, Document | None]]:
    """Yield each file to be written: one of every form, but attendance sheets one by one."""
    for place, form in enumerate(forms, start=1):
        name = f"{place:02d}-{form.key}"
        if form.unit != "session":
            yield name, form, None
            continue
        for one in documents_of(form, batch, as_of):
            yield name, form, one


def _add_proofs(archive: zipfile.ZipFile, batch: Batch) -> None:
    """Add what speakers handed in and what was taught, as it lies in the data folder."""
    speakers = {one.speaker for one in sessions_of(batch) if one.speaker is not None}
    handed_in = [
        (f"narasumber/{slugify(speaker.name)}-{one.kind}-{one.pk}", one)
        for speaker in sorted(speakers, key=lambda one: (one.name, one.pk))
        for one in speaker.papers.order_by("kind", "pk")
    ]
    taught = [(f"materi/{slugify(one.title)[:60]}-{one.pk}", one) for one in batch.course.materials.all()]
    for name, one in (*handed_in, *taught):
        path = Path(settings.MEDIA_ROOT) / one.stored_file
        if path.is_file():
            _put(archive, f"{name}{path.suffix}", path.read_bytes())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, NO_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def bundles_of(batch: Batch) -> QuerySet[PaperBundle]:
    """Return the finished archives of a batch, the latest first."""
    return batch.paper_bundles.exclude(made_at=None).order_by("-asked_at")


def bundle_file(bundle: PaperBundle) -> Path:
    """Return where an archive lies."""
    return Path(settings.MEDIA_ROOT) / bundle.stored_file
