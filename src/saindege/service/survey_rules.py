"""How citizens are asked: questions in plain words, and limits; dated data, read from ``rules/survey.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources

from saindege.base.errors import Sentence
from saindege.service import satisfaction_rules


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the survey.

    Attributes
    ----------
    code, number : of its element
    name, asks : the element, and the question about it
    options : the answers 1 to 4, from bad to good
    """

    code: str
    number: int
    name: Sentence
    asks: Sentence
    options: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SurveyRules:
    """One version of the survey.

    Attributes
    ----------
    version, in_force_from, source : printed with the report
    code_days, open_days : how long a one-time and an open code can be used
    most_codes : of one sheet
    least_group : answers or comments that a group needs to be shown
    most_comment : letters
    late_days : within which an answer given without signal counts on its own day
    open_most_per_hour : answers by one open code
    questions : by number
    """

    version: str
    in_force_from: date
    source: str
    code_days: int
    open_days: int
    most_codes: int
    least_group: int
    most_comment: int
    late_days: int
    open_most_per_hour: int
    questions: tuple[Question, ...]


@functools.cache
def load_rules() -> SurveyRules:
    """Read the rules that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/survey.toml").read_text("utf-8")
    table = tomllib.loads(text)
    asked = {row["code"]: row for row in table["question"]}
    return SurveyRules(
        version=table["version"],
        in_force_from=table["in_force_from"],
        source=table["source"],
        code_days=table["code_days"],
        open_days=table["open_days"],
        most_codes=table["most_codes"],
        least_group=table["least_group"],
        most_comment=table["most_comment"],
        late_days=table["late_days"],
        open_most_per_hour=table["open_most_per_hour"],
        questions=tuple(
            Question(
                code=element.code,
                number=element.number,
                name=element.name,
                asks=Sentence(asked[element.code]["asks"], asked[element.code]["english"]),
                options=tuple(
                    Sentence(indonesian, english)
                    for indonesian, english in zip(
                        element.options, asked[element.code]["options_english"], strict=True
                    )
                ),
            )
            for element in satisfaction_rules.load_rules().elements
        ),
    )
