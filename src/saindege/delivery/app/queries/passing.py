"""Who of a batch passes, who does not and what is missing, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from saindege.delivery.app.models import Certificate, Exam, Phase
from saindege.delivery.app.queries.marks import least_of
from saindege.delivery.app.queries.standing import Part
from saindege.delivery.certificate import Lack, Marks
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


@dataclass(frozen=True, slots=True)
class PassingRow:
    """How one participant stands by the rule of the course.

    Attributes
    ----------
    attended_percent : of the learning hours
    marks : reached, as far as the course asks for them
    lacks : what is missing; empty for whoever passes
    certificate : that is out, and stands whatever is missing now
    """

    person: Person
    attended_percent: float
    marks: Marks
    lacks: tuple[Lack, ...]
    certificate: Certificate | None = None

    @property
    def is_issued(self) -> bool:
        """Whether a certificate is out."""
        return self.certificate is not None

    @property
    def passes(self) -> bool:
        """Whether nothing is missing, or a certificate is out already."""
        return self.is_issued or not self.lacks


@dataclass(frozen=True, slots=True)
class Passing:
    """The rule of a batch and what it says of each participant, those with something missing first.

    Attributes
    ----------
    needed_percent, least : attendance and marks that the course asks for
    post : the test after the course; None while there is none
    post_is_open : whether it may still be taken
    """

    rows: tuple[PassingRow, ...]
    needed_percent: float
    least: Marks
    post: Exam | None
    post_is_open: bool

    @property
    def post_is_over(self) -> bool:
        """Whether there was a test that nobody can take any more."""
        return self.post is not None and not self.post_is_open

    @property
    def passed(self) -> int:
        """How many pass."""
        return sum(row.passes for row in self.rows)

    @property
    def lacking(self) -> dict[Lack, int]:
        """How many of those who do not pass lack what, the commonest first; open sessions are no lack yet."""
        found = Counter(lack for row in self.rows if not row.passes for lack in row.lacks)
        found.pop("session_open", None)
        return dict(found.most_common())

    def rows_where(self, state: str, words: str = "") -> list[PassingRow]:
        """Return the rows of a state (``all``, ``pass``, ``issued``, ``not``, or a lack), whose name holds some words."""
        wanted = words.casefold().split()
        return [
            row
            for row in self.rows
            if _is_in(row, state) and all(word in row.person.name.casefold() for word in wanted)
        ]


def _is_in(row: PassingRow, state: str) -> bool:
    if state in ("pass", "issued", "not"):
        return {"pass": row.passes, "issued": row.is_issued, "not": not row.passes}[state]
    return state == "all" or (not row.passes and state in row.lacks)


def passing_of(batch: Batch, parts: list[Part], now: datetime) -> Passing:
    """Return how the participants of a batch stand.

    Parameters
    ----------
    parts : of the batch, by name
    """
    post = Exam.objects.filter(batch=batch, phase=Phase.POST).first()
    rows = [
        PassingRow(
            person=part.person,
            attended_percent=100 * part.seat.standing.attended_share,
            marks=part.seat.marks,
            lacks=part.seat.standing.lacks,
            certificate=part.certificate,
        )
        for part in parts
    ]
    return Passing(
        rows=tuple(sorted(rows, key=lambda row: row.passes)),
        needed_percent=100 * float(batch.course.pass_attendance_share),
        least=least_of(batch.course),
        post=post,
        post_is_open=post is not None and now <= post.closes_at,
    )


def lack_in_words(lack: Lack | None) -> str:
    """Return in two or three words what is missing towards a certificate, for whoever it is about."""
    return {
        None: "",
        "no_session": _("Belum ada sesi"),
        "session_open": _("Berjalan"),
        "attendance": _("Kehadiran kurang"),
        "post_missing": _("Tes akhir belum dikerjakan"),
        "post_low": _("Nilai tes akhir kurang"),
        "practice_missing": _("Praktik belum dinilai"),
        "practice_low": _("Nilai praktik kurang"),
    }[lack]
