"""The list of the expense report: what is missing is said, and nothing counts that nobody has seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import evidence
from saindege.delivery.evidence import Checklist, Item

SMALL = Checklist(
    "1", "test", (Item("roll", "Daftar", "Roll", True), Item("tax", "Pajak", "Tax", False), Item("cv", "CV", "CV", True))
)  # fmt: skip


def test_missing_stands_in_the_order_of_the_list():
    assert [item.key for item in SMALL.missing({"cv": "Ida", "roll": ""}, set())] == ["tax", "cv"]
    assert SMALL.missing({"cv": "", "roll": ""}, {"tax"}) == ()


def test_what_nobody_looked_for_is_missing():
    assert [item.key for item in SMALL.missing({}, {"tax"})] == ["roll", "cv"]


def test_only_papers_of_the_list_are_marked_by_hand():
    assert (SMALL.has("tax"), SMALL.has("roll"), SMALL.has("other")) == (True, False, False)


def test_list_of_the_product_has_a_source_and_no_key_twice():
    keys = [item.key for item in evidence.load().items]

    assert len(keys) == len(set(keys)) and evidence.load().source


@given(st.sets(st.sampled_from([item.key for item in evidence.load().items])))
def test_every_mark_makes_the_rest_shorter_by_itself_alone(keys):
    every = evidence.load()
    lacks = dict.fromkeys(keys, "")

    left = {item.key for item in every.missing(lacks, keys)}

    assert left == {item.key for item in every.items} - keys
