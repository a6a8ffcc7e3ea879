"""Use of a skill: logbooks, and the step in the log of a service."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.impact.evaluation import StepEvents, count_use, day_use, follow, load, logbook_share, share_done
from saindege.impact.evaluation.use import DAY

RULES = load()
LAST = date(2026, 8, 1)


def events(*rows: tuple[int, int, bool, int, int]) -> StepEvents:
    """Rows of case, day, step, office, officer."""
    case, day, is_step, office, officer = (np.array(column) for column in zip(*rows, strict=True))
    return StepEvents(case, day * DAY, is_step.astype(np.bool_), office, officer)


def test_two_countersigned_tasks_within_the_days_count_as_in_use():
    tasks = {
        "ani": [date(2026, 8, 5), date(2026, 8, 20)],
        "budi": [date(2026, 8, 5), date(2026, 9, 20)],
        "on the last day": [LAST, date(2026, 8, 2)],
    }

    after_30 = logbook_share(tasks, 8, LAST, 30, RULES)
    after_60 = logbook_share(tasks, 8, LAST, 60, RULES)

    assert (after_30.n, after_30.done, after_60.done) == (8, 1, 2)
    assert logbook_share(tasks, 4, LAST, 30, RULES).is_hidden


def test_cases_count_by_their_beginning_before_and_since_the_course():
    log = events(
        (1, 75, False, 7, 11), (1, 101, True, 7, 11),  # begun before, stepped later: a case of before
        (2, 80, False, 7, 0),
        (3, 101, False, 7, 11), (3, 102, True, 7, 12),
        (4, 103, False, 7, 13),
        (5, 104, True, 9, 14),  # an office that sent nobody
        (6, 140, False, 7, 11),
    )  # fmt: skip

    found = count_use(log, 100 * DAY, (30, 60), offices={7}, trained={12, 99})

    assert found == {"30": {"officers": [3, 2], "trained": [1, 1], "offices": [[2, 1, 2, 1]]}}


def counts(rows: list[list[int]], officers: tuple[int, int] = (0, 0), trained: tuple[int, int] = (0, 0)):
    return {"officers": list(officers), "trained": list(trained), "offices": rows}


def test_change_is_of_offices_with_enough_cases():
    rows = [[100, 20, 100, 60], [50, 10, 50, 25], [40, 8, 40, 20], [10, 0, 200, 200]]

    found = day_use(30, counts(rows), 12, RULES)

    # 20 % in each before; 60, 50, 50 % since; changes 40, 30, 30: mean 33.3, deviation 5.77, t(2) 4.303.
    assert (found.offices, found.before, found.after) == (
        3,
        pytest.approx(0.2),
        pytest.approx(0.53333, abs=1e-5),
    )
    assert found.change_ci95 == pytest.approx((0.18991, 0.47676), abs=1e-5)
    assert found.officers is None


def test_few_participants_are_never_told():
    found = day_use(30, counts([[100, 0, 100, 100]], trained=(4, 4)), 4, RULES)

    assert (found.is_hidden, found.before, found.officers) == (True, None, None)


def test_those_who_were_trained_beat_everybody_of_their_offices():
    known = day_use(60, counts([], officers=(40, 10), trained=(8, 8)), 9, RULES)
    unknown = day_use(60, counts([], officers=(40, 10), trained=(4, 4)), 9, RULES)

    assert (known.are_trained, known.officers.n, known.officers.done) == (True, 8, 8)
    assert (unknown.are_trained, unknown.officers.n) == (False, 40)


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([[100, 20, 100, 60], [100, 20, 100, 55]] * 3, "good"),
        ([[100, 60, 100, 20], [100, 55, 100, 20]] * 3, "bad"),
        ([[100, 20, 100, 60], [100, 60, 100, 20]] * 3, "wait"),
    ],
)
def test_chain_reads_the_log_where_no_superior_answered(rows, state):
    found = follow(None, None, None, [], RULES, use=day_use(30, counts(rows), 12, RULES))

    assert found.links[2].state == state


def test_step_that_was_usual_before_shows_nothing():
    always = day_use(30, counts([[100, 100, 100, 100]] * 4), 12, RULES)

    assert always.was_usual and follow(None, None, None, [], RULES, use=always).links[2].state == "unknown"


def test_log_that_says_no_beats_superiors_who_say_yes():
    never = day_use(30, counts([], trained=(20, 0)), 20, RULES)

    found = follow(None, None, share_done([4] * 20, RULES), [], RULES, use=never)

    assert found.links[2].state == "bad"


def test_thin_logbook_is_no_proof_against_a_course():
    nobody = logbook_share({}, 20, LAST, 30, RULES)
    everybody = logbook_share({n: [date(2026, 8, 2)] * 2 for n in range(20)}, 20, LAST, 30, RULES)

    assert follow(None, None, None, [], RULES, logbook=nobody).links[2].state == "wait"
    assert follow(None, None, None, [], RULES, logbook=everybody).links[2].state == "good"
    assert (
        follow(None, None, share_done([0] * 20, RULES), [], RULES, logbook=everybody).links[2].state == "bad"
    )


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(40, 200), st.booleans(), st.integers(1, 3),
                          st.integers(0, 5)), min_size=1, max_size=60))  # fmt: skip
def test_sums_never_tell_more_steps_than_cases(rows):
    offices = {1, 2}

    found = count_use(events(*rows), 100 * DAY, (30, 60, 90), offices=offices, trained={1, 2})

    for day in found.values():
        assert len(day["offices"]) == len(offices)
        assert all(row[1] <= row[0] and row[3] <= row[2] for row in day["offices"])
        assert day["officers"][1] <= day["officers"][0] >= day["trained"][0] >= day["trained"][1]
