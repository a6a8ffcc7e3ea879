"""Reaction, behaviour, and where the chain breaks."""

from __future__ import annotations

from datetime import date

import pytest

from saindege.delivery.gain import measure_gain
from saindege.impact.evaluation import day_due, follow, load, share_done, sum_up, window_of

RULES = load()
KEYS = list(RULES.statements)


def answer(*marks: int) -> dict[str, int]:
    return dict(zip(KEYS, marks, strict=True))


def test_mean_of_answers_with_its_interval():
    answers = [answer(5, 5, 4, 4, 4), answer(4, 4, 4, 4, 4), answer(5, 4, 3, 3, 4), answer(4, 4, 4, 4, 4)] * 2

    found = sum_up(answers, RULES)

    # Means of the four: 4.4, 4, 3.8, 4; together 4.05, deviation 0.2330 over eight, t(7) 2.3646.
    assert (found.n, found.mean, found.is_hidden) == (8, pytest.approx(4.05), False)
    assert found.ci95 == pytest.approx((3.8552, 4.2448), abs=1e-4)
    assert found.statements["useful"] == 4.5


def test_four_answers_are_never_shown():
    found = sum_up([answer(1, 1, 1, 1, 1)] * 4, RULES)

    assert (found.n, found.is_hidden, found.mean, dict(found.statements)) == (4, True, None, {})


def test_answers_are_taken_around_their_day():
    window = window_of(date(2026, 8, 1), 30, RULES)

    assert (window.opens_on, window.due_on, window.closes_on) == (
        date(2026, 8, 28),
        date(2026, 8, 31),
        date(2026, 9, 21),
    )
    assert day_due(date(2026, 8, 1), date(2026, 9, 21), RULES) == window
    assert day_due(date(2026, 8, 1), date(2026, 9, 22), RULES) is None


def test_behaviour_counts_from_often_on():
    found = share_done([4, 3, 3, 2, 0, 4, 3, 3], RULES)

    assert (found.n, found.done, found.share) == (8, 6, 0.75)
    # Wilson, 6 of 8.
    assert found.ci95 == pytest.approx((0.4093, 0.9285), abs=1e-4)
    assert share_done([4, 4, 4, 4], RULES).is_hidden


def gain(points: float):
    pre = [50, 60, 55, 65, 58, 62]
    return measure_gain(
        pre, [mark + points + shift for mark, shift in zip(pre, (0, 2, 1, 3, 0, 1), strict=True)]
    )


def test_chain_breaks_at_the_first_link_that_does_not_hold():
    reaction = sum_up([answer(5, 5, 4, 4, 5)] * 6, RULES)
    seldom = share_done([0, 1, 2, 1, 0, 3, 1, 2, 0, 1], RULES)

    found = follow(reaction, gain(12), seldom, ["belum_terbukti"], RULES)

    assert [(link.level, link.state) for link in found.links] == [
        ("reaction", "good"),
        ("learning", "good"),
        ("behaviour", "bad"),
        ("results", "wait"),
    ]
    assert (found.breaks_at, found.is_broken) == ("behaviour", True)


def test_what_was_not_measured_is_not_called_broken():
    found = follow(None, None, None, [], RULES)

    assert {link.state for link in found.links} == {"unknown"}
    assert (found.breaks_at, found.is_broken) == ("reaction", False)


def test_whole_chain_holds_and_bad_news_is_not_hidden():
    reaction = sum_up([answer(5, 5, 4, 4, 5)] * 6, RULES)
    often = share_done([4] * 20, RULES)

    whole = follow(reaction, gain(9), often, ["terbukti_membaik"], RULES)
    worse = follow(reaction, gain(9), often, ["terbukti_membaik", "terbukti_memburuk"], RULES)

    assert whole.breaks_at is None
    assert worse.breaks_at == "results" and worse.is_broken
