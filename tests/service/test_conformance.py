"""Did cases go as the procedure is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.conformance import (
    Deviation,
    ProcedureRefused,
    ProcedureStep,
    align,
    check_conformance,
    parse_procedure,
    write_procedure,
)
from saindege.service.variants import Variant

WRITTEN = """1. Terima
2. Periksa *
Kembalikan ?
Lengkapi ? > Periksa
Ketik
Serahkan"""
STEPS = parse_procedure(WRITTEN)


def test_a_procedure_is_read_line_by_line() -> None:
    steps = parse_procedure(WRITTEN)

    assert steps == (
        ProcedureStep("Terima"),
        ProcedureStep("Periksa", repeats=True),
        ProcedureStep("Kembalikan", optional=True),
        ProcedureStep("Lengkapi", optional=True, back_to="Periksa"),
        ProcedureStep("Ketik"),
        ProcedureStep("Serahkan"),
    )
    assert parse_procedure(write_procedure(steps)) == steps


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("Terima Periksa Ketik Serahkan", []),
        ("terima PERIKSA periksa Ketik Serahkan", []),
        ("Terima Periksa Kembalikan Lengkapi Periksa Ketik Serahkan", []),
        ("Terima Periksa Serahkan", [("skipped", "Ketik")]),
        ("Terima Periksa Ketik", [("skipped", "Serahkan")]),
        ("Terima Periksa Ketik Foto Serahkan", [("extra", "Foto")]),
        # Typed twice without leave: one of them is too much.
        ("Terima Periksa Ketik Ketik Serahkan", [("extra", "Ketik")]),
        # Out of order: too much in one place, missing in another.
        ("Terima Ketik Periksa Serahkan", [("extra", "Ketik"), ("skipped", "Ketik")]),
    ],
)
def test_ways_by_hand(way: str, expected: list[tuple[str, str]]) -> None:
    found = align(way.split(), STEPS)

    if way == "Terima Ketik Periksa Serahkan":
        # Either of the two may be taken for the one out of place; both cost two.
        assert len(found) == 2 and len({name for _, name in found}) == 1
    else:
        assert found == expected


def test_going_back_without_leave_costs_the_fewest_steps_that_explain_it() -> None:
    way = ["Terima", "Periksa", "Ketik", "Serahkan", "Terima", "Periksa", "Ketik", "Serahkan"]

    # Checking may be repeated, so only what stands between the two checks is too much.
    assert align(way, STEPS) == [("extra", "Ketik"), ("extra", "Serahkan"), ("extra", "Terima")]


def test_cases_are_counted_by_way() -> None:
    variants = [
        Variant(("Terima", "Periksa", "Ketik", "Serahkan"), 90),
        Variant(("Terima", "Periksa", "Serahkan"), 8),
        Variant(("Terima", "Serahkan"), 2),
    ]

    found = check_conformance(variants, STEPS)

    assert (found.checked, found.conforming, found.share) == (100, 90, 0.9)
    assert found.deviations == (Deviation("skipped", "Ketik", 10), Deviation("skipped", "Periksa", 2))
    assert found.interval is not None and found.interval.low == pytest.approx(0.8256, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    ["Periksa\nperiksa", "Lengkapi > Periksa\nPeriksa", "> Periksa", "\n".join(f"L{n}" for n in range(41))],
)
def test_a_procedure_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(ProcedureRefused):
        parse_procedure(text)


def test_without_a_procedure_there_is_nothing_to_check() -> None:
    with pytest.raises(ProcedureRefused):
        check_conformance([], ())


@given(
    st.lists(
        st.sampled_from(["Terima", "Periksa", "Kembalikan", "Lengkapi", "Ketik", "Serahkan", "Foto"]),
        max_size=9,
    )
)
def test_deviations_never_outnumber_starting_afresh(way: list[str]) -> None:
    must = [step.activity for step in STEPS if not step.optional]

    found = align(way, STEPS)

    assert len(found) <= len(way) + len(must)
    assert sum(kind == "extra" for kind, _ in found) <= len(way)
