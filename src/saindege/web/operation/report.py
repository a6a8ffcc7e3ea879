"""What a word of the operation answers, for people or as one JSON document."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from saindege.base.errors import Language, SaindegeError

WRONG = 3


@dataclass(frozen=True, slots=True)
class Report:
    """One answer.

    Attributes
    ----------
    document : what ``--json`` prints
    lines : the same for people
    status : 0 done, 3 checked and found wrong
    """

    document: Mapping[str, object]
    lines: Callable[[Language], Iterable[str]]
    status: int = 0


def write(report: Report, *, as_json: bool, language: Language) -> int:
    """Write an answer to standard output; returns its status."""
    if as_json:
        _write_document(report.document)
    else:
        for line in report.lines(language):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return report.status


def write_refusal(refusal: SaindegeError, *, as_json: bool, language: Language) -> None:
    """Write what could not be done: a document, or a sentence on standard error."""
    if as_json:
        _write_document(refusal.as_json(language))
        return
    sys.stderr.write(refusal.sentence.in_language(language) + "\n")
    for problem in refusal.problems:
        sys.stderr.write(f"  {problem.sentence.in_language(language)}\n")


def _write_document(document: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()
