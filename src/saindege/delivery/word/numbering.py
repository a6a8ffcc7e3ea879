"""Numbers and bullets of lists, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from saindege.delivery.word.package import Element, is_on, name, number, parsed, value
from saindege.delivery.word.properties import Properties, children, paragraph_properties, run_properties

NUMBERING = "word/numbering.xml"
LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MOST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes
    ----------
    pattern : of its label, ``%1.%2`` with the numbers of levels
    after : what stands between label and words: ``tab``, ``space``, ``nothing``
    restart : the level above whose next number starts this one anew; None for any
    """

    start: int
    kind: str
    pattern: str
    after: str
    is_legal: bool
    restart: int | None
    paragraph: Properties
    run: Properties


class Lists:
    """The lists of one document, with how far each has counted; a reader of one document."""

    def __init__(self, levels: Mapping[str, tuple[str, dict[int, Level], dict[int, int]]]) -> None:
        self._levels = levels
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def level(self, key: str, level: int) -> Level | None:
        """Return a level; None where the document has no such list."""
        found = self._levels.get(key)
        return None if found is None else found[1].get(level)

    def label(self, key: str, level: int) -> str:
        """Count on, and return the label of the next paragraph."""
        family, levels, starts = self._levels[key]
        counts = self._counts.setdefault(family, {})
        if key not in self._begun:
            self._begun.add(key)
            # A list that starts over forgets where its family was.
            for each in starts:
                counts.pop(each, None)
        here = levels[level]
        counts[level] = counts[level] + 1 if level in counts else starts.get(level, here.start)
        for deeper in [one for one in counts if one > level]:
            rule = levels[deeper].restart if deeper in levels else None
            if rule != 0 and (rule is None or level < rule):
                del counts[deeper]

        def shown(found: re.Match[str]) -> str:
            place = int(found.group(1)) - 1
            of = levels.get(place, here)
            counted = counts.get(place, starts.get(place, of.start))
            return written(counted, "decimal" if here.is_legal else of.kind)

        return re.sub(r"%([1-9])", shown, here.pattern)


def written(count: int, kind: str) -> str:
    """Return a number as a list writes it."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 8)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < count <= MOST_ROMAN:
        roman, rest = "", count
        for size, sign in _ROMAN:
            roman, rest = roman + sign * (rest // size), rest % size
        return roman if kind == "lowerRoman" else roman.upper()
    if kind == "decimalZero":
        return f"{count:02d}"
    return "" if kind in ("none", "bullet") else str(count)


def levels_of(parts: Mapping[str, bytes]) -> dict[str, tuple[str, dict[int, Level], dict[int, int]]]:
    """Return the levels of each list, the family it counts with, and where it starts over."""
    if NUMBERING not in parts:
        return {}
    root = parsed(parts[NUMBERING])
    families = {
        value(one, "w:abstractNumId"): dict(map(_level, children(one, "w:lvl")))
        for one in children(root, "w:abstractNum")
    }
    found = {}
    for one in children(root, "w:num"):
        family = value(one.find(name("w:abstractNumId")))
        levels, starts = dict(families.get(family, {})), {}
        for change in children(one, "w:lvlOverride"):
            place = int(number(value(change, "w:ilvl")) or 0)
            own = change.find(name("w:lvl"))
            if own is not None:
                levels[place] = _level(own)[1]
            start = number(value(change.find(name("w:startOverride"))))
            if start is not None:
                starts[place] = int(start)
        found[value(one, "w:numId")] = (family, levels, starts)
    return found


def _level(one: Element) -> tuple[int, Level]:
    restart = number(value(one.find(name("w:lvlRestart"))))
    start = number(value(one.find(name("w:start"))))
    return int(number(value(one, "w:ilvl")) or 0), Level(
        start=int(start) if start is not None else 0,
        kind=value(one.find(name("w:numFmt"))) or "decimal",
        pattern=value(one.find(name("w:lvlText"))),
        after=value(one.find(name("w:suff"))) or "tab",
        is_legal=is_on(one.find(name("w:isLgl"))) or False,
        restart=None if restart is None else int(restart),
        paragraph=paragraph_properties(one.find(name("w:pPr"))),
        run=run_properties(one.find(name("w:rPr"))),
    )
