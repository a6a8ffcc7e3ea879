"""What people say, learn and do in the demonstration city holds the story that was planted."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest

from saindege.demo import evaluation
from saindege.demo.city import City


@pytest.fixture(scope="module")
def evaluated(demo_city: City) -> list[evaluation.BatchEvaluation]:
    return evaluation.evaluate_batches(demo_city)


def _of(
    made: City, evaluated: list[evaluation.BatchEvaluation], course: str
) -> list[evaluation.BatchEvaluation]:
    return [one for one in evaluated if made.batches[one.batch].course == course]


def _does(found: list[evaluation.BatchEvaluation], day: int) -> float:
    marks = [
        seen.mark >= 3
        for one in found
        for target in one.targets
        for seen in target.seen
        if (seen.kind, seen.day) == ("superior", day)
    ]
    return fmean(marks)


def test_only_batches_that_are_over_are_evaluated_and_only_by_those_who_came(
    demo_city: City, evaluated: list[evaluation.BatchEvaluation]
) -> None:
    for one in evaluated:
        came = {check_in.person for check_in in demo_city.rolls[one.batch].check_ins}
        assert demo_city.batches[one.batch].ends_at.date() < demo_city.as_of
        assert set(one.answered) <= came and set(one.marks) <= came
        assert len(one.reactions) == len(one.answered)


def test_practised_course_is_done_and_the_liked_one_is_not(
    demo_city: City, evaluated: list[evaluation.BatchEvaluation]
) -> None:
    digital, polite = (_of(demo_city, evaluated, course) for course in ("BLD", "PPK"))

    assert _does(digital, 60) > 0.6 > 0.45 > _does(polite, 60)
    means = [
        fmean(fmean(marks.values()) for one in found for marks in one.reactions)
        for found in (digital, polite)
    ]
    assert min(means) > 4.2


def test_nothing_is_answered_after_the_day_itself(
    demo_city: City, evaluated: list[evaluation.BatchEvaluation]
) -> None:
    days = [seen.answered_on for one in evaluated for target in one.targets for seen in target.seen]

    assert max(days) < demo_city.as_of


def test_demo_accounts_have_something_left_to_answer(
    demo_city: City, evaluated: list[evaluation.BatchEvaluation]
) -> None:
    guest = next(one.person for one in demo_city.accounts if one.username == "peserta")
    lately = [
        one
        for one in evaluated
        if (demo_city.as_of - demo_city.batches[one.batch].ends_at.date()).days < 60
        and guest in {check_in.person for check_in in demo_city.rolls[one.batch].check_ins}
    ]

    assert all(guest not in one.answered for one in lately)


def test_known_facts_have_the_shares_of_the_file(demo_city: City) -> None:
    known = evaluation.draw_known(demo_city)

    assert fmean(one.performance == "Baik" for one in known) == pytest.approx(0.72, abs=0.03)
    assert fmean(one.discipline != "none" for one in known) < 0.03


def test_official_points_differ_in_some_people_and_only_downwards() -> None:
    points = np.tile([15.0, 22.5, 25.0, 5.0], (1000, 1))
    known = [[[5.0, 15.0], [0.0, 17.5, 22.5], [0.0, 15.0, 25.0], [5.0]]] * 1000

    official = evaluation.draw_official(1, points, known)

    changed = (official != points).any(axis=1)
    assert 0.08 < changed.mean() < 0.16
    assert (official <= points).all() and ((official != points).sum(axis=1) <= 1).all()
