"""Answer sheets of a satisfaction survey as a table: one row a respondent, one column an element."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.satisfaction import NO_ANSWER, Answers
from saindege.service.satisfaction_rules import Element, SatisfactionRules, load_rules


@dataclass(frozen=True, slots=True)
class AnswerSheets:
    """What was read.

    Attributes
    ----------
    file : name of the file
    answers : as ``measure_satisfaction`` takes them, shape (n, 9)
    columns : ``U1`` to ``U9`` to the headers that hold them
    """

    file: str
    answers: Answers
    columns: dict[str, str]


def read_answers(
    path: Path, sheet: str | None = None, rules: SatisfactionRules | None = None
) -> AnswerSheets:
    """Read answer sheets; columns ``U1`` to ``U9``, element codes or element names.

    Raises
    ------
    BadInput : the file or a column is missing, or answers are not whole numbers from 1 to 4 (all of them named)
    """
    rules = rules or load_rules()
    read = table.read_table(path, sheet)
    words = {element.column: _headers(element) for element in rules.elements}
    place = table.match_columns(read.columns, words, required=list(words), file=read.file)
    problems: list[Problem] = []
    columns = []
    for element in rules.elements:
        column = read.numbers(place[element.column], element.column)
        problems += column.problems
        problems += _outside(read, column.values, element, rules)
        columns.append([NO_ANSWER if value is None else int(value) for value in column.values])
    if problems:
        raise _refusal(read.file, sorted(problems, key=lambda one: (one.row or 0, one.column or "")), rules)
    answers = np.array(columns, dtype=np.int64).T.reshape(-1, len(rules.elements))
    return AnswerSheets(read.file, answers, {name: read.columns[at] for name, at in place.items()})


def _headers(element: Element) -> tuple[str, ...]:
    return (element.code, element.name.id, element.name.en, *element.also)


def _outside(
    read: table.Table, values: list[float | None], element: Element, rules: SatisfactionRules
) -> list[Problem]:
    return [
        Problem("out_of_range", _allowed(value, element, rules), read.file, row, element.column)
        for row, value in zip(read.row_numbers, values, strict=True)
        if value is not None and value not in rules.answers
    ]


def _allowed(value: float, element: Element, rules: SatisfactionRules) -> Sentence:
    lowest, highest = rules.answers[0], rules.answers[-1]
    return Sentence(
        id=f"Jawaban {element.column} ({element.code}) adalah {value:g}; yang ada hanya {lowest} sampai {highest}, "
        "kosongkan bila tidak dijawab.",
        en=f"The answer to {element.column} ({element.code}) is {value:g}; answers are {lowest} to {highest}, "
        "blank where there is none.",
    )


def _refusal(file: str, problems: list[Problem], rules: SatisfactionRules) -> BadInput:
    sentence = Sentence(
        id=f"{file}: {len(problems)} jawaban bukan bilangan bulat {rules.answers[0]} sampai {rules.answers[-1]}, "
        f"mulai baris {problems[0].row}. Perbaiki jawaban itu, atau kosongkan.",
        en=f"{file}: {len(problems)} answer(s) are no whole number from {rules.answers[0]} to {rules.answers[-1]}, "
        f"from row {problems[0].row} on. Mend them, or leave them blank.",
    )
    return BadInput(sentence, code=problems[0].code, problems=problems)
