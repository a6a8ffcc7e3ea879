"""What a verb answers, and how it is written out."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from uuid import UUID

import click

from saindege.base.errors import Language, Sentence
from saindege.cli.frame.manner import Manner, language

Lines = Callable[[Language], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one verb.

    Attributes
    ----------
    document : what ``--json`` prints; its keys are a promise
    lines : the same for people, in one language; may hold ``click.style`` colours
    status : 0 done, 3 checked and found wrong
    """

    document: Mapping[str, object]
    lines: Lines
    status: int = 0


def write(answer: Answer, how: Manner) -> None:
    """Write an answer to standard output."""
    if how.json:
        write_document(answer.document)
    else:
        for line in answer.lines(how.language):
            click.echo(line)
        sys.stdout.flush()


def write_document(document: Mapping[str, object]) -> None:
    """Write exactly one JSON document; indented where a person looks at it."""
    indent = 2 if sys.stdout.isatty() else None
    sys.stdout.write(json.dumps(plain(document), ensure_ascii=False, allow_nan=False, indent=indent) + "\n")
    sys.stdout.flush()


def plain(value: object) -> object:
    """Turn a value into what JSON holds: a number that is none becomes null."""
    if value is None or (isinstance(value, (str, bool, int)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Sentence):
        return value.in_language(language())
    if isinstance(value, Decimal):
        return plain(float(value))
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (PurePath, UUID)):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    # Arrays and numbers of numpy, without importing it.
    tolist = getattr(value, "tolist", None)
    if callable(tolist):
        return plain(tolist())
    raise TypeError(f"{type(value).__name__} has no place in JSON")
