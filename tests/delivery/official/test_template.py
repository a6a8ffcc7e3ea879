"""Our own templates and documents made of them: the same again, on paper sizes, joined page by page."""

from __future__ import annotations

import io

import docx
import pytest

from saindege.delivery.official import closing, letters
from saindege.delivery.official.joining import joined, settled
from saindege.delivery.official.template import own_template

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


def test_documents_are_joined_each_on_its_own_page(written):
    whole = opened(joined([written("satu"), written("dua"), written("tiga")]))

    assert [line.text for line in whole.paragraphs if line.text] == ["satu", "dua", "tiga"]
    assert sum(bool(line.paragraph_format.page_break_before) for line in whole.paragraphs) == 2
    assert len(whole.sections) == 1


def test_example_data_say_so_even_where_a_template_left_it_out(written):
    missing = opened(joined([written("satu")], stamp="DATA CONTOH"))
    there = opened(joined([written("satu", header="DATA CONTOH")], stamp="DATA CONTOH"))

    assert missing.paragraphs[0].text == "DATA CONTOH"
    assert [line.text for line in there.paragraphs] == ["satu"]


def test_settled_file_is_the_same_and_settling_again_changes_nothing(written):
    content = written("satu")

    assert settled(settled(content)) == settled(content)
