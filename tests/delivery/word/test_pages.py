"""Documents on pages: where words stand, to the point, worked out by hand from what the document says."""

from __future__ import annotations

import pytest

from tests.delivery.word.seen import ends, where, words_on
from tests.delivery.word.written import A4, STYLES, document, field, line, picture, png, run

TAB = "<w:r><w:tab/></w:r>"
# A sheet of A4: 85.05 points free at the left, 56.7 at the other sides.
LEFT, RIGHT = 85.05, 595.3 - 56.7
ARIAL = STYLES.replace('w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"', 'w:ascii="Arial" w:hAnsi="Arial"').replace('w:sz w:val="22"', 'w:sz w:val="20"')  # fmt: skip
# Ten points of Arial stand in lines of this height.
LINE = 10 * (0.9380 + 0.2119)


def lines_down(page, first, second):
    """How many points lie between the feet of two words."""
    return where(page, second)[1] - where(page, first)[1]


def test_words_begin_and_end_at_the_margins(set_pages):
    (page,) = set_pages(
        document(
            line("Kiri"), line("Kanan", '<w:jc w:val="right"/>'), line("Masuk", '<w:ind w:left="1134"/>')
        )
    )

    assert where(page, "Kiri")[0] == pytest.approx(LEFT, abs=1)
    assert ends(page, "Kanan") == pytest.approx(RIGHT, abs=1)
    assert where(page, "Masuk")[0] == pytest.approx(LEFT + 56.7, abs=1)


def test_lines_are_as_high_as_the_font_and_its_rule_ask(set_pages):
    spacing = '<w:spacing w:line="{}" w:lineRule="{}"/>'
    (page,) = set_pages(
        document(
            line("Satu"), line("Dua"), line("Tiga", spacing.format(480, "auto")), line("Empat"),
            line("Lima", spacing.format(600, "exact")), line("Enam", spacing.format(600, "exact")),
            line("Tujuh"), line("Delapan", spacing.format(600, "atLeast")), line("Sembilan"), styles=ARIAL,
        )
    )  # fmt: skip

    assert lines_down(page, "Satu", "Dua") == pytest.approx(LINE, abs=0.1)
    # What a double line adds stands below its words.
    assert lines_down(page, "Dua", "Tiga") == pytest.approx(LINE, abs=0.1)
    assert lines_down(page, "Tiga", "Empat") == pytest.approx(2 * LINE, abs=0.1)
    assert lines_down(page, "Lima", "Enam") == pytest.approx(30, abs=0.1)
    assert lines_down(page, "Delapan", "Sembilan") == pytest.approx(LINE, abs=0.1)
    assert lines_down(page, "Tujuh", "Delapan") == pytest.approx(30, abs=0.1)


def test_of_two_distances_that_meet_the_larger_counts(set_pages):
    body = (line("Satu", '<w:spacing w:after="400"/>'), line("Dua", '<w:spacing w:before="240"/>'))
    old = "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>"

    (page,), (page_of_old,) = (
        set_pages(document(*body, styles=ARIAL)),
        set_pages(document(*body, styles=ARIAL, settings=old)),
    )

    assert lines_down(page, "Satu", "Dua") == pytest.approx(20 + LINE, abs=0.1)
    assert lines_down(page_of_old, "Satu", "Dua") == pytest.approx(32 + LINE, abs=0.1)


def test_tabs_stop_where_they_are_set_and_right_ones_end_there(set_pages):
    stops = '<w:tabs><w:tab w:val="left" w:pos="1134"/><w:tab w:val="right" w:pos="9070"/></w:tabs>'
    (page,) = set_pages(
        document(
            f"<w:p><w:pPr>{stops}</w:pPr>{run('Nomor')}{TAB}{run(': 800')}{TAB}{run('Contoh, 2026')}</w:p>"
        )
    )

    assert where(page, ": 800")[0] == pytest.approx(LEFT + 56.7, abs=1)
    assert ends(page, "Contoh, 2026") == pytest.approx(LEFT + 453.5, abs=1)


def test_hanging_line_brings_the_next_lines_to_its_edge(set_pages):
    words = "Panggilan peserta pelatihan penataan arsip surat masuk bagi pegawai kelurahan dan kecamatan se-Kota Contoh yang BERIKUT"
    (page,) = set_pages(
        document(
            f'<w:p><w:pPr><w:ind w:left="1418" w:hanging="1418"/></w:pPr>{run("Hal")}{TAB}{run(words)}</w:p>'
        )
    )

    assert where(page, "Hal")[0] == pytest.approx(LEFT, abs=1)
    assert where(page, "Panggilan")[0] == pytest.approx(LEFT + 70.9, abs=1)
    assert lines_down(page, "Panggilan", "BERIKUT") > LINE


def test_page_break_turns_and_its_own_mark_does_not_follow(set_pages):
    turn = '<w:r><w:br w:type="page"/></w:r>'
    pages = set_pages(
        document(f"<w:p>{run('Satu')}{turn}</w:p>", line("Dua"), line("Tiga", "<w:pageBreakBefore/>"))
    )

    assert [words_on(page) for page in pages] == [["Satu"], ["Dua"], ["Tiga"]]
    assert where(pages[1], "Dua")[1] == pytest.approx(where(pages[0], "Satu")[1], abs=0.1)


def test_heading_goes_with_what_it_heads(set_pages):
    lines = [line(f"baris {place}") for place in range(62)]
    pages = set_pages(
        document(
            *lines,
            line("Judul", "<w:keepNext/>"),
            line("Isi dua baris. " * 12, "<w:keepLines/>"),
            styles=ARIAL,
        )
    )

    assert "Judul" in words_on(pages[len(pages) - 1])


def test_sheet_head_and_foot_are_those_of_the_section(set_pages):
    f4 = (
        '<w:headerReference w:type="first" r:id="rheader1"/><w:headerReference w:type="default" r:id="rheader2"/>'
        '<w:footerReference w:type="default" r:id="rfooter1"/><w:footerReference w:type="first" r:id="rfooter1"/>'
        '<w:pgSz w:w="12189" w:h="18709"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/>'
    )
    strips = {
        "header1": line("Kop") * 6,
        "header2": line("Lanjutan"),
        "footer1": f"<w:p>{run('Halaman ')}{field('PAGE')}{run(' dari ')}{field('NUMPAGES', '9')}</w:p>",
    }
    pages = set_pages(
        document(line("Isi"), line("Akhir", "<w:pageBreakBefore/>"), section=f4, strips=strips, styles=ARIAL)
    )

    assert [round(side, 1) for side in pages[0].get_size()] == [609.5, 935.5]
    assert words_on(pages[0]) == ["Kop"] * 6 + ["Halaman", "1", "dari", "2", "Isi"]
    assert words_on(pages[1]) == ["Lanjutan", "Halaman", "2", "dari", "2", "Akhir"]
    # The words give way to six lines of letterhead, which begin 28.35 points below the edge.
    assert where(pages[0], "Isi")[1] == pytest.approx(28.35 + 7 * LINE, abs=0.5)
    assert where(pages[1], "Akhir")[1] == pytest.approx(56.7 + LINE, abs=0.5)


def test_each_document_of_a_stack_counts_its_own_pages(set_pages):
    section = '<w:footerReference w:type="default" r:id="rfooter1"/>' + A4
    strips = {"footer1": f"<w:p>{field('PAGE')}{run(' / ')}{field('NUMPAGES')}</w:p>"}
    two = document(line("Satu"), line("Dua", "<w:pageBreakBefore/>"), section=section, strips=strips)

    pages = set_pages(two, document(line("Tiga"), section=section, strips=strips))

    assert [words_on(page)[:3] for page in pages] == [["1", "/", "2"], ["2", "/", "2"], ["1", "/", "1"]]


def test_second_section_lies_on_its_side(set_pages):
    wide = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"/>'

    pages = set_pages(document(line("Tegak", f"<w:sectPr>{A4}</w:sectPr>"), line("Rebah"), section=wide))

    assert [(words_on(page), page.get_width() > page.get_height()) for page in pages] == [
        (["Tegak"], False),
        (["Rebah"], True),
    ]


@pytest.mark.parametrize("place", ["", '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>720000</wp:posOffset></wp:positionV>'])  # fmt: skip
def test_logo_stands_in_the_line_or_where_it_floats(set_pages, place):
    (page,) = set_pages(
        document(f"<w:p>{picture(place=place)}{run('Kota')}</w:p>", parts={"word/media/logo.png": png()})
    )

    (image,) = [one for one in page.get_objects() if one.type == 3]
    left, bottom, right, top = image.get_bounds()
    assert (right - left, top - bottom) == pytest.approx((56.7, 56.7), abs=0.1)
    if place:
        assert (right, page.get_height() - top) == pytest.approx((RIGHT, 56.7), abs=0.2)
        assert where(page, "Kota")[0] == pytest.approx(LEFT, abs=1)
    else:
        assert (left, where(page, "Kota")[0]) == pytest.approx((LEFT, LEFT + 56.7), abs=1)
