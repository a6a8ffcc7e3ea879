"""The way of a proposal: who may do what in which state. Nothing leads round an approval.

    draft --submit--> submitted --accept--> accepted
                        |   ^  \\--refuse--> refused
             ask_revision   submit
                        v   |
                       revise

Only an office writes and hands in; only the training unit asks for a revision, accepts or refuses, and nobody decides on
a proposal of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from saindege.base.errors import SaindegeError, Sentence

State = Literal["draft", "submitted", "revise", "accepted", "refused"]
Act = Literal["submit", "ask_revision", "accept", "refuse"]
Side = Literal["office", "training_unit"]

STATES: Final[tuple[State, ...]] = ("draft", "submitted", "revise", "accepted", "refused")
ACTS: Final[tuple[Act, ...]] = ("submit", "ask_revision", "accept", "refuse")
FINAL: Final[frozenset[State]] = frozenset({"accepted", "refused"})
EDITABLE: Final[frozenset[State]] = frozenset({"draft", "revise"})
NEEDS_REASON: Final[frozenset[Act]] = frozenset({"ask_revision", "refuse"})

_WAY: Final[dict[tuple[State, Act], tuple[Side, State]]] = {
    ("draft", "submit"): ("office", "submitted"),
    ("revise", "submit"): ("office", "submitted"),
    ("submitted", "ask_revision"): ("training_unit", "revise"),
    ("submitted", "accept"): ("training_unit", "accepted"),
    ("submitted", "refuse"): ("training_unit", "refused"),
}
_STATE_WORDS: Final[dict[State, Sentence]] = {
    "draft": Sentence(id="masih rancangan", en="still a draft"),
    "submitted": Sentence(id="sudah diajukan", en="handed in"),
    "revise": Sentence(id="sedang diperbaiki", en="being revised"),
    "accepted": Sentence(id="sudah disetujui", en="accepted"),
    "refused": Sentence(id="sudah ditolak", en="refused"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One act that somebody wants to do.

    Attributes
    ----------
    act : what
    side : for whom the person acts
    by : identifies the person
    reason : why; needed to send back and to refuse
    """

    act: Act
    side: Side
    by: str
    reason: str = ""


class StepRefused(SaindegeError):
    """The act does not fit the state, the side, or the person."""

    code = "conflict"


def next_state(state: State, step: Step, *, author: str, least_reason_letters: int) -> State:
    """Return the state after an act.

    Parameters
    ----------
    author : whoever wrote the proposal; decides nothing about it
    least_reason_letters : how much a reason says at least

    Raises
    ------
    StepRefused : the act has no place in this state, is not this side's, is about one's own, or lacks its reason
    """
    way = _WAY.get((state, step.act))
    if way is None:
        words = _STATE_WORDS[state]
        raise StepRefused(
            Sentence(
                id=f"Usulan ini {words.id}, jadi langkah itu tidak dapat dilakukan. Muat ulang halamannya.",
                en=f"This proposal is {words.en}, so that step cannot be done. Load the page again.",
            )
        )
    side, following = way
    if step.side != side or (side == "training_unit" and step.by == author):
        raise StepRefused(
            Sentence(
                id="Usulan diajukan kantor pengusul dan diputuskan pengelola pelatihan lain, bukan penulisnya.",
                en="A proposal is handed in by its office and decided by a training officer who did not write it.",
            ),
            code="not_allowed",
        )
    if step.act in NEEDS_REASON and len(step.reason.strip()) < least_reason_letters:
        raise StepRefused(
            Sentence(
                id="Tulis alasannya, agar pengusul tahu apa yang harus dilakukan.",
                en="Write the reason, so that the office knows what to do.",
            ),
            code="empty",
        )
    return following


def walk(steps: Iterable[Step], *, author: str, least_reason_letters: int) -> State:
    """Return where a proposal stands after these steps, from a draft on.

    Raises
    ------
    StepRefused : one of them cannot be done
    """
    state: State = "draft"
    for step in steps:
        state = next_state(state, step, author=author, least_reason_letters=least_reason_letters)
    return state
