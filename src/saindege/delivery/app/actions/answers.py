"""Answers in a test: a whole class sends them at the same moments, and whoever sends together is stored together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from saindege.base.app import rows
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.sign_ins import accounts_of
from saindege.base.app.together import Together
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app import access, queries
from saindege.delivery.app.models import Sitting
from saindege.delivery.app.queries import sending as reads
from saindege.delivery.exam import question as rule

# An answer given in the last second may need this long on a weak signal.
GRACE = timedelta(seconds=15)


class CannotSit(SaindegeError):
    """The test cannot be taken now."""

    code = "conflict"


@dataclass(frozen=True, slots=True, eq=False)
class Sent:
    """Answers sent by whoever is signed in under a key; who that is, nobody has asked yet.

    Attributes
    ----------
    sign_in : key of the sign-in
    answers : by the number of the question
    """

    sign_in: str
    exam: UUID
    answers: Mapping[int, object]
    at: datetime


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """What somebody answered, past the gate; by the number of the question."""

    sitting: int
    answers: Mapping[int, object]
    at: datetime


def keep_answers(by: Account, sitting: Sitting, answers: Mapping[int, object], *, at: datetime) -> int:
    """Keep answers, the last one stands; answers of a shape that no question has are left out. Returns how many.

    Raises
    ------
    CannotSit : time is up, or it was handed in
    """
    require(access.may_sit(by, sitting.person))
    kept = _KEEPING.ask(_Given(sitting.pk, answers, at))
    if kept is None:
        raise CannotSit(
            Sentence(
                id="Waktu tes ini sudah habis. Jawaban sebelumnya tersimpan.",
                en="The time of this test is up. Earlier answers are kept.",
            )
        )
    return kept


def send_answers(sent: Sent) -> int | None:
    """Keep answers as ``keep_answers`` does, with who it is read together with all who send in the same moment.

    None where anything is not plain, for the common page to look closer and say why: nobody is refused here.
    """
    require(access.may_knock(sent.sign_in))
    return _KEEPING.ask(sent)


def _answer(waiting: Sequence[_Given | Sent]) -> list[int | None]:
    with transaction.atomic():
        known = _past_the_gate([one for one in waiting if isinstance(one, Sent)])
        given = [known.get(one) if isinstance(one, Sent) else one for one in waiting]
        kept = iter(_keep([one for one in given if one is not None]))
        return [None if one is None else next(kept) for one in given]


def _past_the_gate(sendings: Sequence[Sent]) -> dict[Sent, _Given]:
    """Return who of those that send may answer, and in which sitting."""
    if not sendings:
        return {}
    accounts = accounts_of({one.sign_in for one in sendings}, max(one.at for one in sendings))
    asked = {(accounts[one.sign_in].pk, one.exam) for one in sendings if one.sign_in in accounts}
    sittings = reads.sittings_of(asked)
    found = {}
    for one in sendings:
        by = accounts.get(one.sign_in)
        sitting = sittings.get((by.pk, one.exam)) if by else None
        if by is not None and sitting is not None and access.may_sit(by, sitting.person):
            found[one] = _Given(sitting.pk, one.answers, one.at)
    return found


def _keep(given: Sequence[_Given]) -> list[int | None]:
    """Store what each has given, in the order in which it came; None where the time of a sitting is up."""
    kept: list[int | None] = []
    changed: dict[tuple[int, int], tuple[object, datetime]] = {}
    sittings = reads.locked_sittings({one.sitting for one in given})
    known = reads.answers_of(sittings)
    for one in given:
        sitting = sittings[one.sitting]
        if sitting.handed_in_at is not None or one.at > sitting.ends_at + GRACE:
            kept.append(None)
            continue
        asked = queries.rules_of(sitting.exam_id)
        fitting = [key for key, value in one.answers.items() if key in asked and rule.fits(asked[key], value)]
        for key in fitting:
            place, value = (sitting.pk, key), one.answers[key]
            # A phone sends its whole form each time; what stands already was answered when it was answered.
            if place not in known or known[place] != value:
                known[place] = value
                changed[place] = (value, one.at)
        kept.append(len(fitting))
    if changed:
        _store(changed)
    return kept


def _store(changed: Mapping[tuple[int, int], tuple[object, datetime]]) -> None:
    added = [
        (sitting, question, rows.kept_json(value), rows.kept_moment(at))
        for (sitting, question), (value, at) in changed.items()
    ]
    columns = ("sitting_id", "question_id", "value", "answered_at")
    rows.add_rows("saindege_examanswer", columns, added, known_by=columns[:2])


_KEEPING: Together[_Given | Sent, int | None] = Together(_answer)
