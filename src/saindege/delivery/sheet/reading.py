"""Reading the rows of a straightened page: whose row, which boxes are marked, is there a signature, and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from saindege.delivery.sheet import layout
from saindege.delivery.sheet.code import NO_TAG, tag_of
from saindege.delivery.sheet.finding import SCALE
from saindege.delivery.sheet.layout import Area

if TYPE_CHECKING:
    from PIL.Image import Image

Floats = NDArray[np.float64]
Verdict = Literal["present", "absent", "blank", "spare"]
Reason = Literal["", "row", "mark", "several", "note", "unsigned", "only_signed", "contradiction", "spare"]

# Shares of a box or a signature's place that are ink. Between empty and marked a person decides.
# Set on synthetic photographs, docs/methods/attendance-sheet.md.
BOX_EMPTY, BOX_MARKED = 0.02, 0.05
SIGN_EMPTY, SIGN_MARKED = 0.002, 0.015
# How dark a point must be, against the paper around it, to be ink.
INK = 0.22
# Paper bends: a row may lie so far from where its corners say, in millimetres.
SLACK = 3.5
# The frames of the boxes must stand out so much from what is beside them, on the scale from paper to black.
CLEAR_FRAME = 0.22
CLEAR_CELL = 0.25
# A line of the table that bends into an open place: low, and long or coming in from above or below; in millimetres.
LINE_HEIGHT, EDGE_LINE = 2.2, 5


@dataclass(frozen=True, slots=True)
class RowReading:
    """What stands in one row of a sheet.

    Attributes
    ----------
    row : on its page, from 1
    tag : whose row it is, ``NO_TAG`` for a line without a name, None where the code is not readable
    boxes : share of ink in the boxes hadir, tidak, keterangan
    signature, name : share of ink where people sign, and where the name stands
    """

    row: int
    tag: int | None
    boxes: tuple[float, float, float]
    signature: float
    name: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a row means.

    Attributes
    ----------
    verdict : what it looks like
    reason : why a person must decide; empty where the reading is sure
    """

    verdict: Verdict
    reason: Reason

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look again."""
        return not self.reason


def read_rows(picture: Image) -> list[RowReading]:
    """Read every row of a straightened page."""
    grey = np.asarray(picture, dtype=np.float64)
    ink = _ink_of(grey)
    return [_read_row(ink, row) for row in range(layout.ROWS_PER_PAGE)]


def judge(reading: RowReading, people: Mapping[int, str]) -> Judgement:
    """Say what a row means, and whether a person must decide.

    A mark in "hadir" is sure with a signature beside it alone; an empty row without one is sure to be empty.
    """
    marks = [_level(share, BOX_EMPTY, BOX_MARKED) for share in reading.boxes]
    signed = _level(reading.signature, SIGN_EMPTY, SIGN_MARKED)
    if reading.tag == NO_TAG:
        if all(mark == "empty" for mark in marks) and signed == "empty":
            return Judgement("spare", "")
        return Judgement("spare", "spare")
    guess: Verdict = "present" if marks[0] != "empty" and marks[1] == "empty" else "absent"
    if reading.tag is None or reading.tag not in people:
        return Judgement(guess, "row")
    if "unsure" in marks:
        return Judgement(guess, "mark")
    set_marks = [place for place, mark in enumerate(marks) if mark == "marked"]
    if len(set_marks) > 1:
        return Judgement(guess, "several")
    if set_marks == [2]:
        return Judgement("absent", "note")
    if set_marks == [0]:
        return Judgement("present", "" if signed == "marked" else "unsigned")
    if set_marks == [1]:
        return Judgement("absent", "" if signed == "empty" else "contradiction")
    return Judgement("blank", "" if signed == "empty" else "only_signed")


def _level(share: float, empty: float, marked: float) -> Literal["empty", "unsure", "marked"]:
    if share <= empty:
        return "empty"
    return "marked" if share >= marked else "unsure"


def _ink_of(grey: Floats) -> Floats:
    """Return how dark each point is against the paper around it: 0 paper, 1 black.

    The paper's own brightness is the grey closing of the picture: dark things narrower than the window vanish,
    and the edge of a shadow stays where it is.
    """
    from scipy import ndimage

    smooth = ndimage.gaussian_filter(grey, 0.8)
    window = int(SCALE * (layout.BOX_SIZE + 3))
    small = smooth[::2, ::2]
    paper = ndimage.grey_closing(small, size=(window // 2, window // 2))
    paper = np.maximum(np.repeat(np.repeat(paper, 2, axis=0), 2, axis=1)[: grey.shape[0], : grey.shape[1]], 1)
    ink: Floats = np.clip(1 - smooth / np.maximum(paper, smooth), 0, 1)
    return ink


def _read_row(ink: Floats, row: int) -> RowReading:
    shift = _shift_of(ink, row)
    if shift is None:
        return RowReading(row + 1, None, (0.0, 0.0, 0.0), 0.0, 0.0)
    shares = [_share(ink, box.shrunk(layout.BOX_LINE + 0.9), shift) for box in layout.boxes(row)]
    return RowReading(
        row=row + 1,
        tag=_tag(ink, row, shift),
        boxes=(shares[0], shares[1], shares[2]),
        signature=_written(ink, layout.signature_area(row), shift),
        name=_written(ink, layout.name_area(row), shift),
    )


def _shift_of(ink: Floats, row: int) -> tuple[int, int] | None:
    """Return by how many points a row lies beside its place: where the frames of its three boxes fit best.

    None where no frame stands out.
    """
    on_line, beside = _frame_points(row)
    black = max(float(np.percentile(_cut(ink, layout.row_area(row)), 99.5)), 0.2)
    height, width = ink.shape

    def score(right: int, down: int) -> float:
        lines = ink[np.clip(on_line[1] + down, 0, height - 1), np.clip(on_line[0] + right, 0, width - 1)]
        asides = ink[np.clip(beside[1] + down, 0, height - 1), np.clip(beside[0] + right, 0, width - 1)]
        return float(lines.mean() - asides.mean()) / black - 0.0004 * float(np.hypot(down, right))

    most = int(SLACK * SCALE)
    # A line is about three points wide: every second place finds it, its neighbours find the middle.
    coarse = range(-most, most + 1, 2)
    best = max(product(coarse, coarse), key=lambda place: score(*place))
    near = [(best[0] + right, best[1] + down) for right, down in product((-1, 0, 1), repeat=2)]
    best = max(near, key=lambda place: score(*place))
    return best if score(*best) > CLEAR_FRAME else None


def _frame_points(row: int) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]:
    """Return points on the frames of the boxes, and points a little inside and outside of them."""
    steps = np.linspace(0, 1, 12)
    line: list[tuple[float, float]] = []
    aside: list[tuple[float, float]] = []
    for box in layout.boxes(row):
        for margin, kept in ((layout.BOX_LINE / 2, line), (-0.9, aside), (1.2, aside)):
            area = box.shrunk(margin)
            xs, ys = area.x + steps * area.width, area.y + steps * area.height
            kept += [(x, area.y) for x in xs] + [(x, area.y + area.height) for x in xs]
            kept += [(area.x, y) for y in ys] + [(area.x + area.width, y) for y in ys]
    return tuple(
        (
            np.array([round(x * SCALE) for x, _ in points]),
            np.array([round(y * SCALE) for _, y in points]),
        )
        for points in (line, aside)
    )


def _tag(ink: Floats, row: int, shift: tuple[int, int]) -> int | None:
    """Read the cells of a row; None where one of them is neither black nor white."""
    values = [float(_cut(ink, cell.shrunk(layout.CELL / 4), shift).mean()) for cell in layout.cells(row)]
    black, white = values[0], values[-1]
    if black - white < CLEAR_CELL:
        return None
    shares = [(value - white) / (black - white) for value in values]
    if any(0.35 < share < 0.6 for share in shares):
        return None
    return tag_of([share > 0.5 for share in shares])


def _share(ink: Floats, area: Area, shift: tuple[int, int]) -> float:
    cut = _cut(ink, area, shift)
    return round(float((cut > INK).mean()), 4) if cut.size else 0.0


def _written(ink: Floats, area: Area, shift: tuple[int, int]) -> float:
    """Return the share of an open place that is ink, without the lines of the table where paper bends into it."""
    from scipy import ndimage

    cut = _cut(ink, area, shift) > INK
    if not cut.size:
        return 0.0
    named, _ = ndimage.label(cut, np.ones((3, 3)))
    ruled = np.zeros_like(cut)
    for number, (lines, columns) in enumerate(ndimage.find_objects(named), start=1):
        height, width = lines.stop - lines.start, columns.stop - columns.start
        at_edge = lines.start == 0 or lines.stop == cut.shape[0]
        is_long = width > 0.6 * cut.shape[1] or (at_edge and width > EDGE_LINE * SCALE)
        if is_long and height < LINE_HEIGHT * SCALE:
            ruled[lines, columns] |= named[lines, columns] == number
    return round(float((cut & ~ruled).mean()), 4)


def _cut(ink: Floats, area: Area, shift: tuple[int, int] = (0, 0)) -> Floats:
    left, top = round(area.x * SCALE) + shift[0], round(area.y * SCALE) + shift[1]
    right, bottom = left + round(area.width * SCALE), top + round(area.height * SCALE)
    return ink[max(top, 0) : bottom, max(left, 0) : right]
