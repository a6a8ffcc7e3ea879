"""Every word of a document stands in its PDF, however Word has wrapped it, and no other word does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.delivery import word
from saindege.delivery.word.model import Picture, Rule, Words
from tests.delivery.word.seen import words_on
from tests.delivery.word.written import cell, document, field, line, picture, png, row, run, table, words_of

LETTERS = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM0123456789.,:/()éñ"), min_size=1, max_size=9
)
SENTENCE = st.lists(LETTERS, max_size=9).map(" ".join)
LOOKS = st.sampled_from(
    ["", "<w:b/>", "<w:i/><w:u w:val='single'/>", "<w:sz w:val='36'/>", "<w:color w:val='FF0000'/>", "<w:strike/>",
     "<w:highlight w:val='yellow'/>", "<w:vertAlign w:val='superscript'/>", "<w:rFonts w:ascii='Courier New'/>"]
)  # fmt: skip
SHAPES = st.sampled_from(
    ["", "<w:jc w:val='both'/>", "<w:jc w:val='center'/>", "<w:ind w:left='720' w:hanging='720'/>", "<w:keepNext/>",
     "<w:spacing w:line='360' w:before='200' w:after='100'/>", "<w:pBdr><w:bottom w:val='double' w:sz='6' w:space='1'/></w:pBdr>"]
)  # fmt: skip
BETWEEN = st.sampled_from(["", " ", "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"])


@st.composite
def paragraphs(draw):
    runs = []
    for _ in range(draw(st.integers(0, 4))):
        between = draw(BETWEEN)
        runs.append(between if between.startswith("<") else run(between) if between else "")
        runs.append(run(draw(SENTENCE), draw(LOOKS)))
    return f"<w:p><w:pPr>{draw(SHAPES)}</w:pPr>{''.join(runs)}</w:p>"


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 4))
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        cells, at = [], 0
        while at < columns:
            across = draw(st.integers(1, columns - at))
            cells.append(cell(draw(SENTENCE), f"<w:gridSpan w:val='{across}'/>", 1800 * across))
            at += across
        rows.append(row(*cells))
    return table(*rows, columns=(1800,) * columns)


def told(document):
    """The letters of all pages, without the spaces that a page may show or not."""
    return "".join(words_on(*document))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(paragraphs(), tables()), min_size=1, max_size=8))
def test_pages_say_what_the_document_says(set_pages, body):
    content = document(*body)

    assert told(set_pages(content)) == "".join(words_of(content))


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("{{ kur") + run("sus }}"), "{{kursus}}"),
        ('<w:smartTag w:uri="u" w:element="place">' + run("Padangsidimpuan") + "</w:smartTag>", "Padangsidimpuan"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("isi kontrol") + "</w:sdtContent></w:sdt>", "isikontrol"),
        ('<w:ins w:id="1" w:author="A">' + run("baru") + '</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>lama</w:delText></w:r></w:del>', "baru"),
        ('<w:proofErr w:type="spellStart"/>' + run("satu") + '<w:bookmarkStart w:id="1" w:name="x"/>' + run("dua"), "satudua"),
        (field("DATE", "24 November 2026"), "24November2026"),
        ('<w:fldSimple w:instr=" AUTHOR ">' + run("Rahma") + "</w:fldSimple>", "Rahma"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (run("tampak") + run("tersembunyi", "<w:vanish/>"), "tampak"),
        (run("kapital", "<w:caps/>") + run("Kecil", "<w:smallCaps/>"), "KAPITALKECIL"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:noBreakHyphen/></w:r>' + run("x"), "\u2011x"),
    ],
)  # fmt: skip
def test_words_are_found_whatever_is_around_them(set_pages, inner, expected):
    shown = told(set_pages(document(f"<w:p>{inner}</w:p>")))

    # A reader of PDF gives a hyphen that does not break as a plain one.
    assert (
        shown.replace("\ufffe", "\u2011").replace("-", "\u2011" if "\u2011" in expected else "-") == expected
    )


def test_of_two_ways_to_say_the_same_one_is_read(set_pages):
    box = f"<w:txbxContent>{line('di kotak')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="9" cy="9"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )

    (page,) = set_pages(document(f"<w:p>{run('Awal')}<w:r>{both}</w:r></w:p>", line("akhir")))

    assert words_on(page) == ["Awal", "di", "kotak", "akhir"]


def test_footnote_stands_at_the_foot_and_is_counted(set_pages):
    from tests.delivery.word.written import SPACES

    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2">{line("Sumber: arsip.")}</w:footnote></w:footnotes>'.encode()
    inner = run("Isi") + '<w:r><w:footnoteReference w:id="2"/></w:r>'

    (page,) = set_pages(document(f"<w:p>{inner}</w:p>", line("lanjut"), parts={"word/footnotes.xml": notes}))

    assert words_on(page)[-2:] == ["Sumber:", "arsip."]


def test_address_may_be_followed_and_words_stay_words():
    link = f'<w:hyperlink r:id="rMail">{run("bkpsdm@kota.example")}</w:hyperlink>'
    parts = word.unpacked(
        document(f"<w:p>{link}{run('#let x = [1]')}</w:p>", outside={"rMail": "mailto:bkpsdm@kota.example"})
    )

    (paragraph,) = word.Reader(parts).read(parts).sections[0].blocks

    assert [(one.text, one.link) for one in paragraph.pieces] == [
        ("bkpsdm@kota.example", "mailto:bkpsdm@kota.example"),
        ("#let x = [1]", ""),
    ]


def test_runs_that_look_alike_are_one():
    parts = word.unpacked(document(f"<w:p>{run('Pang')}{run('gilan')}{run(' tebal', '<w:b/>')}</w:p>"))

    (paragraph,) = word.Reader(parts).read(parts).sections[0].blocks

    assert [one.text for one in paragraph.pieces if isinstance(one, Words)] == ["Panggilan", " tebal"]


def test_line_across_the_page_is_kept_as_a_line():
    place = '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>127000</wp:posOffset></wp:positionV>'
    shape = '<wps:wsp><wps:spPr><a:prstGeom prst="line"/><a:ln w="25400"><a:solidFill><a:srgbClr val="0000ff"/></a:solidFill></a:ln></wps:spPr></wps:wsp>'
    drawn = f'<w:r><w:drawing><wp:anchor>{place}<wp:extent cx="1270000" cy="0"/><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    parts = word.unpacked(document(f"<w:p>{drawn}</w:p>"))

    (paragraph,) = word.Reader(parts).read(parts).sections[0].blocks
    (rule,) = paragraph.pieces

    assert isinstance(rule, Rule)
    assert (rule.width, rule.height, rule.thick, rule.colour, rule.place.y, rule.place.x_align) == (
        100,
        0,
        2,
        "0000FF",
        10,
        "center",
    )


def test_picture_that_no_press_shows_is_left_out_and_the_rest_stays():
    broken = document(f"<w:p>{picture()}{run('Kota')}</w:p>", parts={"word/media/logo.png": b"GIF89 is not"})
    whole = document(f"<w:p>{picture()}{run('Kota')}</w:p>", parts={"word/media/logo.png": png()})

    kinds = []
    for content in (broken, whole):
        parts = word.unpacked(content)
        (paragraph,) = word.Reader(parts).read(parts).sections[0].blocks
        kinds.append([type(one) for one in paragraph.pieces])

    assert kinds == [[Words], [Picture, Words]]
