"""What went wrong and why, with intervals and a trend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from saindege.service.corrections import leave_out_corrections
from saindege.service.event_log import EventLog
from saindege.service.measure import Standard
from saindege.service.portrait import portray
from saindege.service.portrait.cases import gather_cases, last_day
from saindege.service.portrait.estimates import Estimate, estimate_share, share_change
from saindege.service.portrait.mistakes import Mistakes, describe_mistakes, find_wrong
from saindege.service.portrait.rules import load_rules

END = ("Serahkan",)


def described(log: EventLog) -> Mistakes:
    plain = leave_out_corrections(log, END)
    cases, _clock = gather_cases(plain, Standard(end=END))
    return describe_mistakes(log, cases, last_day(log), END, load_rules())


def rows(number: int, day: date, *middle: tuple[str, str]) -> str:
    steps = [("Terima", ""), *middle, ("Serahkan", "")]
    return "".join(
        f"{number},{step},{day}T{8 + hour:02d}:00:00+07:00,{reason}\n"
        for hour, (step, reason) in enumerate(steps)
    )


HEADER = "case,activity,time,alasan\n"


def test_cases_that_came_back_are_counted_by_reason(read_text: Callable[..., EventLog]) -> None:
    day = date(2026, 11, 2)
    log = read_text(
        HEADER
        + rows(1, day)
        + rows(2, day, ("Kembalikan", "KK kurang"))
        + rows(3, day, ("Kembalikan", "KK kurang"), ("Kembalikan", "foto buram"))
        + rows(4, day, ("Kembalikan", ""))
        + rows(5, day, ("Ketik", ""), ("Ketik", "salah ketik"))
        + rows(6, day)
        + "6,Koreksi,2026-11-09T08:00:00+07:00,salah ketik\n"
        + rows(7, day)
        + rows(8, day)
    )

    found = described(log)

    assert (found.right.count, found.right.n) == (3, 8)
    assert (found.came_back.count, found.came_back.n) == (4, 8)
    assert [(one.reason, one.share.count) for one in found.reasons] == [
        ("KK kurang", 2),
        ("foto buram", 1),
        ("salah ketik", 1),
        ("", 1),
    ]
    assert [(name, share.count) for name, share in found.redone] == [("Kembalikan", 1), ("Ketik", 1)]
    assert (found.corrected.count, found.corrected.n) == (1, 8)
    assert [(one.reason, one.share.count) for one in found.corrected_reasons] == [("salah ketik", 1)]
    assert [(one.month, one.corrected.count, one.corrected.n) for one in found.months] == [("2026-11", 1, 8)]


def test_the_figures_on_top_and_of_offices_mean_the_same_right(read_text: Callable[..., EventLog]) -> None:
    day = date(2026, 11, 2)
    log = read_text(
        HEADER
        + "".join(rows(number, day) for number in range(1, 10))
        + rows(10, day, ("Kembalikan", "KK kurang"))
        + rows(11, day)
        + "11,Koreksi,2026-11-09T08:00:00+07:00,salah ketik\n"
    )
    plain = leave_out_corrections(log, END)
    cases, _clock = gather_cases(plain, Standard(end=END))

    drawn = portray(plain, Standard(end=END), wrong=find_wrong(log, cases, END))

    assert drawn.recent.first_time_right == described(log).right
    assert (drawn.recent.first_time_right.count, drawn.recent.first_time_right.n) == (9, 11)


def test_a_reason_that_grew_beyond_chance_is_told(read_text: Callable[..., EventLog]) -> None:
    last = date(2026, 11, 20)
    text = HEADER
    for number in range(200):
        recent = number < 100
        day = last - timedelta(days=number % 80) - timedelta(days=0 if recent else 91)
        often = number % (3 if recent else 20) == 0
        text += rows(number, day, *([("Kembalikan", "KK kurang")] if often else []))

    (reason, *_rest) = described(read_text(text)).reasons

    assert (reason.change, reason.recent.count, reason.before.count) == ("more", 34, 5)


def test_a_log_without_end_and_reasons_has_no_corrections(read_text: Callable[..., EventLog]) -> None:
    log = read_text(
        "case,activity,time\n1,Terima,2026-11-02T08:00:00+07:00\n1,Ketik,2026-11-02T09:00:00+07:00\n"
    )
    cases, _clock = gather_cases(log, Standard())

    found = describe_mistakes(log, cases, last_day(log), (), load_rules())

    assert found.corrected == Estimate(None, None, None, 0)
    assert (found.reasons, found.tells_reasons, found.right.count) == ((), False, 1)


def test_the_change_of_a_share_is_newcombes() -> None:
    # R. G. Newcombe (1998), Statistics in Medicine 17, table II, example a, method 10: 56/70 - 48/80.
    found = share_change(share(48, 80), share(56, 70))

    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert share_change(estimate_share(None), share(1, 2)) is None


def share(count: int, n: int) -> Estimate:
    import numpy as np

    return estimate_share(np.arange(n) < count)
