"""What is required, and what several assessments make of one person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.people import competency
from saindege.people.competency import Assessed, Held

TODAY = date(2026, 11, 24)


def test_sources_are_joined_by_their_weights() -> None:
    found = [
        Assessed("test", 3, date(2026, 3, 1)),
        Assessed("superior", 2, date(2026, 5, 1)),
        Assessed("practice", 4, date(2026, 4, 1)),
    ]

    held = competency.held_level(found, as_of=TODAY)

    # (2 x 3 + 1 x 2 + 2 x 4) / 5
    assert held == Held(3.2, ("test", "superior", "practice"), date(2026, 5, 1))


def test_of_one_source_only_the_newest_counts() -> None:
    found = [Assessed("test", 1, date(2025, 3, 1)), Assessed("test", 4, date(2026, 3, 1))]

    held = competency.held_level(found, as_of=TODAY)

    assert held == Held(4.0, ("test",), date(2026, 3, 1))


def test_an_assessment_of_three_years_ago_counts_to_the_day_and_no_longer() -> None:
    old = Assessed("test", 4, date(2023, 11, 24))

    assert competency.held_level([old], as_of=TODAY) == Held(4.0, ("test",), date(2023, 11, 24))
    assert competency.held_level([old], as_of=date(2026, 11, 25)) is None


def test_nobody_is_assessed_by_the_future() -> None:
    assert competency.held_level([Assessed("test", 4, date(2026, 11, 25))], as_of=TODAY) is None


@given(
    st.lists(
        st.builds(
            Assessed,
            st.sampled_from(competency.SOURCES),
            st.integers(0, 5),
            st.dates(date(2024, 1, 1), TODAY),
        ),
        min_size=1,
    ),
    st.randoms(),
)
def test_the_order_of_assessments_changes_nothing(found: list[Assessed], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    held, again = (competency.held_level(each, as_of=TODAY) for each in (found, mixed))

    assert held == again
    assert held is not None
    assert min(each.level for each in found) <= held.level <= max(each.level for each in found)


@pytest.mark.parametrize(
    ("post", "post_type", "level"),
    [
        ("Kepala Dinas Kesehatan", "jpt", 4),
        ("Camat", "administrator", 3),
        ("Pengadministrasi Umum", "pelaksana", 1),
        ("Guru Ahli  PERTAMA", "fungsional", 2),
        ("Perawat Penyelia", "fungsional", 3),
        ("Guru", "fungsional", None),
        ("Tamu", "", None),
    ],
)
def test_kind_of_post_tells_the_usual_level(post: str, post_type: str, level: int | None) -> None:
    assert competency.usual_level(post, post_type) == level


@pytest.mark.parametrize(
    ("gap", "word"),
    [(0.0, "cukup"), (0.15, "cukup"), (0.16, "sedikit"), (0.5, "sedikit"), (1.0, "kurang"), (1.01, "berat")],
)
def test_mean_gap_has_a_word(gap: float, word: str) -> None:
    assert competency.gap_word(gap) == word


def test_less_than_half_a_level_is_no_lack() -> None:
    assert not competency.is_lacking(3, 2.6)
    assert competency.is_lacking(3, 2.5)
