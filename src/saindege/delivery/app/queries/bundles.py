"""Which papers a batch has, one archive of them all, and what its expense report still lacks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import slugify

from saindege.delivery import evidence
from saindege.delivery.app.models import EvidenceMark, PaperBundle
from saindege.delivery.app.queries import closing_papers, course_papers
from saindege.delivery.app.queries.papers import waiting_in
from saindege.delivery.app.queries.sheet import attendance_sheet
from saindege.programme.app.models import Batch

FOLDER = "berkas"
Setter = Callable[[Batch, datetime], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper: the word in its address, its name, and what sets it."""

    key: str
    name: str
    english: str
    make: Setter


KINDS = (
    Kind(
        "panggilan", "Surat panggilan per kantor", "Call letters, one per office", course_papers.call_letter
    ),
    Kind("surat-tugas", "Surat tugas", "Assignment letter", course_papers.assignment_letter),
    Kind("jadwal", "Jadwal", "Schedule", course_papers.schedule),
    Kind("biodata", "Biodata peserta", "Participants' biodata", course_papers.biodata),
    Kind("sk-panitia", "SK panitia", "Committee decree", course_papers.committee_decree),
    Kind("honorarium", "Daftar honorarium", "List of fees", closing_papers.fee_list),
    Kind("berita-acara", "Berita acara", "Minutes", closing_papers.minutes),
    Kind("sk-kelulusan", "SK kelulusan", "Graduation decree", closing_papers.graduation_decree),
    Kind("laporan", "Laporan penyelenggaraan", "Report", closing_papers.report),
)


def kind_by_key(key: str) -> Kind | None:
    """Return a kind of paper by the word in its address."""
    return next((one for one in KINDS if one.key == key), None)


def archive_of(batch: Batch, as_of: datetime, tell: Callable[[int, int, str], None]) -> bytes:
    """Set every paper of a batch and return them in one archive; ``tell`` hears how far it is."""
    sessions = list(batch.sessions.select_related("batch__course", "speaker").order_by("starts_at", "id"))
    total, content = len(KINDS) + len(sessions), io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, kind in enumerate(KINDS):
            tell(done, total, kind.name)
            _put(archive, f"{done + 1:02d}-{kind.key}.pdf", kind.make(batch, as_of))
        for done, session in enumerate(sessions, start=1):
            tell(len(KINDS) + done - 1, total, f"Daftar hadir sesi {done}")
            _put(
                archive,
                f"daftar-hadir/{done:02d}-{slugify(session.title)[:60]}.pdf",
                attendance_sheet(session),
            )
        _put(archive, "berkas-kurang.txt", _still_missing(batch).encode())
    tell(total, total, "Selesai")
    return content.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # A fixed day, so that the same papers give the same file.
    archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)


def _still_missing(batch: Batch) -> str:
    rows = [row for row in evidence_of(batch) if not row.is_there]
    lines = [f"- {row.item.name}{f': {row.words}' if row.words else ''}" for row in rows]
    example = ["DATA CONTOH, TIDAK BERLAKU"] if batch.is_example else []
    return (
        "\r\n".join([*example, f"SPJ {batch}: masih kurang", *(lines or ["Tidak ada yang kurang."])]) + "\r\n"
    )


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One paper of the expense report.

    Attributes
    ----------
    words : what it lacks, or where it lies
    mark : by whom and when it was marked; None where the program looks itself
    """

    item: evidence.Item
    is_there: bool
    words: str
    mark: EvidenceMark | None


def evidence_of(batch: Batch) -> list[EvidenceRow]:
    """Return the papers of the expense report of a batch, in the order of the list."""
    checklist, lacks = evidence.load(), lacks_of(batch)
    marks = {one.item: one for one in batch.evidence.select_related("marked_by")}
    missing = {item.key for item in checklist.missing(lacks, set(marks))}
    rows = []
    for item in checklist.items:
        mark = None if item.is_seen else marks.get(item.key)
        words = lacks.get(item.key, "") if item.is_seen else (mark.note if mark else "")
        rows.append(EvidenceRow(item, item.key not in missing, words, mark))
    return rows


def lacks_of(batch: Batch) -> Mapping[str, str]:
    """Return what each paper lacks that the program can see itself; empty words where it is whole."""
    sessions = course_papers.sessions_of(batch)
    speakers = {one.speaker for one in sessions if one.speaker is not None}
    papers = {
        kind: {one.pk for one in speakers if one.papers.filter(kind=kind).exists()}
        for kind in ("letter", "cv")
    }
    planned = sum(float(one.learning_hours) for one in sessions)
    uncounted = [one.title for one in sessions if getattr(one, "head_count", None) is None]
    return {
        "call_letter": "" if batch.participants.exists() else "belum ada peserta",
        "schedule": "" if planned >= float(batch.course.learning_hours) else f"baru {planned:g} dari {batch.course.learning_hours:g} JP",
        "attendance": _named([one.title for one in sessions if one.closed_at is None], none="" if sessions else "belum ada sesi"),
        "head_count": _named(uncounted, none="" if sessions else "belum ada sesi"),
        "fee": _named(sorted(one.name for one in speakers if one.fee_rupiah is None), none="" if speakers else "belum ada narasumber"),
        "speaker_letter": _named(sorted(one.name for one in speakers if one.pk not in papers["letter"]), none="" if speakers else "belum ada narasumber"),
        "speaker_cv": _named(sorted(one.name for one in speakers if one.pk not in papers["cv"]), none="" if speakers else "belum ada narasumber"),
        "material": "" if batch.course.materials.exists() else "belum ada berkas materi",
        "graduation": _graduation(batch),
    }  # fmt: skip


def _graduation(batch: Batch) -> str:
    if waiting := len(waiting_in(batch)):
        return f"{waiting} sertifikat belum terbit"
    return "" if batch.certificates.exists() else "belum ada sertifikat"


def _named(names: list[str], *, none: str) -> str:
    return "; ".join(names) or none


def bundles_of(batch: Batch) -> QuerySet[PaperBundle]:
    """Return the finished archives of a batch, the latest first."""
    return batch.paper_bundles.exclude(made_at=None).order_by("-asked_at")


def bundle_file(bundle: PaperBundle) -> Path:
    """Return where an archive lies."""
    return Path(settings.MEDIA_ROOT) / bundle.stored_file
