"""Our own templates and documents made of them: the same again, on paper sizes, joined page by page."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.section import WD_SECTION

from saindege.delivery.official import closing, letters
from saindege.delivery.official.joining import joined, stamped
from saindege.delivery.official.template import own_template
from saindege.delivery.word import Reader, unpacked
from saindege.delivery.word.package import packed

FORMS = (*letters.FORMS, *closing.FORMS)


def opened(content):
    return docx.Document(io.BytesIO(content))


@pytest.mark.parametrize("form", FORMS, ids=[one.key for one in FORMS])
def test_template_is_the_same_again_and_opens(form):
    first, second = own_template.__wrapped__(form), own_template.__wrapped__(form)
    document = opened(first)

    assert first == second
    assert document.core_properties.title == form.name
    assert (document.sections[0].page_width > document.sections[0].page_height) is form.is_wide


def test_header_row_comes_again_on_each_page_and_rows_stay_whole():
    table = opened(own_template(letters.ASSIGNMENT)).tables[0]
    xml = [row._tr.xml for row in table.rows]

    assert "w:tblHeader" in xml[0] and all("w:cantSplit" in row for row in xml)
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Nama", "NIP", "Jabatan", "Unit kerja"]


def whole(*documents):
    return opened(packed(joined([unpacked(one) for one in documents])))


def test_documents_are_joined_each_on_its_own_page_and_counted_by_itself(written):
    made = whole(written("satu"), written("dua"), written("tiga"))

    assert [line.text for line in made.paragraphs if line.text] == ["satu", "dua", "tiga"]
    assert [one.start_type for one in made.sections] == [WD_SECTION.NEW_PAGE] * 3
    assert made.element.xml.count('w:pgNumType w:start="1"') == 3


def test_head_that_names_its_own_office_stays_with_its_letter(written):
    made = whole(
        written("satu", header="Kantor A"),
        written("dua", header="Kantor B"),
        written("tiga", header="Kantor A"),
    )

    assert [one.header.paragraphs[0].text for one in made.sections] == ["Kantor A", "Kantor B", "Kantor A"]


def test_list_that_word_numbers_begins_anew_in_each_document():
    def listed(*items):
        document = docx.Document()
        for item in items:
            document.add_paragraph(item, style="List Number")
            number = document.paragraphs[-1]._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_numId().val = document.styles["List Number"].element.pPr.numPr.numId.val
            number.get_or_add_ilvl().val = 0
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    parts = joined([unpacked(listed("a", "b")), unpacked(listed("c"))])
    pages = Reader(parts).read(parts)

    labels = [one.pieces[0].text for section in pages.sections for one in section.blocks]
    assert labels == ["1.", "2.", "1."]


def test_pages_are_counted_for_each_document():
    template = own_template(letters.ASSIGNMENT)

    parts = joined([unpacked(template)] * 2)

    assert b"SECTIONPAGES" in parts["word/footer1.xml"] and b"NUMPAGES" not in parts["word/footer1.xml"]


def test_example_data_say_so_even_where_a_template_left_it_out(written):
    missing = opened(packed(stamped(unpacked(written("satu")), "DATA CONTOH")))
    there = opened(packed(stamped(unpacked(written("satu", header="DATA CONTOH")), "DATA CONTOH")))

    assert missing.paragraphs[0].text == "DATA CONTOH"
    assert [line.text for line in there.paragraphs] == ["satu"]


def test_packed_file_is_the_same_and_packing_again_changes_nothing(written):
    content = packed(unpacked(written("satu")))

    assert packed(unpacked(content)) == content
