"""What a course needs next, and what to think about before a session is saved."""

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from saindege.programme.app import queries
from saindege.programme.app.actions import SessionFields
from saindege.programme.app.models import Batch
from saindege.programme.app.queries import NextAct

from .conftest import BEGIN, NOW

FIELDS = SessionFields(
    title="Hari 2",
    place="Ruang Rapat",
    speaker="",
    starts_at=BEGIN + timedelta(days=1),
    ends_at=BEGIN + timedelta(days=1, hours=3),
    capacity=30,
    learning_hours=Decimal(4),
)


def said(fields, batch):
    return [sentence.id for sentence in queries.warnings_of(fields, batch, uuid.uuid4())]


def test_session_in_office_hours_that_shares_nothing_needs_no_thought(session, batch):
    assert said(FIELDS, batch) == []


def test_clash_calendar_and_hours_are_all_told_at_once(session, batch):
    sunday = replace(FIELDS, starts_at=BEGIN + timedelta(days=5), ends_at=BEGIN + timedelta(days=5, hours=1))
    same_place = replace(FIELDS, place="aula bkpsdm", starts_at=BEGIN, ends_at=BEGIN + timedelta(hours=3))

    assert said(sunday, batch) == [
        "06-12-2026 di luar hari kerja. Pilih hari kerja, atau pastikan peserta bisa datang.",
        "4 JP setara 180 menit, sesi ini 60 menit. Isi 1 JP, kecuali bentuk kursusnya dihitung per hari.",
    ]
    assert said(same_place, batch) == [
        "aula bkpsdm dipakai “Hari 1” pukul 08.30 sampai 11.30. Pilih tempat atau waktu lain.",
        "Angkatan ini mengikuti “Hari 1” pukul 08.30 sampai 11.30. Pilih waktu lain.",
    ]


def test_national_holiday_is_told(session, batch):
    christmas = BEGIN.replace(day=25)

    told = said(replace(FIELDS, starts_at=christmas, ends_at=christmas + timedelta(hours=3)), batch)

    assert told == ["25-12-2026 hari libur. Pilih hari kerja, atau pastikan peserta bisa datang."]


def test_form_counted_by_the_day_may_give_more_hours_than_the_clock(session, batch):
    batch.course.method = "seminar"
    short = replace(FIELDS, learning_hours=Decimal(10))

    assert said(short, batch) == []


def test_impossible_times_are_no_warning_but_a_fault(session, batch):
    assert said(replace(FIELDS, ends_at=FIELDS.starts_at), batch) == []


def test_course_without_a_batch_needs_one(course):
    assert queries.next_act(queries.batches_of(course), NOW) == NextAct("batch")


def test_batch_without_a_session_needs_one(course, session):
    empty = Batch.objects.create(course=course, name="Angkatan 2")

    assert queries.next_act(queries.batches_of(course), NOW) == NextAct("session", batch=empty)


def test_session_that_is_over_is_closed_before_anything_else(course, session):
    Batch.objects.create(course=course, name="Angkatan 2")

    act = queries.next_act(queries.batches_of(course), BEGIN + timedelta(hours=4))

    assert act == NextAct("close", session=session)


def test_coming_session_is_opened_and_a_finished_course_asks_nothing(course, session):
    coming = queries.next_act(queries.batches_of(course), NOW)
    session.closed_at = BEGIN + timedelta(hours=4)
    session.save()

    assert coming == NextAct("open", session=session)
    assert queries.next_act(queries.batches_of(course), NOW) is None
    assert queries.batches_of(course)[0].is_finished
