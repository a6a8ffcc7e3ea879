"""What a PDF lacks is told: nothing is lost in silence, and nothing is told that shows."""

from __future__ import annotations

import pytest

from saindege.delivery import word
from saindege.delivery.official import closing, letters
from saindege.delivery.official.template import own_template
from saindege.delivery.word.fonts import face_of, is_same
from tests.delivery.word.written import A4, SPACES, STYLES, document, field, line, picture, png, run

DRAWN = '<w:r><w:drawing><wp:anchor>{}<wp:extent cx="99" cy="99"/><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
SHAPE = '<wps:wsp><wps:spPr><a:prstGeom prst="{}"/></wps:spPr>{}</wps:wsp>'
BOX = f"<wps:txbx><w:txbxContent>{line('x')}</w:txbxContent></wps:txbx>"
ARIAL = STYLES.replace("minorHAnsi", "x").replace("w:asciiTheme", "w:ascii").replace('"x"', '"Arial"')


def told(*body, **more):
    found = word.losses_of(word.unpacked(document(*body, **{"styles": ARIAL, **more})))
    return [(one.code, one.is_lost) for one in found]


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (DRAWN.format("", SHAPE.format("ellipse", "")), ("shape", True)),
        (DRAWN.format("", SHAPE.format("rect", BOX)), ("box", False)),
        (DRAWN.format("", '<c:chart r:id="rId9"/>'), ("chart", True)),
        (
            '<w:r><w:pict><v:shape><v:textpath string="RAHASIA"/></v:shape></w:pict></w:r>',
            ("watermark", True),
        ),
        ('<w:r><w:commentReference w:id="1"/></w:r>', ("comment", True)),
        ('<w:ins w:id="1" w:author="A">' + run("x") + "</w:ins>", ("tracked", False)),
        ("<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>", ("formula", False)),
        (field("TOC \\o", "Isi"), ("field", False)),
        (run("x", '<w:rFonts w:ascii="Tahoma"/>'), ("font", False)),
    ],
)
def test_part_that_does_not_show_as_in_word_is_told(inner, expected):
    assert told(paragraph(inner)) == [expected]


def test_sections_tell_borders_and_columns_within_a_page():
    bordered = A4 + '<w:pgBorders><w:top w:val="single"/></w:pgBorders>'
    columns = '<w:type w:val="continuous"/><w:cols w:num="2"/>'

    assert told(line("x"), section=bordered) == [("page_border", True)]
    assert told(line("x"), section=A4 + columns) == [("columns", False)]


def test_picture_is_told_where_no_press_shows_it():
    emf = told(paragraph(picture()), parts={"word/media/logo.png": b"\x01\x00\x00\x00 EMF"})

    assert emf == [("picture", True)]
    assert told(paragraph(picture()), parts={"word/media/logo.png": png()}) == []


def test_what_shows_is_not_told():
    level = A4 + '<w:textDirection w:val="lrTb"/>'
    straight = DRAWN.format("", SHAPE.format("line", ""))
    pages = field("PAGE") + field("NUMPAGES") + field('HYPERLINK "mailto:a@b.example"')

    assert told(line("x"), section=level) == []
    assert told(paragraph(straight), paragraph(pages), line("x", "<w:pBdr/>"), parts={"word/footnotes.xml": f"<w:footnotes {SPACES}/>".encode()}) == []  # fmt: skip


@pytest.mark.parametrize("form", [*letters.FORMS, *closing.FORMS], ids=lambda form: form.key)
def test_templates_of_ours_lose_nothing(form):
    assert word.losses_of(word.unpacked(own_template(form))) == []


def test_sentence_says_how_many_and_which():
    (loss,) = word.losses_of(
        word.unpacked(document(paragraph(DRAWN.format("", SHAPE.format("ellipse", "")) * 2), styles=ARIAL))
    )

    assert loss.sentence.id == "Bentuk gambar (2 buah; garis lurus tetap tampil) tidak akan tampil di PDF."
    assert loss.sentence.en == "A drawn shape (2; straight lines do show) will not show in the PDF."


@pytest.mark.parametrize(
    ("font", "family", "same"),
    [
        ("Arial", "Saindege Office Sans", True),
        ("Times New Roman", "Saindege Office Serif", True),
        ("Bookman Old Style", "Saindege Office Book", True),
        ("Calibri", "Saindege Office Round", True),
        ("Tahoma", "Saindege Office Sans", False),
        ("Garamond", "Saindege Office Serif", False),
        ("Consolas", "Saindege Office Mono", False),
    ],
)
def test_font_gives_way_to_one_that_we_carry(font, family, same):
    assert (face_of(font).family, is_same(font)) == (family, same)
