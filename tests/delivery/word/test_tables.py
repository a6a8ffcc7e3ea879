"""Tables: widths, merged cells, lines, rows that come again, and the signature that stays with the last rows."""

from __future__ import annotations

import pytest

from saindege.delivery import word
from saindege.delivery.word.model import Table
from tests.delivery.word.seen import where, words_on
from tests.delivery.word.written import cell, document, line, row, table

NEW = '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="u" w:val="15"/></w:compat>'
LEFT, SIDE = 85.05, 5.4


def read(*body, **more):
    parts = word.unpacked(document(*body, **more))
    return word.Reader(parts).read(parts).sections[-1].blocks


def spots(made):
    return [(one.row, one.column, one.down, one.across) for one in made.cells]


def test_merged_cells_cover_what_they_cover():
    both = '<w:vMerge w:val="restart"/>'
    (made,) = read(
        table(
            row(cell("No", both), cell("Nama", both), cell("Hadir", '<w:gridSpan w:val="2"/>')),
            row(cell("", "<w:vMerge/>"), cell("", "<w:vMerge/>"), cell("1"), cell("2")),
            columns=(700, 3000, 1000, 1000),
        )
    )

    assert spots(made) == [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (1, 2, 1, 1), (1, 3, 1, 1)]


def test_columns_stand_where_the_document_puts_them(set_pages):
    body = table(
        row(cell("satu", "", 1000), cell("dua", "", 3000), cell("tiga", "", 2000)), columns=(1000, 3000, 2000)
    )
    (new,), (old,) = set_pages(document(body, settings=NEW)), set_pages(document(body))

    assert [where(new, each)[0] for each in ("satu", "dua", "tiga")] == pytest.approx(
        [LEFT + SIDE, LEFT + 50 + SIDE, LEFT + 200 + SIDE], abs=1
    )
    # Older documents put the words of a table at the margin, not its line.
    assert where(old, "satu")[0] == pytest.approx(LEFT, abs=1)


@pytest.mark.parametrize(
    ("widths", "grid", "expected"),
    [
        ((1000, 3000), (2000, 2000), [50, 150]),
        ((0, 0), (2000, 1000), [100, 50]),
        ((0, 0), (0, 0), [226.8, 226.8]),
    ],
)
def test_widths_are_those_of_cells_then_of_the_grid_then_equal(widths, grid, expected):
    (made,) = read(table(row(*(cell("x", "", one) for one in widths)), columns=grid))

    assert made.columns == pytest.approx(expected, abs=0.1)


def test_own_line_of_a_cell_beats_that_of_the_table():
    own = '<w:tcBorders><w:right w:val="nil"/><w:bottom w:val="single" w:sz="24" w:color="FF0000"/></w:tcBorders>'
    (made,) = read(table(row(cell("a", own), cell("b")), row(cell("c"), cell("d")), columns=(2000, 2000)))

    top, right, bottom, left = made.cells[0].edges
    assert (top.bands, right, bottom.bands, bottom.colour, left.bands) == (
        (0.5,),
        None,
        (3.0,),
        "FF0000",
        (0.5,),
    )


def test_header_row_comes_again_on_each_page(set_pages):
    rows = [row(cell(f"orang {place}")) for place in range(90)]
    pages = set_pages(
        document(table(row(cell("Kepala"), properties="<w:tblHeader/>"), *rows, columns=(4000,)))
    )

    assert len(pages) > 1
    assert all(words_on(page).count("Kepala") == 1 for page in pages)


@pytest.mark.parametrize("people", range(38, 56, 3))
def test_signature_is_never_alone(set_pages, people):
    rows = [
        row(cell(f"orang{place}", "", 4500), cell("", "", 4500), properties="<w:cantSplit/>")
        for place in range(people)
    ]
    ending = [line(), line("Kepala Badan,"), line(), line(), line(), line("Rahma Siregar")]

    pages = set_pages(
        document(
            table(
                row(cell("Nama", "", 4500), cell("Isi", "", 4500), properties="<w:tblHeader/>"),
                *rows,
                columns=(4500, 4500),
            ),
            *ending,
        )
    )

    last = words_on(pages[len(pages) - 1])
    assert f"orang{people - 1}" in last and f"orang{people - 2}" in last and "Siregar" in last


def test_short_table_of_two_signatures_is_no_list():
    blocks = read(table(row(cell("Ketua"), cell("Bendahara")), columns=(2000, 2000)), line("Tembusan"))

    assert [isinstance(one, Table) for one in blocks] == [True, False]


def test_empty_lines_at_the_end_open_no_page(set_pages):
    assert len(set_pages(document(*[line("isi")] * 50, *[line()] * 30))) == 1


def test_rows_are_at_least_or_exactly_so_high(set_pages):
    high = '<w:trHeight w:val="1200"/>'
    exact = '<w:trHeight w:val="400" w:hRule="exact"/>'
    (page,) = set_pages(
        document(
            table(
                row(cell("atas"), properties=high),
                row(cell("tengah"), properties=exact),
                row(cell("bawah")),
                columns=(3000,),
            )
        )
    )

    assert where(page, "tengah")[1] - where(page, "atas")[1] == pytest.approx(60, abs=0.7)
    assert where(page, "bawah")[1] - where(page, "tengah")[1] == pytest.approx(20, abs=0.7)


def test_style_of_a_table_colours_its_first_row_and_every_other_one():
    shade = '<w:tcPr><w:shd w:val="clear" w:fill="{}"/></w:tcPr>'
    styles = (
        '<w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>{shade.format("112233")}</w:tblStylePr>'
        f'<w:tblStylePr w:type="band1Horz">{shade.format("445566")}</w:tblStylePr></w:style>'
    )
    looks = '<w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    made = table(*(row(cell(each)) for each in "abcd"), columns=(2000,)).replace(
        "<w:tblPr>", "<w:tblPr>" + looks
    )

    (shown,) = read(made, styles=styles)

    assert [one.fill for one in shown.cells] == ["112233", "445566", "", "445566"]


def test_word_wider_than_its_cell_breaks_there(set_pages):
    (page,) = set_pages(
        document(table(row(cell("." * 60, "", 1500), cell("sebelah", "", 1500)), columns=(1500, 1500)))
    )

    text = page.get_textpage()
    dots = [text.get_charbox(place)[2] for place, sign in enumerate(text.get_text_bounded()) if sign == "."]
    assert len(dots) == 60
    assert max(dots) < where(page, "sebelah")[0]
