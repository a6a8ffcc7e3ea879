"""Reads for a whole class that opens a test and sends answers in the same moment, as ``base.app.rows`` reads."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from saindege.base.app import rows
from saindege.delivery.app.models import Exam, Sitting
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course

# What the rule asks of a sitting; whatever else somebody asks of it is read then.
SITTING = ("id", "exam_id", "person_id", "ends_at", "handed_in_at")


def sittings_of(asked: Collection[tuple[int, UUID]]) -> dict[tuple[int, UUID], Sitting]:
    """Return how the people behind accounts sit tests of their batches, by account and test."""
    accounts = sorted({account for account, _ in asked})
    exams = [rows.kept_key(exam) for exam in {exam for _, exam in asked}]
    found = rows.rows(
        "SELECT p.account_id, t.id, t.exam_id, p.id FROM saindege_sitting t"  # noqa: S608 - only placeholders
        " JOIN saindege_person p ON p.id = t.person_id"
        " JOIN saindege_exam e ON e.id = t.exam_id"
        " JOIN saindege_participant c ON c.batch_id = e.batch_id AND c.person_id = p.id"
        f" WHERE p.account_id IN ({rows.holders(accounts)}) AND t.exam_id IN ({rows.holders(exams)})",
        [*accounts, *exams],
    )
    sittings: dict[tuple[int, UUID], Sitting] = {}
    for account, number, exam, person in found:
        sitting = Sitting.from_db(
            DEFAULT_DB_ALIAS, SITTING[:3], (number, rows.key_of(exam), rows.key_of(person))
        )
        sitting.person = Person.from_db(DEFAULT_DB_ALIAS, ("id", "account_id"), (sitting.person_id, account))
        sittings[account, sitting.exam_id] = sitting
    return sittings


def paper_of(account: int, exam: UUID) -> Sitting | None:
    """Return how the person behind an account sits a test of their batch, with all that the page of the test shows."""
    row = rows.first_row(
        "SELECT t.id, p.id, t.ends_at, t.handed_in_at, e.batch_id, e.phase, e.questions, e.seed, b.course_id, b.name,"
        " c.title FROM saindege_sitting t JOIN saindege_person p ON p.id = t.person_id"
        " JOIN saindege_exam e ON e.id = t.exam_id JOIN saindege_batch b ON b.id = e.batch_id"
        " JOIN saindege_course c ON c.id = b.course_id"
        " JOIN saindege_participant k ON k.batch_id = e.batch_id AND k.person_id = p.id"
        " WHERE t.exam_id = %s AND p.account_id = %s",
        [rows.kept_key(exam), account],
    )
    if row is None:
        return None
    number, person, ends, handed_in, batch, phase, questions, seed, course, name, title = row
    batch, alias = rows.key_of(batch), DEFAULT_DB_ALIAS
    sitting = _sitting(number, exam, person, ends, handed_in)
    names = ("id", "batch_id", "phase", "questions", "seed")
    sitting.exam = Exam.from_db(alias, names, (exam, batch, phase, rows.json_of(questions), seed))
    sitting.exam.batch = Batch.from_db(alias, ("id", "course_id", "name"), (batch, course, name))
    sitting.exam.batch.course = Course.from_db(alias, ("id", "title"), (course, title))
    return sitting


def takers_of(asked: Collection[tuple[int, UUID]]) -> dict[tuple[int, UUID], Person]:
    """Return the people who were called to the batch of a test and have not begun it, by account and test."""
    accounts = sorted({account for account, _ in asked})
    exams = [rows.kept_key(exam) for exam in {exam for _, exam in asked}]
    found = rows.rows(
        "SELECT p.account_id, e.id, p.id FROM saindege_person p"  # noqa: S608 - only placeholders
        " JOIN saindege_participant c ON c.person_id = p.id"
        " JOIN saindege_exam e ON e.batch_id = c.batch_id"
        " LEFT JOIN saindege_sitting t ON t.exam_id = e.id AND t.person_id = p.id"
        f" WHERE t.id IS NULL AND p.account_id IN ({rows.holders(accounts)}) AND e.id IN ({rows.holders(exams)})",
        [*accounts, *exams],
    )
    return {
        (account, rows.key_of(exam)): Person.from_db(
            DEFAULT_DB_ALIAS, ("id", "account_id"), (rows.key_of(person), account)
        )
        for account, exam, person in found
    }


def come_to(batches: Collection[UUID], people: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return which of these people came to any session of which of these batches, as batch and person."""
    kept, asked = [rows.kept_key(one) for one in batches], [rows.kept_key(one) for one in people]
    found = rows.rows(
        "SELECT DISTINCT s.batch_id, c.person_id FROM saindege_checkin c"  # noqa: S608 - only placeholders
        " JOIN saindege_session s ON s.id = c.session_id"
        f" WHERE c.person_id IN ({rows.holders(asked)}) AND s.batch_id IN ({rows.holders(kept)})",
        [*asked, *kept],
    )
    return {(rows.key_of(batch), rows.key_of(person)) for batch, person in found}


def locked_sittings(numbers: Collection[int]) -> dict[int, Sitting]:
    """Return sittings, kept from other writers until the transaction ends: always in the same order."""
    asked = list(numbers)
    found = rows.rows(
        f"SELECT {', '.join(SITTING)} FROM saindege_sitting WHERE id IN ({rows.holders(asked)})"  # noqa: S608 - our own names
        f" ORDER BY id{rows.locking()}",
        asked,
    )
    return {number: _sitting(number, rows.key_of(exam), *more) for number, exam, *more in found}


def _sitting(number: int, exam: UUID, person: object, ends: object, handed_in: object) -> Sitting:
    kept = (number, exam, rows.key_of(person), rows.moment_of(ends), rows.moment_or_none(handed_in))
    return Sitting.from_db(DEFAULT_DB_ALIAS, SITTING, kept)


def answers_of(sittings: Collection[int]) -> dict[tuple[int, int], Any]:
    """Return what stands, by sitting and question."""
    asked = list(sittings)
    found = rows.rows(
        f"SELECT sitting_id, question_id, value FROM saindege_examanswer WHERE sitting_id IN ({rows.holders(asked)})",  # noqa: S608 - only placeholders
        asked,
    )
    return {(sitting, question): rows.json_of(value) for sitting, question, value in found}
