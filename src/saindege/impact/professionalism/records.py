"""What the index looks at, of many people at once: one column per fact, codes for the words of the rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.base.errors import BadInput, Sentence
from saindege.impact.professionalism import rulebook

Codes = NDArray[np.int8]
Truths = NDArray[np.bool_]
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one person.

    Attributes
    ----------
    person : number or name, as it is to be shown
    post_type : jpt, administrator, pengawas, fungsional or pelaksana
    education : a level of the rule (S3, S2, S1, D4, D3, D2, D1, SMA, SMP, SD, ...), None where not recorded
    post_training : has the leadership training of the level held, or the functional training of the post
    technical_hours : learning hours of technical training, None where not recorded
    seminar : took part in a seminar, workshop, course, apprenticeship or the like
    performance : predicate or number 0 to 100, None where not recorded
    discipline : worst punishment in the last five years; None where not recorded, which counts as none
    """

    person: str
    post_type: str
    education: str | None = None
    post_training: bool = False
    technical_hours: float | None = None
    seminar: bool = False
    performance: str | float | None = None
    discipline: str | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """The same of n people; codes are positions in the rule's lists and -1 where not recorded.

    Attributes
    ----------
    person : labels, length n
    post_type, education, performance, discipline : codes, shape (n,)
    post_training, seminar : shape (n,)
    technical_hours : shape (n,), NaN where not recorded
    """

    person: Sequence[str]
    post_type: Codes
    education: Codes
    post_training: Truths
    technical_hours: NDArray[np.float64]
    seminar: Truths
    performance: Codes
    discipline: Codes

    def __len__(self) -> int:
        return len(self.person)


class UnknownWord(BadInput):
    """A word that the rule does not know."""

    code = "unknown_value"

    def __init__(self, word: object, allowed: Iterable[str]) -> None:
        names = ", ".join(allowed)
        super().__init__(
            Sentence(
                id=f"“{word}” tidak dikenal. Pakai salah satu: {names}.",
                en=f"“{word}” is not known. Use one of: {names}.",
            )
        )


def records_of(people: Sequence[Record], book: rulebook.Rulebook | None = None) -> Records:
    """Arrange people in columns.

    Raises
    ------
    UnknownWord : a kind of post, education, predicate or level that the rule does not know
    """
    book = book or rulebook.load()
    predicates = {name: code for code, step in enumerate(book.performance) for name in step.names}
    levels = {name: code for code, step in enumerate(book.discipline) for name in step.names}
    posts = {rulebook.plain(name): code for code, name in enumerate(book.post_types)}
    educations = {rulebook.plain(name): code for code, name in enumerate(book.educations)}

    def code_of(word: str | float | None, names: dict[str, int], allowed: Iterable[str]) -> int:
        if word is None:
            return UNKNOWN
        code = names.get(rulebook.plain(str(word)))
        if code is None:
            raise UnknownWord(word, allowed)
        return code

    def performance(mark: str | float | None) -> int:
        if isinstance(mark, int | float):
            return book.performance.index(book.predicate_of(mark))
        return code_of(mark, predicates, (step.value for step in book.performance))

    return Records(
        person=[one.person for one in people],
        post_type=_codes(code_of(one.post_type, posts, book.post_types) for one in people),
        education=_codes(code_of(one.education, educations, book.educations) for one in people),
        post_training=np.array([one.post_training for one in people], dtype=np.bool_),
        technical_hours=np.array(
            [np.nan if one.technical_hours is None else one.technical_hours for one in people],
            dtype=np.float64,
        ),
        seminar=np.array([one.seminar for one in people], dtype=np.bool_),
        performance=_codes(performance(one.performance) for one in people),
        discipline=_codes(
            code_of(one.discipline, levels, (step.value for step in book.discipline)) for one in people
        ),
    )


def _codes(values: Iterable[int]) -> Codes:
    return np.fromiter(values, dtype=np.int8)
