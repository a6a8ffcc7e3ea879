"""Our own DOCX template of a paper, made from its form: what a city downloads, edits in Word and uploads again."""

from __future__ import annotations

import functools
import io
import re
from typing import TYPE_CHECKING

from saindege.delivery.official import word_xml
from saindege.delivery.official.form import Block, Facts, Heading, Items, PaperForm, Signature, Table, Text
from saindege.delivery.word.package import packed, unpacked

if TYPE_CHECKING:
    from docx.document import Document
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Length
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT = "Arial"
_FIELD = re.compile(r"\{\{ (\w+) \}\}")
GREY = "E7EBEF"
# Centimetres: A4 and its margins, as the PDF has them.
PAGE, LEFT, RIGHT, TOP, BOTTOM = (21.0, 29.7), 2.5, 2.0, 1.8, 2.0
LABEL, LONG_LABEL, COLON = 3.9, 5.8, 0.3
# Letters of a label that needs more room.
LONG = 20


@functools.cache
def own_template(form: PaperForm) -> bytes:
    """Return the template of a paper; the same form gives the same document."""
    # Imported where it is used: it is large, and most processes never write a document.
    import docx

    document = docx.Document()
    _page(document, form)
    _letterhead(document)
    _head(document, form)
    for block in form.blocks:
        _block(document, block, _width(form))
    # The last words stay with the signature.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _signatures(document, form.signatures, _width(form))
    written = io.BytesIO()
    document.save(written)
    return packed(unpacked(written.getvalue()))


def _width(form: PaperForm) -> float:
    return (PAGE[1] if form.is_wide else PAGE[0]) - LEFT - RIGHT


def _page(document: Document, form: PaperForm) -> None:
    from datetime import datetime, timezone

    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    section = document.sections[0]
    width, height = reversed(PAGE) if form.is_wide else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if form.is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin, section.right_margin = Cm(LEFT), Cm(RIGHT)
    section.top_margin, section.bottom_margin = Cm(TOP), Cm(BOTTOM)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.1
    named = document.core_properties
    named.author, named.title, named.comments, named.language = "Saindege", form.name, "", "id-ID"
    # A day that means nothing: the same form gives the same document.
    named.created = named.modified = datetime(2000, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - python 3.11 and older
    foot = section.footer.paragraphs[0]
    # Word's own style for feet has stops of its own in the way.
    foot.style = normal
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(_width(form)), _right_tab())
    _run(foot, "{{ cap_contoh }}\tHalaman ", size=8.5)
    word_xml.counter(_run(foot, "1", size=8.5), "PAGE")
    _run(foot, " dari ", size=8.5)
    word_xml.counter(_run(foot, "1", size=8.5), "NUMPAGES")


def _letterhead(document: Document) -> None:
    _line(document, "{{ pemerintah|upper }}", size=12, centred=True, after=0)
    _line(document, "{{ organisasi|upper }}", size=14, bold=True, centred=True, after=0)
    _line(document, "{%p if alamat %}")
    _line(document, "{{ alamat }}", size=9, centred=True, after=0)
    _line(document, "{%p endif %}")
    rule = _line(document, "", size=4, after=8)
    word_xml.border_below(rule)


def _head(document: Document, form: PaperForm) -> None:
    if not form.to:
        _line(
            document, upper(form.title), size=13, bold=True, centred=True, after=2 if form.has_number else 10
        )
        if form.has_number:
            _line(document, "Nomor: {{ nomor }}", centred=True, after=2 if form.subject else 10)
        if form.subject:
            _line(document, "Tentang", centred=True, after=2)
            _line(document, upper(form.subject), size=12, bold=True, centred=True, after=10)
        return
    rows = (("Nomor", "{{ nomor }}"), ("Hal", form.title))
    _facts(document, rows, last="{{ tempat }}, {{ tanggal }}")
    _line(document, "Yth. " + form.to, after=0)
    _line(document, "di tempat", after=10)


def upper(words: str) -> str:
    """Return words with fields in capitals, the fields' values too."""
    parts = _FIELD.split(words)
    return "".join(
        f"{{{{ {part}|upper }}}}" if place % 2 else part.upper() for place, part in enumerate(parts)
    )


def _block(document: Document, block: Block, width: float) -> None:
    condition = block.only_if if isinstance(block, Text | Table) else ""
    if condition:
        _line(document, "{%p if " + condition + " %}")
    if isinstance(block, Text):
        _line(document, block.words)
    elif isinstance(block, Heading):
        line = _line(document, block.words, bold=True, centred=block.centred, after=3)
        line.paragraph_format.keep_with_next = True
    elif isinstance(block, Facts):
        _facts(document, block.rows)
    elif isinstance(block, Items):
        _items(document, block)
    else:
        _table(document, block, width)
    if condition:
        _line(document, "{%p endif %}")


def _facts(document: Document, rows: tuple[tuple[str, str], ...], last: str = "") -> None:
    from docx.shared import Cm

    label = LONG_LABEL if any(len(name) > LONG for name, _ in rows) else LABEL
    for place, (name, value) in enumerate(rows):
        line = _line(document, f"{name}\t:\t{value}" + (f"\t{last}" if last and place == 0 else ""), after=3)
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = (
            Cm(label + COLON),
            Cm(-label - COLON),
        )
        line.paragraph_format.tab_stops.add_tab_stop(Cm(label))
        line.paragraph_format.tab_stops.add_tab_stop(Cm(label + COLON))
        if last and place == 0:
            line.paragraph_format.tab_stops.add_tab_stop(Cm(PAGE[0] - LEFT - RIGHT), _right_tab())
    document.paragraphs[-1].paragraph_format.space_after = _points(8)


def _items(document: Document, block: Items) -> None:
    from docx.shared import Cm

    numbered = [f"{place}.\t{words}" for place, words in enumerate(block.rows, start=1)]
    if block.each is not None:
        item = block.each.item
        numbered = ["{{ " + item + ".no }}.\t{{ " + item + ".teks }}"]
        _line(document, "{%p for " + item + " in " + block.each.name + " %}")
    for words in numbered:
        line = _line(document, words, after=3)
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    if block.each is not None:
        _line(document, "{%p endfor %}")


def _table(document: Document, block: Table, width: float) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    made = document.add_table(rows=4 + block.spare, cols=len(block.header), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    part = width / sum(block.widths)
    item = block.each.item
    rows = [
        block.header,
        ("{%tr for " + item + " in " + block.each.name + " %}", *[""] * (len(block.header) - 1)),
        block.cells,
        ("{%tr endfor %}", *[""] * (len(block.header) - 1)),
        *[("",) * len(block.header)] * block.spare,
    ]
    for row, words in zip(made.rows, rows, strict=True):
        word_xml.keep_whole(row, is_header=words is block.header)
        for place, (cell, word) in enumerate(zip(row.cells, words, strict=True)):
            cell.width = Cm(block.widths[place] * part)
            line = cell.paragraphs[0]
            line.paragraph_format.space_after, line.paragraph_format.space_before = _points(2), _points(2)
            if place in block.numbers:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _run(line, word, size=9.5, bold=words is block.header)
            if words is block.header:
                word_xml.shade(cell, GREY)
    for column, share in zip(made.columns, block.widths, strict=True):
        column.width = Cm(share * part)
    _line(document, "", size=6, after=2)


def _signatures(document: Document, signatures: tuple[Signature, ...], width: float) -> None:
    from docx.shared import Cm

    made = document.add_table(rows=1, cols=2)
    made.autofit = False
    word_xml.keep_whole(made.rows[0], is_header=False)
    places = (None, *signatures) if len(signatures) == 1 else signatures
    for cell, who in zip(made.rows[0].cells, places, strict=True):
        cell.width = Cm(width / 2)
        if who is None:
            continue
        line = cell.paragraphs[0]
        _run(line, who.before)
        for words, bold, after in (
            (who.post, False, 48),
            (who.name or "(...................................)", True, 0),
        ):
            line = cell.add_paragraph()
            line.paragraph_format.space_after = _points(after)
            line.paragraph_format.keep_with_next = True
            _run(line, words, bold=bold)
        if who.nip:
            _run(cell.add_paragraph(), "{% if nip_penanda_tangan %}NIP " + who.nip + "{% endif %}")


def _line(
    document: Document,
    words: str,
    *,
    size: float = 11,
    bold: bool = False,
    centred: bool = False,
    after: float = 6,
) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line = document.add_paragraph()
    line.paragraph_format.space_after = _points(after)
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(line, words, size=size, bold=bold)
    return line


def _run(line: Paragraph, words: str, *, size: float = 11, bold: bool = False) -> Run:
    run = line.add_run(words)
    run.font.size, run.bold = _points(size), bold or None
    return run


def _points(size: float) -> Length:
    from docx.shared import Pt

    return Pt(size)


def _right_tab() -> WD_TAB_ALIGNMENT:
    from docx.enum import text

    return text.WD_TAB_ALIGNMENT.RIGHT
