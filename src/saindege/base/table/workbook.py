"""Workbooks: XLSX, XLS and ODS; values as the spreadsheet last showed them, macros never run."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from saindege.base.errors import BadInput
from saindege.base.table import compound, packing, refusals
from saindege.base.table.limits import Limits
from saindege.base.table.rows import Cell, Rows


def read_rows(path: Path, sheet: str | None, limits: Limits) -> Rows:
    """Read one sheet of a workbook.

    Raises
    ------
    BadInput : unsafe_file, unreadable_file (damaged, with a password), file_too_large, empty_file,
        unknown_value (no sheet of that name)
    """
    with path.open("rb") as file:
        is_packed = file.read(2) == b"PK"
    (packing if is_packed else compound).check(path, limits)
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            found = book.get_sheet_by_name(_choose(path.name, book, sheet))
            if found.total_height * max(1, found.width) > limits.cells or found.total_height > limits.rows:
                raise refusals.too_large(path.name)
            rows = _rows(found, path.name, limits)
    except python_calamine.PasswordError as problem:
        raise refusals.locked(path.name) from problem
    except BadInput:
        raise
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as problem:
        raise refusals.damaged(path.name) from problem
    except BaseException as problem:
        # A panic of the reader is no Exception; anything else must pass.
        if type(problem).__name__ != "PanicException":
            raise
        raise refusals.damaged(path.name) from problem
    if not any(cell is not None for row in rows for cell in row):
        raise refusals.empty(path.name)
    return Rows(rows, range(1, len(rows) + 1))


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the visible sheets of a workbook that ``read_rows`` has read."""
    import python_calamine
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        return tuple(
            str(each.name)
            for each in book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
        )


def _rows(sheet: Any, file: str, limits: Limits) -> list[list[Cell]]:
    if sheet.width > limits.columns:
        raise refusals.too_large(file)
    known: dict[str, str] = {}
    return [[_cell(cell, known) for cell in row] for row in sheet.iter_rows()]


def _choose(file: str, book: Any, sheet: str | None) -> str:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if sheet is not None:
        plain = sheet.strip().casefold()
        for each in tables:
            if each.name.strip().casefold() == plain:
                return str(each.name)
        listed = ", ".join(f"“{each.name}”" for each in tables)
        raise refusals.refuse(
            "unknown_value",
            file,
            f"lembar “{sheet}” tidak ada. Lembar yang ada: {listed}.",
            f"there is no sheet “{sheet}”. Sheets: {listed}.",
        )
    visible = [each for each in tables if each.visible == SheetVisibleEnum.Visible] or tables
    if not visible:
        raise refusals.empty(file)
    return str(visible[0].name)


def _cell(cell: Any, known: dict[str, str]) -> Cell:
    if isinstance(cell, str):
        text = cell.strip()
        return known.setdefault(text, text) if text else None
    if isinstance(cell, bool | int | float | date | datetime):
        return cell
    if isinstance(cell, time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        hours, rest = divmod(round(cell.total_seconds()), 3600)
        return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
    return None if cell is None else str(cell)
