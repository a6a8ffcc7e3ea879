"""The lottery of waves: fair, balanced by kind, the same again with its seed, and what departs from it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.impact import lottery
from saindege.impact.lottery import LotteryRefused, draw_waves, find_departures, from_json, is_genuine

MONTHS = [date(2027, 2, 1), date(2027, 5, 1), date(2027, 8, 1)]
OFFICES = {f"L{i:02d}": "kelurahan" for i in range(12)} | {f"C{i}": "kecamatan" for i in range(6)}


@st.composite
def plans(draw: st.DrawFn) -> tuple[dict[str, str], list[int], int]:
    kinds = draw(st.lists(st.sampled_from("abcd"), min_size=2, max_size=40))
    strata = {f"K{number:02d}": kind for number, kind in enumerate(kinds)}
    waves = draw(st.integers(1, min(3, len(kinds))))
    sizes, left = [], len(kinds)
    for remaining in range(waves, 0, -1):
        sizes.append(draw(st.integers(1, left - remaining + 1)))
        left -= sizes[-1]
    return strata, sizes, draw(st.integers(0, 2**53 - 1))


@given(plan=plans())
@settings(max_examples=60, deadline=None)
def test_every_office_gets_one_place_and_every_wave_its_size(plan):
    strata, sizes, seed = plan

    found = draw_waves(strata, MONTHS[: len(sizes)], sizes, seed=seed)

    placed = [office for wave in found.waves for office in wave.offices] + list(found.waiting)
    assert sorted(placed) == sorted(strata) == sorted(found.order)
    assert [len(wave.offices) for wave in found.waves] == sizes
    assert is_genuine(found) and from_json(lottery.as_json(found)) == found


@given(plan=plans())
@settings(max_examples=60, deadline=None)
def test_each_kind_is_spread_over_the_waves_by_its_share(plan):
    strata, sizes, seed = plan

    found = draw_waves(strata, MONTHS[: len(sizes)], sizes, seed=seed)

    for kind, members in Counter(strata.values()).items():
        for wave, size in zip(found.waves, sizes, strict=True):
            share = members * size / len(strata)
            assert abs(lottery.count_by_kind(found, wave.offices).get(kind, 0) - share) < 2


def test_with_even_numbers_each_wave_holds_as_many_of_each_kind():
    found = draw_waves(OFFICES, MONTHS[:2], [6, 6], seed=1)

    for offices in (*(wave.offices for wave in found.waves), found.waiting):
        assert lottery.count_by_kind(found, offices) == {"kelurahan": 4, "kecamatan": 2}


def test_each_office_is_drawn_into_the_first_wave_equally_often():
    drawn = Counter(
        office
        for seed in range(2000)
        for office in draw_waves(OFFICES, MONTHS[:1], [6], seed=seed).waves[0].offices
    )

    # A third of 2,000 draws, give or take four standard errors.
    assert all(abs(drawn[office] - 2000 / 3) < 4 * (2000 * 2 / 9) ** 0.5 for office in OFFICES)


def test_neither_the_order_of_the_list_nor_anything_but_the_seed_matters():
    turned = dict(reversed(OFFICES.items()))

    first, again, other = (
        draw_waves(strata, MONTHS, [4, 4, 4], seed=seed)
        for strata, seed in ((OFFICES, 7), (turned, 7), (OFFICES, 8))
    )

    assert first == again and first.order != other.order
    assert first.order[:3] == ("L01", "L03", "L10")


def test_a_changed_draw_is_not_genuine():
    kept = lottery.as_json(draw_waves(OFFICES, MONTHS, [4, 4, 4], seed=7))
    kept["waves"][0]["offices"][0], kept["waiting"][0] = kept["waiting"][0], kept["waves"][0]["offices"][0]

    assert not is_genuine(from_json(kept))


@pytest.mark.parametrize(
    ("months", "sizes"),
    [([], []), (MONTHS[:1], [0]), (MONTHS[:2], [3]), (MONTHS[1::-1], [3, 3]), (MONTHS[:1], [19])],
)
def test_impossible_waves_are_refused_with_what_to_do(months, sizes):
    with pytest.raises(LotteryRefused, match="gelombang"):
        draw_waves(OFFICES, months, sizes, seed=1)


def test_a_whole_wave_may_come_late_but_nobody_may_jump_the_queue():
    found = draw_waves(OFFICES, MONTHS[:2], [3, 3], seed=1)
    first, second = (wave.offices for wave in found.waves)
    late = dict.fromkeys(first, date(2027, 4, 9)) | dict.fromkeys(second, date(2027, 6, 2))

    assert find_departures(found, late) == ()
    assert find_departures(found, dict.fromkeys(first, date(2027, 2, 9))) == ()
    assert find_departures(found, late | {found.waiting[0]: date(2027, 6, 2)}) == (found.waiting[0],)
    assert find_departures(found, late | {first[0]: None}) == (first[0],)
    assert find_departures(found, late | {second[0]: date(2027, 3, 1)}) == (second[0],)
    assert find_departures(found, late | {first[0]: date(2027, 7, 1)}) == (first[0],)
