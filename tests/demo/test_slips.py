"""Reasons and corrections in the logs of the city."""

from __future__ import annotations

import numpy as np

from saindege.demo.app.log_rows import as_event_log
from saindege.demo.city import City
from saindege.demo.services import RETURN
from saindege.demo.slips import CORRECT, tell_slips


def test_slips_leave_the_events_of_the_log_as_they_are(demo_city: City) -> None:
    log = demo_city.loaded_logs[0]
    events = as_event_log(log, "Asia/Jakarta")

    told = tell_slips(events, log, demo_city.seed)

    own = told.activity != told.activity_names.index(CORRECT)
    assert np.array_equal(told.at[own], events.at) and np.array_equal(told.case[own], events.case)
    assert (np.diff(told.case) >= 0).all()
    corrected = len(np.unique(told.case[~own])) / log.finished.sum()
    assert 0.01 < corrected < 0.05


def test_most_returns_tell_why_and_the_same_seed_tells_the_same(demo_city: City) -> None:
    log = demo_city.loaded_logs[0]
    events = as_event_log(log, "Asia/Jakarta")

    one, other = (tell_slips(events, log, demo_city.seed) for _ in range(2))

    returned = one.activity == one.activity_names.index(RETURN)
    assert one.reason is not None and other.reason is not None
    assert 0.8 < (one.reason[returned] >= 0).mean() < 1
    assert np.array_equal(one.reason, other.reason)
