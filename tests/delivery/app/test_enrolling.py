"""Enrolment: ask, agree with a plan for the counter, wait in line, step back, hand over, follow up."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery import attendance, enrolment
from saindege.delivery.app import actions as calling
from saindege.delivery.app.actions import enrolling as actions
from saindege.delivery.app.actions import line
from saindege.delivery.app.models import (
    AbsenceFollowUp,
    Certificate,
    Enrolment,
    Message,
    OfficeQuota,
    Participant,
)
from saindege.delivery.app.queries import enrolling as queries
from saindege.programme.app.models import Course

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
BEFORE = BEGIN - timedelta(days=3)
LATER = BEFORE + timedelta(hours=1)
PLAN = "Loket dijaga bergantian."


@pytest.fixture
def boss(make_person, account):
    return make_person("Dahlia Hasibuan", account=account("atasan"))


@pytest.fixture
def join(boss, make_person):
    """Ask and agree: join(class, "Lenni") gives the request as it stands afterwards."""

    def make(made, name, **fields):
        person = make_person(name, superior=boss, **fields)
        asked = actions.ask_for_seat(person.account, made.batch, person, at=BEFORE)
        return actions.agree(boss.account, asked, cover=None, cover_plan=PLAN, at=BEFORE)

    return make


def _told(person):
    return [one.kind for one in Message.objects.filter(person=person).order_by("occasion", "kind")]


def _states(*asked):
    return [Enrolment.objects.get(pk=one.pk).state for one in asked]


def test_full_class_makes_a_line_that_moves_up_in_order(make_class, join):
    made = make_class(capacity=3)
    first, second, third = (join(made, name) for name in ("Lenni", "Mahmud", "Nurul"))

    assert _states(first, second, third) == ["seated", "waiting", "waiting"]
    moved = actions.step_back(
        made.people[0].account, made.batch, made.people[0], reason="Tugas luar", at=LATER
    )

    assert moved == 1
    assert _states(first, second, third) == ["seated", "seated", "waiting"]
    assert (_told(first.person), _told(second.person)) == (["called"], ["waiting", "moved_up"])
    assert Participant.objects.filter(batch=made.batch).count() == 3


def test_release_by_the_officer_moves_the_line_too(make_class, join):
    made = make_class(capacity=2)
    waits = join(made, "Lenni")

    calling.release_participant(made.officer, made.batch, made.people[0], at=BEFORE)

    assert _states(waits) == ["seated"]
    assert _told(made.people[0]) == ["released"]


def test_seats_added_later_go_to_the_line_before_anybody_is_called(make_class, join, make_person):
    made = make_class(capacity=2, sessions=1)
    waits = join(made, "Lenni")
    made.session.capacity = 3
    made.session.save()

    with pytest.raises(calling.BatchFull):
        calling.call_people(made.officer, made.batch, [make_person("Baru")], at=BEFORE)
    assert line.serve_line(made.officer, made.batch, at=BEFORE) == 1

    assert _states(waits) == ["seated"]


def test_quota_of_an_office_holds_and_opens_in_order(make_class, join):
    made = make_class(capacity=9)
    office = made.people[0].office
    line.keep_quotas(made.officer, made.batch, {office.pk: 2}, at=BEFORE)
    waits = join(made, "Lenni")

    assert _states(waits) == ["waiting"]
    assert line.keep_quotas(made.officer, made.batch, {office.pk: 3}, at=BEFORE) == 1
    assert _states(waits) == ["seated"]
    assert OfficeQuota.objects.get().seats == 3


def test_asking_twice_is_asking_once(course_class, make_person):
    person = make_person("Lenni")

    both = [actions.ask_for_seat(person.account, course_class.batch, person, at=BEFORE) for _ in range(2)]

    assert both[0] == both[1]
    assert AuditEntry.objects.filter(action="delivery.seat_asked").count() == 1
    with pytest.raises(enrolment.AlreadyEnrolled):
        actions.ask_for_seat(course_class.officer, course_class.batch, course_class.people[0], at=BEFORE)


def test_prerequisite_is_named_and_a_certificate_opens_the_door(course_class, make_person, make_class):
    person, first = make_person("Lenni"), make_class()
    course_class.batch.course.prerequisites.add(first.batch.course)

    with pytest.raises(actions.PrerequisiteMissing) as refused:
        actions.ask_for_seat(person.account, course_class.batch, person, at=BEFORE)
    assert first.batch.course.title in refused.value.sentence.id

    Certificate.objects.create(
        number="PSP-AAAA-BBBB", register_year=2026, register_serial=1, batch=first.batch, person=person,
        content={}, issued_at=BEFORE,
    )  # fmt: skip
    assert actions.ask_for_seat(person.account, course_class.batch, person, at=BEFORE).state == "asked"


def test_nobody_leaves_a_counter_without_a_plan(course_class, boss, make_person):
    person, cover = make_person("Lenni", superior=boss), course_class.people[0]
    asked = actions.ask_for_seat(person.account, course_class.batch, person, at=BEFORE)

    for who, plan in ((None, "  "), (None, "ok"), (boss, " - "), (cover, PLAN), (person, PLAN)):
        with pytest.raises(actions.CoverMissing):
            actions.agree(boss.account, asked, cover=who, cover_plan=plan, at=BEFORE)

    assert _states(asked) == ["asked"]


def test_only_superior_or_organiser_agrees_and_only_once(course_class, boss, make_person):
    person = make_person("Lenni", superior=boss)
    asked = actions.ask_for_seat(person.account, course_class.batch, person, at=BEFORE)

    with pytest.raises(NotAllowed):
        actions.agree(person.account, asked, cover=None, cover_plan=PLAN, at=BEFORE)
    with pytest.raises(NotAllowed):
        actions.ask_for_seat(person.account, course_class.batch, make_person("Orang lain"), at=BEFORE)
    with pytest.raises(attendance.ReasonMissing):
        actions.refuse_request(boss.account, asked, reason=" ", at=BEFORE)
    actions.refuse_request(boss.account, asked, reason="Loket kosong", at=BEFORE)
    with pytest.raises(actions.AlreadyDecided):
        actions.agree(boss.account, asked, cover=None, cover_plan=PLAN, at=BEFORE)

    assert _told(person) == ["refused"]


def test_substitute_takes_the_seat_and_nobody_in_line_moves(make_class, join, boss, make_person):
    made = make_class(capacity=3)
    seated, waits = join(made, "Lenni"), join(made, "Mahmud")
    coming = make_person("Nurul", superior=boss)

    actions.hand_seat_over(boss.account, made.batch, seated.person, coming, at=BEFORE)

    assert _states(seated, waits) == ["replaced", "waiting"]
    assert Participant.objects.filter(batch=made.batch, person=coming).exists()
    assert (_told(coming), _told(seated.person)) == (["called"], ["called", "released"])


def test_after_the_first_session_began_nothing_moves(make_class, join):
    made = make_class(capacity=2)
    waits = join(made, "Lenni")

    with pytest.raises(actions.EnrolmentClosed):
        actions.step_back(made.people[0].account, made.batch, made.people[0], reason="Sakit", at=BEGIN)
    calling.release_participant(made.officer, made.batch, made.people[0], at=BEGIN)

    assert _states(waits) == ["waiting"]


def test_who_never_came_is_followed_up_and_called_again(course_class, make_class):
    came, stayed_away = course_class.people
    course_class.arrive(came, course_class.session)

    assert queries.no_shows(course_class.batch) == []
    course_class.close()
    line.follow_absence_up(
        course_class.officer, course_class.batch, stayed_away, cause="ill", step="again", note="", at=BEGIN
    )
    with pytest.raises(enrolment.NotEnrolled):
        line.follow_absence_up(
            course_class.officer, course_class.batch, came, cause="ill", step="again", note="", at=BEGIN
        )

    assert [one.person for one, _ in queries.no_shows(course_class.batch)] == [stayed_away]
    assert list(queries.absences_to_call_again(course_class.batch.course)) == [AbsenceFollowUp.objects.get()]


def test_pages_from_the_request_to_the_seat(course_class, boss, make_person, client_for):
    person = make_person("Lenni Tanjung", superior=boss)
    for each in course_class.sessions:
        each.starts_at += timedelta(days=400)
        each.ends_at += timedelta(days=400)
        each.save()
    where = f"/kursus/{course_class.batch.course_id}/angkatan/{course_class.batch.pk}/"
    own, superior, officer = (
        client_for(person.account),
        client_for(boss.account),
        client_for(course_class.officer),
    )

    assert "Minta kursi" in own.get(where + "daftar/").content.decode()
    own.post(where + "daftar/", {"person": person.pk})
    asked = Enrolment.objects.get(person=person)
    assert "Lenni Tanjung" in superior.get("/persetujuan/").content.decode()
    refused = superior.post(f"/persetujuan/{asked.pk}/", {"cover_plan": ""})
    superior.post(f"/persetujuan/{asked.pk}/", {"cover_plan": PLAN, "cover": ""})
    queue = officer.get(where + "antrean/")
    back = own.post(where + "mundur/", {"person": person.pk, "reason": "Tugas luar kota"})

    assert (refused.status_code, queue.status_code, back.status_code) == (422, 200, 302)
    assert Enrolment.objects.get(person=person).state == "withdrawn"
    assert own.get("/persetujuan/").status_code == 404
    assert own.get(f"/persetujuan/{asked.pk}/").status_code == 404
    assert officer.get(where + "antrean/?unduh=csv").status_code == 200
    assert Course.objects.filter(pk=course_class.batch.course_id).exists()


def test_seats_are_asked_for_only_before_the_first_session(make_class, client_for):
    made = make_class(sessions=1)
    me = client_for(made.people[0].account)
    course = f"/kursus/{made.batch.course_id}/"
    where = f"{course}angkatan/{made.batch.pk}/daftar/"
    now = datetime.now(WIB)

    def move(begin):
        made.session.starts_at, made.session.ends_at = begin, begin + timedelta(hours=3)
        made.session.save()
        return me.get(course).text

    before, during = move(now + timedelta(days=2)), move(now - timedelta(hours=1))
    closed = me.get(where).text
    made.batch.participants.all().delete()
    asking = me.get(where).text

    assert f'href="{where}"' in before and f'href="{where}"' not in during
    assert "Sedang berlangsung" in during and "Sedang berlangsung" not in before
    assert "Anda punya kursi di angkatan ini." in closed
    assert "Sesi pertama sudah mulai, jadi pendaftaran ditutup." in asking
