"""What is shown of a speaker's classes, from how many answers on, and to whom."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from saindege.base.app.models import Account
from saindege.impact import evaluation
from saindege.impact.app import queries
from saindege.impact.app.models import LearningMarks, ReactionAnswer
from saindege.programme.app.models import Batch, Session, Speaker
from tests.impact.app.class_that_ended import ENDED_AT

NOW = ENDED_AT + timedelta(days=2)


def answer(batch: Batch, marks: list[int]) -> None:
    version = evaluation.load().version
    for mark in marks:
        every = dict.fromkeys(evaluation.load().statements, 4) | {"clear": mark}
        ReactionAnswer.objects.create(batch=batch, marks=every, rule_version=version)


def test_nine_answers_show_nothing(ended):
    answer(ended.batch, [5] * 9)

    found = queries.speaker_results(Speaker.objects.get(), NOW)

    assert (found.rating, found.statements) == (queries.Figure(9, is_hidden=True), {})
    assert [(row.answers, row.pairs, row.teachers) for row in found.rows] == [(9, 0, 1)]


def test_ten_answers_show_their_mean_with_an_interval_inside_the_scale(ended):
    answer(ended.batch, [5] * 8 + [4] * 2)

    rating = queries.speaker_results(Speaker.objects.get(), NOW).rating

    # By hand: mean 4.8, deviation sqrt(10 * 0.16 / 9) = 0.4216, t(9) = 2.2622, so 4.8 +- 0.3016, cut at 5.
    assert (rating.n, rating.is_hidden, rating.mean, rating.shrunk) == (10, False, 4.8, None)
    assert rating.ci95 == (pytest.approx(4.4984, abs=1e-4), 5.0)


def test_few_answers_are_drawn_towards_all_speakers(ended):
    answer(ended.batch, [5] * 6 + [4] * 6)
    other = Batch.objects.create(course=ended.course, name="Angkatan 2")
    Session.objects.create(
        code="TES2", batch=other, title="Hari", place="Aula", speaker=Speaker.objects.create(name="Lain"),
        starts_at=ENDED_AT - timedelta(hours=5), ends_at=ENDED_AT, capacity=9, learning_hours=5, check_in_secret="y",
    )  # fmt: skip
    answer(other, [3] * 20 + [2] * 20)

    rating = queries.speaker_results(Speaker.objects.get(name="Pengajar"), NOW).rating

    assert rating.mean == 4.5
    assert rating.centre is not None and rating.shrunk is not None
    assert rating.centre < rating.shrunk < rating.mean


def test_gain_is_of_people_with_both_marks(ended):
    for person in ended.people[:10]:
        LearningMarks.objects.create(batch=ended.batch, person=person, pre=50, post=62, at=NOW)
    LearningMarks.objects.create(batch=ended.batch, person=ended.people[10], pre=50, post=None, at=NOW)

    gain = queries.speaker_results(Speaker.objects.get(), NOW).gain

    assert (gain.n, gain.mean, gain.ci95) == (10, 12.0, (12.0, 12.0))


def test_only_the_speaker_and_those_who_keep_speakers_see_it(ended, client_for, account):
    own = Account.objects.create_user("pengajar", display_name="Pengajar", roles=["narasumber"])
    Speaker.objects.update(account=own)
    page = reverse("impact:speaker_results", args=[Speaker.objects.get().pk])

    seen = {
        role: client_for(role).get(page).status_code
        for role in ("bkpsdm", "narasumber", "analis", "walikota", "peserta", "atasan")
    }

    assert seen == {
        "bkpsdm": 200, "narasumber": 404, "analis": 404, "walikota": 404, "peserta": 404, "atasan": 404,
    }  # fmt: skip
    assert client_for(own).get(page).status_code == 200


def test_page_is_reached_from_the_speaker_and_says_no_ranking(ended, client_for):
    answer(ended.batch, [5] * 10)
    officer = client_for("bkpsdm")
    speaker = officer.get(reverse("programme:speaker", args=[Speaker.objects.get().pk])).content.decode()

    (address,) = re.findall(r'href="(/dampak/evaluasi/narasumber/\d+/)"', speaker)
    page = officer.get(address).content.decode()

    assert "Ini bukan peringkat." in page
    assert "10 jawaban tanpa nama" in page
