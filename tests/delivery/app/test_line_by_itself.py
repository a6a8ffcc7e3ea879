"""Whatever frees a seat or makes somebody ready moves the line up by itself: agreements, certificates, offices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.base.errors import SaindegeError
from saindege.delivery import enrolment
from saindege.delivery.app import actions as delivery_actions
from saindege.delivery.app.actions import enrolling, line
from saindege.delivery.app.actions.taking_back import take_agreement_back
from saindege.delivery.app.models import Certificate, Enrolment, Message, Participant
from saindege.delivery.app.queries import enrolling as queries
from saindege.people.app.actions import facts, offices
from saindege.people.app.models import Office, Person
from saindege.programme import course_content
from saindege.programme.app.actions import contents
from saindege.programme.app.models import Batch, Session
from tests.delivery.app.test_line import BEFORE, BEGIN, agree, ask, give_seats, state

WHY = "Loket kekurangan orang"


@pytest.fixture
def boss(make_person, account):
    return make_person("Dahlia Hasibuan", account=account("atasan"))


@pytest.fixture
def officer(account):
    return account("bkpsdm", "admin")


@pytest.fixture
def full(make_class, make_person, boss):
    """One seat, which Lenni has by her superior's word; Mahmud waits."""
    made = make_class(people=(), capacity=1, sessions=1)
    return made, *(agree(boss, ask(made, make_person(name, superior=boss))) for name in ("Lenni", "Mahmud"))


@pytest.fixture
def basics(make_class, make_person, boss):
    """A course of last week that everybody here took to its end."""
    made = make_class(people=(), sessions=1)
    Batch.objects.filter(pk=made.batch.pk).update(name="Dasar")
    begin = BEFORE - timedelta(days=9)
    Session.objects.filter(batch=made.batch).update(
        starts_at=begin, ends_at=begin + timedelta(hours=3), closed_at=begin + timedelta(hours=4)
    )
    made.session.refresh_from_db()
    return made


def took(made, person):
    Participant.objects.create(batch=made.batch, person=person, called_at=BEFORE)
    made.arrive(person, made.session)


def need(officer, made, courses, at=BEFORE):
    content = course_content.Content(
        target_group="", application="", tasks=(), lessons=(), raised=(), prerequisites=tuple(courses)
    )
    contents.change_contents(officer, made.batch.course, content, (), at=at)


def move(officer, person, office, at=BEFORE):
    kept = Person.objects.get(pk=person.pk)
    last = kept.changes.order_by("-pk").first()
    told = facts.Facts(name=kept.name, status=kept.status, office=office.code, nip=kept.nip or "")
    facts.change_person(officer, kept.pk, told, version=last.pk if last else 0, at=at)


def test_agreement_taken_back_gives_the_seat_to_who_waits_and_tells_both(full, boss, client_for):
    made, first, second = full
    address = reverse("delivery:request", args=[first.pk])
    client = client_for(boss.account)

    later = timezone.now() + timedelta(days=3)
    Session.objects.filter(batch=made.batch).update(starts_at=later, ends_at=later + timedelta(hours=3))
    page = client.get(address).text
    unsaid = client.post(address, {"putusan": "tarik", "reason": ""})
    done = client.post(address, {"putusan": "tarik", "reason": WHY}, follow=True)

    assert "Tarik persetujuan" in page
    assert unsaid.status_code == 422
    assert "Persetujuan ditarik." in done.text and WHY in done.text
    assert (state(first), state(second)) == ("refused", "seated")
    assert set(Message.objects.values_list("person__name", "kind")) >= {
        ("Lenni", "refused"),
        ("Mahmud", "moved_up"),
    }
    assert AuditEntry.objects.filter(action="delivery.agreement_taken_back").count() == 1


def test_agreement_is_taken_back_once_before_the_batch_begins_and_by_who_may_agree(full, boss, make_person):
    _made, first, second = full
    take_agreement_back(boss.account, second, reason=WHY, at=BEFORE)

    with pytest.raises(enrolling.AlreadyDecided):
        take_agreement_back(boss.account, second, reason=WHY, at=BEFORE)
    with pytest.raises(enrolling.EnrolmentClosed):
        take_agreement_back(boss.account, first, reason=WHY, at=BEGIN)
    with pytest.raises(NotAllowed):
        take_agreement_back(first.person.account, first, reason=WHY, at=BEFORE)
    assert (state(first), state(second)) == ("seated", "refused")


def test_certificate_issued_or_issued_anew_lets_its_holder_sit(
    make_class, make_person, boss, basics, officer
):
    made = make_class(people=(), capacity=1, sessions=1)
    give_seats(officer, made.session, 2)
    waits = [
        agree(boss, ask(made, make_person(name, superior=boss))) for name in ("A", "B", "Lenni", "Mahmud")
    ]
    need(officer, made, [basics.batch.course_id])
    lenni, mahmud = waits[2:]
    took(basics, lenni.person)
    took(basics, mahmud.person)

    give_seats(officer, made.session, 4)
    unready = state(lenni), state(mahmud)
    issued = delivery_actions.issue_certificate(officer, basics.batch, lenni.person, at=BEFORE)
    one_ready = state(lenni), state(mahmud)
    other = delivery_actions.issue_certificate(officer, basics.batch, mahmud.person, at=BEFORE)

    assert unready == ("waiting", "waiting")
    assert one_ready == ("seated", "waiting")
    assert state(mahmud) == "seated"
    # Issued anew, nobody's place changes and no seat becomes free.
    delivery_actions.reissue_certificate(officer, issued, reason="nama salah", at=BEFORE)
    delivery_actions.revoke_certificate(officer, other, reason="salah orang", at=BEFORE)
    assert [state(one) for one in waits] == ["seated"] * 4


def test_certificate_issued_anew_after_it_was_revoked_lets_its_holder_sit(
    make_class, make_person, boss, basics, officer
):
    made = make_class(people=(), capacity=1, sessions=1)
    _first, waits = (agree(boss, ask(made, make_person(name, superior=boss))) for name in ("A", "Lenni"))
    took(basics, waits.person)
    issued = delivery_actions.issue_certificate(officer, basics.batch, waits.person, at=BEFORE)
    need(officer, made, [basics.batch.course_id])
    delivery_actions.revoke_certificate(officer, issued, reason="salah orang", at=BEFORE)

    give_seats(officer, made.session, 2)
    passed_over = state(waits)
    delivery_actions.reissue_certificate(officer, issued, reason="ternyata benar", at=BEFORE)

    assert (passed_over, state(waits)) == ("waiting", "seated")


def test_course_that_asks_for_less_lets_people_sit(make_class, make_person, boss, basics, officer):
    made = make_class(people=(), capacity=1, sessions=1)
    _first, waits = (agree(boss, ask(made, make_person(name, superior=boss))) for name in ("A", "Lenni"))
    need(officer, made, [basics.batch.course_id])
    give_seats(officer, made.session, 2)

    need(officer, made, [])

    assert state(waits) == "seated"


def test_quota_that_a_move_frees_lets_people_sit(make_class, make_person, boss, officer):
    made = make_class(people=(), capacity=5, sessions=1)
    here = Office.objects.get(code="1")
    there = Office.objects.create(code="2", name="Kecamatan", kind="district")
    line.keep_quotas(officer, made.batch, {here.pk: 1}, at=BEFORE)
    first, second, third = (
        agree(boss, ask(made, make_person(name, superior=boss, nip=f"19900315201504100{number}")))
        for number, name in enumerate(("Lenni", "Mahmud", "Togu"), start=1)
    )

    move(officer, first.person, there)
    moved = state(second), state(third)
    offices.change_office(officer, there.pk, name="Kecamatan", kind="district", parent=here, at=BEFORE)
    line.keep_quotas(officer, made.batch, {here.pk: 2}, at=BEFORE)
    below = state(third)
    offices.change_office(officer, there.pk, name="Kecamatan", kind="district", parent=None, at=BEFORE)

    assert moved == ("seated", "waiting")
    assert (below, state(third)) == ("waiting", "seated")


deeds = st.lists(
    st.tuples(
        st.sampled_from(["prove", "seats", "move", "take", "anew", "revoke", "free", "need", "quota"]),
        st.integers(0, 5),
        st.integers(1, 4),
    ),
    min_size=8,
    max_size=16,
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_whatever_happens_no_seat_is_free_beside_somebody_who_could_have_it(
    make_class, make_person, boss, basics, officer, deeds
):
    with transaction.atomic():
        made = make_class(people=(), capacity=2, sessions=1)
        there, _ = Office.objects.get_or_create(code="2", defaults={"name": "Kecamatan", "kind": "district"})
        people = [make_person(f"Orang {n}", superior=boss, nip=f"19900315201504110{n}") for n in range(6)]
        for person in people:
            took(basics, person)
            _do(made, basics, person, officer, there, "join", 1, BEFORE - timedelta(days=1))
        # Six who want seats; two sit, and four lack what comes first.
        need(officer, made, [basics.batch.course_id])
        give_seats(officer, made.session, 4)
        for step, (deed, who, number) in enumerate(deeds):
            before = {one.person for one in queries.roll_of_batch(made.batch).seated}
            at = BEFORE + timedelta(minutes=step)
            try:
                _do(made, basics, people[who], officer, there, deed, number, at)
            except SaindegeError:
                continue
            after = queries.roll_of_batch(made.batch)
            assert enrolment.fill(after).moved_up == ()
            seated = {one.person for one in after.seated}
            if deed != "take":
                assert before <= seated
            assert len(seated) == Participant.objects.filter(batch=made.batch).count()
        numbers = list(
            Certificate.objects.order_by("register_serial").values_list("register_serial", flat=True)
        )
        assert numbers == list(range(1, len(numbers) + 1))
        transaction.set_rollback(True)


def _do(made, basics, person, officer, there, deed, number, at):
    mine = Certificate.objects.filter(batch=basics.batch, person=person, is_current=True).first()
    if deed == "join":
        asked = ask(made, person, at)
        enrolling.agree(officer, asked, cover=None, cover_plan="Loket dijaga bergantian.", at=at)
    elif deed == "take":
        asked = Enrolment.objects.filter(batch=made.batch, person=person).order_by("asked_at").last()
        if asked is not None:
            take_agreement_back(officer, asked, reason=WHY, at=at)
    elif deed == "prove":
        delivery_actions.issue_certificate(officer, basics.batch, person, at=at)
    elif deed == "anew" and mine is not None:
        delivery_actions.reissue_certificate(officer, mine, reason="nama salah", at=at)
    elif deed == "revoke" and mine is not None:
        delivery_actions.revoke_certificate(officer, mine, reason="salah orang", at=at)
    elif deed in ("need", "free"):
        need(officer, made, [basics.batch.course_id] if deed == "need" else [], at)
    elif deed == "seats":
        give_seats(officer, made.session, number, at=at)
    elif deed == "quota":
        line.keep_quotas(officer, made.batch, {person.office_id: number}, at=at)
    elif deed == "move":
        move(officer, person, there if number % 2 else Office.objects.get(code="1"), at)
