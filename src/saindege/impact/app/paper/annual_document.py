"""The annual report as a document that an office can still edit: the same chapters, tables and charts as on A4."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from saindege.base.app.paper.picturing import compile_pictures

PICTURES = Path(__file__).resolve().parent / "pictures.typ"
FONT = "Arial"
QUIET = RGBColor(0x46, 0x46, 0x46)
WIDE = Mm(166)
CHARTS = ("bars", "intervals")
AFTER_BORDER = (
    "w:shd",
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)


def annual_document(words: dict[str, Any]) -> bytes:
    """Write the chapters of the report."""
    document = docx.Document()
    _set_up(document, words)
    _head(document, words)
    pictures = _pictures(words)
    for number, chapter in enumerate(words["chapters"], start=1):
        heading = document.add_heading(f"{number}. {chapter['title']}", level=1)
        _bookmark(heading, chapter["key"], number)
        if chapter["key"] == "summary":
            _summary(document, words)
        for block in chapter["blocks"]:
            _block(document, block, pictures)
    _signature(document, words)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _pictures(words: dict[str, Any]) -> Iterator[bytes]:
    charts = [
        block for chapter in words["chapters"] for block in chapter["blocks"] if block["kind"] in CHARTS
    ]
    if not charts:
        return iter(())
    return iter(compile_pictures(PICTURES, {"language": words["language"], "charts": charts}))


def _set_up(document: Document, words: dict[str, Any]) -> None:
    core = document.core_properties
    core.title, core.language = words["title"], "en-GB" if words["language"] == "en" else "id-ID"
    core.author = words["letterhead"]["office"] or "Saindege"
    # The day of the report and no moment: the same figures give the same document.
    core.created = core.modified = datetime.fromisoformat(words["made_on"])
    core.comments = words["example"] if words["is_example"] else ""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    for style, size in (("Title", 20), ("Heading 1", 15)):
        found = document.styles[style]
        found.font.name, found.font.size, found.font.bold = FONT, Pt(size), True
        found.font.color.rgb = RGBColor(0, 0, 0)
        # The theme's fonts would beat the named one.
        fonts = found.element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
    for named in document.styles.element.iter(qn("w:lang")):
        named.set(qn("w:val"), core.language)
    top = section.header.paragraphs[0]
    _run(top, " · ".join([words["title"], *([words["example"]] if words["is_example"] else [])]), 8, QUIET)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(foot, "Saindege  ", 8, QUIET)
    _field(foot, "PAGE")


def _head(document: Document, words: dict[str, Any]) -> None:
    head = words["letterhead"]
    lines = [(head["organisation"], 12, False), (head["office"], 14, True), (head["address"], 9, False)]
    lines = [line for line in lines if line[0]]
    for place, (line, size, is_bold) in enumerate(lines, start=1):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, line, size).bold = is_bold
        if place == len(lines):
            paragraph.paragraph_format.space_after = Pt(10)
            _rule(paragraph, "bottom", 12)
    if words["is_example"]:
        label = document.add_paragraph()
        _run(label, words["example"], 9).bold = True
        for side in ("top", "left", "bottom", "right"):
            _rule(label, side, 6)
    title = document.add_paragraph(words["title"], style="Title")
    _without_rule(title)
    _run(document.add_paragraph(), words["as_of"], 10, QUIET)
    _run(document.add_paragraph(), words["contents_title"], 11).bold = True
    for number, chapter in enumerate(words["chapters"], start=1):
        entry = document.add_paragraph()
        entry.paragraph_format.space_after = Pt(1)
        _link(entry, f"{number}. {chapter['title']}", chapter["key"])


def _summary(document: Document, words: dict[str, Any]) -> None:
    quarters = words["quarters"]
    grid = document.add_table(rows=-(-len(quarters) // 2), cols=2)
    for place, quarter in enumerate(quarters):
        cell = grid.cell(place // 2, place % 2)
        name = cell.paragraphs[0]
        _run(name, quarter["name"], 9.5).bold = True
        figure = cell.add_paragraph()
        _run(figure, quarter["figure"], 20).bold = True
        _run(figure, f" {quarter['unit']}", 11)
        cell.add_paragraph(quarter["say"])
        if quarter["note"]:
            _run(cell.add_paragraph(), quarter["note"], 8, QUIET)
    box = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    _run(box.paragraphs[0], words["question_title"], 10).bold = True
    box.add_paragraph(words["question"])
    document.add_paragraph()


def _block(document: Document, block: dict[str, Any], pictures: Iterator[bytes]) -> None:
    kind = block["kind"]
    if kind == "text":
        document.add_paragraph(block["words"])
    elif kind == "note":
        _run(document.add_paragraph(), block["words"], 8.5, QUIET)
    elif kind == "steps":
        for place, step in enumerate(block["rows"], start=1):
            paragraph = document.add_paragraph(f"{place}. {step}")
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = (
                Mm(6),
                Mm(-6),
            )
    elif kind == "table":
        _table(document, block)
    else:
        picture = document.add_picture(io.BytesIO(next(pictures)), width=WIDE)
        # What a screen reader says in place of the picture.
        said = "; ".join(f"{row['label']}: {row['said']}" for row in block["rows"])
        picture._inline.docPr.set("descr", f"{block['caption']}. {said}")


def _table(document: Document, block: dict[str, Any]) -> None:
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_after = Pt(2)
    _run(caption, block["caption"], 9).bold = True
    table = document.add_table(rows=1, cols=len(block["columns"]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for cell, name, is_number in zip(table.rows[0].cells, block["columns"], block["numeric"], strict=True):
        _fill(cell, name, is_number, is_bold=True)
    for row in block["rows"]:
        for cell, value, is_number in zip(table.add_row().cells, row, block["numeric"], strict=True):
            _fill(cell, value, is_number)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(cell: _Cell, value: str, is_number: bool, *, is_bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(paragraph, str(value), 9).bold = is_bold


def _signature(document: Document, words: dict[str, Any]) -> None:
    head = words["letterhead"]
    place = f"{head['place']}, " if head["place"] else ""
    number = f"NIP {head['signatory_nip']}" if head["signatory_nip"] else ""
    lines = [
        f"{place}{words['day']}",
        head["signatory_post"],
        "",
        "",
        "",
        head["signatory"] or "_" * 32,
        number,
    ]
    for line in lines:
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.left_indent = Mm(96)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = True


def _run(paragraph: Paragraph, words: str, size: float, colour: RGBColor | None = None) -> Any:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _rule(paragraph: Paragraph, side: str, width: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    border = properties.find(qn("w:pBdr"))
    if border is None:
        border = OxmlElement("w:pBdr")
        # Word refuses properties out of their order.
        properties.insert_element_before(border, *AFTER_BORDER)
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(width)), ("space", "4"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)


def _without_rule(paragraph: Paragraph) -> None:
    border = paragraph.style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        paragraph.style.element.pPr.remove(border)


def _bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    for tag in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{tag}")
        mark.set(qn("w:id"), str(number))
        if tag == "bookmarkStart":
            mark.set(qn("w:name"), f"bab_{name}")
        paragraph._p.append(mark)


def _link(paragraph: Paragraph, words: str, name: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"bab_{name}")
    link.append(_run(paragraph, words, 10)._r)
    paragraph._p.append(link)


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(_run(paragraph, "1", 8, QUIET)._r)
    paragraph._p.append(field)
