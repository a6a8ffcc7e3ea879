"""Paired gain: a hand-worked value, edges, refusals, properties, an outside reference."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from saindege.base.errors import BadInput
from saindege.delivery import gain

MARKS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 100)), min_size=2, max_size=30)


def test_gain_worked_by_hand():
    # Gains 10, 20, 0, 10: mean 10, sum of squares 200, deviation sqrt(200 / 3) = 8.165, error 4.0825.
    found = gain.measure_gain([50, 60, 100, 80], [60, 80, 100, 90])

    assert (found.n, found.dropped, found.at_max) == (4, 0, 1)
    assert (found.mean_pre, found.mean_post, found.mean_gain) == (72.5, 82.5, 10.0)
    assert found.sd_gain == pytest.approx(8.16496580927726)
    assert found.dz == pytest.approx(1.224744871391589)
    assert found.gz == pytest.approx(found.dz * (1 - 3 / 11))
    # 10/50, 20/40, 10/20; who was at 100 before is left out.
    assert found.normalised_gain == pytest.approx((0.2 + 0.5 + 0.5) / 3)


def test_people_without_one_mark_are_dropped_and_counted():
    found = gain.measure_gain([50, None, 70, 60], [60, 80, None, 80])

    assert (found.n, found.dropped, found.mean_gain) == (2, 2, 15.0)


def test_one_pair_has_a_gain_and_no_interval():
    found = gain.measure_gain([50], [70])

    assert (found.mean_gain, found.sd_gain, found.ci95, found.p_value, found.dz, found.gz) == (
        20.0,
        None,
        None,
        None,
        None,
        None,
    )


def test_equal_gains_have_no_test():
    found = gain.measure_gain([50, 60, 70], [60, 70, 80])

    assert (found.sd_gain, found.ci95, found.p_value, found.dz) == (0.0, None, None, None)


def test_nobody_with_both_marks_is_refused():
    with pytest.raises(gain.NothingToCompare):
        gain.measure_gain([None, 3], [4, None])


@given(MARKS)
def test_interval_and_p_value_agree_with_scipy(pairs):
    pre, post = zip(*pairs, strict=True)
    assume(len({b - a for a, b in pairs}) > 1)

    found = gain.measure_gain(pre, post)
    reference = stats.ttest_rel(post, pre)
    interval = reference.confidence_interval(0.95)

    assert found.p_value == pytest.approx(reference.pvalue, rel=1e-9, abs=1e-300)
    assert found.ci95 == pytest.approx((interval.low, interval.high), rel=1e-9, abs=1e-9)


@given(MARKS, st.randoms(use_true_random=False))
def test_order_of_people_does_not_matter(pairs, shuffled):
    other = list(pairs)
    shuffled.shuffle(other)

    one = gain.measure_gain(*zip(*pairs, strict=True))
    two = gain.measure_gain(*zip(*other, strict=True))

    assert one.mean_gain == pytest.approx(two.mean_gain)
    assert one.normalised_gain == pytest.approx(two.normalised_gain)


def test_file_is_read_with_indonesian_headers(tmp_path):
    path = tmp_path / "nilai.csv"
    path.write_text("Nama;Tes awal;Tes akhir\nA;50,5;60\nB;60;\n", encoding="utf-8")

    found = gain.read_gain(path)

    assert (found.n, found.dropped, found.mean_gain) == (1, 1, 9.5)


def test_faults_of_a_file_are_all_named(tmp_path):
    path = tmp_path / "nilai.csv"
    path.write_text("person,pre,post\nA,50,60\nB,x,120\nA,40,50\n", encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        gain.read_gain(path)

    assert [(each.row, each.column, each.code) for each in refused.value.problems] == [
        (3, "post", "out_of_range"),
        (3, "pre", "not_a_number"),
        (4, "person", "duplicate"),
    ]


def test_gains_that_differ_only_by_how_tenths_are_kept_have_no_test():
    found = gain.measure_gain([0.1, 0.2, 0.3], [0.4, 0.5, 0.6])

    assert (found.sd_gain, found.ci95, found.p_value, found.dz, found.gz) == (0.0, None, None, None, None)


@pytest.mark.parametrize("best", [0.0, -1.0, float("nan"), float("inf")])
def test_highest_mark_that_no_test_has_is_refused(tmp_path, best):
    path = tmp_path / "nilai.csv"
    path.write_text("nama,pre,post\nA,0,0\n", encoding="utf-8")

    with pytest.raises(BadInput, match="--max 100") as refused:
        gain.read_gain(path, best=best)

    assert refused.value.code == "out_of_range"


def test_list_with_number_and_name_goes_by_the_number(tmp_path):
    path = tmp_path / "nilai.csv"
    path.write_text("NIP,Nama,pre,post\n1,Siti,50,60\n2,Siti,40,70\n", encoding="utf-8")

    assert gain.read_gain(path).mean_gain == 20.0
