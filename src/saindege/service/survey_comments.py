"""Comments of citizens: made nameless at the door, and put under themes by words that everybody can read."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from saindege.base.errors import Sentence

HIDDEN = "[...]"
# A NIK, a telephone number, an address on the internet or of a mailbox; a price in thousands stays.
_IDENTITY = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+|(?<!\w)@\w{3,}|(?<![\d.])\+?\d(?:[ .-]?\d){8,}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class ThemeRule:
    """A theme and the beginnings of words that mean it."""

    code: str
    name: Sentence
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeRules:
    """One version of the word lists."""

    version: str
    themes: tuple[ThemeRule, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """What was written about one theme.

    Attributes
    ----------
    name : in both languages; None for comments without any known word
    comments : that fall under it, in the order given
    found : words that were found with the number of comments that hold them, the most frequent first
    """

    name: Sentence | None
    comments: tuple[str, ...]
    found: tuple[tuple[str, int], ...]


@functools.cache
def load_themes() -> ThemeRules:
    """Read the word lists that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/comment_themes.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return ThemeRules(
        version=table["version"],
        themes=tuple(
            ThemeRule(row["code"], Sentence(row["name"], row["english"]), tuple(row["words"]))
            for row in table["theme"]
        ),
    )


def hide_identity(text: str) -> str:
    """Return a comment in one line, without numbers and addresses by which somebody could be found."""
    plain = "".join(
        " " if unicodedata.category(letter)[0] in "CZ" else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    return _IDENTITY.sub(HIDDEN, " ".join(plain.split()))


def group_by_theme(comments: Iterable[str], rules: ThemeRules | None = None) -> list[Theme]:
    """Return the themes that were written about, the most frequent first; comments without a known word last.

    A comment may stand under several themes; it stands once under each.
    """
    rules = rules or load_themes()
    comments = list(comments)
    under: dict[str, list[str]] = {theme.code: [] for theme in rules.themes}
    found: dict[str, Counter[str]] = {theme.code: Counter() for theme in rules.themes}
    without = []
    for comment in comments:
        spoken = _words(comment)
        hits = {theme.code: _hits(spoken, theme.words) for theme in rules.themes}
        for code, words in hits.items():
            if words:
                under[code].append(comment)
                found[code].update(words)
        if not any(hits.values()):
            without.append(comment)
    themes = [
        Theme(rule.name, tuple(under[rule.code]), _most_frequent(found[rule.code]))
        for rule in rules.themes
        if under[rule.code]
    ]
    themes.sort(key=lambda theme: -len(theme.comments))
    return themes + ([Theme(None, tuple(without), ())] if without else [])


def _words(comment: str) -> list[str]:
    return re.findall(r"\w+", comment.casefold())


def _hits(spoken: Sequence[str], words: Iterable[str]) -> set[str]:
    """Return the words of a list that a comment holds; short ones must stand alone, or "ac" would find "acara"."""
    line = " " + " ".join(spoken)
    return {word for word in words if (f" {word} " in line + " " if len(word) < 4 else f" {word}" in line)}


def _most_frequent(found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
