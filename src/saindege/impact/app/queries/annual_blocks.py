"""Building blocks of the annual report: words, tables, charts as plain data."""

from __future__ import annotations

from typing import Any

from saindege.base.errors import Language, Sentence
from saindege.impact.app.queries.value_words import millions, say_signed

Block = dict[str, Any]


class Say:
    """Words in the language of the report."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, indonesian: str, english: str) -> str:
        return Sentence(id=indonesian, en=english).in_language(self.language)

    def number(self, number: float, decimals: int = 0) -> str:
        return say_signed(number, decimals, self.language)

    def rupiah(self, amount: float) -> str:
        return millions(amount, self.language)


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "words": words}


def note(words: str) -> Block:
    """A quiet paragraph: source, limit, version."""
    return {"kind": "note", "words": words}


def table_of(caption: str, columns: list[str], rows: list[list[str]], numeric: list[bool]) -> Block:
    """A table; ``numeric`` says which columns are aligned to the right."""
    return {"kind": "table", "caption": caption, "columns": columns, "rows": rows, "numeric": numeric}
