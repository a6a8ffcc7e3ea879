"""The line moves up by itself, in the transaction that makes a seat free, and keeps every rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.base.errors import SaindegeError
from saindege.delivery import enrolment
from saindege.delivery.app import actions as delivery_actions
from saindege.delivery.app.actions import enrolling as actions
from saindege.delivery.app.actions import line
from saindege.delivery.app.models import Certificate, Enrolment, EnrolmentState, Message, Participant
from saindege.delivery.app.queries import enrolling as queries
from saindege.people.app.models import Office, Person
from saindege.programme.app.actions import meeting
from saindege.programme.app.models import Batch, Session

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
BEFORE = BEGIN - timedelta(days=3)
PLAN = "Loket dijaga bergantian."


@pytest.fixture
def boss(make_person, account):
    return make_person("Dahlia Hasibuan", account=account("atasan"))


def give_seats(officer, session, capacity, at=BEFORE, **changes):
    kept = Session.objects.get(pk=session.pk)
    fields = meeting.SessionFields(
        title=kept.title,
        place=kept.place,
        speaker=kept.speaker.name,
        starts_at=kept.starts_at,
        ends_at=kept.ends_at,
        capacity=capacity,
        learning_hours=kept.learning_hours,
    )
    meeting.change_session(
        officer, kept.pk, replace(fields, **changes), version=kept.version, at=at, despite_clash=True
    )


def ask(made, person, at=BEFORE):
    return actions.ask_for_seat(person.account, made.batch, person, at=at)


def agree(boss, asked, at=BEFORE):
    return actions.agree(boss.account, asked, cover=None, cover_plan=PLAN, at=at)


def state(asked):
    return Enrolment.objects.get(pk=asked.pk).state


def test_seat_added_to_every_session_goes_to_the_first_who_waits_and_tells_them(
    make_class, make_person, boss
):
    made = make_class(capacity=2)
    first, second = (agree(boss, ask(made, make_person(name, superior=boss))) for name in ("Lenni", "Mahmud"))

    give_seats(made.officer, made.sessions[0], 3)
    smallest_still_full = state(first)
    give_seats(made.officer, made.sessions[1], 3)

    assert (smallest_still_full, state(first), state(second)) == ("waiting", "seated", "waiting")
    assert Message.objects.filter(person=first.person, kind="moved_up").count() == 1
    assert AuditEntry.objects.filter(action="delivery.line_served").count() == 1


def test_change_that_is_taken_back_takes_the_seat_back(make_class, make_person, boss):
    made = make_class(capacity=2, sessions=1)
    waits = agree(boss, ask(made, make_person("Lenni", superior=boss)))

    with transaction.atomic():
        give_seats(made.officer, made.session, 3)
        inside = state(waits)
        transaction.set_rollback(True)

    assert inside == "seated"
    assert state(waits) == "waiting"
    assert Message.objects.filter(kind="moved_up").count() == 0


def test_nobody_moves_up_once_the_batch_has_begun(make_class, make_person, boss):
    made = make_class(capacity=2, sessions=1)
    waits = agree(boss, ask(made, make_person("Lenni", superior=boss)))

    give_seats(made.officer, made.session, 9, at=BEGIN)

    assert state(waits) == "waiting"


def test_request_that_waits_for_a_superior_is_passed_over_and_it_is_noted(
    make_class, make_person, boss, client_for
):
    made = make_class(capacity=2, sessions=1)
    early = ask(made, make_person("Lenni", superior=boss))
    late = agree(boss, ask(made, make_person("Mahmud", superior=boss), BEFORE + timedelta(minutes=1)))

    give_seats(made.officer, made.session, 3, at=BEFORE + timedelta(hours=1))

    early.refresh_from_db()
    assert (early.state, early.passed_over_at) == ("asked", BEFORE + timedelta(hours=1))
    assert (state(late), AuditEntry.objects.latest("id").detail["undecided_before"]) == ("seated", 1)
    queue = f"/kursus/{made.batch.course_id}/angkatan/{made.batch.pk}/antrean/"
    assert "atasan belum memutuskan" in client_for(made.officer).get(queue).text
    assert "Anda belum memutuskan" in client_for(boss.account).get("/persetujuan/").text


def test_who_lost_a_prerequisite_is_passed_over_and_keeps_the_place(
    make_class, make_person, boss, client_for
):
    made, basics = make_class(capacity=2, sessions=1), make_class(people=())
    made.batch.course.prerequisites.add(basics.batch.course)
    people = [make_person(name, superior=boss) for name in ("Lenni", "Mahmud")]
    proofs = [
        Certificate.objects.create(number=f"S{n}", register_year=2026, register_serial=n, batch=basics.batch, person=one, content={}, issued_at=BEFORE)
        for n, one in enumerate(people)
    ]  # fmt: skip
    first, second = (agree(boss, ask(made, one)) for one in people)
    Certificate.objects.filter(pk=proofs[0].pk).update(revoked_at=BEFORE)

    give_seats(made.officer, made.session, 3)

    assert (state(first), state(second)) == ("waiting", "seated")
    queue = f"/kursus/{made.batch.course_id}/angkatan/{made.batch.pk}/antrean/"
    assert "sertifikatnya dicabut" in client_for(made.officer).get(queue).text
    Certificate.objects.filter(pk=proofs[0].pk).update(revoked_at=None)
    give_seats(made.officer, made.session, 4)
    assert state(first) == "seated"


def test_closed_account_moves_nobody(make_class):
    made = make_class()
    made.officer.is_active = False

    with pytest.raises(NotAllowed):
        line.follow_seats(made.officer, made.batch, BEFORE)


deeds = st.lists(
    st.tuples(
        st.sampled_from(
            ["join", "join", "join", "ask", "agree", "back", "release", "seats", "seats", "quota"]
        ),
        st.integers(0, 7),
        st.integers(1, 5),
    ),
    min_size=8,
    max_size=24,
)


@pytest.fixture
def crowd(make_class, make_person, boss):
    """Eight people of two offices who may ask, and a batch of two seats that nobody has yet."""
    made = make_class(people=(), capacity=2, sessions=1)
    other, _ = Office.objects.get_or_create(code="2", defaults={"name": "Kecamatan", "kind": "district"})
    people = [make_person(f"Orang {n}", superior=boss) for n in range(8)]
    Person.objects.filter(pk__in=[one.pk for one in people[::2]]).update(office=other)
    return made, [Person.objects.get(pk=one.pk) for one in people], boss


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_whatever_happens_no_seat_is_free_beside_somebody_who_could_have_it(crowd, deeds):
    made, people, boss = crowd
    with transaction.atomic():
        for step, (deed, who, number) in enumerate(deeds):
            before = queries.roll_of_batch(made.batch)
            try:
                _do(made, people[who], boss, deed, number, BEFORE + timedelta(minutes=step))
            except SaindegeError:
                continue
            _look(made.batch, before, deed)
        transaction.set_rollback(True)


def _do(made, person, boss, deed, number, at):
    if deed == "ask":
        ask(made, person, at)
    elif deed == "join":
        agree(boss, ask(made, person, at), at)
    elif deed == "agree":
        asked = Enrolment.objects.filter(batch=made.batch, person=person, state=EnrolmentState.ASKED).first()
        if asked is not None:
            agree(boss, asked, at)
    elif deed == "back":
        actions.step_back(person.account, made.batch, person, reason="Tugas luar", at=at)
    elif deed == "release":
        delivery_actions.release_participant(made.officer, made.batch, person, at=at)
    elif deed == "seats":
        give_seats(made.officer, made.session, number, at=at)
    else:
        line.keep_quotas(made.officer, made.batch, {person.office_id: number}, at=at)


def _look(batch: Batch, before: enrolment.Roll, deed: str) -> None:
    after = queries.roll_of_batch(batch)
    seated = {one.person for one in after.seated}
    assert enrolment.fill(after).moved_up == ()
    # More than the seats only where seats were taken away, and then nobody comes in.
    assert len(after.seated) <= max(after.capacity, len(before.seated))
    if len(after.seated) > after.capacity:
        assert seated <= {one.person for one in before.seated}
    for office, bound in after.quotas.items():
        new = [
            one
            for one in after.seated
            if one.office == office and one.person not in {each.person for each in before.seated}
        ]
        assert not new or sum(one.office == office for one in after.seated) <= bound
    stayed = [one.person for one in before.waiting if one.person in {each.person for each in after.waiting}]
    assert [one.person for one in after.waiting][: len(stayed)] == stayed
    unapproved = Enrolment.objects.filter(batch=batch, state=EnrolmentState.ASKED).values_list(
        "person_id", flat=True
    )
    assert not {str(one) for one in unapproved} & seated
    assert Participant.objects.filter(batch=batch).count() == len(seated)
