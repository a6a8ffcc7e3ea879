"""Readers of event logs, one module per kind of file; each returns columns as codes and microseconds."""

from __future__ import annotations

from pathlib import Path

from saindege.service.log_files import opening
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import RawEvents


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
    if kind == "workbook":
        from saindege.service.log_files import by_table

        return by_table.read_by_table(path, choice)
    from saindege.service.log_files import columnar

    return columnar.read_columnar(path, choice, kind=kind, limits=limits)
