"""Drawing a sample of finished cases so that nobody picks."""

from __future__ import annotations

from collections import Counter

import pytest

from saindege.service.audit_rules import load_audit_rules
from saindege.service.audit_sample import SampleRefused, clean_list, draw_sample, size_of_sample

LIST = clean_list(f"KTP/{number:03d}" for number in range(200))


def test_the_same_list_and_seed_give_the_same_sample() -> None:
    one, other = draw_sample(LIST, 20, seed=7), draw_sample(LIST, 20, seed=7)

    assert one == other
    assert (len(set(one.numbers)), one.population, set(one.numbers) <= set(LIST)) == (20, 200, True)


def test_another_list_leaves_another_hash() -> None:
    assert draw_sample(LIST, 5, seed=7).list_hash != draw_sample(LIST[:-1], 5, seed=7).list_hash


def test_every_case_has_the_same_chance() -> None:
    drawn = Counter(number for seed in range(600) for number in draw_sample(LIST[:10], 3, seed=seed).numbers)

    # 600 x 3 / 10 = 180 each; five standard deviations are 56.
    assert all(abs(times - 180) < 56 for times in drawn.values()) and len(drawn) == 10


def test_a_list_is_cleaned_of_blanks_and_of_numbers_written_twice() -> None:
    assert clean_list(["  B 2", "A1", "", "A1 ", "B  2"]) == ("A1", "B 2")


def test_the_size_follows_from_the_stated_error() -> None:
    # Krejcie and Morgan: 3.841 x 200 x 0.25 / (0.01 x 199 + 3.841 x 0.25) = 65.08.
    assert size_of_sample(200, error=0.1) == 65
    assert size_of_sample(200) == size_of_sample(200, error=load_audit_rules().default_error)


def test_few_cases_are_all_checked() -> None:
    assert (size_of_sample(3, error=0.1), size_of_sample(8, fixed=20)) == (3, 8)


@pytest.mark.parametrize(
    ("population", "fixed", "column"), [(0, None, "population"), (50, 2, "fixed"), (900, 500, "fixed")]
)
def test_no_case_or_a_size_out_of_bounds_is_refused(population: int, fixed: int | None, column: str) -> None:
    with pytest.raises(SampleRefused) as caught:
        size_of_sample(population, fixed=fixed)

    assert [problem.column for problem in caught.value.problems] == [column]
