"""The few parts of a Word document that python-docx has no words for."""

from __future__ import annotations

from typing import Any


def element(name: str, **attributes: str) -> Any:
    """Make one element of Word's own names: ``element("w:shd", val="clear")``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for word, value in attributes.items():
        made.set(qn(f"w:{word}"), value)
    return made


def border_below(line: Any) -> None:
    """Draw the line under a letterhead."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="18", space="1", color="000000"))
    # Word wants the properties of a paragraph in its own order.
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def shade(cell: Any, colour: str) -> None:
    """Colour a cell."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def keep_whole(row: Any, *, is_header: bool) -> None:
    """Keep a row on one page; a header row comes again on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))


def counter(run: Any, instruction: str) -> None:
    """Write a field that Word counts itself: ``PAGE``, ``NUMPAGES``."""
    field = element("w:fldSimple", instr=instruction)
    run._r.addprevious(field)
    field.append(run._r)
