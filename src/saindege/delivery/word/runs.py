"""The words of a paragraph, in order, whatever Word has wrapped them into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from saindege.delivery.word import drawings
from saindege.delivery.word.fonts import face_of, readable, sign_of
from saindege.delivery.word.model import Break, Count, Look, Note, Piece, Tab, Words
from saindege.delivery.word.package import Element, is_on, name, value
from saindege.delivery.word.properties import Properties, merged, run_properties

if TYPE_CHECKING:
    from saindege.delivery.word.reading import Reading

# Wrapped around words without changing them.
UNWRAPPED = frozenset(
    name(one)
    for one in ("w:smartTag", "w:sdtContent", "w:sdt", "w:customXml", "w:ins", "w:moveTo", "w:dir", "w:bdo", "w:ruby", "w:rubyBase")
)  # fmt: skip
# Where a document says the same twice, for newer and older versions: what the first way may ask of the reader.
KNOWN_WAYS = frozenset({"wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "wp14", "a14"})
PAGES = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}
SMALL = 0.65
HIDDEN_FIELDS = frozenset({"TC", "XE", "RD", "TA", "SET", "ASK"})


@dataclass(slots=True)
class Field:
    """A field that Word counts or looks up; what it found last stands in the document."""

    code: str = ""
    is_result: bool = False

    @property
    def word(self) -> str:
        """What it does, in Word's own word."""
        return next(iter(self.code.split()), "").upper()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows in this paragraph stands on the next page."""


@dataclass(slots=True)
class Told:
    """What a paragraph holds: its pieces, and the text boxes that hang on it."""

    pieces: list[Piece | PageBreak] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def alternative(element: Element) -> Element | None:
    """Return the way that is read of several that say the same."""
    ways = [one for one in element if one.tag == name("mc:Choice")]
    for one in ways:
        if set((one.get("Requires") or "").split()) <= KNOWN_WAYS:
            return one
    fallback = element.find(name("mc:Fallback"))
    return fallback if fallback is not None else next(iter(ways), None)


class RunReader:
    """Read the runs of one paragraph."""

    def __init__(self, reading: Reading, base: Properties) -> None:
        self.reading, self.base, self.told = reading, base, Told()
        self.fields = reading.fields

    def read(self, element: Element, link: str = "") -> None:
        """Read what stands inside an element."""
        for one in element:
            tag = one.tag
            if tag == name("w:r"):
                self._run(one, link)
            elif tag == name("w:hyperlink"):
                relation = self.reading.relations.get(value(one, "r:id"))
                outside = relation.target if relation is not None and relation.is_outside else ""
                self.read(one, outside or link)
            elif tag in UNWRAPPED:
                self.read(one, link)
            elif tag == name("mc:AlternateContent"):
                if (way := alternative(one)) is not None:
                    self.read(way, link)
            elif tag == name("w:fldSimple"):
                self._simple(one, link)
            elif tag in (name("m:oMath"), name("m:oMathPara")):
                self._words("".join(each.text or "" for each in one.iter(name("m:t"))), {}, link)

    def _simple(self, one: Element, link: str) -> None:
        made = Field(value(one, "w:instr"), is_result=True)
        if made.word in PAGES:
            run = one.find(name("w:r"))
            set_here = self._set(run) if run is not None else {}
            self.told.pieces.append(Count(PAGES[made.word], self._look(set_here)))
            return
        self.fields.append(made)
        self.read(one, link)
        self.fields.pop()

    def _set(self, run: Element) -> Properties:
        direct = run_properties(run.find(name("w:rPr")))
        style = self.reading.styles.of(direct["style"]).run if "style" in direct else {}
        return merged(style, direct)

    def _run(self, run: Element, link: str) -> None:
        own = self._set(run)
        if own.get("hidden"):
            return
        for one in run:
            self._part(one, own, link)

    def _part(self, one: Element, own: Properties, link: str) -> None:
        tag = one.tag.rpartition("}")[2]
        if one.tag == name("mc:AlternateContent"):
            way = alternative(one)
            for each in way if way is not None else ():
                self._part(each, own, link)
        elif tag == "fldChar":
            self._field(value(one, "w:fldCharType"), own)
        elif tag == "instrText":
            if self.fields and not self.fields[-1].is_result:
                self.fields[-1].code += one.text or ""
        elif any(
            each.word in PAGES or not each.is_result or each.word in HIDDEN_FIELDS for each in self.fields
        ):
            return
        elif tag == "t":
            self._words(one.text or "", own, link)
        elif tag in ("tab", "ptab"):
            to = value(one, "w:alignment") if tag == "ptab" else ""
            self.told.pieces.append(Tab(self._look(own), to))
        elif tag in ("br", "cr"):
            kind = value(one, "w:type")
            self.told.pieces.append(PageBreak() if kind in ("page", "column") else Break())
        elif tag == "sym":
            code = value(one, "w:char")
            if code and all(sign in "0123456789abcdefABCDEF" for sign in code):
                self._words(sign_of(int(code[-4:], 16)), own, link)
        elif tag in ("noBreakHyphen", "softHyphen"):
            self._words("\u2011" if tag == "noBreakHyphen" else "\u00ad", own, link)
        elif tag == "footnoteReference":
            self.told.pieces.extend(self._note(value(one, "w:id")))
        elif tag in ("drawing", "pict", "object"):
            self._drawing(one, is_old=tag != "drawing")

    def _note(self, key: str) -> Iterator[Note]:
        blocks = self.reading.note(key)
        if blocks:
            yield Note(blocks)

    def _drawing(self, one: Element, *, is_old: bool) -> None:
        relations, gallery = self.reading.relations, self.reading.gallery
        show = drawings.drawn_before if is_old else drawings.drawn
        self.told.pieces.extend(show(one, relations, gallery))
        self.told.boxes.extend(drawings.boxes_of(one))

    def _field(self, kind: str, own: Properties) -> None:
        if kind == "begin":
            self.fields.append(Field())
        elif self.fields and kind == "separate":
            self.fields[-1].is_result = True
        elif self.fields and kind == "end":
            done = self.fields.pop()
            if done.word in PAGES and not any(not each.is_result for each in self.fields):
                self.told.pieces.append(Count(PAGES[done.word], self._look(own)))

    def _words(self, text: str, own: Properties, link: str) -> None:
        if not text:
            return
        read = merged(self.base, own)
        text = readable(text.replace("\n", " "), self.reading.styles.font(str(read.get("font", ""))))
        if read.get("caps"):
            text = text.upper()
        elif read.get("small_caps"):
            for part, is_small in _small_caps(text):
                shrunk = {**own, "size": read.get("size", 10.0) * 0.8} if is_small else own
                self.told.pieces.append(Words(part.upper(), self._look(shrunk), link))
            return
        look, before = self._look(own), self.told.pieces[-1] if self.told.pieces else None
        if isinstance(before, Words) and (before.look, before.link) == (look, link):
            # Word cuts a sentence into many runs that look alike.
            self.told.pieces[-1] = Words(before.text + text, look, link)
        else:
            self.told.pieces.append(Words(text, look, link))

    def _look(self, own: Properties) -> int:
        return self.reading.look(merged(self.base, own))


def look_of(read: Properties, font: str) -> Look:
    """Return how words of these properties look."""
    size, face = float(read.get("size", 10.0)), face_of(font)
    raised = read.get("raised", "")
    shift = float(read.get("shift", 0.0)) + {"superscript": size * 0.34, "subscript": -size * 0.14}.get(
        raised, 0.0
    )
    shown = size * SMALL if raised in ("superscript", "subscript") else size
    return Look(
        font=face.family,
        size=shown,
        ascent=face.ascent * size,
        descent=face.descent * size,
        bold=bool(read.get("bold")),
        italic=bool(read.get("italic")),
        underline=str(read.get("underline", "")),
        strike=bool(read.get("strike")),
        colour=str(read.get("colour", "")),
        shade=str(read.get("shade", "")),
        shift=round(shift, 2),
        spacing=float(read.get("spacing", 0.0)),
    )


def _small_caps(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or text[place].islower() != text[start].islower():
            yield text[start:place], text[start].islower()
            start = place


def is_hidden(element: Element) -> bool:
    """Whether a paragraph is hidden as a whole, mark and all."""
    mark = element.find(name("w:pPr"))
    properties = mark.find(name("w:rPr")) if mark is not None else None
    return (
        properties is not None
        and bool(is_on(properties.find(name("w:vanish"))))
        and not list(element.iter(name("w:t")))
    )
