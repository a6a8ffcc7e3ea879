"""Styles of a document: what they set, through those that they build on, and the fonts of its theme."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from saindege.delivery.word.package import Element, name, parsed, value
from saindege.delivery.word.properties import (
    Properties,
    children,
    merged,
    paragraph_properties,
    run_properties,
)

STYLES, THEME = "word/styles.xml", "word/theme/theme1.xml"
# A style that builds on itself, through others, ends here.
MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What one style sets, with all below it."""

    paragraph: Properties
    run: Properties


class Styles:
    """The styles of one document."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        root = parsed(parts[STYLES]) if STYLES in parts else None
        self._written: dict[str, Element] = {}
        self._first: dict[str, str] = {}
        self.fonts = _theme_fonts(parts)
        defaults = root.find(name("w:docDefaults")) if root is not None else None
        self.default_run = run_properties(_inside(defaults, "w:rPrDefault", "w:rPr"))
        self.default_paragraph = paragraph_properties(_inside(defaults, "w:pPrDefault", "w:pPr"))
        for one in children(root, "w:style"):
            key = value(one, "w:styleId")
            self._written[key] = one
            if value(one, "w:default") in ("1", "true", "on"):
                self._first.setdefault(value(one, "w:type"), key)
        self.of = functools.lru_cache(maxsize=512)(self._of)

    def default(self, kind: str) -> str:
        """Return the style of what names none: ``paragraph``, ``table``."""
        return self._first.get(kind, "")

    def chain(self, key: str) -> list[Element]:
        """Return a style and those it builds on, the lowest first."""
        found: list[Element] = []
        while key in self._written and len(found) < MOST_STEPS:
            found.append(self._written[key])
            key = value(found[-1].find(name("w:basedOn")))
        return found[::-1]

    def font(self, written: str) -> str:
        """Return the name of a font, that of the theme too."""
        if not written.startswith("theme:"):
            return written
        return self.fonts["major" if written.startswith("theme:major") else "minor"]

    def _of(self, key: str) -> Style:
        chain = self.chain(key)
        return Style(
            merged(*(paragraph_properties(one.find(name("w:pPr"))) for one in chain)),
            merged(*(run_properties(one.find(name("w:rPr"))) for one in chain)),
        )


def _inside(element: Element | None, *path: str) -> Element | None:
    for tag in path:
        if element is None:
            return None
        element = element.find(name(tag))
    return element


def _theme_fonts(parts: Mapping[str, bytes]) -> dict[str, str]:
    found = {"major": "Cambria", "minor": "Calibri"}
    if THEME in parts:
        root = parsed(parts[THEME])
        for kind in found:
            font = next(root.iter(name(f"a:{kind}Font")), None)
            latin = font.find(name("a:latin")) if font is not None else None
            if latin is not None and latin.get("typeface"):
                found[kind] = str(latin.get("typeface"))
    return found
