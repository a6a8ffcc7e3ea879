"""Scores from few answers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.programme import speaker_score
from saindege.programme.speaker_score import Answers, Score


def test_hand_worked_value_of_two_speakers():
    # Both have 10 answers with variance 1: within 1. Means 3 and 5 give spread 10 * (1 + 1) = 20, scale 20 - 200/20 = 10,
    # so between = (20 - 1) / 10 = 1.9 and the weight is 1.9 / (1.9 + 0.1) = 0.95.
    low, high = speaker_score.scores([Answers(10, 3.0, 1.0), Answers(10, 5.0, 1.0)], least=10)

    assert low == Score(pytest.approx(3.05), 10, pytest.approx(0.95))
    assert high.value == pytest.approx(4.95)


def test_too_few_answers_show_nothing_but_still_inform_the_mean():
    few, many = speaker_score.scores([Answers(9, 1.0, 1.0), Answers(40, 4.0, 1.0)])

    assert few == Score(None, 9, 0.0)
    assert 1.0 < many.value < 4.0


def test_nobody_known_gives_no_score():
    assert speaker_score.scores([]) == []
    assert speaker_score.scores([Answers(0, 0.0, 0.0)]) == [Score(None, 0, 0.0)]


def test_speakers_who_differ_by_chance_alone_get_the_same_score():
    alike = speaker_score.scores([Answers(20, 4.01, 2.0), Answers(20, 3.99, 2.0)])

    assert [score.value for score in alike] == pytest.approx([4.0, 4.0])


def test_single_speaker_keeps_the_own_mean():
    (alone,) = speaker_score.scores([Answers(12, 4.2, 0.5)])

    assert alone.value == pytest.approx(4.2)


def test_shrunk_means_are_nearer_to_the_truth_than_the_plain_ones():
    rng = np.random.default_rng(7)
    truth = rng.normal(3.5, 0.3, 400)
    counts = rng.integers(10, 25, 400)
    plain = truth + rng.normal(0, 1, 400) / np.sqrt(counts)

    shrunk = [
        score.value
        for score in speaker_score.scores(
            [Answers(int(n), float(mean), 1.0) for n, mean in zip(counts, plain, strict=True)]
        )
    ]

    # Theory: the squared error falls from 1/n, about 0.062, to about 0.037 at this spread.
    assert np.mean((np.array(shrunk) - truth) ** 2) < 0.7 * np.mean((plain - truth) ** 2)


@given(
    st.lists(st.builds(Answers, st.integers(0, 50), st.floats(1, 5), st.floats(0, 4)), min_size=1, max_size=8)
)
def test_score_lies_within_what_was_answered_and_order_does_not_matter(speakers):
    shown = speaker_score.scores(speakers, least=1)
    again = speaker_score.scores(speakers[::-1], least=1)[::-1]
    means = [each.mean for each in speakers if each.count]

    for one, other in zip(shown, again, strict=True):
        if one.value is None:
            assert other.value is None
            continue
        assert min(means) - 1e-9 <= one.value <= max(means) + 1e-9
        assert math.isclose(one.value, other.value, rel_tol=1e-9, abs_tol=1e-9)
