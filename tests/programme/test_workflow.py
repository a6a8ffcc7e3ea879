"""The way of a proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.programme.workflow import ACTS, EDITABLE, FINAL, STATES, Step, StepRefused, next_state, walk

AUTHOR, OFFICER = "atasan", "bkpsdm"
REASON = "Anggaran belum memuat modul."
SUBMIT = Step("submit", "office", AUTHOR)
ACCEPT = Step("accept", "training_unit", OFFICER)
REVISE = Step("ask_revision", "training_unit", OFFICER, REASON)
REFUSE = Step("refuse", "training_unit", OFFICER, REASON)

steps = st.builds(
    Step,
    act=st.sampled_from(ACTS),
    side=st.sampled_from(["office", "training_unit"]),
    by=st.sampled_from([AUTHOR, OFFICER, "analis"]),
    reason=st.sampled_from(["", "pendek", REASON]),
)


def follow(path):
    return walk(path, author=AUTHOR, least_reason_letters=10)


def go(state, step):
    return next_state(state, step, author=AUTHOR, least_reason_letters=10)


def test_proposal_goes_back_once_and_is_accepted():
    assert follow([]) == "draft"
    assert follow([SUBMIT]) == "submitted"
    assert follow([SUBMIT, REVISE]) == "revise"
    assert follow([SUBMIT, REVISE, SUBMIT, ACCEPT]) == "accepted"
    assert follow([SUBMIT, REFUSE]) == "refused"


@pytest.mark.parametrize("side", ["office", "training_unit"])
def test_draft_is_never_accepted_at_once(side):
    with pytest.raises(StepRefused) as refused:
        go("draft", Step("accept", side, OFFICER))

    assert "masih rancangan" in refused.value.sentence.id


def test_author_decides_nothing_even_as_a_training_officer():
    for act in ("accept", "refuse", "ask_revision"):
        with pytest.raises(StepRefused) as refused:
            go("submitted", Step(act, "training_unit", AUTHOR, REASON))

        assert refused.value.code == "not_allowed"


@pytest.mark.parametrize("step", [REVISE, REFUSE])
def test_no_proposal_goes_back_or_falls_without_a_reason(step):
    with pytest.raises(StepRefused, match="Tulis alasannya"):
        go("submitted", Step(step.act, step.side, step.by, "   kurang  "))


@given(path=st.lists(steps, max_size=12))
def test_no_path_leads_round_an_approval(path):
    """However people click, an accepted proposal was handed in, and then accepted by somebody else than its author."""
    state, done = "draft", []
    for step in path:
        try:
            state = go(state, step)
        except StepRefused:
            continue
        done.append(step)

    assert state == (follow(done) if done else "draft")
    if state == "accepted":
        before, last = done[-2], done[-1]
        assert (last.act, last.side) == ("accept", "training_unit") and last.by != AUTHOR
        assert (before.act, before.side) == ("submit", "office")
    if state == "refused":
        assert done[-1].act == "refuse" and done[-1].by != AUTHOR and len(done[-1].reason) >= 10


@given(state=st.sampled_from(sorted(FINAL)), step=steps)
def test_decision_is_final(state, step):
    with pytest.raises(StepRefused):
        go(state, step)


@given(state=st.sampled_from(STATES), step=steps)
def test_every_act_leads_to_a_known_state_or_is_refused_with_what_to_do(state, step):
    following, said = "", None
    try:
        following = go(state, step)
    except StepRefused as refused:
        said = refused.sentence

    if said is not None:
        assert said.id.endswith(".") and said.en.endswith(".")
    else:
        assert following in STATES and following != state
        assert (step.side == "office") == (state in EDITABLE)
