"""The beginning of a test: a whole class opens it in the same moment, and whoever opens it together begins together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app import rows
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.sign_ins import accounts_of
from saindege.base.app.together import Together
from saindege.base.errors import Sentence
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions.answers import CannotSit
from saindege.delivery.app.models import Exam, Phase, Sitting
from saindege.delivery.app.queries import sending as reads
from saindege.people.app.models import Person


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """A test that whoever is signed in under a key wants to begin; who that is, nobody has asked yet."""

    sign_in: str
    exam: UUID
    at: datetime


def begin_sitting(by: Account, exam: Exam, person: Person, *, at: datetime) -> Sitting:
    """Begin a test; begun again, it goes on where it was.

    Raises
    ------
    CannotSit : not open, over, or the person has not come to any session yet
    """
    require(access.may_sit(by, person))
    before = queries.sitting_of(exam, person)
    if before is not None:
        return before
    has_come = exam.phase == Phase.PRE or queries.has_come(exam.batch, by)
    refusal = _refusal(exam, at, has_come=has_come)
    if refusal is not None:
        raise refusal
    try:
        with transaction.atomic():
            _store([(by.pk, _begun(exam, person, at))])
    except IntegrityError:
        # Two taps at once: the database let one of them through, and that one counts.
        pass
    return Sitting.objects.select_related("exam").get(exam=exam, person=person)


def begin(wish: Wish) -> bool:
    """Begin a test as ``begin_sitting`` does, with who it is read together with all who begin in the same moment.

    False where anything is not plain, for the common page to look closer and say why: nobody is refused here.
    """
    require(access.may_knock(wish.sign_in))
    return _BEGINNING.ask(wish)


def _answer(wishes: Sequence[Wish]) -> list[bool]:
    """Ask the rule for each who has not begun yet, in the order in which they came; say who has begun by it."""
    with transaction.atomic():
        accounts = accounts_of({one.sign_in for one in wishes}, max(one.at for one in wishes))
        takers = reads.takers_of(
            {(accounts[one.sign_in].pk, one.exam) for one in wishes if one.sign_in in accounts}
        )
        exams = Exam.objects.in_bulk({exam for _, exam in takers})
        come = reads.come_to({one.batch_id for one in exams.values()}, {one.pk for one in takers.values()})
        begun: list[tuple[int, Sitting]] = []
        outcomes = []
        for one in wishes:
            by = accounts.get(one.sign_in)
            # Taken out: whoever taps twice has begun by the second tap.
            person = takers.pop((by.pk, one.exam), None) if by else None
            is_admitted = (
                by is not None
                and person is not None
                and access.may_sit(by, person)
                and not _refusal(
                    exams[one.exam], one.at, has_come=(exams[one.exam].batch_id, person.pk) in come
                )
            )
            if is_admitted and by and person:
                begun.append((by.pk, _begun(exams[one.exam], person, one.at)))
            outcomes.append(is_admitted)
        if begun:
            _store(begun)
    return outcomes


def _refusal(exam: Exam, at: datetime, *, has_come: bool) -> CannotSit | None:
    if at < exam.opens_at:
        opens = timezone.localtime(exam.opens_at)
        return CannotSit(
            Sentence(
                id=f"Tes dibuka {opens:%d-%m-%Y} pukul {opens:%H.%M}. Kembali pada waktunya.",
                en=f"The test opens on {opens:%Y-%m-%d} at {opens:%H:%M}. Come back then.",
            )
        )
    if at > exam.closes_at:
        return CannotSit(
            Sentence(
                id="Tes sudah ditutup. Hubungi panitia bila Anda belum mengerjakannya.",
                en="The test is closed. Tell the organiser if you have not taken it.",
            )
        )
    if exam.phase == Phase.POST and not has_come:
        return CannotSit(
            Sentence(
                id="Tes akhir hanya untuk yang hadir di kelas. Catat kehadiran Anda dulu.",
                en="The test after is for those who came. Check in first.",
            )
        )
    return None


def _begun(exam: Exam, person: Person, at: datetime) -> Sitting:
    return Sitting(
        exam_id=exam.pk,
        person_id=person.pk,
        begun_at=at,
        ends_at=min(at + timedelta(minutes=exam.minutes), exam.closes_at),
        is_example=exam.is_example,
    )


def _store(begun: Sequence[tuple[int, Sitting]]) -> None:
    """Store sittings and record them, each with the number of the account that began it."""
    columns = ("exam_id", "person_id", "begun_at", "ends_at", "is_example")
    added = [
        (
            rows.kept_key(one.exam_id),
            rows.kept_key(one.person_id),
            rows.kept_moment(one.begun_at),
            rows.kept_moment(one.ends_at),
            one.is_example,
        )
        for _, one in begun
    ]
    numbers = rows.add_rows("saindege_sitting", columns, added)
    notes = []
    for (by, sitting), number in zip(begun, numbers, strict=True):
        sitting.pk = number
        notes.append(base_actions.Note(by, "delivery.sitting_begun", sitting, sitting.begun_at))
    base_actions.record_all(notes)


_BEGINNING: Together[Wish, bool] = Together(_answer)
