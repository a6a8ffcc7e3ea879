"""What the papers after a batch say beyond the rest: fees, who passed, what was spent, what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saindege.delivery import amount_in_words
from saindege.delivery.app.models import CommitteeRole, Participant
from saindege.delivery.app.queries.course_papers import Row, committee_of, people_of, people_rows, sessions_of
from saindege.delivery.app.queries.marks import least_of
from saindege.delivery.app.queries.official import number, trimmed
from saindege.delivery.app.queries.standing import Part, parts_of
from saindege.delivery.official.closing import BLANK
from saindege.programme import method, standard_cost
from saindege.programme.app import queries as programme
from saindege.programme.app.models import Batch, Session, Speaker

SPEAKER = "Narasumber"


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


@dataclass(frozen=True, slots=True)
class Owed:
    """One line of the list of fees: a speaker's, or that of somebody on the committee."""

    name: str
    part: str
    quantity: str
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


def owed_of(batch: Batch) -> list[Owed]:
    """Return all that is owed for a batch: speakers, then those of the committee for whom a fee was agreed."""
    speakers = [
        Owed(one.speaker.name, SPEAKER, f"{trimmed(one.quantity)} {one.unit}", one.rate_rupiah, one.rupiah)
        for one in fees_of(batch)
    ]
    committee = [
        Owed(one.shown_name, str(CommitteeRole(one.role).label), "1 kegiatan", one.fee_rupiah, one.fee_rupiah)
        for one in committee_of(batch)
        if one.fee_rupiah is not None
    ]
    return speakers + committee


def fee_values(batch: Batch) -> dict[str, object]:
    """Return who is owed what, with the sum in words."""
    owed = owed_of(batch)
    total = sum(one.rupiah for one in owed)
    return {
        "honor": [
            {
                "no": str(place),
                "nama": one.name,
                "sebagai": one.part,
                "banyaknya": one.quantity,
                "tarif": number(one.rate_rupiah) if one.rate_rupiah is not None else "belum dicatat",
                "jumlah": number(one.rupiah),
            }
            for place, one in enumerate(owed, start=1)
        ],
        "total": number(total),
        "terbilang": amount_in_words.rupiah_in_words(total),
    }


def minutes_values(batch: Batch) -> dict[str, object]:
    """Return who signs the minutes for the committee."""
    chair = next((one.shown_name for one in committee_of(batch) if one.role == CommitteeRole.CHAIR), "")
    return {"ketua_panitia": chair}


def graduation_values(batch: Batch) -> dict[str, object]:
    """Return who has finished, by the rule of attendance; nobody while a session is open."""
    parts = _parts(batch)
    passed = [one.person for one in parts if one.seat.standing.lack is None]
    is_over = bool(parts) and not any(one.seat.standing.lack == "session_open" for one in parts)
    rows: Sequence[Row] = people_rows(passed) if is_over else []
    return {
        "lulusan": rows,
        "jumlah_lulus": str(len(passed)),
        "batas_hadir": trimmed(float(batch.course.pass_attendance_share) * 100),
        "syarat_nilai": _marks_asked(batch),
    }


def _marks_asked(batch: Batch) -> str:
    """The marks that the course asks for, to follow the least attendance in a sentence; empty for most courses."""
    least = least_of(batch.course)
    post = "" if least.post is None else f", nilai tes akhir paling sedikit {trimmed(least.post)}"
    practice = "" if least.practice is None else f", nilai praktik paling sedikit {trimmed(least.practice)} %"
    return post + practice


def report_values(batch: Batch) -> dict[str, object]:
    """Return the report of a course from what is recorded; what nobody recorded is left to be written."""
    return {
        **graduation_values(batch),
        "ringkasan": batch.course.summary or BLANK,
        "biaya": number(batch.cost_rupiah),
        "total": fee_values(batch)["total"],
    }


def _parts(batch: Batch) -> list[Part]:
    found = Participant.objects.filter(batch=batch)
    return parts_of(found.order_by("person__name", "pk")) if people_of(batch) else []
