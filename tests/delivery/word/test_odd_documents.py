"""Documents that nobody meant: whatever numbers stand in one, it is set or refused, and never takes the house down."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.delivery import word
from tests.delivery.word.seen import words_on
from tests.delivery.word.written import A4, cell, document, line, picture, png, row, run, table

NUMBERS = st.sampled_from(
    ["-1", "0", "1", "7", "99999999", "-99999999", "1e309", "nan", "inf", "x", "", "0x10", "12.5", "9" * 40]
)
BODY = (
    line("satu", '<w:ind w:left="720" w:right="10" w:hanging="360"/><w:spacing w:before="1" w:after="2" w:line="240" w:lineRule="exact"/>'),
    "<w:p><w:pPr><w:tabs><w:tab w:val='right' w:pos='3000' w:leader='dot'/></w:tabs><w:pBdr><w:bottom w:val='double' w:sz='4' w:space='1'/></w:pBdr></w:pPr>"
    + run("dua", '<w:sz w:val="20"/><w:position w:val="4"/><w:spacing w:val="3"/>') + "<w:r><w:tab/></w:r>" + run("tiga") + "</w:p>",
    table(
        row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b", '<w:gridSpan w:val="2"/>'), properties='<w:tblHeader/><w:trHeight w:val="400"/>'),
        row(cell("", "<w:vMerge/>"), cell("c"), cell("d"), properties='<w:gridBefore w:val="0"/>'),
        columns=(2000, 2000, 2000),
    ),
    line("daftar", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    f"<w:p>{picture()}</w:p>",
)  # fmt: skip
LISTS = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
PLACES = [found.start(1) for found in re.finditer(r'="(-?\d+)"', "".join(BODY))]


def tampered(changes):
    """The body with some of its numbers put in the place of others."""
    text = "".join(BODY)
    places = [found.span(1) for found in re.finditer(r'="(-?\d+)"', text)]
    for place, number in sorted(changes.items(), reverse=True):
        begin, end = places[place]
        text = text[:begin] + number + text[end:]
    return text


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.integers(0, len(PLACES) - 1), NUMBERS, max_size=4), NUMBERS)
def test_numbers_that_no_page_has_are_set_all_the_same(set_pages, changes, size):
    section = A4.replace('w:w="11906"', f'w:w="{size}"')

    pages = set_pages(
        document(tampered(changes), section=section, numbering=LISTS, parts={"word/media/logo.png": png()})
    )

    assert len(pages) >= 1


def test_head_that_reaches_into_the_rows_below_is_no_head():
    parts = word.unpacked(
        document(
            table(
                row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b"), properties="<w:tblHeader/>"),
                row(cell("", "<w:vMerge/>"), cell("c")),
                columns=(2000, 2000),
            )
        )
    )

    (made,) = word.Reader(parts).read(parts).sections[0].blocks

    assert (made.header, len(made.cells)) == (0, 3)


def test_style_that_builds_on_itself_ends():
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    parts = word.unpacked(document(line("x"), styles=styles))

    assert len(word.Reader(parts).read(parts).sections[0].blocks) == 1


def test_note_inside_its_own_note_ends(set_pages):
    from tests.delivery.word.written import SPACES

    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2"><w:p>{run("catatan")}{call}</w:p></w:footnote></w:footnotes>'.encode()

    (page,) = set_pages(document(f"<w:p>{run('isi')}{call}</w:p>", parts={"word/footnotes.xml": notes}))

    assert words_on(page).count("catatan") == 1


def test_entity_is_not_followed():
    parts = word.unpacked(document(line("x")))
    entity = b'<!DOCTYPE x [<!ENTITY a "isi">]>'
    body = parts["word/document.xml"].replace(b"<w:document", entity + b"<w:document", 1)
    parts["word/document.xml"] = body.replace(b">x<", b">&a;<")

    (paragraph,) = word.Reader(parts).read(parts).sections[0].blocks

    assert paragraph.pieces == []
