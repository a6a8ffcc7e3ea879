"""Find the header among title rows, and our columns among the headers."""

from __future__ import annotations

import difflib
import itertools
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.table.dates import looks_like_date
from saindege.base.table.numbers import looks_like_number
from saindege.base.table.rows import Cell, Header

#: The header stands within this many first rows.
HEADER_ROWS: Final = 20
# Official forms number their columns below the header; fewer than these might be data.
_NUMBERED_COLUMNS: Final = 8
_LISTED_HEADERS: Final = 30


def normalise(header: str) -> str:
    """Return a header without case, spaces, underscores, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", header).casefold()
    return "".join(character for character in plain if character.isalnum())


def find_header(rows: Sequence[Sequence[Cell]]) -> Header | None:
    """Return the first row that is as wide as the table and holds words; None when every row is blank."""
    counts = [sum(cell is not None for cell in row) for row in rows[: 2 * HEADER_ROWS]]
    if not any(counts):
        return None
    # A title row is narrow; a header may lack a word over a column or two.
    enough = max(1, math.ceil(0.6 * max(counts)))
    wide = [at for at, count in enumerate(counts[:HEADER_ROWS]) if count >= enough]
    at = next((at for at in wide if _holds_words(rows[at])), wide[0] if wide else None)
    if at is None:
        return None
    head, below = list(rows[at]), at + 1
    if below < len(rows) and _parts_headers(head, rows[below]):
        head = [lower if lower is not None else upper for upper, lower in _side_by_side(head, rows[below])]
        below += 1
    if below < len(rows) and _numbers_columns(rows[below]):
        below += 1
    return Header(tuple("" if cell is None else _as_header(cell) for cell in head), below)


def _parts_headers(head: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Say whether a row parts merged headers above it: few words, all of them under a merged header and its blanks."""
    pairs = list(_side_by_side(head, row))
    upper = [cell for cell, _ in pairs]
    lower = [cell for _, cell in pairs if cell is not None]
    under_blank = any(above is None and cell is not None for above, cell in pairs)
    # The left cell of a merged header holds its word, the next one is blank.
    merged = all(
        above is None or right is None
        for (above, cell), right in zip(pairs, [*upper[1:], ""], strict=True)
        if cell is not None
    )
    words = all(isinstance(cell, str) and not _is_value(cell) for cell in lower)
    return under_blank and merged and words and len(lower) * 2 <= sum(cell is not None for cell in upper)


def _side_by_side(head: Sequence[Cell], row: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    return itertools.zip_longest(head, row)


def _as_header(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _holds_words(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell is not None]
    words = [cell for cell in filled if isinstance(cell, str) and not _is_value(cell)]
    return len(words) * 2 > len(filled)


def _is_value(text: str) -> bool:
    return looks_like_number(text) or looks_like_date(text)


def _numbers_columns(row: Sequence[Cell]) -> bool:
    filled = [_as_header(cell) for cell in row if cell is not None]
    bare = [text.strip("()") for text in filled]
    counted = bare == [str(number) for number in range(1, len(bare) + 1)]
    bracketed = bool(filled) and all(text.startswith("(") for text in filled)
    return counted and (len(filled) >= _NUMBERED_COLUMNS or (bracketed and len(filled) > 1))


def match_columns(
    columns: Sequence[str],
    words: Mapping[str, Sequence[str]],
    *,
    chosen: Mapping[str, str] | None = None,
    required: Sequence[str] = (),
    file: str | None = None,
) -> dict[str, int]:
    """Return our columns with their positions, recognised by header or chosen.

    Parameters
    ----------
    columns : headers of the file
    words : our column to the headers that mean it; its own name always does
    chosen : header of the file to our column, or to '' to leave it out; beats what the header says
    required : our columns that must be there

    Raises
    ------
    BadInput : missing_column, unknown_column (a choice that names none), conflict (two headers mean the same)
    """
    plain = [normalise(header) for header in columns]
    left_out = {header for header, name in (chosen or {}).items() if not name}
    wanted = {header: name for header, name in (chosen or {}).items() if name}
    found = _place_chosen(columns, plain, words, wanted, file)
    taken = {*found.values(), *(at for at, header in enumerate(columns) if header in left_out)}
    problems: list[Problem] = []
    for name, headers in words.items():
        if name in found:
            continue
        meant = {normalise(name), *(normalise(header) for header in headers)} - {""}
        places = [at for at, header in enumerate(plain) if header in meant and at not in taken]
        if len(places) > 1:
            problems.append(_two_headers(name, [columns[at] for at in places], file))
        elif places:
            found[name] = places[0]
    if problems:
        raise BadInput(problems[0].sentence, code="conflict", problems=problems)
    missing = [name for name in required if name not in found]
    if missing:
        raise _missing(missing, columns, words, file)
    return found


def _place_chosen(
    columns: Sequence[str],
    plain: Sequence[str],
    words: Mapping[str, Sequence[str]],
    chosen: Mapping[str, str],
    file: str | None,
) -> dict[str, int]:
    found: dict[str, int] = {}
    for header, name in chosen.items():
        if name not in words:
            raise _unknown_choice(name, sorted(words), file)
        exact = [at for at, column in enumerate(columns) if column == header]
        places = exact or [at for at, column in enumerate(plain) if column == normalise(header)]
        if not places:
            raise _unknown_choice(header, [column for column in columns if column], file)
        if len(places) > 1 or name in found:
            named = [columns[at] for at in places] + ([columns[found[name]]] if name in found else [])
            problem = _two_headers(name, named, file)
            raise BadInput(problem.sentence, code="conflict", problems=[problem])
        found[name] = places[0]
    return found


def _unknown_choice(word: str, allowed: Sequence[str], file: str | None) -> BadInput:
    listed = ", ".join(allowed[:_LISTED_HEADERS])
    sentence = Sentence(
        id=f"Kolom “{word}” tidak ada. Pilih salah satu: {listed}.",
        en=f"There is no column “{word}”. Choose one of: {listed}.",
    )
    return BadInput(sentence, code="unknown_column", problems=[Problem("unknown_column", sentence, file)])


def _two_headers(name: str, headers: Sequence[str], file: str | None) -> Problem:
    listed = " / ".join(f"“{header}”" for header in headers)
    sentence = Sentence(
        id=f"{len(headers)} kolom dapat berarti {name}: {listed}. Yang mana? Pilih satu, atau hapus yang lain.",
        en=f"{len(headers)} columns may mean {name}: {listed}. Which one? Choose one, or remove the other.",
    )
    return Problem("conflict", sentence, file=file, column=name)


def _missing(
    names: Sequence[str], columns: Sequence[str], words: Mapping[str, Sequence[str]], file: str | None
) -> BadInput:
    present = ", ".join(f"“{column}”" for column in columns[:_LISTED_HEADERS] if column)
    problems = [_missing_one(name, columns, words.get(name, ()), file) for name in names]
    listed = ", ".join(names)
    sentence = Sentence(
        id=f"Kolom {listed} tidak ditemukan. Judul yang ada: {present}. "
        f"Ganti judulnya, atau tunjuk kolomnya. {problems[0].sentence.id}",
        en=f"Column {listed} is missing. Headers found: {present}. "
        f"Rename a header, or point at the column. {problems[0].sentence.en}",
    )
    return BadInput(sentence, code="missing_column", problems=problems)


def _missing_one(name: str, columns: Sequence[str], headers: Sequence[str], file: str | None) -> Problem:
    accepted = ", ".join(f"“{header}”" for header in dict.fromkeys([name, *headers]))
    plain = {normalise(column): column for column in columns if column}
    near = [
        plain[close]
        for header in [name, *headers]
        for close in difflib.get_close_matches(normalise(header), plain, n=1, cutoff=0.8)
    ]
    sentence = Sentence(
        id=f"Judul yang dikenal untuk {name}: {accepted}."
        + (f" Apakah maksudnya “{near[0]}”?" if near else ""),
        en=f"Headers known for {name}: {accepted}." + (f" Did you mean “{near[0]}”?" if near else ""),
    )
    return Problem("missing_column", sentence, file=file, column=name)
