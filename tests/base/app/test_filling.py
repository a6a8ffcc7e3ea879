"""A DOCX is filled: values stay text, a template may only write values."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.app.paper import PaperFailed, fill_docx


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    return _template(
        tmp_path_factory.mktemp("docx"),
        "Kepada {{ name }}.",
        "{%p for one in rows %}",
        "{{ one }}",
        "{%p endfor %}",
    )


def _template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    path = folder / "surat.docx"
    document.save(str(path))
    return path


def words_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def test_places_take_the_values(template):
    content = fill_docx(template, {"name": "Rahma", "rows": ["satu", "dua"]})

    assert words_of(content) == ["Kepada Rahma.", "satu", "dua"]


@pytest.mark.parametrize(
    "name", ["<w:p/> & <b>", "{{ 7 * 7 }}", "{% raw %}", "${x} #x $x$", "Siregar \"Si\" 'Ucok'"]
)
def test_words_stay_words(template, name):
    assert words_of(fill_docx(template, {"name": name, "rows": []})) == [f"Kepada {name}."]


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs")), min_size=1, max_size=40))
def test_any_name_comes_out_as_it_went_in(template, name):
    assert words_of(fill_docx(template, {"name": name, "rows": []})) == [f"Kepada {name}."]


def test_missing_value_is_our_fault_and_is_said(template):
    with pytest.raises(PaperFailed):
        fill_docx(template, {"name": "Rahma"})


@pytest.mark.parametrize(
    "reach", ["{{ name.__class__.__mro__ }}", "{{ ''.__class__.__subclasses__() }}", "{{ name.nothing() }}"]
)
def test_template_reaches_nothing_but_its_values(tmp_path, reach):
    with pytest.raises(PaperFailed):
        fill_docx(_template(tmp_path, reach), {"name": "Rahma"})
