"""Read a filled document into the model of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from saindege.delivery.word import numbering
from saindege.delivery.word.drawings import Gallery
from saindege.delivery.word.model import Block, Look, Paragraph, Piece, Shape, Table, Turn, WordPaper, Words
from saindege.delivery.word.package import (
    BODY,
    Element,
    Relation,
    name,
    number,
    parsed,
    points,
    relations,
    value,
)
from saindege.delivery.word.paragraphs import label_of, mark_of, resolved, same_frame, shape_of
from saindege.delivery.word.properties import Properties, children, merged
from saindege.delivery.word.runs import (
    UNWRAPPED,
    Field,
    PageBreak,
    RunReader,
    Told,
    alternative,
    is_hidden,
    look_of,
)
from saindege.delivery.word.sections import sections_of
from saindege.delivery.word.styles import Styles
from saindege.delivery.word.tables import table_of

SETTINGS, CORE, NOTES = "word/settings.xml", "docProps/core.xml", "word/footnotes.xml"
# The version of Word since which a table stands with its border at the margin, not with its words.
TABLES_AT_THE_BORDER = 15
USUAL_TAB = 36.0
# How wide a letter is at least, in parts of its size; and the sign that lets a line break at it.
LETTER, MAY_BREAK = 0.27, "\u200b"
ADDS_SPACES = "w:doNotUseHTMLParagraphAutoSpacing"
TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Reader:
    """Reads the documents of one template: its styles and lists are read once.

    Parameters
    ----------
    parts : of the template, or of the one document that there is
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.styles = Styles(parts)
        self.levels = numbering.levels_of(parts)
        settings = parsed(parts[SETTINGS]) if SETTINGS in parts else None
        self.default_tab = _setting(settings, "w:defaultTabStop") or USUAL_TAB
        self.has_even = settings is not None and settings.find(name("w:evenAndOddHeaders")) is not None
        self.version = _version(settings)
        # Of two distances that meet Word keeps the larger one, unless an old document asks for both.
        self.adds_spaces = settings is not None and next(settings.iter(name(ADDS_SPACES)), None) is not None

    def read(self, parts: Mapping[str, bytes]) -> WordPaper:
        """Return the pages of a filled document.

        Raises
        ------
        lxml.etree.LxmlError : a part is no XML
        """
        reading = Reading(self, parts)
        sections = sections_of(reading, parsed(parts[BODY]).find(name("w:body")))
        core = parsed(parts[CORE]) if CORE in parts else None
        title = core.find(TITLE) if core is not None else None
        return WordPaper(
            title=(title.text or "") if title is not None else "",
            looks=list(reading.looks),
            shapes=list(reading.shapes),
            sections=sections,
            default_tab=self.default_tab,
            pictures=reading.gallery.pictures,
        )


class Reading:
    """What is known while one document is read."""

    def __init__(self, reader: Reader, parts: Mapping[str, bytes]) -> None:
        self.parts, self.styles, self.reader = parts, reader.styles, reader
        self.lists = numbering.Lists(reader.levels)
        self.gallery = Gallery(parts)
        self.looks: dict[Look, int] = {}
        self.shapes: dict[Shape, int] = {}
        self.fields: list[Field] = []
        self.relations: Mapping[str, Relation] = {}
        # What a table's style sets for the paragraphs inside it.
        self.around: tuple[Properties, Properties] = ({}, {})
        self._notes: dict[str, Element] | None = None

    def within(self, part: str) -> None:
        """Follow the references of this part from now on."""
        self.relations = relations(self.parts, part)

    def look(self, read: Properties) -> int:
        """Return the place of a look."""
        made = look_of(read, self.styles.font(str(read.get("font", "Times New Roman"))))
        return self.looks.setdefault(made, len(self.looks))

    def note(self, key: str) -> list[Block]:
        """Return the blocks of a footnote."""
        if self._notes is None:
            root = parsed(self.parts[NOTES]) if NOTES in self.parts else None
            self._notes = {value(one, "w:id"): one for one in children(root, "w:footnote")}
        found = self._notes.get(key)
        # A note inside a note would never end.
        self._notes[key] = None
        blocks = [] if found is None else self.blocks(found, 400.0)[0]
        self._notes[key] = found
        return blocks

    def blocks(self, element: Element, room: float) -> tuple[list[Block], float]:
        """Return what stands in a room of a width, and what is kept free under it."""
        flow = Flow(self, room)
        for one in block_elements(element):
            flow.add(one)
        if len(flow.blocks) > 1 and isinstance(flow.blocks[-2], Table) and is_empty(flow.blocks[-1]):
            # Word asks for a line after a table within a cell, and does not show it.
            flow.blocks.pop()
        return flow.blocks, flow.after


def _opened(word: str, most: int) -> str:
    return MAY_BREAK.join(word) if len(word) > most else word


def is_empty(block: Block) -> bool:
    """Whether it is a line without anything."""
    return isinstance(block, Paragraph) and not block.pieces


def block_elements(element: Element | None) -> Iterator[Element]:
    """Yield paragraphs and tables, whatever they are wrapped in."""
    for one in element if element is not None else ():
        if one.tag in (name("w:p"), name("w:tbl")):
            yield one
        elif one.tag in UNWRAPPED:
            yield from block_elements(one)
        elif one.tag == name("mc:AlternateContent"):
            yield from block_elements(alternative(one))


class Flow:
    """Blocks one under another, with the distances between them."""

    def __init__(self, reading: Reading, room: float, *, is_page: bool = False) -> None:
        self.reading, self.room, self.is_page = reading, room, is_page
        self.blocks: list[Block] = []
        self.after = 0.0
        self._before: Properties = {}

    def add(self, element: Element) -> None:
        """Add a paragraph or a table."""
        if element.tag == name("w:tbl"):
            made = table_of(self.reading, element, self.room)
            if made is not None:
                made.above, self.after, self._before = self.after, 0.0, {}
                self.blocks.append(made)
        elif not is_hidden(element):
            self._paragraph(element)

    def turn(self) -> None:
        """Begin a page; in a cell, a head or a foot there is none to begin."""
        if self.is_page:
            self.blocks.append(Turn())
        self.after, self._before = 0.0, {}

    def _paragraph(self, element: Element) -> None:
        read, run = resolved(self.reading, element.find(name("w:pPr")))
        label = label_of(self.reading, read, run)
        runs = RunReader(self.reading, run)
        runs.read(element)
        told: Told = runs.told
        if read.get("turn") and self.blocks:
            self.turn()
        mark = self.reading.look(merged(run, mark_of(element)))
        self._place([*label, *told.pieces], read, mark)
        for box in told.boxes:
            for one in block_elements(box):
                self.add(one)

    def _place(self, pieces: Sequence[Piece | PageBreak], read: Properties, mark: int) -> None:
        parts: list[list[Piece]] = [[]]
        for one in pieces:
            if isinstance(one, PageBreak):
                parts.append([])
            else:
                parts[-1].append(one)
        # The mark of a paragraph does not follow its break onto the next page.
        ends_with_break = len(parts) > 1 and not parts[-1]
        is_alike = bool(self._before) and self._before.get("style") == read.get("style")
        gap = 0.0 if is_alike and self._before.get("contextual") else self.after
        before = 0.0 if is_alike and read.get("contextual") else float(read.get("before", 0.0))
        for place, part in enumerate(parts[:-1] if ends_with_break else parts):
            if place:
                self.turn()
                gap = before = 0.0
            self._join_edges(read)
            shape = shape_of(
                read, self._before if self.blocks and isinstance(self.blocks[-1], Paragraph) else {}
            )
            key = self.reading.shapes.setdefault(shape, len(self.reading.shapes))
            part = self._breakable(part, shape)
            above = gap + before if self.reading.reader.adds_spaces else max(gap, before)
            self.blocks.append(Paragraph(key, part, above, self.room, mark))
        self.after, self._before = float(read.get("after", 0.0)), read
        if ends_with_break:
            self.turn()

    def _breakable(self, pieces: list[Piece], shape: Shape) -> list[Piece]:
        """Let a word that is wider than its line break anywhere, as Word does, instead of running over its edge."""
        line, looks = self.room - shape.left - shape.right, list(self.reading.looks)
        found: list[Piece] = []
        for one in pieces:
            if isinstance(one, Words):
                most = max(int(line / (looks[one.look].size * LETTER)), 1)
                if len(one.text) > most and any(len(word) > most for word in one.text.split()):
                    one = Words(
                        " ".join(_opened(word, most) for word in one.text.split(" ")), one.look, one.link
                    )
            found.append(one)
        return found

    def _join_edges(self, read: Properties) -> None:
        """Take the lower line away from a paragraph whose frame goes on here."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Paragraph) and read.get("edges") and same_frame(read, self._before):
            shapes = list(self.reading.shapes)
            top, right, _, left = shapes[last.shape].edges
            inner = read["edges"].get("between")
            open_below = replace(shapes[last.shape], edges=(top, right, inner, left))
            last.shape = self.reading.shapes.setdefault(open_below, len(self.reading.shapes))


def _setting(settings: Element | None, tag: str) -> float | None:
    return points(value(settings.find(name(tag)))) if settings is not None else None


def _version(settings: Element | None) -> int:
    for one in settings.iter(name("w:compatSetting")) if settings is not None else ():
        if value(one, "w:name") == "compatibilityMode":
            return int(number(value(one)) or 12)
    return 12
