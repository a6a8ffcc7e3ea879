"""The model of a document's pages. Lengths are points; looks and shapes are kept once and named by their place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """How words look.

    Attributes
    ----------
    font : family that the press carries
    size : of the letters; raised or lowered words are smaller already
    ascent, descent : what a line needs above and below its base
    underline : ``single``, ``double``, ``dotted``, ``dashed``, ``thick``, or nothing
    colour, shade : six hexadecimal digits, or nothing
    shift : above the base line; negative below it
    spacing : added between letters
    """

    font: str
    size: float
    ascent: float
    descent: float
    bold: bool = False
    italic: bool = False
    underline: str = ""
    strike: bool = False
    colour: str = ""
    shade: str = ""
    shift: float = 0.0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A line along a side.

    Attributes
    ----------
    bands : widths of line, gap, line ... from above down; one for a plain line
    pattern : ``solid``, ``dotted`` or ``dashed``
    space : between the line and the words
    """

    bands: tuple[float, ...]
    colour: str = ""
    pattern: str = "solid"
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A tab stop: ``left``, ``right`` or ``center`` of what follows stands at ``at``; ``fill`` is what leads there."""

    at: float
    align: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands.

    Attributes
    ----------
    first : of the first line, added to ``left``; negative for a hanging line
    rule, line : ``times`` the natural height, ``exact`` points, or at ``least`` points
    edges : top, right, bottom, left
    """

    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    rule: str = "times"
    line: float = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    widow: bool = True
    stops: tuple[Stop, ...] = ()
    edges: tuple[Edge | None, Edge | None, Edge | None, Edge | None] = (None, None, None, None)
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words; ``link`` is an address that may be followed."""

    text: str
    look: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A jump to the next stop; ``to`` names one at the margins instead."""

    look: int
    to: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Count:
    """The number of this page, or of all ``pages``, as the press counts them."""

    what: str
    look: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something floats, from the edge of ``x_from`` and ``y_from``; an ``align`` stands for a distance."""

    x: float = 0.0
    y: float = 0.0
    x_from: str = "column"
    y_from: str = "paragraph"
    x_align: str = ""
    y_align: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the document.

    Attributes
    ----------
    file : its name for the press
    crop : shares cut off left, top, right and bottom
    place : where it floats; None within a line
    """

    file: str
    width: float
    height: float
    words: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    turn: float = 0.0
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn across a page."""

    width: float
    height: float
    thick: float
    colour: str
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    blocks: list[Block]


Piece = Words | Tab | Break | Count | Picture | Rule | Note


@dataclass(slots=True)
class Paragraph:
    """Words in lines.

    Attributes
    ----------
    above : distance to what stands before
    width : of the room it stands in
    mark : look of an empty line
    """

    shape: int
    pieces: list[Piece]
    above: float
    width: float
    mark: int


@dataclass(slots=True)
class Cell:
    """A cell; ``below`` is kept free under its last paragraph; ``inset`` and ``edges``: top, right, bottom, left."""

    column: int
    row: int
    across: int
    down: int
    blocks: list[Block]
    inset: tuple[float, float, float, float]
    edges: tuple[Edge | None, Edge | None, Edge | None, Edge | None]
    fill: str = ""
    align: str = "top"
    below: float = 0.0


@dataclass(slots=True)
class Table:
    """Rows of cells.

    Attributes
    ----------
    heights : of each row: exact where positive, at least where negative, 0 for what the words need
    header : rows that come again on each page
    whole_rows : rows that stay on one page
    is_whole, keep_next : kept on one page, and with what follows
    closing : what stays with its last rows on one page, under them: the signature
    """

    columns: list[float]
    cells: list[Cell]
    heights: list[float]
    header: int = 0
    whole_rows: list[bool] = field(default_factory=list)
    above: float = 0.0
    indent: float = 0.0
    align: str = "left"
    width: float = 0.0
    is_whole: bool = False
    keep_next: bool = False
    closing: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows begins a page."""


Block = Paragraph | Table | Turn


@dataclass(slots=True)
class Strip:
    """What stands at the head or foot of pages."""

    blocks: list[Block]
    below: float = 0.0


@dataclass(slots=True)
class Section:
    """Pages of one size.

    Attributes
    ----------
    margin : top, right, bottom, left; a negative top or bottom does not give way to head or foot
    head_at, foot_at : distance of head and foot from the edge of the sheet
    heads, feet : by ``default``, ``first`` and ``even``
    start : number of its first page; 0 goes on counting
    """

    width: float
    height: float
    margin: tuple[float, float, float, float]
    head_at: float
    foot_at: float
    blocks: list[Block]
    heads: dict[str, Strip]
    feet: dict[str, Strip]
    start: int = 0
    columns: int = 1
    column_gap: float = 36.0
    has_even: bool = False


@dataclass(slots=True)
class WordPaper:
    """A whole document.

    Attributes
    ----------
    default_tab : distance of stops that nobody has set
    pictures : content by the name that the press knows
    """

    title: str
    looks: list[Look]
    shapes: list[Shape]
    sections: list[Section]
    default_tab: float
    pictures: dict[str, bytes]

    def as_data(self) -> dict[str, object]:
        """Return everything but the pictures themselves."""
        return {
            "title": self.title,
            "looks": self.looks,
            "shapes": self.shapes,
            "sections": self.sections,
            "default_tab": self.default_tab,
        }
