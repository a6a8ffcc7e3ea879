"""Two forms of one test, before and after: the same blueprint, other questions as far as the bank reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.base import chance
from saindege.base.errors import BadInput, Sentence


@dataclass(frozen=True, slots=True)
class BankItem:
    """A question as drawing needs it.

    Attributes
    ----------
    difficulty : share of right answers so far, None while nobody answered
    """

    key: int
    topic: str
    difficulty: float | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """Two parallel forms.

    Attributes
    ----------
    pre, post : keys of questions, by topic in order of the blueprint
    shared : questions that stand in both, because the bank holds too few
    """

    pre: tuple[int, ...]
    post: tuple[int, ...]
    shared: int


class BankTooSmall(BadInput):
    """A topic has fewer questions than the blueprint asks for."""

    code = "conflict"


def draw_forms(bank: Sequence[BankItem], blueprint: Mapping[str, int], *, seed: int) -> Forms:
    """Draw two forms of equal make: per topic, questions are paired by difficulty and parted by chance.

    Parameters
    ----------
    blueprint : how many questions of each topic a form has

    Raises
    ------
    BankTooSmall : a topic has fewer questions than asked for
    """
    rng = chance.stream(seed, "delivery.exam")
    pre: list[int] = []
    post: list[int] = []
    for topic, count in blueprint.items():
        known = sorted((one for one in bank if one.topic == topic), key=lambda one: one.key)
        if len(known) < count:
            raise BankTooSmall(
                Sentence(
                    id=f"Topik {topic} punya {len(known)} soal, diminta {count}. Tambah soal atau kurangi jumlahnya.",
                    en=f"The topic {topic} has {len(known)} questions, {count} are asked for. Add some, or ask for fewer.",
                )
            )
        drawn = [known[place] for place in rng.permutation(len(known))[: 2 * count]]
        # Neighbours in difficulty make a pair; a question nobody answered yet counts as middling.
        drawn.sort(key=lambda one: (0.5 if one.difficulty is None else one.difficulty, one.key))
        sides = _parted(drawn, count, rng.permutation(2 * count))
        pre += sides[0]
        post += sides[1]
    return Forms(tuple(pre), tuple(post), len(set(pre) & set(post)))


def _parted(drawn: Sequence[BankItem], count: int, coins: NDArray[np.int64]) -> tuple[list[int], list[int]]:
    first: list[int] = []
    second: list[int] = []
    for place in range(0, len(drawn) - 1, 2):
        pair = [drawn[place].key, drawn[place + 1].key]
        if coins[place] % 2:
            pair.reverse()
        first.append(pair[0])
        second.append(pair[1])
    # Where the bank is short, each form is filled: with what stands in neither, then with what the other one has.
    for form, other in ((first, second), (second, first)):
        spare = sorted((one.key for one in drawn if one.key not in form), key=lambda key: key in other)
        form += spare[: count - len(form)]
    return first[:count], second[:count]
