"""Citizen satisfaction (SKM): means of the nine elements, the index (IKM), its interval and its letter."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.interval import Interval
from saindege.service.satisfaction_rules import Grade, SatisfactionRules, load_rules

#: An element that was left blank.
NO_ANSWER = 0

Answers = npt.NDArray[np.int64]
Rounding = Literal["end", "means"]

# Upper 2.5 % point of the normal distribution.
_NORMAL_975 = 1.959963984540054
_LOWEST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ElementMean:
    """One element.

    Attributes
    ----------
    code : e.g. ``WAKTU``; number : 1 to 9
    mean : mean answer of those who answered it, 1 to 4
    weighted : mean x weight
    answered : how many did
    """

    code: str
    number: int
    mean: float
    weighted: float
    answered: int


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The result of a survey.

    Attributes
    ----------
    n : answer sheets with at least one answer
    elements : the nine, by number
    ikm : index, not rounded; 25 to 100 with the weight 1/9
    ikm_ci95 : normal interval of the mean of the respondents' own indices; None with fewer than two
    grade : letter and its name, from the index rounded half up to two decimals
    weight : of each element, as a number; weight_written : as it was asked for
    rounding : ``end`` rounds only for the letter, ``means`` rounds the means to two decimals first
    lowest : codes of the three lowest elements, equal ones by number
    missing : elements left blank
    unanswered : sheets without any answer, in no figure
    rule_version : version of the rules
    """

    n: int
    elements: tuple[ElementMean, ...]
    ikm: float
    ikm_ci95: Interval | None
    grade: Grade
    weight: float
    weight_written: str
    rounding: Rounding
    lowest: tuple[str, ...]
    missing: int
    unanswered: int
    rule_version: str

    def as_json(self) -> dict[str, object]:
        """Return the promised JSON."""
        return {
            "n": self.n,
            "elements": [
                {
                    "code": one.code,
                    "number": one.number,
                    "mean": one.mean,
                    "weighted": one.weighted,
                    "answered": one.answered,
                }
                for one in self.elements
            ],
            "ikm": self.ikm,
            "ikm_ci95": None if self.ikm_ci95 is None else [self.ikm_ci95.low, self.ikm_ci95.high],
            "grade": self.grade.letter,
            "grade_name": self.grade.name.id,
            "weight": self.weight,
            "weight_written": self.weight_written,
            "rounding": self.rounding,
            "lowest": list(self.lowest),
            "missing": self.missing,
            "unanswered": self.unanswered,
            "rule_version": self.rule_version,
        }


def answer_matrix(
    sheets: Iterable[Mapping[str, int | None]], rules: SatisfactionRules | None = None
) -> Answers:
    """Return answer sheets (element code to answer, None or absent where blank) as an array of shape (n, 9)."""
    codes = (rules or load_rules()).codes
    # Written out, because most sheets are whole and there are many of them.
    whole = operator.itemgetter(*codes)
    rows = []
    for sheet in sheets:
        try:
            row = whole(sheet)
        except KeyError:
            row = tuple(sheet.get(code) for code in codes)
        rows.append(row if None not in row else tuple(one or NO_ANSWER for one in row))
    return np.array(rows, dtype=np.int64).reshape(-1, len(codes))


def measure_satisfaction(
    answers: Answers,
    *,
    weight: str | None = None,
    rounding: Rounding = "end",
    rules: SatisfactionRules | None = None,
) -> Satisfaction:
    """Measure a survey.

    Parameters
    ----------
    answers : 1 to 4, ``NO_ANSWER`` where left blank; one row a respondent, columns by element number, shape (n, 9)
    weight : of each element, ``1/9`` (default), ``0.111`` or ``0.11`` as agencies use, or another up to 1/9

    Raises
    ------
    BadInput : nothing_to_estimate, no answers at all or none to an element; out_of_range, an answer or a weight

    Source
    ------
    PermenPANRB 14/2017.

    Assumes
    -------
    A mean divides by those who answered the element: the regulation as restated does not say.
    """
    rules = rules or load_rules()
    written = weight or rules.default_weight
    exact_weight = parse_weight(written)
    _refuse_outside(answers, rules)
    given = answers[(answers != NO_ANSWER).any(axis=1)]
    answered = np.count_nonzero(given, axis=0).tolist()
    if not all(answered):
        raise _nothing(rules, answered)
    # Fractions, so that an index that falls exactly between two hundredths is rounded as on paper.
    means = [
        Fraction(total, count) for total, count in zip(given.sum(axis=0).tolist(), answered, strict=True)
    ]
    if rounding == "means":
        means = [round_half_up(mean, rules.decimals) for mean in means]
    index = sum(means, Fraction(0)) * exact_weight * rules.factor
    order = sorted(range(len(means)), key=lambda at: (means[at], rules.elements[at].number))
    return Satisfaction(
        n=len(given),
        elements=tuple(
            ElementMean(element.code, element.number, float(mean), float(mean * exact_weight), count)
            for element, mean, count in zip(rules.elements, means, answered, strict=True)
        ),
        ikm=float(index),
        ikm_ci95=_interval(given, float(exact_weight) * rules.factor),
        grade=find_grade(index, rules),
        weight=float(exact_weight),
        weight_written=written,
        rounding=rounding,
        lowest=tuple(rules.elements[at].code for at in order[:_LOWEST_SHOWN]),
        missing=int(np.count_nonzero(given == NO_ANSWER)),
        unanswered=len(answers) - len(given),
        rule_version=rules.version,
    )


def parse_weight(text: str) -> Fraction:
    """Read a weight such as ``1/9`` or ``0,111``.

    Raises
    ------
    BadInput : out_of_range, no number above 0 and up to 1/9
    """
    try:
        weight = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        weight = Fraction(0)
    # More than a ninth would allow an index above 100.
    if not 0 < weight <= Fraction(1, 9):
        sentence = Sentence(
            id=f"Bobot “{text}” tidak dapat dipakai. Tulis 1/9, 0.111, atau 0.11.",
            en=f"The weight “{text}” cannot be used. Write 1/9, 0.111 or 0.11.",
        )
        raise BadInput(sentence, code="out_of_range", problems=[Problem("out_of_range", sentence)])
    return weight


def find_grade(index: Fraction | float, rules: SatisfactionRules | None = None) -> Grade:
    """Return the letter of an index, rounded half up first: the bands have gaps between them."""
    rules = rules or load_rules()
    rounded = round_half_up(Fraction(index), rules.decimals)
    return next(grade for grade in rules.grades if rounded >= grade.least)


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round as on paper: 88.305 becomes 88.31."""
    scale = 10**decimals
    return Fraction(math.floor(value * scale + Fraction(1, 2)), scale)


def _interval(given: Answers, points: float) -> Interval | None:
    """Return the normal interval of the respondents' own indices; ``points`` is the index of one weighted answer."""
    if len(given) < 2:
        return None
    # A blank element counts as the respondent's own mean of the others.
    own = given.sum(axis=1) / np.count_nonzero(given, axis=1) * given.shape[1] * points
    half = _NORMAL_975 * float(own.std(ddof=1)) / math.sqrt(len(own))
    return Interval(float(own.mean()) - half, float(own.mean()) + half)


def _refuse_outside(answers: Answers, rules: SatisfactionRules) -> None:
    if np.isin(answers, (NO_ANSWER, *rules.answers)).all():
        return
    sentence = Sentence(
        id=f"Jawaban harus {rules.answers[0]} sampai {rules.answers[-1]}. Perbaiki jawaban yang lain.",
        en=f"Answers are {rules.answers[0]} to {rules.answers[-1]}. Mend the others.",
    )
    raise BadInput(sentence, code="out_of_range", problems=[Problem("out_of_range", sentence)])


def _nothing(rules: SatisfactionRules, answered: Sequence[int]) -> BadInput:
    silent = [element for element, count in zip(rules.elements, answered, strict=True) if not count]
    if len(silent) == len(rules.elements):
        sentence = Sentence(
            id="Belum ada satu jawaban pun, jadi IKM belum dapat dihitung.",
            en="There is not one answer yet, so there is no index.",
        )
    else:
        names = ", ".join(f"{element.column} {element.code}" for element in silent)
        sentence = Sentence(
            id=f"Tidak ada yang menjawab {names}, jadi IKM tidak dapat dihitung. Lengkapi kesembilan unsur.",
            en=f"Nobody answered {names}, so there is no index. All nine elements are needed.",
        )
    problems = [Problem("nothing_to_estimate", sentence, column=element.column) for element in silent]
    return BadInput(sentence, code="nothing_to_estimate", problems=problems)
