"""The papers of a batch before and during it: call, assignment, schedule, biodata, committee."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from saindege.base.app import queries as base_queries
from saindege.delivery.app.queries.official import (
    Paper,
    Signature,
    facts,
    head,
    heading,
    items,
    people_table,
    set_papers,
    span,
    table,
    text,
    trimmed,
    when,
)
from saindege.delivery.legal_basis import legal_basis
from saindege.people import nip
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Session

COMMITTEE = ("Penanggung jawab", "Ketua", "Sekretaris", "Anggota", "Anggota")
LINE = "................................................"


def people_of(batch: Batch) -> list[Person]:
    """Return the participants by office and name."""
    found = Person.objects.filter(participations__batch=batch).select_related("office")
    return list(found.order_by("office__name", "name", "id"))


def sessions_of(batch: Batch) -> list[Session]:
    """Return the sessions in order of time."""
    return list(batch.sessions.select_related("speaker__partner").order_by("starts_at", "id"))


def call_letter(batch: Batch, as_of: datetime) -> bytes:
    """One letter to each office, naming its own people only."""
    sessions = sessions_of(batch)
    papers = [
        Paper(
            title="Panggilan peserta pelatihan",
            to=f"Kepala {office}",
            blocks=[
                text(
                    f"Kami mengharapkan kehadiran pegawai berikut pada {batch.course.title}, {batch.name}, "
                    f"{span(sessions)}. Mohon pegawai diberi tugas dan loketnya tetap terjaga."
                ),
                people_table(list(people)),
                _schedule_table(sessions),
                text(
                    "Yang berhalangan agar segera memberi tahu kami, sehingga kursinya dapat diberikan kepada yang "
                    "menunggu. Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."
                ),
            ],
            signatures=[head(as_of, is_letter=True)],
        )
        for office, people in groupby(people_of(batch), key=lambda one: one.office.name)
    ]
    return set_papers(batch, papers or [_nobody("Panggilan peserta pelatihan", as_of)], as_of=as_of)


def assignment_letter(batch: Batch, as_of: datetime) -> bytes:
    """One letter that sends everybody."""
    sessions = sessions_of(batch)
    paper = Paper(
        title="Surat tugas",
        blocks=[
            heading("Dasar"),
            items(legal_basis("assignment")),
            heading("Menugaskan"),
            people_table(people_of(batch)),
            heading("Untuk"),
            items(
                [
                    f"mengikuti {batch.course.title}, {batch.name}, {span(sessions)}, "
                    f"{trimmed(_hours(sessions))} JP;",
                    "menyerahkan penjagaan loket atau tugas harian kepada rekan sesuai rencana atasan;",
                    "melaporkan hasilnya kepada atasan langsung sesudah selesai.",
                ]
            ),
        ],
        signatures=[head(as_of)],
    )
    return set_papers(batch, [paper], as_of=as_of)


def schedule(batch: Batch, as_of: datetime) -> bytes:
    """Sessions with place, speaker and hours."""
    sessions = sessions_of(batch)
    paper = Paper(
        title="Jadwal pelatihan",
        number="",
        blocks=[
            facts([("Kursus", f"{batch.course.title}, {batch.name}"), ("Waktu", span(sessions)), ("JP", trimmed(_hours(sessions)))]),
            _schedule_table(sessions),
        ],
        signatures=[head(as_of)],
    )  # fmt: skip
    return set_papers(batch, [paper], as_of=as_of)


def biodata(batch: Batch, as_of: datetime) -> bytes:
    """A page for each participant, with what is known filled in."""
    papers = [
        Paper(
            title="Biodata peserta",
            number="",
            blocks=[
                facts(
                    [
                        ("Kursus", f"{batch.course.title}, {batch.name}"),
                        ("Nama lengkap", one.name),
                        ("NIP", nip.grouped(one.nip or "") or LINE),
                        ("Status", one.get_status_display()),
                        ("Pangkat, golongan", one.rank or LINE),
                        ("Jabatan", one.post or LINE),
                        ("Unit kerja", one.office.name),
                        ("Pendidikan terakhir", one.education or LINE),
                        ("Pelatihan yang pernah diikuti", LINE),
                        ("Tugas sehari-hari", LINE),
                        ("Harapan dari kursus ini", LINE),
                    ]
                ),
                text("Data ini dipakai untuk penyelenggaraan kursus saja."),
            ],
            signatures=[_signer(one)],
        )
        for one in people_of(batch)
    ]
    return set_papers(batch, papers or [_nobody("Biodata peserta", as_of)], as_of=as_of)


def committee_decree(batch: Batch, as_of: datetime) -> bytes:
    """The decree that names the committee; its names are written in by the office."""
    sessions = sessions_of(batch)
    unit = base_queries.city().training_unit
    paper = Paper(
        title=f"Keputusan Kepala {unit} tentang panitia {batch.course.title}, {batch.name}",
        blocks=[
            heading("Menimbang"),
            text(
                f"bahwa untuk kelancaran {batch.course.title}, {span(sessions)}, perlu ditetapkan panitianya;"
            ),
            heading("Mengingat"),
            items(legal_basis("committee")),
            heading("Menetapkan"),
            items(
                [
                    "Panitia penyelenggara dengan susunan dalam daftar di bawah ini.",
                    "Panitia menyiapkan, menyelenggarakan, mengevaluasi dan melaporkan kursus.",
                    "Biaya dibebankan pada anggaran yang tersedia.",
                    "Keputusan ini berlaku sejak tanggal ditetapkan.",
                ]
            ),
            table(
                ["No.", "Kedudukan", "Nama", "NIP"],
                [[place, post, "", ""] for place, post in enumerate(COMMITTEE, start=1)],
                [2, 8, 12, 10],
                [0],
            ),
        ],
        signatures=[head(as_of)],
    )
    return set_papers(batch, [paper], as_of=as_of)


def _schedule_table(sessions: list[Session]) -> dict[str, object]:
    rows = [
        [place, when(one), one.title, one.speaker.name if one.speaker else "–", one.place, trimmed(float(one.learning_hours))]
        for place, one in enumerate(sessions, start=1)
    ]  # fmt: skip
    return table(["No.", "Waktu", "Sesi", "Narasumber", "Tempat", "JP"], rows, [2, 9, 9, 8, 8, 3], [0, 5])


def _hours(sessions: list[Session]) -> float:
    return sum(float(one.learning_hours) for one in sessions)


def _signer(person: Person) -> Signature:
    return Signature("....................................", "Peserta,", person.name, "")


def _nobody(title: str, as_of: datetime) -> Paper:
    return Paper(title, [text("Belum ada peserta yang dipanggil.")], [head(as_of)], number="")
