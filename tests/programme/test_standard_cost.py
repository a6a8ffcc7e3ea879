"""Ceilings of budget lines by day and rule."""

from datetime import date

import pytest

from saindege.base.errors import BadInput
from saindege.programme import standard_cost
from saindege.programme.standard_cost import Ceiling

TABLE = standard_cost.load()
DAY = date(2026, 11, 24)
OWN = Ceiling("moderator", 500_000, date(2026, 1, 1), True, "Perwal 7/2026", "exact")


def test_every_shipped_figure_says_where_it_comes_from_and_that_it_does_not_bind():
    assert all(row.source and row.confidence and not row.is_binding for row in TABLE.ceilings)
    assert {item.unit for item in TABLE.items} == set(standard_cost.UNIT_WORDS)
    assert [item.key for item in TABLE.speaker_items()][:2] == ["speaker_minister", "speaker_echelon_1"]


def test_citys_own_row_stands_before_an_orientation_from_its_day_on():
    table = TABLE.with_rows([OWN])

    assert table.ceiling_on("moderator", date(2025, 12, 31)).rupiah == 700_000
    assert table.ceiling_on("moderator", date(2026, 1, 1)) == OWN
    assert table.ceiling_on("meals", DAY) is None


def test_later_row_replaces_an_earlier_one_of_the_city():
    newer = Ceiling("moderator", 600_000, date(2026, 7, 1), True, "Perwal 20/2026", "exact")

    assert TABLE.with_rows([newer, OWN]).ceiling_on("moderator", DAY) == newer


def test_price_at_the_ceiling_passes_and_one_rupiah_more_does_not():
    table = TABLE.with_rows([OWN])

    assert standard_cost.excess_over(table, "moderator", 500_000, DAY) is None
    excess = standard_cost.excess_over(table, "moderator", 500_001, DAY)
    assert excess.ceiling == OWN
    assert excess.sentence.id == (
        "Moderator: Rp500.001 melebihi batas Rp500.000 per kegiatan (Perwal 7/2026). "
        "Turunkan menjadi Rp500.000 atau kurang."
    )


def test_unknown_item_lists_those_that_are_known():
    with pytest.raises(standard_cost.UnknownItem, match="Moderator, Pembawa acara"):
        standard_cost.excess_over(TABLE, "kapal", 1, DAY)


def test_ceiling_of_no_item_is_refused():
    row = {
        "item": "kapal", "rupiah": 1, "in_force_from": DAY, "binding": True, "source": "x", "confidence": "x",
    }  # fmt: skip

    with pytest.raises(BadInput, match="kapal"):
        standard_cost.read({"version": "1", "source": "", "confidence": "", "item": [], "ceiling": [row]})
