"""One question of a bank: what it asks, what is right, how an answer is marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from saindege.base.errors import BadInput, Sentence

Kind = Literal["one", "several", "truth", "number", "text", "order"]
KINDS: tuple[Kind, ...] = ("one", "several", "truth", "number", "text", "order")
MOST_OPTIONS, LONGEST_TEXT, LONGEST_ANSWER = 12, 2000, 200
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its key.

    Attributes
    ----------
    kind : how it is answered
    text : what is asked
    options : words to choose from or to put in order; none for the other kinds
    key : what is right: positions of options (one, several), true or false, a number with its tolerance,
        accepted words, or for an order the positions as they stand
    """

    kind: Kind
    text: str
    options: tuple[str, ...]
    key: Any


class QuestionRefused(BadInput):
    """A question that cannot be asked or marked."""

    code = "invalid"


def read_question(kind: str, text: str, lines: Sequence[str], *, tolerance: str = "") -> Question:
    """Read a question as it is written down: right options carry a star.

    Parameters
    ----------
    lines : options, one a line, those that are right begin with ``*``; for a number or words, each right answer;
        for true or false one line; for an order the right one
    tolerance : how far a number may be off

    Raises
    ------
    QuestionRefused : no text, too few options, no key, or more than one where one is asked
    """
    words = [line.strip() for line in lines if line.strip()]
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise _refuse("Tulis pertanyaannya.", "Write what is asked.")
    if len(words) > MOST_OPTIONS:
        raise _refuse(
            f"Paling banyak {MOST_OPTIONS} baris jawaban.", f"At most {MOST_OPTIONS} lines of answers."
        )
    if kind in ("one", "several"):
        return _choice(kind, text.strip(), words)  # type: ignore[arg-type] # checked just above
    if kind == "truth":
        return Question("truth", text.strip(), (), _truth(words))
    if kind == "number":
        return Question("number", text.strip(), (), _number_key(words, tolerance))
    if kind == "text":
        if not words:
            raise _refuse("Tulis paling sedikit satu jawaban yang benar.", "Write at least one right answer.")
        return Question("text", text.strip(), (), words)
    if kind == "order":
        _require_options(words)
        return Question("order", text.strip(), tuple(words), list(range(len(words))))
    raise _refuse("Pilih jenis soal.", "Choose the kind of question.")


def score(question: Question, answer: Any) -> float:
    """Return how right an answer is, 0 to 1; whatever is no answer at all is 0.

    Several answers: the share of options judged rightly beyond guessing all or none, never below 0.
    An order: the share of pairs of neighbours that stand in the right order.
    """
    if question.kind == "one":
        return float(answer == question.key[0] and type(answer) is int)
    if question.kind == "several":
        return _score_several(question, answer)
    if question.kind == "truth":
        return float(answer is question.key)
    if question.kind == "number":
        value = read_number(answer)
        return float(value is not None and abs(value - question.key[0]) <= question.key[1] + 1e-12)
    if question.kind == "text":
        return float(isinstance(answer, str) and _plain(answer) in {_plain(word) for word in question.key})
    return _score_order(question, answer)


def read_number(answer: Any) -> float | None:
    """Read a number as people type it, with a decimal comma or point; None for anything else."""
    if isinstance(answer, bool):
        return None
    if isinstance(answer, int | float):
        return float(answer)
    text = str(answer or "").strip().replace(" ", "").replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else None


def fits(question: Question, answer: Any) -> bool:
    """Say whether an answer has the shape that the question asks for; nothing else is stored."""
    count = len(question.options)
    if question.kind == "one":
        return type(answer) is int and 0 <= answer < count
    if question.kind in ("several", "order"):
        whole = isinstance(answer, list) and all(type(one) is int and 0 <= one < count for one in answer)
        least = count if question.kind == "order" else 0
        return whole and len(set(answer)) == len(answer) and len(answer) >= least
    if question.kind == "truth":
        return isinstance(answer, bool)
    return isinstance(answer, str) and len(answer) <= LONGEST_ANSWER


def _score_several(question: Question, answer: Any) -> float:
    if not isinstance(answer, list):
        return 0.0
    chosen, right = set(answer), set(question.key)
    wrong = len(question.options) - len(right)
    hit = len(chosen & right) / len(right)
    false = len(chosen - right) / wrong if wrong else 0.0
    return max(0.0, hit - false)


def _score_order(question: Question, answer: Any) -> float:
    if not fits(question, answer):
        return 0.0
    pairs = len(answer) - 1
    return float(sum(answer[place + 1] == answer[place] + 1 for place in range(pairs)) / pairs)


def _choice(kind: Literal["one", "several"], text: str, words: list[str]) -> Question:
    _require_options(words)
    right = [place for place, word in enumerate(words) if word.startswith("*")]
    options = tuple(word.lstrip("*").strip() for word in words)
    if not right:
        raise _refuse(
            "Beri bintang (*) di depan jawaban yang benar.", "Put a star (*) before the right answer."
        )
    if kind == "one" and len(right) > 1:
        raise _refuse("Soal satu jawaban hanya boleh punya satu bintang.", "One answer, one star.")
    if len(set(options)) < len(options) or "" in options:
        raise _refuse(
            "Ada pilihan yang kosong atau sama. Bedakan.", "An option is blank or twice. Tell them apart."
        )
    return Question(kind, text, options, right)


def _truth(words: list[str]) -> bool:
    plain = [_plain(word.lstrip("*")) for word in words]
    if plain in (["benar"], ["true"]):
        return True
    if plain in (["salah"], ["false"]):
        return False
    raise _refuse("Tulis benar atau salah sebagai jawabannya.", "Write true or false as the answer.")


def _number_key(words: list[str], tolerance: str) -> list[float]:
    value = read_number(words[0]) if len(words) == 1 else None
    room = read_number(tolerance) if tolerance.strip() else 0.0
    if value is None or room is None or room < 0:
        raise _refuse(
            "Tulis satu angka yang benar, dan selisih yang masih diterima.",
            "Write one right number, and how far off is still accepted.",
        )
    return [value, room]


def _require_options(words: list[str]) -> None:
    if len(words) < 2 or len(set(words)) < len(words):
        raise _refuse(
            "Tulis paling sedikit dua pilihan yang berbeda.", "Write at least two different options."
        )


def _plain(text: str) -> str:
    """Return words as they are compared: without case, accents, signs or doubled spaces."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^\w]+", " ", bare.casefold()).split())


def _refuse(indonesian: str, english: str) -> QuestionRefused:
    return QuestionRefused(Sentence(id=indonesian, en=english))
