"""The best of the eight masks of a QR picture: the choice that segno makes, several times as quick.

A picture is one large number, a bit a module, with light modules between its rows, so that each rule of the standard
is a few shifts of the whole.

Source
------
ISO/IEC 18004:2015, 7.8.3.1 (evaluation of QR code symbols), as segno reads it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

MASKS = 8
# As wide as the widest light area that a rule looks for beside a pattern.
GAP = 4
# Pictures of version 7 and above say their version.
LEAST_WITH_VERSION = 45
_LETTERS = bytes.maketrans(b"\x00\x01", b"01")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all pictures of one size and one level of correction share.

    Attributes
    ----------
    size : modules a side
    not_first : every module but the first of each row
    late : modules written after the mask is chosen
    steps, turned_steps : what each mask changes against the first, by rows and by columns
    late_dark : dark modules among the late ones under each mask
    """

    size: int
    not_first: int
    late: int
    steps: tuple[int, ...]
    turned_steps: tuple[int, ...]
    late_dark: tuple[int, ...]


def qr_rows(text: str) -> list[str]:
    """Return the rows of the QR picture of a text as letters 0 and 1, without a border; the same as segno's."""
    import segno

    code = segno.make(text, error="m", micro=False, mask=0)
    frame = _frame(code.version, code.error)
    rows = _letters(code.matrix)
    by_rows, by_columns = _number(rows), _number(["".join(column) for column in zip(*rows, strict=True)])
    # The late modules lie evenly about the diagonal: the rules see them light, by rows and by columns.
    bare, turned = by_rows & ~frame.late, by_columns & ~frame.late
    best = min(
        range(MASKS),
        key=lambda mask: _penalty(frame, bare ^ frame.steps[mask], turned ^ frame.turned_steps[mask]),
    )
    return _rows_of(bare ^ frame.steps[best] | frame.late_dark[best], frame.size)


@functools.lru_cache(maxsize=16)
def _frame(version: int, error: str) -> _Frame:
    import segno

    probes = [
        segno.make("1", version=version, error=error, mask=mask, boost_error=False, micro=False)
        for mask in range(MASKS)
    ]
    pictures = [_number(_letters(one.matrix)) for one in probes]
    size = len(probes[0].matrix)
    late = _late(size)
    # Under two masks one text differs in its data alone, and in what is written late.
    steps = tuple((picture ^ pictures[0]) & ~late for picture in pictures)
    return _Frame(
        size=size,
        not_first=_number(["0" + "1" * (size - 1)] * size),
        late=late,
        steps=steps,
        turned_steps=tuple(_turned(step, size) for step in steps),
        late_dark=tuple(picture & late for picture in pictures),
    )


def _late(size: int) -> int:
    """Format, version and the one module that is always dark, as one number."""
    ends = {*range(6), 7, 8, *range(size - 8, size)}
    late = {(8, place) for place in ends}
    if size >= LEAST_WITH_VERSION:
        late |= {(place, far) for place in range(6) for far in range(size - 11, size - 8)}
    late |= {(column, row) for row, column in late}
    return _number(["".join("01"[(row, column) in late] for column in range(size)) for row in range(size)])


def _letters(matrix: Iterable[bytes]) -> list[str]:
    return [bytes(row).translate(_LETTERS).decode("ascii") for row in matrix]


def _number(rows: list[str]) -> int:
    gap = "0" * GAP
    return int(gap.join(rows) + gap, 2)


def _rows_of(picture: int, size: int) -> list[str]:
    letters = f"{picture:0{size * (size + GAP)}b}"
    return [letters[place : place + size] for place in range(0, len(letters), size + GAP)]


def _turned(picture: int, size: int) -> int:
    return _number(["".join(column) for column in zip(*_rows_of(picture, size), strict=True)])


def _penalty(frame: _Frame, rows: int, columns: int) -> int:
    """Points against a picture, of which the fewest win; the first mask among equals."""
    stride = frame.size + GAP
    points = 0
    for picture in (rows, columns):
        like_before = ~(picture ^ picture >> 1) & frame.not_first
        # Five alike in a row cost three points, each further one a point more.
        fives = like_before & like_before >> 1 & like_before >> 2 & like_before >> 3
        points += fives.bit_count() + 2 * (fives & ~(fives >> 1)).bit_count()
        points += 40 * _finder_like(picture)
    like_left = ~(rows ^ rows >> 1) & frame.not_first
    squares = like_left & like_left >> stride & ~(rows ^ rows >> stride)
    dark_share = rows.bit_count() / frame.size**2
    return points + 3 * squares.bit_count() + 10 * int(abs(dark_share * 100 - 50) / 5)


def _finder_like(picture: int) -> int:
    """Count dark-light-dark-dark-dark-light-dark with a light area before or after; none shares its modules."""
    last = (
        picture
        & ~(picture >> 1)
        & picture >> 2
        & picture >> 3
        & picture >> 4
        & ~(picture >> 5)
        & picture >> 6
    )
    dark_after = picture << 1 | picture << 2 | picture << 3 | picture << 4
    dark_before = picture >> 7 | picture >> 8 | picture >> 9 | picture >> 10
    letters = f"{last & ~(dark_after & dark_before):b}"
    count, place = 0, letters.find("1")
    while place >= 0:
        count, place = count + 1, letters.find("1", place + 7)
    return count
