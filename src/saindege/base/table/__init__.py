"""Tables as people have them: CSV, XLSX, XLS, ODS or Parquet in, columns of known types out.

``read_table`` opens a file by its content, finds the header and keeps the row numbers that a spreadsheet shows.
``match_columns`` finds our columns by their headers. The table then reads a column as numbers, dates, moments,
booleans or choices; a cell that cannot be read is a problem with row and column, a whole column that could be
read in two ways is refused with the question.
"""

from saindege.base.table.content import Column, Table
from saindege.base.table.dates import DayOrder
from saindege.base.table.headers import match_columns, normalise
from saindege.base.table.limits import Limits
from saindege.base.table.opening import list_sheets, read_table
from saindege.base.table.rows import Cell

__all__ = [
    "Cell",
    "Column",
    "DayOrder",
    "Limits",
    "Table",
    "list_sheets",
    "match_columns",
    "normalise",
    "read_table",
]
