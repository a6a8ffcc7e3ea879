"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass

from saindege.base.errors import Sentence

NOTHING_TO_DO = Sentence(id="", en="")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, and what to do when it is not well.

    Attributes
    ----------
    code : snake_case word for machines
    ok : whether all is well here
    message : what was seen
    advice : what to do; empty when all is well
    """

    code: str
    ok: bool
    message: Sentence
    advice: Sentence = NOTHING_TO_DO


def well(code: str, indonesian: str, english: str) -> Finding:
    """Make a finding that all is well."""
    return Finding(code, True, Sentence(id=indonesian, en=english))


def wrong(code: str, message: tuple[str, str], advice: tuple[str, str]) -> Finding:
    """Make a finding that something is wrong; each pair is Indonesian, English."""
    return Finding(code, False, Sentence(id=message[0], en=message[1]), Sentence(id=advice[0], en=advice[1]))
