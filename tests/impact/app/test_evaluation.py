"""Reactions without names, behaviour at its days, marks: who may say what when, and what is shown of it."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery.app.models import Exam, Sitting
from saindege.impact import evaluation
from saindege.impact.app import actions, queries
from saindege.impact.app.models import (
    BehaviourAnswer,
    BehaviourRater,
    LearningMarks,
    ReactionAnswer,
    ReactionGiven,
    TargetBehaviour,
)
from saindege.programme.app.models import Session
from tests.impact.app.class_that_ended import ENDED_AT

GOOD = dict.fromkeys(evaluation.load().statements, 5)
AFTER = ENDED_AT + timedelta(days=1)
BEFORE = ENDED_AT - timedelta(days=2)


def agree_all(ended):
    return [
        actions.agree_target(
            ended.superior.account, ended.batch, person, "Memeriksa berkas di depan warga", at=BEFORE
        )
        for person in ended.people
    ]


def test_reaction_is_kept_apart_from_who_gave_it(ended):
    actions.give_reaction(ended.people[0].account, ended.batch, GOOD, "lebih banyak latihan", at=AFTER)

    answer = ReactionAnswer.objects.get()
    named = {field.name for field in ReactionAnswer._meta.get_fields()}
    entry = AuditEntry.objects.get(action="impact.reaction_given")
    assert answer.marks == GOOD
    assert not named & {"person", "by", "account", "at", "answered_at"}
    assert entry.actor is None and entry.detail == {}
    assert ReactionGiven.objects.get().person == ended.people[0]


def test_second_reaction_changes_nothing(ended):
    for mark in (5, 1):
        marks = dict.fromkeys(GOOD, mark)
        actions.give_reaction(ended.people[0].account, ended.batch, marks, "", at=AFTER)

    assert [row.marks["useful"] for row in ReactionAnswer.objects.all()] == [5]


def test_only_those_who_attended_react_and_only_afterwards(ended):
    with pytest.raises(NotAllowed):
        actions.give_reaction(ended.people[-1].account, ended.batch, GOOD, "", at=AFTER)
    with pytest.raises(actions.NotNow):
        actions.give_reaction(
            ended.people[0].account, ended.batch, GOOD, "", at=ENDED_AT - timedelta(hours=1)
        )

    assert not ReactionAnswer.objects.exists()


def test_four_reactions_are_not_shown_and_five_are(ended):
    for person in ended.people[:4]:
        actions.give_reaction(person.account, ended.batch, GOOD, "", at=AFTER)
    (few,) = queries.evaluation_rows(queries.batches_over(AFTER), "id")
    actions.give_reaction(ended.people[4].account, ended.batch, GOOD, "", at=AFTER)
    (enough,) = queries.evaluation_rows(queries.batches_over(AFTER), "id")

    assert (few.reaction.is_hidden, few.reaction.mean, few.chain.breaks_at) == (True, None, "reaction")
    assert (enough.reaction.mean, enough.chain.breaks_at) == (5.0, "learning")


def test_target_is_agreed_by_the_superior_before_the_course_and_peers_are_drawn(ended):
    person = ended.people[0]
    target = actions.agree_target(
        ended.superior.account, ended.batch, person, "Memeriksa berkas di depan warga", at=BEFORE
    )

    kinds = list(target.raters.values_list("kind", flat=True))
    assert (kinds.count("self"), kinds.count("superior"), kinds.count("peer")) == (1, 1, 6)
    with pytest.raises(NotAllowed):
        actions.agree_target(ended.people[1].account, ended.batch, person, "Lain", at=BEFORE)
    with pytest.raises(actions.NotNow):
        actions.agree_target(ended.superior.account, ended.batch, ended.people[2], "Terlambat", at=AFTER)


def test_behaviour_is_answered_in_its_window_once_and_by_those_asked(ended):
    target = agree_all(ended)[0]
    rater = target.raters.get(kind="superior")
    boss = ended.superior.account

    with pytest.raises(actions.NotNow):
        actions.rate_behaviour(boss, rater, 4, at=ENDED_AT + timedelta(days=10))
    with pytest.raises(NotAllowed):
        actions.rate_behaviour(ended.people[1].account, rater, 4, at=ENDED_AT + timedelta(days=30))
    actions.rate_behaviour(boss, rater, 4, at=ENDED_AT + timedelta(days=30))
    actions.rate_behaviour(boss, rater, 0, at=ENDED_AT + timedelta(days=31))

    assert list(BehaviourAnswer.objects.values_list("day", "mark")) == [(30, 4)]


def test_peer_is_not_named_in_the_record(ended):
    target = agree_all(ended)[0]
    rater = target.raters.filter(kind="peer", person__account__isnull=False).first()

    actions.rate_behaviour(rater.person.account, rater, 1, at=ENDED_AT + timedelta(days=30))

    assert AuditEntry.objects.get(action="impact.behaviour_seen").actor is None


def test_target_is_not_changed_once_somebody_has_answered(ended):
    target = agree_all(ended)[0]
    Session.objects.update(ends_at=ENDED_AT)
    BehaviourAnswer.objects.create(rater=target.raters.first(), day=30, mark=2, answered_on=ENDED_AT.date())

    with pytest.raises(actions.NotNow):
        actions.agree_target(ended.superior.account, ended.batch, ended.people[0], "Yang lain", at=BEFORE)

    assert TargetBehaviour.objects.get(pk=target.pk).words == "Memeriksa berkas di depan warga"


def test_chain_uses_the_latest_answer_of_superiors(ended):
    for target in agree_all(ended):
        rater = target.raters.get(kind="superior")
        BehaviourAnswer.objects.create(rater=rater, day=30, mark=4, answered_on=ENDED_AT.date())
        BehaviourAnswer.objects.create(rater=rater, day=60, mark=1, answered_on=ENDED_AT.date())

    (row,) = queries.evaluation_rows(queries.batches_over(AFTER), "id")

    assert (row.behaviour.n, row.behaviour.done) == (12, 0)


def test_my_page_shows_what_waits_for_me(ended, client_for, monkeypatch):
    agree_all(ended)
    moment = ENDED_AT + timedelta(days=31)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    page = client_for(ended.people[0].account).get(reverse("impact:my_evaluation")).content.decode()

    assert "Beri tanggapan" in page and "Memeriksa berkas di depan warga" in page
    assert len(queries.duties_of(ended.superior.account, moment).behaviours) == 12


def test_phone_form_keeps_a_reaction_and_says_so(ended, client_for):
    client = client_for(ended.people[0].account)
    address = reverse("impact:reaction", args=[ended.batch.pk])

    missing = client.post(address, {"useful": "5"})
    sent = client.post(address, {**dict.fromkeys(GOOD, "4"), "comment": ""}, follow=True)
    again = client.get(address)

    assert missing.status_code == 422
    assert "tanpa nama" in sent.content.decode() and ReactionAnswer.objects.count() == 1
    assert "sudah diterima" in again.content.decode()


def test_marks_come_from_a_list_and_strangers_in_it_are_named(ended, client_for):
    lines = ["nama,tes awal,tes akhir"]
    lines += [f"Orang {i},{50 + i},{65 + i}" for i in range(8)] + ["Siapa Ini,10,20"]
    file = io.BytesIO("\n".join(lines).encode())
    file.name = "nilai.csv"
    client = client_for("bkpsdm")

    answer = client.post(reverse("impact:evaluation_marks", args=[ended.batch.pk]), {"file": file})

    assert LearningMarks.objects.count() == 8
    assert "Siapa Ini" in answer.content.decode()
    (row,) = queries.evaluation_rows(queries.batches_over(AFTER), "id")
    assert (row.learning.n, row.learning.mean_gain) == (8, 15.0)


def test_test_taken_here_beats_the_list(ended, account):
    officer = account("bkpsdm")
    listed = {person.pk: (50.0, 60.0) for person in ended.people[:6]}
    actions.keep_marks(officer, ended.batch, listed, at=AFTER)
    for phase, mark in (("pre", 40), ("post", 80)):
        exam = Exam.objects.create(
            batch=ended.batch, phase=phase, minutes=20, opens_at=BEFORE, closes_at=AFTER, questions=[], seed=1
        )
        Sitting.objects.create(
            exam=exam, person=ended.people[0], begun_at=BEFORE, ends_at=AFTER, handed_in_at=AFTER, mark=mark
        )

    (row,) = queries.evaluation_rows(queries.batches_over(AFTER), "id")

    # Five gained 10, one 40.
    assert (row.learning.n, row.learning.mean_gain) == (6, 15.0)


def test_list_with_a_mark_above_a_hundred_is_refused_whole(ended, client_for):
    file = io.BytesIO(b"nama;tes awal;tes akhir\nOrang 0;50;101\nOrang 1;40;60\n")
    file.name = "nilai.csv"

    answer = client_for("bkpsdm").post(
        reverse("impact:evaluation_marks", args=[ended.batch.pk]), {"file": file}
    )

    assert answer.status_code == 422 and "101" in answer.content.decode()
    assert not LearningMarks.objects.exists()


@pytest.mark.parametrize(
    ("by", "measure"), [("kursus", "tanggapan"), ("metode", "belajar"), ("narasumber", "perilaku")]
)
def test_list_page_compares_groups_without_ranking(ended, client_for, by, measure):
    for person in ended.people[:6]:
        actions.give_reaction(person.account, ended.batch, GOOD, "", at=AFTER)

    page = client_for("analis").get(reverse("impact:evaluation"), {"menurut": by, "ukuran": measure})

    assert page.status_code == 200 and "Bimtek Layanan" in page.content.decode()


def test_pages_with_names_are_for_those_concerned(ended, client_for):
    agree_all(ended)
    rater = BehaviourRater.objects.filter(kind="self", person=ended.people[0]).get()
    behaviour = reverse("impact:behaviour", args=[rater.pk])
    target = reverse("impact:target", args=[ended.batch.pk, ended.people[0].pk])

    seen = {
        who: (client.get(behaviour).status_code, client.get(target).status_code)
        for who, client in {
            "self": client_for(ended.people[0].account),
            "colleague": client_for(ended.people[1].account),
            "superior": client_for(ended.superior.account),
            "officer": client_for("bkpsdm"),
            "mayor": client_for("walikota"),
        }.items()
    }

    assert seen == {
        "self": (200, 404),
        "colleague": (404, 404),
        "superior": (404, 200),
        "officer": (404, 200),
        "mayor": (404, 404),
    }
