"""Batches of events that an application pushes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.pushed import (
    MOST_EVENTS,
    BatchRefused,
    PushedEvent,
    hash_token,
    read_batch,
)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
GOOD = {"id": "1", "case": "D-1", "activity": "Terima", "time": "2026-11-24T08:30:00+07:00"}


def test_a_good_event_is_taken_whole() -> None:
    event = {**GOOD, "start": "2026-11-24T08:20:00+07:00", "resource": "Rahma", "office": "1001"}

    taken, faults = read_batch({"events": [event]}, now=NOW)

    at = datetime.fromisoformat(GOOD["time"])
    start = datetime.fromisoformat(event["start"])
    assert (taken, faults) == ([PushedEvent("1", "D-1", "Terima", at, start, "Rahma", "1001")], [])


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"case": ""}, "missing_column", "case"),
        ({"id": None}, "missing_column", "id"),
        ({"time": "2026-11-24T08:30:00"}, "not_a_date", "time"),
        ({"time": "kemarin"}, "not_a_date", "time"),
        ({"time": "2026-11-24T09:11:00+07:00"}, "out_of_range", "time"),
        ({"time": "1026-11-24T09:11:00+07:00"}, "out_of_range", "time"),
        ({"start": "2026-11-24T08:31:00+07:00"}, "out_of_range", "start"),
        ({"activity": "x" * 101}, "out_of_range", "activity"),
        ({"nik": "1277010101900001"}, "unknown_column", "nik"),
    ],
)
def test_a_bad_event_is_refused_and_the_others_are_taken(change: dict, code: str, column: str) -> None:
    taken, faults = read_batch({"events": [{**GOOD, **change}, GOOD]}, now=NOW)

    assert [(one.index, one.code, one.column) for one in faults] == [(0, code, column)]
    assert [one.key for one in taken] == ["1"]


def test_a_clock_that_runs_a_little_ahead_is_borne() -> None:
    taken, _ = read_batch({"events": [{**GOOD, "time": "2026-11-24T09:09:00+07:00"}]}, now=NOW)

    assert len(taken) == 1


@pytest.mark.parametrize(
    "document", [None, [], {}, {"events": []}, {"events": "x"}, {"events": [GOOD] * (MOST_EVENTS + 1)}]
)
def test_what_is_no_batch_is_refused_as_a_whole(document: object) -> None:
    with pytest.raises(BatchRefused):
        read_batch(document, now=NOW)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_whatever_an_event_is_it_is_taken_or_refused_with_words(event: object) -> None:
    taken, faults = read_batch({"events": [event]}, now=NOW)

    assert len(taken) + len(faults) == 1
    assert all(one.sentence.id and one.sentence.en for one in faults)


def test_a_token_is_kept_as_a_hash() -> None:
    assert len(hash_token("sdg_rahasia")) == 64 and "rahasia" not in hash_token("sdg_rahasia")
