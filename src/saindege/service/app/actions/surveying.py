"""Answers of citizens come in: by a code, from paper, from a file."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.people.app.models import Office
from saindege.service import satisfaction_sheets
from saindege.service.app import access
from saindege.service.app.models import SatisfactionAnswer, Service, SurveyCode, SurveyComment
from saindege.service.satisfaction import NO_ANSWER
from saindege.service.satisfaction_rules import load_rules
from saindege.service.survey_answer import SurveyAnswer, day_of_answer, read_answer

# Names the answers of a file by their place in it, so that the same file twice is the same answers.
_OF_FILES = uuid.UUID("2f6a2f0c-5c57-4a53-9d1c-0d6ad7f3f1a9")


class CodeOver(SaindegeError):
    """The code was used, or its time is over; said kindly, for the citizen did nothing wrong."""

    code = "conflict"


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """What a device sends.

    Attributes
    ----------
    said : code of the element to the choice as text
    comment : as written
    key : chance from the device; the same key is the same answer
    answered_on : day by the device's clock, None where it tells none
    """

    said: Mapping[str, str]
    comment: str
    key: uuid.UUID
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What an answer is about and when it was given."""

    service: Service
    office: Office
    day: date


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What became of a file of answers: how many are new, and how many were here before."""

    new: int
    known: int


def answer_survey(found: SurveyCode, sent: SentAnswer, *, today: date) -> bool:
    """Store one citizen's answer; False where the very same answer is here already.

    Nothing of it goes into the record of changes: its moment would lead from the answer to whoever gave it.

    Raises
    ------
    CodeOver : the code was used for another answer, or its time is over
    BadInput : a choice that is none, or none at all
    """
    require(access.may_answer_survey(found))
    if SatisfactionAnswer.objects.filter(key=sent.key).exists():
        return False
    day = day_of_answer(sent.answered_on, opened_on=found.opened_on, today=today)
    if day > found.valid_until:
        raise CodeOver(
            Sentence(
                id="Masa berlaku kode ini sudah lewat. Minta kode baru di kantor yang melayani Anda.",
                en="The time of this code is over. Ask for a new one at the office that served you.",
            ),
            code="expired",
        )
    answer = read_answer(sent.said, sent.comment)
    with transaction.atomic():
        if found.kind == "once":
            free = SurveyCode.objects.filter(pk=found.pk, used_on=None)
            if not free.update(used_on=day):
                raise CodeOver(
                    Sentence(
                        id="Kode ini sudah pernah dipakai, jadi jawaban kedua tidak dihitung. Terima kasih.",
                        en="This code has been used before, so a second answer is not counted. Thank you.",
                    ),
                    code="used",
                )
        channel = "code" if found.kind == "once" else "open"
        place = Place(found.service, found.office, day)
        return _store(place, answer, sent.key, channel, is_example=found.is_example)


def enter_sheet(by: Account, place: Place, sent: SentAnswer, *, at: datetime) -> bool:
    """Store an answer that a citizen gave on paper; False where this very sheet was entered already.

    Raises
    ------
    BadInput : a choice that is none, or none at all
    """
    require(access.may_run_surveys(by))
    answer = read_answer(sent.said, sent.comment)
    with transaction.atomic():
        is_new = _store(place, answer, sent.key, "paper", is_example=place.service.is_example)
        if is_new:
            _record(by, "service.sheet_entered", place.service, at, {"office": place.office.pk})
    return is_new


def store_answers(by: Account, place: Place, path: Path, *, at: datetime) -> StoredFile:
    """Store a file of answer sheets; the same file for the same place twice counts once.

    Raises
    ------
    BadInput : the file or a column cannot be used, or answers are none; all faults with their rows, nothing stored
    """
    require(access.may_run_surveys(by))
    sheets = satisfaction_sheets.read_answers(path)
    codes = load_rules().codes
    name = f"{hashlib.sha256(path.read_bytes()).hexdigest()}:{place.service.pk}:{place.office.pk}:{place.day}"
    rows = [
        SatisfactionAnswer(
            service=place.service,
            office=place.office,
            answered_on=place.day,
            elements={
                code: None if mark == NO_ANSWER else mark for code, mark in zip(codes, marks, strict=True)
            },
            channel="file",
            key=uuid.uuid5(_OF_FILES, f"{name}:{number}"),
            is_example=place.service.is_example,
        )
        for number, marks in enumerate(sheets.answers.tolist())
        if any(mark != NO_ANSWER for mark in marks)
    ]
    with transaction.atomic():
        known = set(
            SatisfactionAnswer.objects.filter(
                service=place.service, office=place.office, answered_on=place.day, channel="file"
            ).values_list("key", flat=True)
        )
        new = [row for row in rows if row.key not in known]
        SatisfactionAnswer.objects.bulk_create(new, batch_size=1000)
        if new:
            detail = {"office": place.office.pk, "answers": len(new)}
            _record(by, "service.answers_imported", place.service, at, detail)
    return StoredFile(len(new), len(rows) - len(new))


def _store(place: Place, answer: SurveyAnswer, key: uuid.UUID, channel: str, *, is_example: bool) -> bool:
    try:
        with transaction.atomic():
            SatisfactionAnswer.objects.create(
                service=place.service,
                office=place.office,
                answered_on=place.day,
                elements=answer.elements,
                channel=channel,
                key=key,
                is_example=is_example,
            )
    except IntegrityError:
        # The same answer came twice at the same moment.
        return False
    if answer.comment:
        SurveyComment.objects.create(
            service=place.service,
            office=place.office,
            written_on=place.day,
            text=answer.comment,
            is_example=is_example,
        )
    return True


def _record(by: Account, action: str, service: Service, at: datetime, detail: Mapping[str, object]) -> None:
    base_actions.record(by=by, action=action, subject=service, at=at, detail=detail)
