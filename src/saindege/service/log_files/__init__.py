"""Readers of event logs, one module per kind of file; each returns columns as codes and microseconds."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from saindege.base.errors import BadInput
from saindege.service.log_files import opening, register
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import RawEvents
from saindege.service.log_files.text import plain_text, unpacked


def open_log(path: Path, choice: ReadingChoice, limits: opening.Limits | None = None) -> RawEvents:
    """Read the rows of a log of any kind, told by its content and not by its name.

    Raises
    ------
    BadInput : the file or its columns cannot be used
    """
    limits = limits or opening.Limits()
    opening.check_file(path, limits)
    kind = opening.kind_of(path, limits)
    if kind == "xes":
        from saindege.service.log_files import xes

        return xes.read_xes(path, zone=choice.zone, chosen=choice.columns, by=choice.by, limits=limits)
    if kind == "ocel":
        from saindege.service.log_files import ocel

        return ocel.read_ocel(path, zone=choice.zone, chosen=choice.columns, by=choice.by, limits=limits)
    if register.names_register(choice.columns):
        return cast(RawEvents, _register(path, choice, kind, limits))
    try:
        if kind == "workbook":
            from saindege.service.log_files import by_table

            return by_table.read_by_table(path, choice)
        from saindege.service.log_files import columnar

        return columnar.read_columnar(path, choice, kind=kind, limits=limits)
    except BadInput as refused:
        if refused.code != "missing_column":
            raise
        # Asked last: most logs are no registers, and a register is read whole.
        found = _register(path, choice, kind, limits)
        if found is None:
            raise
        return found


def _register(
    path: Path, choice: ReadingChoice, kind: opening.Kind, limits: opening.Limits
) -> RawEvents | None:
    if kind != "text":
        return register.read_register(path, choice)
    with unpacked(path, limits) as opened, plain_text(opened) as text:
        return register.read_register(text.path, choice)
