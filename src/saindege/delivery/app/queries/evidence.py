"""What the expense report of a batch needs, what is there, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saindege.delivery import evidence
from saindege.delivery.app.models import EvidenceMark
from saindege.delivery.app.queries.course_papers import sessions_of
from saindege.delivery.app.queries.papers import waiting_in
from saindege.programme.app.models import Batch


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


def evidence_values(batch: Batch) -> dict[str, object]:
    """Return the list as a paper says it."""
    rows = evidence_of(batch)
    return {
        "berkas": [
            {
                "no": str(place),
                "nama": row.item.name,
                "keadaan": "ada" if row.is_there else "kurang",
                "keterangan": row.words,
            }
            for place, row in enumerate(rows, start=1)
        ],
        "jumlah_ada": str(sum(row.is_there for row in rows)),
        "jumlah_berkas": str(len(rows)),
    }


def still_missing(batch: Batch) -> str:
    """Return what is missing as plain text."""
    rows = [row for row in evidence_of(batch) if not row.is_there]
    lines = [f"- {row.item.name}{f': {row.words}' if row.words else ''}" for row in rows]
    example = ["DATA CONTOH, TIDAK BERLAKU"] if batch.is_example else []
    return (
        "\r\n".join([*example, f"SPJ {batch}: masih kurang", *(lines or ["Tidak ada yang kurang."])]) + "\r\n"
    )


def lacks_of(batch: Batch) -> Mapping[str, str]:
    """Return what each paper lacks that the program can see itself; empty words where it is whole."""
    sessions = sessions_of(batch)
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
