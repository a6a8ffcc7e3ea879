"""One citizen's answer as it arrives: checked, made nameless, dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service import satisfaction_rules
from saindege.service.survey_comments import hide_identity
from saindege.service.survey_rules import SurveyRules, load_rules


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """What one citizen said.

    Attributes
    ----------
    elements : code of the element to answer 1 to 4, None where left blank
    comment : without numbers and addresses by which somebody could be found; empty where there is none
    """

    elements: dict[str, int | None]
    comment: str


def read_answer(
    said: Mapping[str, str], comment: str = "", *, rules: SurveyRules | None = None
) -> SurveyAnswer:
    """Read one answer.

    Parameters
    ----------
    said : code of the element to what was chosen, ``"1"`` to ``"4"``, empty or absent where left blank
    comment : as it was written

    Raises
    ------
    BadInput : out_of_range, a choice that is none; nothing_to_estimate, no element was answered; each problem names
        its element
    """
    rules = rules or load_rules()
    allowed = {str(mark): mark for mark in satisfaction_rules.load_rules().answers}
    chosen = {question.code: said.get(question.code, "").strip() for question in rules.questions}
    wrong = [code for code, mark in chosen.items() if mark and mark not in allowed]
    if wrong:
        sentence = Sentence(
            id=f"Jawaban {', '.join(wrong)} harus 1, 2, 3 atau 4. Kosongkan bila tidak dijawab.",
            en=f"The answer to {', '.join(wrong)} must be 1, 2, 3 or 4. Leave it blank where there is none.",
        )
        problems = [Problem("out_of_range", sentence, column=code) for code in wrong]
        raise BadInput(sentence, code="out_of_range", problems=problems)
    elements = {code: allowed.get(mark) for code, mark in chosen.items()}
    if not any(elements.values()):
        sentence = Sentence(
            id="Belum ada pertanyaan yang dijawab. Pilih paling sedikit satu jawaban.",
            en="No question has been answered yet. Choose at least one answer.",
        )
        first = rules.questions[0].code
        raise BadInput(
            sentence,
            code="nothing_to_estimate",
            problems=[Problem("nothing_to_estimate", sentence, column=first)],
        )
    return SurveyAnswer(elements, hide_identity(comment)[: rules.most_comment].strip())


def day_of_answer(
    told: date | None, *, opened_on: date, today: date, rules: SurveyRules | None = None
) -> date:
    """Return the day on which an answer counts: the day that the phone tells, where that can be.

    A phone without signal sends later; a phone whose clock is wrong must not move an answer into another year.

    Parameters
    ----------
    told : by the device; None where it tells nothing
    opened_on : first day of the code
    """
    rules = rules or load_rules()
    if told is None:
        return today
    earliest = max(opened_on, today - timedelta(days=rules.late_days))
    return told if earliest <= told <= today else today
