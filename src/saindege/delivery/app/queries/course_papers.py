"""What the papers of a batch share: its people, sessions, committee, letterhead and legal basis, as values of fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from saindege.delivery.app.models import CheckIn, CommitteeMember, CommitteeRole, HeadCount
from saindege.delivery.app.queries.letterhead import letterhead_values
from saindege.delivery.app.queries.official import span, trimmed, when
from saindege.delivery.legal_basis import PaperKind, legal_basis
from saindege.people import nip
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Session

LINE = "................................................"
# Lines of a decree whose committee is not written down yet.
NO_COMMITTEE = ("Penanggung jawab", "Ketua", "Sekretaris", "Anggota", "Anggota")
Row = dict[str, str]


def people_of(batch: Batch) -> list[Person]:
    """Return the participants by office and name."""
    found = Person.objects.filter(participations__batch=batch).select_related("office")
    return list(found.order_by("office__name", "name", "id"))


def sessions_of(batch: Batch) -> list[Session]:
    """Return the sessions in order of time."""
    return list(batch.sessions.select_related("speaker__partner").order_by("starts_at", "id"))


def committee_of(batch: Batch) -> list[CommitteeMember]:
    """Return the committee by role and name."""
    order = list(CommitteeRole.values)
    found = batch.committee.select_related("person__office")
    return sorted(found, key=lambda one: (order.index(one.role), one.shown_name, str(one.pk)))


def shared_values(batch: Batch, as_of: datetime, *, paper: PaperKind = "assignment") -> dict[str, object]:
    """Return the values that every paper of a batch may name."""
    sessions, people = sessions_of(batch), people_of(batch)
    return letterhead_values(as_of, is_example=batch.is_example) | {
        "kursus": batch.course.title,
        "angkatan": batch.name,
        "waktu": span(sessions),
        "jp": trimmed(sum(float(one.learning_hours) for one in sessions)),
        "jumlah_peserta": str(len(people)),
        "peserta": people_rows(people),
        "sesi": _session_rows(sessions),
        "narasumber": _speaker_rows(sessions),
        "panitia": _committee_rows(batch),
        "dasar": _numbered({"teks": words} for words in legal_basis(paper)),
    }


def people_rows(people: Iterable[Person]) -> list[Row]:
    """Return people as rows of a paper."""
    return _numbered(person_values(one) for one in people)


def person_values(person: Person, blank: str = "–") -> Row:
    """Return what papers say of one person; ``blank`` where nothing is known."""
    return {
        "nama": person.name,
        "nip": nip.grouped(person.nip or "") or blank,
        "pangkat": person.rank or blank,
        "jabatan": person.post or blank,
        "unit_kerja": person.office.name,
        "status": person.get_status_display(),
        "pendidikan": person.education or blank,
    }


def _session_rows(sessions: list[Session]) -> list[Row]:
    counted = dict(HeadCount.objects.filter(session__in=sessions).values_list("session_id", "people"))
    came: dict[object, int] = {}
    for key in CheckIn.objects.filter(session__in=sessions).values_list("session_id", flat=True):
        came[key] = came.get(key, 0) + 1
    return _numbered(
        {
            "waktu": when(one),
            "judul": one.title,
            "narasumber": one.speaker.name if one.speaker else "–",
            "tempat": one.place,
            "jp": trimmed(float(one.learning_hours)),
            "hadir": str(came.get(one.pk, 0)),
            "dihitung": str(counted.get(one.pk, "–")),
            "ditutup": "ya" if one.closed_at else "belum",
        }
        for one in sessions
    )


def _speaker_rows(sessions: list[Session]) -> list[Row]:
    hours: dict[object, float] = {}
    for one in sessions:
        if one.speaker is not None:
            hours[one.speaker] = hours.get(one.speaker, 0.0) + float(one.learning_hours)
    return _numbered(
        {"nama": speaker.name, "asal": str(speaker.partner or "–"), "jp": trimmed(taught)}
        for speaker, taught in sorted(hours.items(), key=lambda pair: (pair[0].name, pair[0].pk))
    )


def _committee_rows(batch: Batch) -> list[Row]:
    members = committee_of(batch)
    if not members:
        return _numbered({"kedudukan": role, "nama": "", "nip": "", "jabatan": ""} for role in NO_COMMITTEE)
    return _numbered(
        {
            "kedudukan": CommitteeRole(one.role).label,
            "nama": one.shown_name,
            "nip": nip.grouped(one.person.nip or "") if one.person else "",
            "jabatan": (one.person.post if one.person else one.post) or "",
        }
        for one in members
    )


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"no": str(place), **row} for place, row in enumerate(rows, start=1)]
