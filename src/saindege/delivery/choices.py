"""How the options of a test's questions work: who chooses which, and which mislead those who know.

Source
------
Groups of 27 percent: Kelley (1939). Wrong options that do no work: Haladyna and Downing (1993). Each option is held
against the score on all other questions, so that it is not measured by itself; for a question with one right answer the
figure of that answer is its discrimination in ``items``. Figures of the house: ``rules/choices.toml``.

Assumes
-------
A correlation above 0 of a wrong option says that those who chose it did better on the rest than all others together, those
with the right answer among them (Attali and Fraenkel, Journal of Educational Measurement 37, 2000): with few sheets it is a
reason to look at the question, no proof against it.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from saindege.base.errors import SaindegeError, Sentence

Finding = Literal["", "nobody", "few", "attracts_strong", "key_fails"]


@dataclass(frozen=True, slots=True)
class ChoiceRules:
    """Figures from ``rules/choices.toml``."""

    version: str
    group_share: float
    few_share: float
    least_people: int


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One question with its options; ``key`` holds the places of the right ones."""

    name: str
    options: tuple[str, ...]
    key: frozenset[int]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question.

    Attributes
    ----------
    n : people who chose it
    share, upper, lower : of all, of the best and of the worst group, 0 to 1
    correlation : of choosing it with the score on all other questions; None where either does not vary
    finding : what to look at, empty where nothing is
    """

    option: str
    is_key: bool
    n: int
    share: float
    upper: float
    lower: float
    correlation: float | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class ItemChoices:
    """One question: its options in their order, and how many left it blank."""

    name: str
    choices: tuple[Choice, ...]
    blank: int

    @property
    def is_odd(self) -> bool:
        """Whether any option should be looked at."""
        return any(one.finding for one in self.choices)


@dataclass(frozen=True, slots=True)
class ChoiceAnalysis:
    """All questions of a test that have options.

    Attributes
    ----------
    n : sheets
    group : people in each of the two groups
    """

    n: int
    group: int
    items: tuple[ItemChoices, ...]


class TooFewSheets(SaindegeError):
    """Too few sat the test for its options to be judged."""

    code = "too_few"

    def __init__(self, n: int, least: int) -> None:
        super().__init__(
            Sentence(
                id=f"Baru {n} lembar. Pilihan jawaban dinilai mulai {least} lembar, sebab di bawah itu satu orang mengubah "
                "semua angkanya.",
                en=f"There are {n} sheets so far. Options are judged from {least} sheets on, for below that one person moves "
                "every figure.",
            )
        )
        self.n, self.least = n, least


@functools.cache
def load_rules() -> ChoiceRules:
    """Read the figures that ship with the product."""
    text = resources.files("saindege.delivery").joinpath("rules/choices.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return ChoiceRules(
        version=str(table["version"]),
        group_share=float(table["group_share"]),
        few_share=float(table["few_share"]),
        least_people=int(table["least_people"]),
    )


def analyse_choices(
    asked: Sequence[AskedItem],
    chosen: Sequence[Sequence[frozenset[int]]],
    right: NDArray[np.float64],
    *,
    total: NDArray[np.float64],
    rules: ChoiceRules,
) -> ChoiceAnalysis:
    """Say of each option who chooses it.

    Parameters
    ----------
    asked : questions with options, length k
    chosen : places of the options that each person chose at each of them; empty where nothing was answered
    right : 1 where right, 0 where wrong, shape (people, k)
    total : how many questions each person had right in the whole test, those without options among them

    Raises
    ------
    TooFewSheets : too few people
    """
    people = len(chosen)
    if people < rules.least_people:
        raise TooFewSheets(people, rules.least_people)
    group = max(1, round(rules.group_share * people))
    upper, lower = _weights(total, group), _weights(-total, group)
    items = []
    for place, item in enumerate(asked):
        rest = total - right[:, place]
        picked = [sheet[place] for sheet in chosen]
        choices = tuple(
            _choice(item, option, np.array([option in one for one in picked], dtype=float), rest, upper, lower, rules)
            for option in range(len(item.options))
        )  # fmt: skip
        items.append(ItemChoices(item.name, choices, sum(not one for one in picked)))
    return ChoiceAnalysis(people, group, tuple(items))


def _weights(total: NDArray[np.float64], group: int) -> NDArray[np.float64]:
    """How much each person counts in the group with the highest totals; those level at its border share its last seats."""
    border = np.sort(total)[::-1][group - 1]
    above, level = total > border, total == border
    weights = above.astype(float)
    weights[level] = (group - above.sum()) / level.sum()
    return np.asarray(weights / group)


def _choice(
    item: AskedItem,
    option: int,
    picked: NDArray[np.float64],
    rest: NDArray[np.float64],
    upper: NDArray[np.float64],
    lower: NDArray[np.float64],
    rules: ChoiceRules,
) -> Choice:
    is_key = option in item.key
    best, worst = float(picked @ upper), float(picked @ lower)
    correlation = None
    if picked.std() > 0 and rest.std() > 0:
        correlation = float(np.corrcoef(picked, rest)[0, 1])
    share = float(picked.mean())
    return Choice(
        option=item.options[option],
        is_key=is_key,
        n=int(picked.sum()),
        share=share,
        upper=best,
        lower=worst,
        correlation=correlation,
        finding=_finding(is_key, share, best - worst, correlation, rules),
    )


def _finding(
    is_key: bool, share: float, gap: float, correlation: float | None, rules: ChoiceRules
) -> Finding:
    r = 0.0 if correlation is None else correlation
    if is_key:
        return "key_fails" if gap < 0 and r < 0 else ""
    if share == 0:
        return "nobody"
    if gap > 0 and r > 0:
        return "attracts_strong"
    return "few" if share < rules.few_share else ""
