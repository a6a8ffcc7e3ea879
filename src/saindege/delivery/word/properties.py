"""Properties of runs and paragraphs as a document writes them, as plain values that later ones overwrite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from saindege.delivery.word.model import Edge, Stop
from saindege.delivery.word.package import LONGEST, Element, bounded, is_on, name, number, points, value

Properties = dict[str, Any]
SIDES = ("top", "right", "bottom", "left")
# Half of these are written by older versions.
_SAME_SIDE = {"start": "left", "end": "right"}
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": "000000", "white": "FFFFFF",
}  # fmt: skip
_UNDERLINES = {
    "single": "single", "words": "single", "double": "double", "wavyDouble": "double", "thick": "thick",
    "dotted": "dotted", "dottedHeavy": "dotted", "none": "",
}  # fmt: skip
# Lines that are several, from above down: widths that are fixed, or the one that is written (None).
_THIN = 0.75
_COMPOUND: dict[str, tuple[float | None, ...]] = {
    "double": (None, None, None),
    "triple": (None, None, None, None, None),
    "thinThickSmallGap": (_THIN, _THIN, None),
    "thickThinSmallGap": (None, _THIN, _THIN),
    "thinThickMediumGap": (_THIN, 1.5, None),
    "thickThinMediumGap": (None, 1.5, _THIN),
    "thinThickLargeGap": (_THIN, 3.0, 1.5),
    "thickThinLargeGap": (1.5, 3.0, _THIN),
    "thinThickThinSmallGap": (_THIN, _THIN, None, _THIN, _THIN),
}
_DASHED = {
    "dotted": "dotted",
    "dashed": "dashed",
    "dashSmallGap": "dashed",
    "dotDash": "dashed",
    "dotDotDash": "dashed",
}
AUTO_SPACE = 14.0
MOST_SIZE, MOST_TIMES = 400.0, 132.0


def colour(written: str) -> str:
    """Return six hexadecimal digits, or nothing for what is left to the reader."""
    return (
        written.upper()
        if len(written) == 6 and all(sign in "0123456789abcdefABCDEF" for sign in written)
        else ""
    )


def run_properties(element: Element | None) -> Properties:
    """Return what ``w:rPr`` sets."""
    found: Properties = {}
    for one in element if element is not None else ():
        read = _RUN.get(one.tag)
        if read is not None:
            found.update(read(one))
    return found


def _fonts(one: Element) -> Properties:
    for attribute in ("w:ascii", "w:hAnsi", "w:asciiTheme", "w:hAnsiTheme"):
        if written := value(one, attribute):
            return {"font": ("theme:" if attribute.endswith("Theme") else "") + written}
    return {}


def _size(one: Element) -> Properties:
    found = number(value(one))
    return {"size": min(max(found / 2, 1.0), MOST_SIZE)} if found else {}


def _shading(one: Element) -> Properties:
    return {"shade": colour(value(one, "w:fill"))}


def _switch(word: str) -> Callable[[Element], Properties]:
    return lambda one: {word: is_on(one)}


_RUN: dict[str, Callable[[Element], Properties]] = {
    name("w:rFonts"): _fonts,
    name("w:sz"): _size,
    name("w:b"): _switch("bold"),
    name("w:i"): _switch("italic"),
    name("w:strike"): _switch("strike"),
    name("w:dstrike"): _switch("strike"),
    name("w:caps"): _switch("caps"),
    name("w:smallCaps"): _switch("small_caps"),
    name("w:vanish"): _switch("hidden"),
    name("w:u"): lambda one: {
        "underline": _UNDERLINES.get(value(one), "dashed" if "ash" in value(one) else "single")
    },
    name("w:color"): lambda one: {"colour": colour(value(one))},
    name("w:highlight"): lambda one: {"shade": _HIGHLIGHTS.get(value(one), "")},
    name("w:shd"): _shading,
    name("w:vertAlign"): lambda one: {"raised": value(one)},
    name("w:position"): lambda one: {"shift": bounded((number(value(one)) or 0.0) / 2)},
    name("w:spacing"): lambda one: {"spacing": points(value(one)) or 0.0},
    name("w:rStyle"): lambda one: {"style": value(one)},
}


def paragraph_properties(element: Element | None) -> Properties:
    """Return what ``w:pPr`` sets."""
    found: Properties = {}
    for one in element if element is not None else ():
        read = _PARAGRAPH.get(one.tag)
        if read is not None:
            found.update(read(one))
    return found


def _indents(one: Element) -> Properties:
    found: Properties = {}
    for attribute, word in (
        ("w:start", "left"),
        ("w:left", "left"),
        ("w:end", "right"),
        ("w:right", "right"),
    ):
        if (length := points(value(one, attribute))) is not None:
            found[word] = length
    if (length := points(value(one, "w:firstLine"))) is not None:
        found["first"] = length
    if (length := points(value(one, "w:hanging"))) is not None:
        found["first"] = -length
    return found


def _spacing(one: Element) -> Properties:
    found: Properties = {}
    for word in ("before", "after"):
        if (length := points(value(one, f"w:{word}"))) is not None:
            found[word] = length
        automatic = value(one, f"w:{word}Autospacing")
        if automatic in ("1", "true", "on"):
            found[word] = AUTO_SPACE
    if (line := number(value(one, "w:line"))) is not None:
        rule = {"exact": "exact", "atLeast": "least"}.get(value(one, "w:lineRule"), "times")
        found["rule"], found["line"] = (
            rule,
            min(
                max(line / (240.0 if rule == "times" else 20.0), 0.1),
                LONGEST if rule != "times" else MOST_TIMES,
            ),
        )
    return found


def _numbering(one: Element) -> Properties:
    found: Properties = {}
    for child in one:
        if child.tag == name("w:numId"):
            found["list"] = value(child)
        elif child.tag == name("w:ilvl"):
            found["level"] = int(number(value(child)) or 0)
    return found


def _stops(one: Element) -> Properties:
    found: dict[float, Stop | None] = {}
    for child in one:
        at, kind = points(value(child, "w:pos")), value(child)
        if at is None or kind in ("bar", "num"):
            continue
        align = {"end": "right", "right": "right", "decimal": "right", "center": "center"}.get(kind, "left")
        fill = {"dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_", "heavy": "_"}.get(
            value(child, "w:leader"), ""
        )
        found[round(at, 2)] = None if kind == "clear" else Stop(at, align, fill)
    return {"stops": found}


def edge(one: Element) -> Edge | None:
    """Return a border; None where it says that there is none."""
    kind = value(one)
    if kind in ("nil", "none", ""):
        return None
    written = min((number(value(one, "w:sz")) or 4.0) / 8, 12.0)
    bands = tuple(written if each is None else each for each in _COMPOUND.get(kind, (None,)))
    space = min(number(value(one, "w:space")) or 0.0, 31.0)
    return Edge(bands, colour(value(one, "w:color")), _DASHED.get(kind, "solid"), space)


def edges(element: Element | None) -> dict[str, Edge | None]:
    """Return borders by side, those inside a table too."""
    found = {}
    for one in element if element is not None else ():
        side = one.tag.rpartition("}")[2]
        found[_SAME_SIDE.get(side, side)] = edge(one)
    return found


_PARAGRAPH: dict[str, Callable[[Element], Properties]] = {
    name("w:pStyle"): lambda one: {"style": value(one)},
    name("w:jc"): lambda one: {"align": _alignment(value(one))},
    name("w:ind"): _indents,
    name("w:spacing"): _spacing,
    name("w:keepNext"): _switch("keep_next"),
    name("w:keepLines"): _switch("keep_lines"),
    name("w:pageBreakBefore"): _switch("turn"),
    name("w:widowControl"): _switch("widow"),
    name("w:contextualSpacing"): _switch("contextual"),
    name("w:numPr"): _numbering,
    name("w:tabs"): _stops,
    name("w:pBdr"): lambda one: {"edges": edges(one)},
    name("w:shd"): lambda one: {"fill": colour(value(one, "w:fill"))},
}


def _alignment(written: str) -> str:
    both = {"both", "distribute", "lowKashida", "mediumKashida", "highKashida", "thaiDistribute"}
    return (
        "justify"
        if written in both
        else {"center": "center", "right": "right", "end": "right"}.get(written, "left")
    )


def merged(*layers: Mapping[str, Any]) -> Properties:
    """Lay properties over one another; the later ones win, tab stops add up."""
    found: Properties = {}
    for layer in layers:
        if "stops" in layer and "stops" in found:
            found = {**found, **layer, "stops": {**found["stops"], **layer["stops"]}}
        else:
            found.update(layer)
    return found


def children(element: Element | None, tag: str) -> Iterator[Element]:
    """Yield the children of a name."""
    if element is not None:
        yield from element.iterchildren(name(tag))
