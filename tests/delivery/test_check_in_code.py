"""The rotating code: the reference of RFC 4226, its half minutes, and the step of grace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import check_in_code

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 8, 30, 12, tzinfo=timezone(timedelta(hours=7)))


def test_code_agrees_with_the_published_values_for_sha256():
    # RFC 6238 appendix B, SHA256, 8 digits: the last six of 46119246 at 59 s and of 68084774 at 1111111109 s.
    key = "12345678901234567890123456789012"

    codes = [
        check_in_code.code_at(key, EPOCH + timedelta(seconds=seconds))
        for seconds in (59, 1111111109, 2000000000)
    ]

    assert codes == ["119246", "084774", "698825"]


def test_code_stands_for_half_a_minute():
    begin = MORNING.replace(second=0)

    codes = {check_in_code.code_at("s", begin + timedelta(seconds=second)) for second in range(30)}

    assert len(codes) == 1
    assert check_in_code.code_at("s", begin + timedelta(seconds=30)) not in codes


def test_seconds_left_count_down_to_the_next_code():
    assert check_in_code.seconds_left(MORNING) == 18
    assert check_in_code.seconds_left(MORNING.replace(second=30)) == 30
    assert check_in_code.seconds_left(MORNING.replace(second=29)) == 1


def test_code_of_the_step_before_is_still_taken_and_the_one_before_that_is_not():
    code = check_in_code.code_at("s", MORNING)

    taken = [
        check_in_code.is_current("s", code, MORNING + timedelta(seconds=later)) for later in (0, 30, 47, 48)
    ]

    assert taken == [True, True, True, False]


def test_code_of_the_next_step_is_not_taken_yet():
    code = check_in_code.code_at("s", MORNING + timedelta(seconds=30))

    assert not check_in_code.is_current("s", code, MORNING)


def test_phone_without_signal_may_be_a_minute_slow_or_half_a_minute_fast_and_no_more():
    code = check_in_code.code_at("s", MORNING)

    seen = [
        check_in_code.was_shown("s", code, MORNING.replace(second=0) + timedelta(seconds=later))
        for later in (-31, -30, 0, 89, 90, 3600)
    ]

    assert seen == [False, True, True, True, False, False]


def test_code_is_taken_as_people_type_it():
    code = check_in_code.code_at("s", MORNING)

    assert check_in_code.is_current("s", f" {code[:3]} {code[3:]} ", MORNING)
    assert check_in_code.is_current("s", f"{code[:3]}.{code[3:]}", MORNING)
    assert not check_in_code.is_current("s", "", MORNING)
    assert not check_in_code.is_current("s", "٤٧٢٩١٦", MORNING)


def test_code_is_spoken_in_two_groups():
    assert check_in_code.spoken("472916") == "472 916"


@given(secret=st.text(min_size=1, max_size=64), seconds=st.integers(0, 4_000_000_000))
def test_code_is_always_six_digits_and_opens_its_own_door(secret, seconds):
    at = EPOCH + timedelta(seconds=seconds)

    code = check_in_code.code_at(secret, at)

    assert len(code) == 6 and code.isdigit()
    assert check_in_code.is_current(secret, code, at)
    assert 1 <= check_in_code.seconds_left(at) <= 30
