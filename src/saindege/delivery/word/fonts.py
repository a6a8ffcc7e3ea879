"""Which of our fonts stands for a font of the document, and how high its lines are.

The heights are those of the fonts themselves, so that as many lines stand on a page as in Word: ascent with the gap
between lines, descent, in parts of the size.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """A family that the press carries.

    Attributes
    ----------
    ascent, descent : of a line, in parts of the size of its letters
    """

    family: str
    ascent: float
    descent: float


SANS = Face("Saindege Office Sans", 0.9380, 0.2119)
SERIF = Face("Saindege Office Serif", 0.9336, 0.2163)
ROUND = Face("Saindege Office Round", 0.9521, 0.2686)
TEXT = Face("Saindege Office Text", 0.9502, 0.2222)
BOOK = Face("Saindege Office Book", 0.9300, 0.2400)
MONO = Face("Saindege Office Mono", 0.8325, 0.3003)
# Of the same widths, sign by sign: a line breaks where it breaks in Word.
SAME = {
    "arial": SANS, "helvetica": SANS, "liberation sans": SANS, "arimo": SANS, "arial unicode ms": SANS,
    "times new roman": SERIF, "times": SERIF, "liberation serif": SERIF, "tinos": SERIF,
    "calibri": ROUND, "carlito": ROUND, "cambria": TEXT, "caladea": TEXT,
    "bookman old style": BOOK, "bookman": BOOK, "tex gyre bonum": BOOK, "urw bookman": BOOK,
    "courier new": MONO, "courier": MONO, "liberation mono": MONO, "cousine": MONO,
    "symbol": SANS, "wingdings": SANS, "wingdings 2": SANS, "wingdings 3": SANS, "webdings": SANS,
}  # fmt: skip
_SERIF = (
    "roman",
    "serif",
    "garamond",
    "georgia",
    "palatino",
    "book antiqua",
    "century",
    "constantia",
    "minion",
)
_MONO = ("mono", "courier", "consolas", "typewriter")
_ROUND = ("calibri", "carlito", "lato", "candara", "aptos")
# Letters of the picture fonts that lists are bulleted and boxes ticked with.
SIGNS = {
    0xB7: "•", 0xA7: "▪", 0xD8: "►", 0xFC: "✓", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0x76: "◆", 0x75: "◆",
    0x6C: "●", 0xFE: "■", 0xFB: "×", 0xE0: "→", 0xF0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0x52: "■", 0xA3: "□",
    0x2D: "–", 0xAE: "→", 0xD2: "®", 0xD4: "™", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA0: "€", 0xD6: "√",
}  # fmt: skip
PICTURE_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})


def face_of(font: str) -> Face:
    """Return the family that stands for a font."""
    word = font.casefold().strip()
    if word in SAME:
        return SAME[word]
    if any(part in word for part in _MONO):
        return MONO
    if any(part in word for part in _SERIF) and "sans" not in word:
        return SERIF
    return ROUND if any(part in word for part in _ROUND) else SANS


def is_same(font: str) -> bool:
    """Whether ours has the widths of a font."""
    return font.casefold().strip() in SAME


def sign_of(code: int) -> str:
    """Return the sign that a letter of a picture font shows."""
    return SIGNS.get(code & 0xFF, "•")


def readable(text: str, font: str) -> str:
    """Return words without the letters of picture fonts, which mean nothing outside them."""
    if font.casefold().strip() in PICTURE_FONTS:
        return "".join(sign if sign.isspace() else sign_of(ord(sign)) for sign in text)
    if any("\ue000" <= sign <= "\uf8ff" for sign in text):
        return "".join(sign_of(ord(sign)) if "\ue000" <= sign <= "\uf8ff" else sign for sign in text)
    return text
