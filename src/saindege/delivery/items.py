"""How well the questions of a test work: difficulty, discrimination, reliability."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence

PERSON = ("person", "nama", "nip", "peserta")
Advice = Literal["", "check_key", "tells_little", "all_right", "all_wrong"]
LEAST_DISCRIMINATION = 0.2
RIGHT_OR_WRONG = {"1": 1.0, "0": 0.0, "benar": 1.0, "salah": 0.0, "true": 1.0, "false": 0.0}


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    Attributes
    ----------
    item : its header
    difficulty : share of people who had it right, 0 to 1
    discrimination : correlation with the score on all other questions; None where either does not vary
    """

    item: str
    difficulty: float
    discrimination: float | None

    @property
    def advice(self) -> Advice:
        """What to look at: the key where good people fail, a text that tells nobody apart, or nothing.

        Source: R. L. Ebel, Essentials of Educational Measurement (1972), whose least discrimination of a usable item is 0.20.
        """
        if self.discrimination is None:
            return "all_right" if self.difficulty > 0.5 else "all_wrong"
        if self.discrimination < 0:
            return "check_key"
        return "tells_little" if self.discrimination < LEAST_DISCRIMINATION else ""


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """A whole test.

    Attributes
    ----------
    n : sheets counted
    dropped : sheets left out because an answer is missing
    alpha : Cronbach's alpha, which equals KR-20 for right or wrong; None with one question or equal scores
    sem : standard error of a score, in questions
    """

    n: int
    dropped: int
    items: tuple[Item, ...]
    alpha: float | None
    sem: float | None


class NothingToAnalyse(BadInput):
    """No question, or no whole sheet."""

    code = "nothing_to_estimate"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada lembar jawaban lengkap. Sediakan satu kolom setiap soal, isi 1 bila benar dan 0 bila salah.",
                en="There is no whole answer sheet. Give one column a question, 1 where right and 0 where wrong.",
            )
        )


def analyse_items(names: Sequence[str], answers: NDArray[np.float64], *, dropped: int = 0) -> ItemAnalysis:
    """Analyse the questions of a test.

    Parameters
    ----------
    names : of the questions, length k
    answers : 1 where right, 0 where wrong, shape (people, k)

    Raises
    ------
    NothingToAnalyse : no question, or nobody

    Source: Cronbach (1951); Kuder and Richardson (1937), formula 20; corrected item-rest correlation.
    """
    people, k = answers.shape
    if not people or not k:
        raise NothingToAnalyse
    total = answers.sum(axis=1)
    items = tuple(
        Item(
            name, float(answers[:, place].mean()), _correlation(answers[:, place], total - answers[:, place])
        )
        for place, name in enumerate(names)
    )
    alpha = sem = None
    if people > 1 and k > 1 and (variance := float(total.var(ddof=1))) > 0:
        alpha = k / (k - 1) * (1 - float(answers.var(axis=0, ddof=1).sum()) / variance)
        sem = math.sqrt(variance * max(0.0, 1 - alpha))
    return ItemAnalysis(people, dropped, items, alpha, sem)


def read_items(path: Path, *, sheet: str | None = None) -> ItemAnalysis:
    """Read answer sheets, one row a person and one column a question, and analyse the questions.

    Raises
    ------
    BadInput : the file cannot be read, or answers are neither right nor wrong; all of them are named
    """
    read = table.read_table(path, sheet=sheet)
    person = table.match_columns(read.columns, {"person": PERSON}, required=("person",))["person"]
    places = [place for place, name in enumerate(read.columns) if name and place != person]
    columns = [read.choices(place, read.columns[place], _SPELLINGS) for place in places]
    problems: list[Problem] = [problem for column in columns for problem in column.problems]
    if problems:
        problems.sort(key=lambda each: (each.row or 0, each.column or ""))
        raise BadInput(problems[0].sentence, code=problems[0].code, problems=problems)
    sheets = [
        [RIGHT_OR_WRONG[value] for value in row if value is not None]
        for row in zip(*(column.values for column in columns), strict=True)
    ]
    whole = [row for row in sheets if len(row) == len(places)]
    answers = np.array(whole, dtype=float).reshape(len(whole), len(places))
    return analyse_items([read.columns[place] for place in places], answers, dropped=len(read) - len(whole))


_SPELLINGS = {word: str(int(value)) for word, value in RIGHT_OR_WRONG.items()}


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float | None:
    if len(one) < 2 or one.std() == 0 or other.std() == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])
