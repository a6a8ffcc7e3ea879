"""The annual report as a workbook: one sheet a chapter, its tables as cells, its charts drawn by the spreadsheet."""

from __future__ import annotations

import io
import re
from typing import Any

from saindege.base.app.pages import guard

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
WIDE = 46


def annual_workbook(words: dict[str, Any]) -> bytes:
    """Write the chapters of the report."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"title": words["title"]})
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "bold": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "quiet": book.add_format({"italic": True, "text_wrap": True, "valign": "top"}),
        }
        for number, chapter in enumerate(words["chapters"], start=1):
            _chapter(book, words, chapter, number, styles)
    return content.getvalue()


def _chapter(
    book: Any, words: dict[str, Any], chapter: dict[str, Any], number: int, styles: dict[str, Any]
) -> None:
    name = re.sub(r"[\[\]:*?/\\]", " ", f"{number} {chapter['title']}")[:31].strip()
    sheet = book.add_worksheet(name)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, 8, 20)
    sheet.write_string(0, 0, str(guard(chapter["title"])), styles["title"])
    sheet.write_string(1, 0, words["as_of"])
    if words["is_example"]:
        sheet.write_string(1, 1, "data contoh")
    row = 3
    if chapter["key"] == "summary":
        row = _summary(sheet, words, row, styles)
    for block in chapter["blocks"]:
        row = _block(book, sheet, block, row, styles)


def _summary(sheet: Any, words: dict[str, Any], row: int, styles: dict[str, Any]) -> int:
    for quarter in words["quarters"]:
        sheet.write_string(row, 0, quarter["name"], styles["bold"])
        sheet.write_string(row, 1, f"{quarter['figure']} {quarter['unit']}".strip())
        sheet.merge_range(row + 1, 0, row + 1, 5, str(guard(quarter["say"])), styles["wrap"])
        row += 3
    sheet.write_string(row, 0, words["question_title"], styles["bold"])
    sheet.merge_range(row + 1, 0, row + 1, 5, str(guard(words["question"])), styles["wrap"])
    return row + 3


def _block(book: Any, sheet: Any, block: dict[str, Any], row: int, styles: dict[str, Any]) -> int:
    kind = block["kind"]
    if kind in ("text", "note"):
        style = styles["wrap" if kind == "text" else "quiet"]
        sheet.merge_range(row, 0, row, 5, str(guard(block["words"])), style)
        sheet.set_row(row, 15 * (1 + len(block["words"]) // 120))
        return row + 2
    if kind == "steps":
        for place, words in enumerate(block["rows"], start=1):
            sheet.merge_range(row, 0, row, 5, f"{place}. {words}", styles["wrap"])
            sheet.set_row(row, 15 * (1 + len(words) // 120))
            row += 1
        return row + 1
    if kind == "table":
        return _table(sheet, block, row, styles)
    return _chart(book, sheet, block, row, styles)


def _table(sheet: Any, block: dict[str, Any], row: int, styles: dict[str, Any]) -> int:
    sheet.write_string(row, 0, str(guard(block["caption"])), styles["bold"])
    for column, name in enumerate(block["columns"]):
        sheet.write_string(row + 1, column, str(guard(name)), styles["bold"])
    for place, cells in enumerate(block["rows"], start=row + 2):
        for column, cell in enumerate(cells):
            sheet.write_string(place, column, str(guard(cell)), styles["wrap"])
    return row + len(block["rows"]) + 3


def _chart(book: Any, sheet: Any, block: dict[str, Any], row: int, styles: dict[str, Any]) -> int:
    """Write the figures behind a chart, and the chart beside them."""
    rows = block["rows"]
    sheet.write_string(row, 0, str(guard(block["caption"])), styles["bold"])
    keys = [key for key in ("value", "low", "high") if all(key in each for each in rows)]
    for place, each in enumerate(rows, start=row + 1):
        sheet.write_string(place, 0, str(guard(each["label"])))
        for column, key in enumerate(keys, start=1):
            sheet.write_number(place, column, each[key])
    chart = book.add_chart({"type": "bar"})
    series: dict[str, Any] = {
        "name": block["caption"],
        "categories": [sheet.get_name(), row + 1, 0, row + len(rows), 0],
        "values": [sheet.get_name(), row + 1, 1, row + len(rows), 1],
        "fill": {"color": "#6B6B6B"},
        "gap": 60,
    }
    if len(keys) == 3:
        series["y_error_bars"] = {
            "type": "custom",
            "plus_values": [each["high"] - each["value"] for each in rows],
            "minus_values": [each["value"] - each["low"] for each in rows],
        }
    chart.add_series(series)
    chart.set_legend({"none": True})
    chart.set_title({"name": block["caption"], "name_font": {"size": 10}})
    chart.set_y_axis({"reverse": True})
    height = 90 + 24 * len(rows)
    chart.set_size({"width": 720, "height": height})
    sheet.insert_chart(row + len(rows) + 2, 0, chart)
    return row + len(rows) + 4 + height // 20
