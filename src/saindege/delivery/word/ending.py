"""The end of a document: no empty page behind it, and no signature alone on a page of its own."""

from __future__ import annotations

from saindege.delivery.word.model import Block, Paragraph, Table, Turn, Words

# What stands under a list to the end and is no longer than this is taken for its signature.
MOST_BLOCKS, MOST_LETTERS, MOST_ROWS = 16, 400, 8
# A list is longer than a table in which signatures stand, and nearly as wide as the page.
LEAST_ROWS, LEAST_SHARE = 3, 0.85


def trim(blocks: list[Block]) -> None:
    """Drop empty lines at the end: Word wants one after a table, and on a full page it would open an empty one."""
    while len(blocks) > 1 and isinstance(blocks[-1], Paragraph) and not blocks[-1].pieces:
        blocks.pop()


def keep_signature(blocks: list[Block]) -> None:
    """Where a list ends a document but for the signature, hang that on its last rows."""
    for place in range(len(blocks) - 1, max(len(blocks) - MOST_BLOCKS - 2, -1), -1):
        one = blocks[place]
        if isinstance(one, Turn):
            return
        if isinstance(one, Table) and (one.header or len(one.heights) >= LEAST_ROWS):
            if place + 1 < len(blocks) and is_list(one) and _is_short(blocks[place + 1 :]):
                one.closing = blocks[place + 1 :]
                del blocks[place + 1 :]
            return


def is_list(table: Table) -> bool:
    """Whether rows of a table may take the signature with them."""
    is_wide = sum(table.columns) >= LEAST_SHARE * table.width
    last = len(table.heights) - table.header
    # Merged cells at the end reach over the rows that are to be kept together.
    is_plain = all(cell.down == 1 for cell in table.cells if cell.row + cell.down > len(table.heights) - 2)
    return is_wide and is_plain and last >= LEAST_ROWS - 1 and not table.is_whole


def _is_short(blocks: list[Block]) -> bool:
    rows = [len(one.heights) for one in blocks if isinstance(one, Table)]
    return sum(rows) <= MOST_ROWS and letters_of(blocks) <= MOST_LETTERS


def letters_of(blocks: list[Block]) -> int:
    """Count the letters of some blocks."""
    count = 0
    for one in blocks:
        if isinstance(one, Paragraph):
            count += sum(len(piece.text) for piece in one.pieces if isinstance(piece, Words))
        elif isinstance(one, Table):
            count += sum(letters_of(cell.blocks) for cell in one.cells)
    return count
