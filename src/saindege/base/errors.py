"""Errors that a person can act on: what could not be done, where, and what to do next.

SaindegeError          something could not be done; the sentence says what to do next
└── BadInput           what was handed in cannot be used; the command line ends with status 2
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for a person, in both languages of the product.

    Attributes
    ----------
    id : the Indonesian sentence
    en : the English sentence
    """

    id: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.en if language == "en" else self.id

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in what was handed in.

    Attributes
    ----------
    code : snake_case word for machines, e.g. ``not_a_date``
    sentence : what is wrong and what is allowed
    file : file name as the user gave it, without its folder
    row : row as a spreadsheet shows it, the header being row 1 when it stands first
    column : our English name of the column, whatever the file calls it
    """

    code: str
    sentence: Sentence
    file: str | None = None
    row: int | None = None
    column: str | None = None

    def in_file(self, file: str) -> Problem:
        """Return the same problem with its file named."""
        return replace(self, file=file)

    def as_json(self, language: Language = "id") -> dict[str, object]:
        """Return the promised JSON shape: file, row, column, code, message."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "message": self.sentence.in_language(language),
        }


class SaindegeError(Exception):
    """Something could not be done; the sentence says what to do next."""

    code = "failed"

    def __init__(
        self, sentence: Sentence, *, code: str | None = None, problems: Iterable[Problem] = ()
    ) -> None:
        super().__init__(sentence.id)
        self.sentence = sentence
        self.code = code or type(self).code
        self.problems: tuple[Problem, ...] = tuple(problems)

    def as_json(self, language: Language = "id") -> dict[str, object]:
        """Return the promised JSON shape of an error."""
        return {
            "error": {
                "code": self.code,
                "message": self.sentence.in_language(language),
                "problems": [problem.as_json(language) for problem in self.problems],
            }
        }


class BadInput(SaindegeError):
    """What was handed in cannot be used; nothing of it was stored."""

    code = "bad_input"
