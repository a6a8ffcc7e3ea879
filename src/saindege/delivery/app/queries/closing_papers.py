"""The papers of a batch after it: fees, minutes, graduation, report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from saindege.delivery import amount_in_words
from saindege.delivery.app.models import CheckIn, HeadCount, Participant
from saindege.delivery.app.queries.course_papers import people_of, sessions_of
from saindege.delivery.app.queries.official import (
    Paper,
    Signature,
    facts,
    head,
    heading,
    number,
    people_table,
    set_papers,
    span,
    table,
    text,
    trimmed,
    when,
)
from saindege.delivery.app.queries.standing import Part, parts_of
from saindege.programme import method, standard_cost
from saindege.programme.app import queries as programme
from saindege.programme.app.models import Batch, Session, Speaker

FACILITATORS = "Daftar ini disusun dari tarif yang dicatat pada narasumber; pajak dihitung bendahara."


@dataclass(frozen=True, slots=True)
class Fee:
    """What one speaker is owed for a batch.

    Attributes
    ----------
    quantity : of units, in tenths and hundredths where hours are
    unit : in Indonesian words
    rate_rupiah : for one unit; None where nothing was agreed
    rupiah : whole rupiah, rounded down
    """

    speaker: Speaker
    learning_hours: float
    quantity: float
    unit: str
    rate_rupiah: int | None
    rupiah: int


def fees_of(batch: Batch) -> list[Fee]:
    """Return the fees of a batch by the speaker's name."""
    sessions: dict[Speaker, list[Session]] = {}
    for one in sessions_of(batch):
        if one.speaker is not None:
            sessions.setdefault(one.speaker, []).append(one)
    table_of_costs, minutes = programme.cost_table(), method.load().hour_minutes
    return [
        _fee(speaker, taught, table_of_costs, minutes)
        for speaker, taught in sorted(sessions.items(), key=lambda pair: (pair[0].name, pair[0].pk))
    ]


def _fee(speaker: Speaker, taught: list[Session], costs: standard_cost.CostTable, minutes: int) -> Fee:
    hours = sum(float(one.learning_hours) for one in taught)
    try:
        unit = costs.by_key(speaker.fee_class).unit
    except standard_cost.UnknownItem:
        unit = "learning_hour"
    quantity = {"learning_hour": hours, "hour": hours * minutes / 60}.get(unit, 1.0)
    rate = speaker.fee_rupiah
    words = standard_cost.UNIT_WORDS[unit].id
    return Fee(speaker, hours, quantity, words, rate, int(round(quantity * (rate or 0), 6)))


def fee_list(batch: Batch, as_of: datetime) -> bytes:
    """Who is owed what, with the sum in words and a place to sign."""
    fees = fees_of(batch)
    total = sum(one.rupiah for one in fees)
    rows = [
        [
            place,
            one.speaker.name,
            f"{trimmed(one.quantity)} {one.unit}",
            number(one.rate_rupiah) if one.rate_rupiah is not None else "belum dicatat",
            number(one.rupiah),
            "",
            f"{place}. ..............",
        ]
        for place, one in enumerate(fees, start=1)
    ]
    header = ["No.", "Narasumber", "Banyaknya", "Tarif (Rp)", "Jumlah (Rp)", "Pajak (Rp)", "Tanda tangan"]
    paper = Paper(
        title="Daftar penerimaan honorarium narasumber",
        number="",
        blocks=[
            facts([("Kursus", f"{batch.course.title}, {batch.name}"), ("Waktu", span(sessions_of(batch)))]),
            table(header, rows, [2, 10, 6, 6, 7, 6, 8], [0, 3, 4]),
            facts([("Jumlah", f"Rp{number(total)}"), ("Terbilang", amount_in_words.rupiah_in_words(total))]),
            text(FACILITATORS),
        ],
        signatures=[Signature("Lunas dibayar,", "Bendahara pengeluaran"), head(as_of)],
    )
    return set_papers(batch, [paper], as_of=as_of, wide=True)


def minutes(batch: Batch, as_of: datetime) -> bytes:
    """What took place and who came, session by session."""
    sessions, called = sessions_of(batch), batch.participants.count()
    paper = Paper(
        title="Berita acara penyelenggaraan",
        blocks=[
            text(
                f"Telah diselenggarakan {batch.course.title}, {batch.name}, {span(sessions)}, dengan {called} peserta "
                "yang dipanggil dan kehadiran sebagai berikut."
            ),
            _attendance_table(sessions),
            text("Demikian berita acara ini dibuat dengan sebenarnya."),
        ],
        signatures=[Signature("Panitia,", "Ketua panitia"), head(as_of)],
    )
    return set_papers(batch, [paper], as_of=as_of)


def graduation_decree(batch: Batch, as_of: datetime) -> bytes:
    """Who has finished, by the rule of attendance."""
    parts = _parts(batch)
    passed = [one.person for one in parts if one.seat.standing.lack is None]
    is_over = bool(parts) and not any(one.seat.standing.lack == "session_open" for one in parts)
    share = float(batch.course.pass_attendance_share) * 100
    if is_over and passed:
        said = [
            text(
                f"Peserta berikut dinyatakan lulus {batch.course.title}, {batch.name}: hadir paling sedikit "
                f"{trimmed(share)} % dari JP, dari {len(parts)} orang yang dipanggil."
            ),
            people_table(passed),
        ]
    else:
        said = [
            text(
                "Kelulusan belum dapat ditetapkan: tutup dulu semua sesi, atau belum ada yang memenuhi syarat."
            )
        ]
    paper = Paper(f"Keputusan kelulusan {batch.course.title}", said, [head(as_of)])
    return set_papers(batch, [paper], as_of=as_of)


def report(batch: Batch, as_of: datetime) -> bytes:
    """The report of a course, from what is recorded; what nobody recorded is left to be written."""
    sessions, parts, fees = sessions_of(batch), _parts(batch), fees_of(batch)
    passed = sum(one.seat.standing.lack is None for one in parts)
    blank = "......................................................................................................"
    paper = Paper(
        title="Laporan penyelenggaraan pelatihan",
        blocks=[
            heading("1. Pendahuluan"),
            text(batch.course.summary or blank),
            heading("2. Peserta"),
            text(f"{len(parts)} orang dipanggil, {passed} memenuhi syarat kelulusan."),
            heading("3. Jadwal dan kehadiran"),
            _attendance_table(sessions),
            heading("4. Narasumber"),
            table(
                ["Nama", "Asal", "JP"],
                [[one.speaker.name, one.speaker.partner or "–", trimmed(one.learning_hours)] for one in fees],
                [10, 12, 3],
                [2],
            ),
            heading("5. Keuangan"),
            text(
                f"Biaya angkatan Rp{number(batch.cost_rupiah)}; honorarium narasumber "
                f"Rp{number(sum(one.rupiah for one in fees))}."
            ),
            heading("6. Kendala dan saran"),
            text(blank),
            text(blank),
        ],
        signatures=[head(as_of)],
    )
    return set_papers(batch, [paper], as_of=as_of)


def _attendance_table(sessions: list[Session]) -> dict[str, object]:
    counted = dict(HeadCount.objects.filter(session__in=sessions).values_list("session_id", "people"))
    rows = [
        [place, one.title, when(one), CheckIn.objects.filter(session=one).count(), counted.get(one.pk, "–"),
         "ya" if one.closed_at else "belum"]
        for place, one in enumerate(sessions, start=1)
    ]  # fmt: skip
    return table(
        ["No.", "Sesi", "Waktu", "Hadir", "Dihitung", "Ditutup"], rows, [2, 9, 13, 4, 5, 4], [0, 3, 4]
    )


def _parts(batch: Batch) -> list[Part]:
    found: QuerySet[Participant] = Participant.objects.filter(batch=batch)
    return parts_of(found.order_by("person__name", "pk")) if people_of(batch) else []
