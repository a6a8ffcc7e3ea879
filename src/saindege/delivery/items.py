"""How well the questions of a test work: difficulty, discrimination, reliability."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import person_column

Advice = Literal["", "check_key", "tells_little", "all_right", "all_wrong"]
LEAST_DISCRIMINATION = 0.2
RIGHT_OR_WRONG = {
    **dict.fromkeys(("1", "1.0", "1,0", "benar", "true", "ya", "yes"), 1.0),
    **dict.fromkeys(("0", "0.0", "0,0", "salah", "false", "tidak", "no"), 0.0),
}
# Written where a question was left open.
NOT_ANSWERED = frozenset({"-", "–", "—", "na", "n/a"})
# A running number before the person is no question.
RUNNING_NUMBER = frozenset({"no", "nomor", "nourut", "nomorurut", "number"})


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
    person, places = _places(read)
    answers, problems = _answers(read, places)
    problems += person_column.not_one_row_each(read, person)
    problems += _doubled_questions(read, places)
    if problems:
        problems.sort(key=lambda each: (each.row or 0, each.column or ""))
        raise BadInput(problems[0].sentence, code=problems[0].code, problems=problems)
    whole = [row for row in zip(*answers, strict=True) if None not in row]
    sheets = np.array(whole, dtype=float).reshape(len(whole), len(places))
    return analyse_items([read.columns[place] for place in places], sheets, dropped=len(read) - len(whole))


def _places(read: table.Table) -> tuple[int, list[int]]:
    """Return where the person stands, and where the questions."""
    left_out = person_column.names_beside_numbers(read.columns)
    person = table.match_columns(
        read.columns, {"person": person_column.WORDS}, chosen=left_out, required=("person",), file=read.file
    )["person"]
    return person, [
        place
        for place, name in enumerate(read.columns)
        if name
        and place != person
        and name not in left_out
        and not (place < person and table.normalise(name) in RUNNING_NUMBER)
    ]


def _answers(read: table.Table, places: Sequence[int]) -> tuple[list[list[float | None]], list[Problem]]:
    """Read one column a question; None where nobody answered."""
    columns: list[list[float | None]] = []
    problems: list[Problem] = []
    for place in places:
        texts = [None if text is None else text.strip().casefold() for text in read.texts(place)]
        columns.append([RIGHT_OR_WRONG.get(text or "") for text in texts])
        problems += [
            Problem("unknown_value", _neither(text), read.file, row, read.columns[place])
            for row, text in zip(read.row_numbers, texts, strict=True)
            if text is not None and text not in RIGHT_OR_WRONG and text not in NOT_ANSWERED
        ]
    return columns, problems


def _doubled_questions(read: table.Table, places: Sequence[int]) -> list[Problem]:
    names = [read.columns[place] for place in places]
    return [
        Problem("duplicate", _question_twice(name), read.file, None, name)
        for name, times in Counter(names).items()
        if times > 1
    ]


def _neither(text: str) -> Sentence:
    return Sentence(
        id=f"“{text[:40]}” bukan benar atau salah. Isi 1 bila benar, 0 bila salah.",
        en=f"“{text[:40]}” is neither right nor wrong. Write 1 where right and 0 where wrong.",
    )


def _question_twice(name: str) -> Sentence:
    return Sentence(
        id=f"Judul soal “{name}” ada dua kali. Beri setiap soal judulnya sendiri.",
        en=f"The header “{name}” stands twice. Give each question a header of its own.",
    )


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float | None:
    if len(one) < 2 or one.std() == 0 or other.std() == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])
